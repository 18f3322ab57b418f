import type { Unary } from '../feel/tree.js';
import type { Env } from './env.js';
import { closureOf } from './evaluate.js';
import { testOfWith } from './tests.js';

/** A cell as a test of `env.input`. Null: neither yes nor no, because something in it is null or of another type. */
export function testOf(tests: Unary): (env: Env) => boolean | null {
  return testOfWith(tests, closureOf);
}
