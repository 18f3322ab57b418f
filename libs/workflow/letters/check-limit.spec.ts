import { describe, expect, it } from '@jest/globals';
import type { FeelTest } from '../../eligibility/index.js';
import type { DecisionDefinition } from '../program.js';
import { checkLimit } from './check-limit.js';

const title = { en: 'Limit', fr: 'Plafond' };
const limit = (id: string, by: string) => ({ id, title, type: 'money' as const, by, values: [] });
const atMost = (value: string): FeelTest => ({ test: 'compare', operator: '<=', to: { kind: 'parameter', value } });
const table = (id: string, rows: readonly (readonly [FeelTest, string])[]): DecisionDefinition => ({
  ...{ kind: 'table', id, title, labels: {}, outcomes: ['in', 'out'] },
  table: {
    ...{ id, name: id, version: 'v', hitPolicy: 'FIRST', inputs: [{ question: 'income', label: title }], outputs: [] },
    rows: rows.map(([test, outcome]) => ({ tests: [test], outputs: [outcome], annotation: null })),
  },
});
const around = {
  parameters: { low: limit('low', 'size'), high: limit('high', 'town') },
  decisions: {
    one: table('one', [
      [atMost('low'), 'in'],
      [{ test: 'any' }, 'out'],
    ]),
    two: table('two', [
      [atMost('low'), 'in'],
      [atMost('high'), 'in'],
      [{ test: 'not', of: atMost('low') }, 'out'],
    ]),
  },
};

function check(name: string) {
  const faults: string[] = [];
  const tells = checkLimit(around, name, { document: 'l.md', path: [1] }, (code, _place, _message, instead) => {
    faults.push(`${code}: ${instead}`);
  });
  return { tells, faults };
}

describe('a limit in a letter', () => {
  it('tells the answer that it goes by', () => {
    expect(check('one')).toEqual({ tells: ['size'], faults: [] });
    expect(check('one.in')).toEqual({ tells: ['size'], faults: [] });
  });

  it.each([
    ['two', 'letter-limit-is-unclear: Name the outcome that it is for: {{limit.two.in}}.'],
    ['two.in', 'letter-limit-is-unclear: Write {{limit.two}}, or another outcome'],
    ['two.out', 'letter-limit-is-unclear: Write {{limit.two}}, or another outcome'],
    ['one.out', 'letter-limit-is-unclear: Write {{limit.one}}, or another outcome'],
    ['one.maybe', 'unknown-outcome'],
    ['three', 'letter-limit-is-unknown: Write "one", "one.in"'],
  ])('refuses %s, which is not one comparison', (name, said) => {
    expect(check(name)).toEqual({ tells: [], faults: [expect.stringContaining(said)] });
  });
});
