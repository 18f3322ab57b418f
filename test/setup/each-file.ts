import { afterAll } from '@jest/globals';
import 'reflect-metadata';
import { dropTestDatabases } from './test-database.js';

afterAll(dropTestDatabases);
