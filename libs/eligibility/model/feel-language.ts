/** The parser and all that needs it: loaded with the first model that is read. */
export { readFeel } from '../feel/read-feel.js';
export { readUnary } from '../feel/read-unary.js';
