import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aggregateOf } from './aggregate.js';
import type { Computed } from './program.js';
import { sameAnswer } from './same-answer.js';

const today = '2026-07-01';
const day = fc
  .integer({ min: Date.UTC(1950, 0, 1) / 86_400_000, max: Date.UTC(2026, 5, 30) / 86_400_000 })
  .map((each) => new Date(each * 86_400_000).toISOString().slice(0, 10));
const row = fc.record(
  {
    relation: fc.constantFrom('client', 'child', 'other'),
    born: day,
    pay: fc.integer({ min: 0, max: 1_000_000_00 }),
    pension: fc.integer({ min: 0, max: 1_000_000_00 }),
  },
  { requiredKeys: ['relation', 'born'] },
);
const rows = fc.array(row, { maxLength: 30 });
const sum: Computed = {
  from: 'x',
  how: 'sum',
  of: 0,
  sums: [
    { column: 'pay', missing: 0 },
    { column: 'pension', missing: 0 },
  ],
};
const children: Computed = { from: 'x', how: 'count', of: 0, where: [{ column: 'relation', words: ['child'] }] };
const ofAge: Computed = { from: 'x', how: 'count', of: 0, where: [{ column: 'born', type: 'years', min: 18 }] };

describe('what is counted or summed over rows', () => {
  it('is what adding them up one by one gives', () => {
    fc.assert(
      fc.property(rows, (list) => {
        let cents = 0;
        for (const { pay, pension } of list) cents += (pay ?? 0) + (pension ?? 0);
        expect(aggregateOf(sum, list, today)).toBe(cents);
        expect(aggregateOf(children, list, today)).toBe(list.filter(({ relation }) => relation === 'child').length);
        expect(aggregateOf(ofAge, list, today)).toBe(list.filter(({ born }) => born <= '2008-07-01').length);
      }),
    );
  });

  it('does not depend on the order of the rows, nor on that of their columns', () => {
    const turned = (one: object) => Object.fromEntries(Object.entries(one).reverse());
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat(1000)), (list, lots) => {
        const shuffled = list.map((one) => ({ one, lot: lots.next().value as number }));
        const other = shuffled.sort((a, b) => a.lot - b.lot).map(({ one }) => turned(one));
        for (const each of [sum, children, ofAge]) {
          expect(aggregateOf(each, other as never, today)).toBe(aggregateOf(each, list, today));
        }
        expect(sameAnswer({ value: list }, { value: list.map(turned) as never })).toBe(true);
      }),
    );
  });

  it('is not known where a cell is missing that it needs, and only there', () => {
    const pay: Computed = { ...sum, sums: [{ column: 'pay' }] };
    expect(aggregateOf(pay, [{ pay: 1 }, {}], today)).toBeNull();
    expect(
      aggregateOf({ ...pay, ...children, how: 'sum' }, [{ pay: 1, relation: 'child' }, { relation: 'other' }], today),
    ).toBe(1);
    // Who is no child is not counted, whether or not we know their age.
    const young: Computed = { ...children, where: [...children.where!, { column: 'born', type: 'years', max: 17 }] };
    expect(aggregateOf(young, [{ relation: 'other' }], today)).toBe(0);
    expect(aggregateOf(young, [{ relation: 'child' }], today)).toBeNull();
  });

  it('is not known where it would not be exact', () => {
    const most = { pay: Number.MAX_SAFE_INTEGER };
    expect(aggregateOf(sum, [most], today)).toBe(Number.MAX_SAFE_INTEGER);
    expect(aggregateOf(sum, [most, { pay: 1 }], today)).toBeNull();
    expect(aggregateOf(sum, [most, { pay: 1 }, { pay: -2 }], today)).toBe(Number.MAX_SAFE_INTEGER - 1);
    expect(aggregateOf(sum, [{ pay: 0.1 }], today)).toBeNull();
  });
});
