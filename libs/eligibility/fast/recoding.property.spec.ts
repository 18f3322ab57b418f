import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type Answer, type Answers, compileDecision, type Decision, type Domain, type Value } from '../index.js';
import { Seeded, type SmallTable, smallTable } from '../testing/small-tables.js';
import { answerLayout, type HashText, layOut, lost } from './answer-layout.js';
import { CodedCases, VersionComparison } from './columnar.js';
import { Recoding } from './recoding.js';

const tables = process.env['DEEP'] === undefined ? 300 : 20_000;
const cases = 12;
const hash: HashText = (text) => {
  const digest = createHash('sha256').update(text).digest();
  return [digest.readUInt32BE(0) >>> 1, digest.readUInt32BE(4) >>> 1];
};

function compiled({ table, domains }: Pick<SmallTable, 'table' | 'domains'>): Decision {
  const result = compileDecision(table, domains);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.decision;
}

/** The domain that another version of the program had: the same, or words in another order, other bounds, another kind. */
function earlier(random: Seeded, domain: Domain): Domain {
  if (random.upTo(3) === 0) return domain;
  if (random.upTo(6) === 0) return random.of<Domain>([{ kind: 'text' }, { kind: 'date' }, { kind: 'boolean' }]);
  if (domain.kind === 'choice' || domain.kind === 'multi') {
    return { kind: domain.kind, values: ['gone', ...[...domain.values].reverse().slice(random.upTo(2))] };
  }
  if (domain.kind !== 'number') return domain;
  return random.of<Domain>([
    { kind: 'number', step: 1 },
    { kind: 'number', min: -2, max: 9, step: 0.1 },
    { kind: 'number' },
    { kind: 'number', min: 0.5, step: 0.25 },
  ]);
}

const odd: readonly Value[] = ['gone', 0.25, 1e12, '2024-02-29', 'true', '1', false, ['gone'], 9, -2];

function answersOf(random: Seeded, { questions, values }: SmallTable): Answers {
  return Object.fromEntries(
    questions.flatMap((id, at): [string, Answer][] => {
      const chance = random.upTo(8);
      if (chance === 0) return [];
      if (chance === 1) return [[id, { declined: true }]];
      return [[id, { value: chance === 2 ? random.of(odd) : random.of(values[at]!) }]];
    }),
  );
}

describe('cases that are kept as codes', () => {
  it('are decided as by their answers, whatever version asked them, or are said to need these', () => {
    let decided = 0;
    let changed = 0;
    for (let seed = 1; seed <= tables; seed++) {
      const random = new Seeded(seed * 7919);
      const small = smallTable(random, 0);
      const before = compiled(small);
      const rows = small.table.rows.map((row) => ({ ...row, outputs: [random.of(['amber', 'blue'])] }));
      const after = compiled({ ...small, table: { ...small.table, rows } });
      // One question less than the table asks, at times.
      const asked = small.questions.slice(random.upTo(5) === 0 ? 1 : 0);
      const layout = answerLayout(asked.map((id) => ({ id, domain: earlier(random, small.domains[id]!) })));
      const known = Array.from({ length: cases }, () => answersOf(random, small)).map((answers) =>
        Object.fromEntries(Object.entries(answers).filter(([id]) => asked.includes(id))),
      );
      const codes = Int32Array.from(known.flatMap((answers) => [...layOut(layout, answers, hash)]));
      const columns = new CodedCases([before, after], cases);
      const unknown = new Recoding(layout, columns, hash).fill(codes, cases);
      const comparison = new VersionComparison(columns, before, after);
      for (const [index, answers] of known.entries()) {
        if (unknown.includes(index)) continue;
        const truth = [before, after].map((decision) => decision.decide(answers).outcome);
        const found = comparison.outcomesAt(index);
        if (String(found) !== String(truth)) expect([seed, small.table, layout, answers, found]).toEqual([...truth]);
        decided += 1;
        if (truth[0] !== truth[1]) changed += 1;
      }
    }
    expect(decided).toBeGreaterThan(tables * 4);
    expect(changed).toBeGreaterThan(tables / 4);
  });

  it('hold no text, and nothing of what was not asked', () => {
    const layout = answerLayout([
      { id: 'place', domain: { kind: 'text' } },
      { id: 'age', domain: { kind: 'number', min: 0, max: 120, step: 1 } },
      { id: 'need', domain: { kind: 'multi', values: ['food', 'housing', 'money'] } },
    ]);
    const codes = layOut(layout, { place: { value: 'Wawa' }, need: { value: ['money', 'food'] } }, hash);
    expect([...codes]).toEqual([...hash('Wawa'), -(2 ** 31), 5]);
    expect([...layOut(layout, { age: { value: 2 ** 40 }, need: { declined: true } }, hash)].slice(2)).toEqual([
      lost,
      lost - 1,
    ]);
  });

  it('tell their layouts apart', () => {
    const key = (domain: Domain) => answerLayout([{ id: 'age', domain }]).key;
    expect(key({ kind: 'number', step: 1 })).toBe(key({ kind: 'number', step: 1 }));
    expect(key({ kind: 'number', step: 1 })).not.toBe(key({ kind: 'number', step: 1, min: 0 }));
  });
});
