import { TooMuchWork, type Env, type Note } from '../run/env.js';
import { closureOf } from '../run/evaluate.js';
import { testOf } from '../run/unary.js';
import type { FeelValue } from '../values/value.js';
import { reviveFeel, reviveUnary } from './revive-feel.js';
import type { StoredFeel, StoredUnary } from './stored.js';

/** Steps that one cell, or one computed column, may take over one person's answers. */
const mostSteps = 100_000;

/**
 * What came of it, or `too-much`: then nothing is known, neither that it holds nor that it does not. Null where FEEL
 * has no result: a mistake in the types, a division by zero.
 */
export type Outcome<T> = T | null | 'too-much';

const tests = new WeakMap<StoredUnary, (env: Env) => boolean | null>();
const expressions = new WeakMap<StoredFeel, (env: Env) => FeelValue>();

/** Whether a cell holds for the value of its column; `slots` are the answers that it reads besides. */
export function runCell(cell: StoredUnary, input: FeelValue, slots: readonly FeelValue[]): Outcome<boolean> {
  let test = tests.get(cell);
  if (!test) tests.set(cell, (test = testOf(reviveUnary(cell))));
  return within(test, input, slots);
}

/** The value of a computed column. */
export function runComputed(tree: StoredFeel, slots: readonly FeelValue[]): { readonly of: FeelValue } | 'too-much' {
  let run = expressions.get(tree);
  if (!run) expressions.set(tree, (run = closureOf(reviveFeel(tree))));
  const found = within((env) => ({ of: run(env) }), null, slots);
  return found ?? { of: null };
}

function within<T>(run: (env: Env) => T, input: FeelValue, slots: readonly FeelValue[]): T | 'too-much' {
  const notes = new Watched();
  try {
    const found = run({ slots: [...slots], input, moment: null, steps: mostSteps, notes });
    return notes.tookTooLong ? 'too-much' : found;
  } catch (error) {
    if (error instanceof TooMuchWork) return 'too-much';
    throw error;
  }
}

/** Keeps one thing alone: a pattern that would take too long is nothing to FEEL, and must not become a "no" here. */
class Watched extends Array<Note> {
  tookTooLong = false;

  override push(...notes: Note[]): number {
    this.tookTooLong ||= notes.some(({ code }) => code === 'pattern-takes-too-long');
    return 0;
  }
}
