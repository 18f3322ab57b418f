import { describe, expect, it } from '@jest/globals';
import type { Parameter } from '../eligibility/index.js';
import type { GrantPeriod, Program, Term } from '../workflow/index.js';
import { amountOf, placesOf } from './places.js';
import { todayIn } from './pool.js';

const [in2026, in2027] = [2026, 2027].map((year) => ({ year, month: 1 })) as [Term, Term];
const title = { en: 'x', fr: 'x' };
const values = (...pairs: (readonly [string, number])[]): Parameter['values'] =>
  pairs.map(([from, is]) => ({ from, is }));

function program(per: GrantPeriod, ...pairs: (readonly [string, number])[]): Program {
  const places: Parameter = { id: 'places', title, type: 'integer', values: values(...pairs) };
  const worth: Parameter = {
    id: 'worth',
    title,
    type: 'money',
    values: values(['2026-01-01', 350], ['2027-01-01', 400]),
  };
  const grant = { id: 'pass', title, places: 'places', per, amount: 'worth' } as const;
  return { parameters: { places, worth }, grants: { pass: grant } } as unknown as Program;
}

describe('how many places there are', () => {
  it('is what is so on that day', () => {
    const raised = program('year', ['2026-05-01', 250], ['2026-01-01', 240]);
    expect(placesOf(raised, 'pass', in2026, '2026-04-30')).toBe(240);
    expect(placesOf(raised, 'pass', in2026, '2026-05-01')).toBe(250);
  });

  it('is, of so many in each month, the fewest that any month still to come of that year has', () => {
    const dip = program('month', ['2026-01-01', 240], ['2026-07-01', 200], ['2026-09-01', 260], ['2027-01-01', 10]);
    expect(placesOf(dip, 'pass', in2026, '2026-02-01')).toBe(200);
    expect(placesOf(dip, 'pass', in2026, '2026-07-15')).toBe(200);
    expect(placesOf(dip, 'pass', in2026, '2026-09-01')).toBe(260);
    expect(placesOf({ ...dip, ...program('year', ...dipPairs) }, 'pass', in2026, '2026-02-01')).toBe(240);
  });
  const dipPairs = [
    ['2026-01-01', 240],
    ['2026-07-01', 200],
  ] as const;

  it('is, for next year, what is so on 1 January', () => {
    const next = program('month', ['2026-01-01', 240], ['2027-01-01', 300]);
    expect(placesOf(next, 'pass', in2027, '2026-11-01')).toBe(300);
    expect(amountOf(next, 'pass', in2027, '2026-11-01')).toBe(400);
    expect(amountOf(next, 'pass', in2026, '2026-11-01')).toBe(350);
  });

  it.each([
    ['half-year', '2026-06-30', 3],
    ['half-year', '2026-07-01', 0],
    ['quarter', '2026-03-31', 3],
    ['quarter', '2026-04-01', 0],
  ] as const)('is, of a %s, none from the day on which the next begins: on %s', (per, today, ofFirst) => {
    const halves = program(per, ['2026-01-01', 3], ['2026-07-01', 5]);
    expect(placesOf(halves, 'pass', in2026, today)).toBe(ofFirst);
    expect(placesOf(halves, 'pass', { year: 2026, month: 7 }, today)).toBe(5);
  });

  it('is none in a year that is over, before the first value, and for what the program does not have', () => {
    const plain = program('year', ['2026-03-01', 240]);
    expect(placesOf(plain, 'pass', in2026, '2027-01-01')).toBe(0);
    expect(placesOf(plain, 'pass', in2026, '2026-02-28')).toBe(0);
    expect(placesOf(plain, 'taxi', in2026, '2026-04-01')).toBe(0);
  });
});

describe('today there', () => {
  it.each([
    ['the last minute of the year', '2027-01-01T04:59:00Z', '2026-12-31', '2027-01-01T05:00:00.000Z'],
    ['the first instant of the next', '2027-01-01T05:00:00Z', '2027-01-01', '2027-01-02T05:00:00.000Z'],
    ['the day on which the clock goes forward', '2026-03-08T12:00:00Z', '2026-03-08', '2026-03-09T04:00:00.000Z'],
    ['the day on which it goes back', '2026-11-01T04:30:00Z', '2026-11-01', '2026-11-02T05:00:00.000Z'],
  ])('is what the calendar in Toronto shows: %s', (_, now, day, midnight) => {
    const today = todayIn('America/Toronto', new Date(now));
    expect([today.day, today.midnight.toISOString()]).toEqual([day, midnight]);
  });
});
