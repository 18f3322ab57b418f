import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { computedAnswer } from './compute.js';
import type { Computed, Question } from './program.js';
import { birthday, yearsBetween } from './years.js';

const date = fc
  .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2040, 0, 1) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
const dayBefore = (iso: string) => new Date(Date.parse(`${iso}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

function question(computed: Computed): Question {
  const type = {
    years: 'integer',
    birthday: 'date',
    first: 'text',
    fsa: 'text',
    opened: 'date',
    clock: 'date',
    count: 'integer',
    sum: 'money',
  } as const;
  const text = { en: 'x', fr: 'x' };
  const none = { choices: [], offersDecline: false, optional: false, purposes: ['decide'] } as const;
  return { id: 'x', type: type[computed.how], ...none, ask: text, min: 0, max: 120, computed };
}

describe('the forward sortation area of an address', () => {
  const fsa = question({ from: 'address', how: 'fsa', of: 0 });
  it.each([
    ['100 Queen St W, Toronto M5H 2N2', 'M5H'],
    ['m6k3r1', 'M6K'],
    ['behind 12 Main St, m4x-1a1, side door', 'M4X'],
    ['somewhere in M1B', 'M1B'],
    ['M5V 2T6, and not M5V 1A1', 'M5V'],
    ['from M5V 2T6 to M4X 1A1', '-'],
    ['unit D1A 2B3', '-'],
    ['1000M5V2T6', '-'],
    ['Union Station', '-'],
  ])('of %p is %p', (address, area) => {
    expect(computedAnswer(fsa, { address: { value: address } }, '2026-03-02')).toEqual({ value: area });
  });

  it('is none where somebody would rather not say where they are', () => {
    expect(computedAnswer(fsa, { address: { declined: true } }, '2026-03-02')).toEqual({ value: '-' });
  });
});

describe('an age', () => {
  it('changes on the birthday, and only then', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 110 }), (born, age) => {
        const day = birthday(born, age);
        expect(yearsBetween(born, day)).toBe(age);
        expect(yearsBetween(born, dayBefore(day))).toBe(age - 1);
      }),
    );
  });

  it('never falls as time goes on', () => {
    fc.assert(
      fc.property(date, date, date, (born, one, other) => {
        const [earlier = one, later = other] = [one, other].sort();
        expect(yearsBetween(born, later)).toBeGreaterThanOrEqual(yearsBetween(born, earlier));
      }),
    );
  });

  it.each([
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2010-03-02', '2026-03-02', 16],
    ['2010-03-03', '2026-03-02', 15],
  ])('of somebody born on %s is on %s %i', (dob, today, age) => {
    const asked = question({ from: 'dob', how: 'years', of: 0 });
    expect(computedAnswer(asked, { dob: { value: dob } }, today)).toEqual({ value: age });
  });
});

describe('an answer that follows from another', () => {
  const years = question({ from: 'dob', how: 'years', of: 0 });
  const adult = question({ from: 'dob', how: 'birthday', of: 18 });
  const area = question({ from: 'postal', how: 'first', of: 2 });
  const today = '2026-03-02';

  it('is not known as long as that one is not', () => {
    for (const one of [years, adult, area]) expect(computedAnswer(one, {}, today)).toBeNull();
  });

  it('may be asked itself when that one is declined or does not serve, but for a birthday', () => {
    expect(computedAnswer(years, { dob: { declined: true } }, today)).toBeNull();
    expect(computedAnswer(years, { dob: { value: '2030-01-01' } }, today)).toBeNull();
    expect(computedAnswer(adult, { dob: { declined: true } }, today)).toEqual({ declined: true });
  });

  it('is the date on which somebody turns 18', () => {
    expect(computedAnswer(adult, { dob: { value: '2008-02-29' } }, today)).toEqual({ value: '2026-03-01' });
    expect(computedAnswer(adult, { dob: { value: '2009-07-15' } }, today)).toEqual({ value: '2027-07-15' });
  });

  it.each([
    ['m5v 2t6', 'M5'],
    [' K1A-0B1', 'K1'],
    ['x', '-'],
  ])('is how %s begins: %s', (postal, begins) => {
    expect(computedAnswer(area, { postal: { value: postal } }, today)).toEqual({ value: begins });
  });

  it('is nothing when the postal code is declined, so that another column decides', () => {
    expect(computedAnswer(area, { postal: { declined: true } }, today)).toEqual({ value: '-' });
  });
});
