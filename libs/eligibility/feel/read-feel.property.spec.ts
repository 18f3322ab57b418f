import { describe, expect, it } from '@jest/globals';
import type { FeelType } from '../values/type.js';
import { readFeel } from './read-feel.js';
import { readUnary } from './read-unary.js';
import { scopeOf } from './scope.js';
import { Dice, randomFeel, randomTests } from './testing/random-feel.js';
import { plain } from './testing/same-tree.js';
import { writeFeel, writeTests } from './testing/write-feel.js';

const runs = process.env['DEEP'] ? 20_000 : 400;
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
