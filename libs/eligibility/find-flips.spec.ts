import { describe, expect, it } from '@jest/globals';
import type { Decision } from './index.js';
import { decisionOf, domains, said } from './testing/decisions.js';

describe('flips', () => {
  it('are the nearest changes: numbers, dates, lists', async () => {
    const decision = await decisionOf({
      inputs: ['age', 'born', 'reasons'],
      rows: [
        ['[16..65)', '< date("2020-01-01")', 'list contains(?, "crisis")', '"in"'],
        ['-', '-', '-', '"out"'],
      ],
    });
    const answers = said({ age: 40, born: '1980-05-05', reasons: ['isolation', 'crisis'] });
    expect(decision.decide(answers)).toMatchObject({
      outcome: 'in',
      flips: [
        { question: 'age', to: 15, outcome: 'out' },
        { question: 'born', to: '2020-01-01', outcome: 'out' },
        { question: 'reasons', to: ['isolation'], outcome: 'out' },
      ],
    });
    expect(decision.decide({ ...answers, ...said({ age: 70 }) }).flips).toEqual([
      { question: 'age', to: 64, outcome: 'in' },
    ]);
  });
});

describe('flips that are read later', () => {
  it('are about the answers that were decided on, and go along into a copy of the verdict', async () => {
    const decision = await decisionOf({
      inputs: ['age'],
      rows: [
        ['< 16', '"child"'],
        ['-', '"adult"'],
      ],
    });
    const answers: Record<string, { value: number }> = { age: { value: 20 } };
    const verdict = decision.decide(answers);
    decision.decide(said({ age: 3 }));
    answers['age'] = { value: 70 };
    const flips = [{ question: 'age', to: 15, outcome: 'child' }];
    expect({ ...verdict }.flips).toEqual(flips);
    expect(JSON.parse(JSON.stringify(verdict))).toMatchObject({ outcome: 'adult', flips });
  });
});

describe('the nearest of several changes', () => {
  it('is the one that is closest to the answer', async () => {
    const decision = await decisionOf({
      inputs: ['age'],
      rows: [
        ['< 16', '"child"'],
        ['>= 65', '"senior"'],
        ['-', '"adult"'],
      ],
    });
    expect(decision.decide(said({ age: 20 })).flips).toEqual([{ question: 'age', to: 15, outcome: 'child' }]);
    expect(decision.decide(said({ age: 60 })).flips).toEqual([{ question: 'age', to: 65, outcome: 'senior' }]);
  });
});

describe('a very large table that computes', () => {
  it('goes without flips rather than keep the call waiting', async () => {
    const size = async (count: number): Promise<Decision> =>
      decisionOf({
        inputs: ['year - birth_year', 'age'],
        rows: [
          ...Array.from({ length: count }, (_, at) => ['> 100', `${at % 120}`, '"out"']),
          ['-', '< 18', '"out"'],
          ['-', '-', '"in"'],
        ],
      });
    const answers = said({ year: 2026, birth_year: 2000, age: 40 });
    expect((await size(10)).decide(answers)).toMatchObject({
      outcome: 'in',
      flips: [{ question: 'age', to: 17, outcome: 'out' }],
    });
    const wide = { ...domains, age: { kind: 'number' as const } };
    const rows = [...Array.from({ length: 1_000 }, (_, at) => ['> 100', `${at}`, '"out"']), ['-', '-', '"in"']];
    const decision = await decisionOf({ inputs: ['year - birth_year', 'age'], rows }, wide);
    expect(decision.decide(answers)).toMatchObject({ outcome: 'in', flips: [] });
  });
});
