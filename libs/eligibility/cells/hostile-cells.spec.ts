import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileDecision, type DecisionTable, type Domain, type Value } from '../index.js';
import { readExpression } from '../read-expression.js';
import { readTest } from '../read-test.js';

const numRuns = process.env['DEEP'] ? 20_000 : 250;
const known: readonly (readonly [string, Domain])[] = [
  ['q', { kind: 'number', min: 0, max: 9, step: 1 }],
  ['constructor', { kind: 'choice', values: ['a', '${x}'] }],
  ['toString', { kind: 'multi', values: ['a', '__proto__'] }],
  ['alias.since', { kind: 'date' }],
  ['text', { kind: 'text' }],
];
const questions: Readonly<Record<string, Domain>> = Object.fromEntries(known);
const values: readonly (readonly [string, Value])[] = [
  ['q', 3],
  ['constructor', '${x}'],
  ['toString', ['__proto__', 'a']],
  ['alias.since', '2024-02-29'],
  ['text', '`"\\'],
];
const tokens = [
  ...['?', 'q', 'constructor', 'toString', 'alias.since', 'text', '__proto__', 'item', 'x', 'null', 'true', '-'],
  ...[
    '1',
    '0.5',
    '"a"',
    '"${x}"',
    '"\\""',
    'date("2024-02-29")',
    '@"P1Y"',
    '@"10:00:00"',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
  ],
  ...[',', '..', '.', ':', '=', '!=', '<', '>=', '+', '-', '*', '/', '**', 'and', 'or', 'not(', 'in', 'between', 'if'],
  ...[
    'then',
    'else',
    'for',
    'some',
    'every',
    'satisfies',
    'return',
    'instance of',
    'number',
    'function(x)',
    'external',
  ],
  ...['count(', 'starts with(', 'sum(', 'date(', 'matches(', 'sort(', 'now()', 'year', '.year', 'range(', 'decimal('],
];
const soup = fc.array(fc.constantFrom(...tokens), { minLength: 1, maxLength: 9 }).map((parts) => parts.join(' '));
/** Such that more of them can be read. */
const shaped = fc
  .tuple(fc.constantFrom('?', 'q', 'text', 'count(?)', '?.year', 'alias.since', '1', '"a"', '?[1]'), soup)
  .map(([left, rest]) => `${left} ${rest}`);

function tableOf(question: string, cell: DecisionTable['rows'][number]['tests'][number]): DecisionTable {
  return {
    ...{ id: 't', name: 't', version: 'v', hitPolicy: 'FIRST' },
    inputs: [{ question, label: { en: question, fr: question } }],
    outputs: [{ name: 'out', values: ['yes', 'no'], otherwise: 'no' }],
    rows: [{ tests: [cell], outputs: ['yes'], annotation: null }],
  };
}

describe('hostile cells', () => {
  it('are refused or decided, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(soup, shaped), fc.constantFrom(...Object.keys(questions)), (text, question) => {
        const read = readTest(text);
        if (!read.ok) return expect(read.refusal.instead).not.toBe('');
        const made = compileDecision(tableOf(question, read.value), questions);
        if (!made.ok) return expect(made.problems[0]!.instead).not.toBe('');
        const said = Object.fromEntries(values.map(([id, value]) => [id, { value }]));
        expect(['settled', 'undetermined']).toContain(made.decision.decide(said).status);
        expect(made.decision.decide({}).possible.length).toBeGreaterThan(0);
      }),
      { numRuns },
    );
  });

  it('as input expressions are refused or read', () => {
    fc.assert(
      fc.property(fc.oneof(soup, shaped), (text) => {
        const read = readExpression(text);
        if (read.ok) expect(JSON.parse(JSON.stringify(read.value))).toEqual(read.value);
        else expect(read.refusal.message).not.toBe('');
      }),
      { numRuns },
    );
  });
});
