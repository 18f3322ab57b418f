import { describe, expect, it } from '@jest/globals';
import type { Domain } from './index.js';
import { decisionOf, said } from './testing/decisions.js';

const number: Domain = { kind: 'number' };
const domains: Record<string, Domain> = { a: number, b: number };

async function outcomeOf(expression: string, cell: string, answers: { a: number; b: number }): Promise<string | null> {
  const rows = [
    [cell, '"yes"'],
    ['-', '"no"'],
  ];
  return (await decisionOf({ inputs: [expression], rows }, domains)).decide(said(answers)).outcome;
}

describe('a computed column', () => {
  it.each<[string, string, { a: number; b: number }, string]>([
    ['a + b', '= 0.3', { a: 0.1, b: 0.2 }, 'yes'],
    ['a + b', '> 0.3', { a: 0.1, b: 0.2 }, 'no'],
    ['a * b', '= 4.35', { a: 0.435, b: 10 }, 'yes'],
    ['a - b', '[0.1..0.1]', { a: 0.3, b: 0.2 }, 'yes'],
    ['a / b', '< 0.33333333333334', { a: 1, b: 3 }, 'yes'],
    ['a / b * b', '= 1', { a: 1, b: 3 }, 'no'],
    ['a * b', '= 0.01', { a: 0.1, b: 0.1 }, 'yes'],
    ['a * b', 'not(5, 6)', { a: 2, b: 3 }, 'no'],
    ['a / b', '-', { a: 1, b: 0 }, 'yes'],
    ['a / b', '!= 7', { a: 1, b: 0 }, 'no'],
  ])('reckons %s in decimals: %s', async (expression, cell, answers, outcome) => {
    expect(await outcomeOf(expression, cell, answers)).toBe(outcome);
  });
});
