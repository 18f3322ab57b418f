import { describe, expect, it } from '@jest/globals';
import { TooMuchWork, type Env } from '../run/env.js';
import { closureOf } from '../run/evaluate.js';
import { show } from '../values/show.js';
import type { FeelType } from '../values/type.js';
import type { FeelValue } from '../values/value.js';
import { readFeel } from './read-feel.js';
import { readUnary } from './read-unary.js';
import { scopeOf } from './scope.js';
import type { Feel } from './tree.js';
import { Dice, randomFeel, randomTests, randomValue } from './testing/random-feel.js';
import { plain } from './testing/same-tree.js';
import { writeFeel, writeTests } from './testing/write-feel.js';

const runs = process.env['DEEP'] ? 5_000 : 150;
const any: FeelType = { kind: 'any' };
const hostile = [
  'Full Name',
  'a-b',
  'a',
  'b',
  'Approved/Declined',
  'Person.Gender',
  'start and end',
  'if then else',
  "l'âge",
  'l’âge du client',
  'rate (%)',
  '2nd',
  '__proto__',
  'constructor',
  'a"b',
  '${x}',
  'in',
  'x*y',
  'é😀',
  'date',
  'true north',
];

describe('a tree that is written and read', () => {
  it('is the same tree, whatever its names', () => {
    for (let seed = 1; seed <= runs; seed++) {
      const dice = new Dice(seed);
      const names = hostile.filter(() => dice.below(2) > 0);
      const scope = scopeOf(names.map((name) => ({ name, type: any })));
      const tree = randomFeel(dice, scope, 1 + dice.below(4));
      const text = writeFeel(tree);
      const reading = readFeel(text, scope);
      if (!reading.ok && reading.problem.code === 'text-is-too-long') continue;
      expect({ seed, text, names, tree: reading.ok ? plain(reading.value) : reading.problem }).toEqual({
        seed,
        text,
        names,
        tree: plain(tree),
      });
    }
  });

  it('is the same tests, each with what reads its input', () => {
    for (let seed = 1; seed <= runs; seed++) {
      const dice = new Dice(seed);
      const scope = scopeOf(hostile.map((name) => ({ name, type: any })));
      const tests = randomTests(dice, scope, dice.below(4), ['some', 'none']);
      const text = writeTests(tests);
      const reading = readUnary(text, scope);
      if (!reading.ok && reading.problem.code === 'text-is-too-long') continue;
      expect({ seed, text, tests: reading.ok ? plain(reading.value) : reading.problem }).toEqual({
        seed,
        text,
        tests: plain(tests),
      });
    }
  });
});

describe('a tree that is run', () => {
  it('gives a value or is too much work, and the same whether it was written and read or not', () => {
    for (let seed = 1; seed <= runs; seed++) {
      const dice = new Dice(seed);
      const scope = scopeOf(hostile.map((name) => ({ name, type: any })));
      const tree = randomFeel(dice, scope, 1 + dice.below(5));
      const reading = readFeel(writeFeel(tree), scope);
      if (!reading.ok) continue;
      const given = hostile.map(() => randomValue(dice));
      expect([seed, outcomeOf(reading.value, given, scope.slots())]).toEqual([
        seed,
        outcomeOf(tree, given, scope.slots()),
      ]);
    }
  });
});

function outcomeOf(tree: Feel, given: readonly FeelValue[], slots: number): unknown {
  const rest = new Array<null>(slots - given.length).fill(null);
  const env: Env = { slots: [...given, ...rest], input: null, moment: null, steps: 20_000, notes: [] };
  try {
    const value = closureOf(tree)(env);
    return value === null ? null : show(value);
  } catch (error) {
    if (error instanceof TooMuchWork) return 'too much work';
    throw error;
  }
}
