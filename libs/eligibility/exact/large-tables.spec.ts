import { describe, expect, it } from '@jest/globals';
import { checkDecision, compileDecision, type Answers, type Decision, type Finding } from '../index.js';
import { Seeded } from '../testing/small-tables.js';
import { judge } from '../testing/oracle.js';
import { largeTable } from '../testing/large-table.js';
import { findDeadRows } from '../find-row-faults.js';
import { Boxes, CouldNotProve } from './boxes.js';
import { everyRow } from './build-outcomes.js';

function compiled(rows: number, inputs: number, seed = 7): Decision {
  const { table, domains } = largeTable(new Seeded(seed), rows, inputs);
  const result = compileDecision(table, domains);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.decision;
}

const answersOf = (random: Seeded, { reads }: Decision, asked: number): Answers =>
  Object.fromEntries(
    reads.flatMap((question, at) =>
      random.upTo(100) < asked
        ? [[question, { value: at % 2 ? random.of(['a', 'b', 'c', 'd']) : random.upTo(1001) }]]
        : [],
    ),
  );

const codes = (found: readonly Finding[]): string[] => [...new Set(found.map(({ code }) => code))];

describe('a table of two hundred rows over ten questions', () => {
  const decision = compiled(200, 10);

  it('gives up its diagram rather than blow up, and decides full answers as its rows say', () => {
    expect(decision.method).toBe('three-valued');
    const random = new Seeded(3);
    for (let person = 0; person < 200; person++) {
      const answers = answersOf(random, decision, 100);
      const values = new Map(
        Object.entries(answers).map(([id, answer]) => [id, 'value' in answer ? answer.value : '']),
      );
      expect(decision.decide(answers).outcome).toBe(judge(decision.table, values).outcomes[0]);
    }
  });

  it('is exact again when enough is known, and says of each verdict which it was', () => {
    const random = new Seeded(4);
    const methods = Array.from({ length: 100 }, () => {
      const verdict = decision.decide(answersOf(random, decision, 70));
      return verdict.status === 'open' ? verdict.method : null;
    });
    expect(methods.filter((method) => method === 'exact').length).toBeGreaterThan(
      methods.filter((method) => method === 'three-valued').length,
    );
  });

  it('is checked completely', () => {
    const found = checkDecision(decision);
    expect(codes(found)).toEqual(['row-never-fires']);
    for (const { row, example } of found) {
      const answers = Object.fromEntries(Object.entries(example!).map(([id, value]) => [id, { value }]));
      expect(decision.decide(answers).because?.row ?? null).not.toBe(row);
    }
  });
});

describe('a diagram that is large in the order of the table', () => {
  it('is sifted, and still gives what the rows say', () => {
    const decision = compiled(50, 6);
    expect(decision.method).toBe('exact');
    const random = new Seeded(5);
    for (let person = 0; person < 200; person++) {
      const answers = answersOf(random, decision, 100);
      const values = new Map(
        Object.entries(answers).map(([id, answer]) => [id, 'value' in answer ? answer.value : '']),
      );
      expect(decision.decide(answers).outcome).toBe(judge(decision.table, values).outcomes[0]);
    }
  });
});

describe('a check that has to stop', () => {
  it('keeps what it found until then', () => {
    const decision = compiled(200, 4);
    const all = checkDecision(decision).map(({ row }) => row);
    const boxes = new Boxes(decision.parts.bits!, 300_000);
    const found: (number | undefined)[] = [];
    expect(() => {
      for (const { row } of findDeadRows(decision, boxes)) found.push(row);
    }).toThrow(CouldNotProve);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(all.length);
    expect(all.slice(0, found.length)).toEqual(found);
  });
});

describe('a search among all people', () => {
  it('says that it could not prove what takes too long, and finds nothing wrongly', () => {
    const { bits } = compiled(200, 10).parts;
    const boxes = new Boxes(bits!, 1_000);
    expect(() => boxes.uncovered(boxes.everyone(), everyRow(bits!).fill(0, 6), 10)).toThrow(CouldNotProve);
  });
});
