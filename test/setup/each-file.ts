// Nothing heavy here: the tests of the pure libs load it too.
import 'reflect-metadata';
