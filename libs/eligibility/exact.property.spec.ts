import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileDecision, type Decision, type DecisionTable, type Domain } from './index.js';
import { reachByRows } from './reach-three-valued.js';
import { situationOf } from './situation.js';
import { outcomesOf } from './outcome-set.js';
import { tryEverything } from './testing/oracle.js';
import { randomCase } from './testing/random-tables.js';

const numRuns = process.env['DEEP'] ? 5_000 : 60;

function compiled(table: DecisionTable, domains: Readonly<Record<string, Domain>>): Decision {
  const result = compileDecision(table, domains);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.decision;
}

describe('the exact verdict, against trying every completion', () => {
  it('reaches the same outcomes, asks exactly what can still matter, and names the row', () => {
    fc.assert(
      fc.property(randomCase, ({ table, domains, possible, answers }) => {
        const decision = compiled(table, domains);
        const verdict = decision.decide(answers);
        const truth = tryEverything(table, possible, answers);
        const reachable = [...truth.reachable].filter((outcome) => outcome !== null);
        const settled = truth.reachable.size === 1 && reachable.length === 1;

        expect(verdict.method).toBe('exact');
        expect(verdict.possible).toEqual(decision.outcomes.filter((outcome) => reachable.includes(outcome)));
        expect([...verdict.missing]).toEqual(truth.missing);
        expect([...verdict.declined]).toEqual(truth.declined);
        expect(verdict.status).toBe(settled ? 'settled' : truth.missing.length > 0 ? 'open' : 'undetermined');
        expect(verdict.outcome).toBe(settled ? reachable[0] : null);
        const [rows = ''] = truth.rows;
        const onlyRow = truth.rows.size === 1 && /^\d+$/.test(rows) ? Number(rows) + 1 : null;
        expect(verdict.because?.row ?? null).toBe(settled ? onlyRow : null);
      }),
      { numRuns },
    );
  });

  it('flips what one changed answer flips, and nothing else', () => {
    fc.assert(
      fc.property(randomCase, ({ table, domains, possible, answers }) => {
        const decision = compiled(table, domains);
        const verdict = decision.decide(answers);
        fc.pre(verdict.status === 'settled');
        for (const flip of verdict.flips) {
          expect(flip.outcome).not.toBe(verdict.outcome);
          const changed = { ...answers, [flip.question]: { value: flip.to! } };
          expect(decision.decide(changed).outcome).toBe(flip.outcome);
        }
        const flippable = decision.reads.filter((question) => {
          const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
          if (!answer || 'declined' in answer) return false;
          return possible.get(question)!.some((value) => {
            const { reachable } = tryEverything(table, possible, { ...answers, [question]: { value } });
            return reachable.size === 1 && !reachable.has(null) && !reachable.has(verdict.outcome);
          });
        });
        expect(verdict.flips.map((flip) => flip.question)).toEqual(flippable);
      }),
      { numRuns },
    );
  });

  it('reads only answers without which it would not have come to the same row and outcome', () => {
    fc.assert(
      fc.property(randomCase, ({ table, domains, answers }) => {
        const decision = compiled(table, domains);
        const verdict = decision.decide(answers);
        fc.pre(verdict.because !== null);
        const read = Object.fromEntries(
          Object.entries(answers).filter(([question]) => verdict.because!.read.includes(question)),
        );
        expect(decision.decide(read).outcome).toBe(verdict.outcome);
      }),
      { numRuns },
    );
  });

  it('gives the same verdict from a table that went through JSON', () => {
    fc.assert(
      fc.property(randomCase, ({ table, domains, answers }) => {
        const copy = JSON.parse(JSON.stringify(table)) as DecisionTable;
        expect(copy).toEqual(table);
        expect(compiled(copy, domains).decide(answers)).toEqual(compiled(table, domains).decide(answers));
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    );
  });
});

describe('the three-valued fallback', () => {
  it('never leaves out an outcome or a question that matters', () => {
    fc.assert(
      fc.property(randomCase, ({ table, domains, possible, answers }) => {
        const decision = compiled(table, domains);
        const { parts, outcomes } = decision;
        const situation = situationOf(decision.reads, parts.domains, answers);
        const reach = reachByRows({ hitPolicy: table.hitPolicy, parts, outcomes }, situation);
        const truth = tryEverything(table, possible, answers);
        const found: (string | null)[] = [...outcomesOf(reach.outcomes, outcomes)];
        if (reach.outcomes & (1 << outcomes.length)) found.push(null);
        expect(found).toEqual(expect.arrayContaining([...truth.reachable]));
        expect(reach.missing).toEqual(expect.arrayContaining([...truth.missing]));
      }),
      { numRuns },
    );
  });
});
