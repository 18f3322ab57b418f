import type { DecisionTable, Domain, FeelTest } from '../index.js';
import type { Seeded } from './small-tables.js';

/** A FIRST table over numbers and words in turn, a third of the cells empty, with a last row that takes everybody. */
export function largeTable(
  random: Seeded,
  rows: number,
  inputs: number,
): { readonly table: DecisionTable; readonly domains: Readonly<Record<string, Domain>> } {
  const questions = Array.from({ length: inputs }, (_, at) => `q${at}`);
  const domains = Object.fromEntries(
    questions.map((id, at): [string, Domain] => [
      id,
      at % 2 ? { kind: 'choice', values: ['a', 'b', 'c', 'd'] } : { kind: 'number', min: 0, max: 1000, step: 1 },
    ]),
  );
  const outcomes = ['yes', 'no', 'maybe'];
  const all = Array.from({ length: rows - 1 }, () => ({
    tests: questions.map((_, at) => cell(random, at)),
    outputs: [random.of(outcomes)],
    annotation: null,
  }));
  const last = { tests: questions.map((): FeelTest => ({ test: 'any' })), outputs: ['no'], annotation: null };
  return {
    domains,
    table: {
      id: 't',
      name: 't',
      version: 'v',
      hitPolicy: 'FIRST',
      inputs: questions.map((question) => ({ question, label: { en: question, fr: question } })),
      outputs: [{ name: 'out', values: outcomes }],
      rows: [...all, last],
    },
  };
}

function cell(random: Seeded, column: number): FeelTest {
  if (random.upTo(3) === 0) return { test: 'any' };
  if (column % 2)
    return { test: 'compare', operator: '=', to: { kind: 'string', value: random.of(['a', 'b', 'c', 'd']) } };
  const number = (value: number) => ({ kind: 'number', value }) as const;
  const from = random.upTo(500);
  switch (random.upTo(3)) {
    case 0:
      return { test: 'compare', operator: '<', to: number(random.upTo(1000)) };
    case 1:
      return { test: 'compare', operator: '>=', to: number(random.upTo(1000)) };
    default:
      return {
        test: 'range',
        from: number(from),
        to: number(from + random.upTo(500)),
        fromIncluded: true,
        toIncluded: true,
      };
  }
}
