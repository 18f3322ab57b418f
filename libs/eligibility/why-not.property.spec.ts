import { describe, expect, it } from '@jest/globals';
import { compileDecision, whyNot, type Decision } from './index.js';
import { AllPeople, notAsked, refused, type Known } from './testing/all-people.js';
import { Seeded, smallTable, type SmallTable } from './testing/small-tables.js';

const tables = process.env['DEEP'] ? 1_000 : 60;

function compiled({ table, domains }: SmallTable): Decision {
  const result = compileDecision(table, domains);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.decision;
}

const partly = (random: Seeded, { values }: SmallTable): Known[] =>
  values.map((all) => {
    const chance = random.upTo(6);
    return chance === 0 ? notAsked : chance === 1 ? refused : random.upTo(all.length);
  });

/** The fewest answers to change so that everybody who may be meant gets the outcome alone; by trying all of them. */
function fewest(people: AllPeople, known: readonly Known[], bit: number, from = 0): number {
  if (from === known.length) return people.union(people.matching(known)) === bit ? 0 : Infinity;
  const counts = people.small.values[from]!.map((_, place) =>
    place === known[from] ? Infinity : 1 + fewest(people, known.with(from, place), bit, from + 1),
  );
  return Math.min(fewest(people, known, bit, from + 1), ...counts);
}

/** The same table as one that is read otherwise. */
const readers: readonly [string, (decision: Decision) => Decision][] = [
  ['with a diagram', (decision) => decision],
  ['without', (decision) => ({ ...decision, parts: { ...decision.parts, exact: null } })],
  ['row by row', (decision) => ({ ...decision, parts: { ...decision.parts, exact: null, bits: null, coding: null } })],
];

describe('why not, against trying every change of every answer', () => {
  it.each(readers)(
    'finds the fewest changes, and “never” exactly when nobody gets it, %s',
    (name, as) => {
      for (let seed = 1; seed <= tables; seed++) {
        const random = new Seeded(seed * 6007);
        const small = smallTable(random);
        const decision = compiled(small);
        const people = new AllPeople(small, decision.outcomes);
        const known = partly(random, small);
        const answers = people.answers(known);
        decision.outcomes.forEach((outcome, at) => {
          const found = whyNot(as(decision), answers, outcome);
          const least = fewest(people, known, 1 << at);
          const label = `seed ${seed}, ${outcome}`;
          if (found.kind === 'changes') {
            expect([label, found.changes.length]).toEqual([label, least]);
            const changed = found.changes.map(({ question, to }) => [question, { value: to }] as const);
            const verdict = decision.decide({ ...answers, ...Object.fromEntries(changed) });
            expect([label, verdict.outcome, verdict.because?.row]).toEqual([label, outcome, found.row]);
          } else {
            const isUnproved = name === 'row by row' && found.kind === 'not-found';
            expect([label, least, isUnproved || found.kind === 'never']).toEqual([label, Infinity, true]);
          }
        });
      }
    },
    120_000,
  );
});
