import { describe, expect, it } from '@jest/globals';
import { firstDayOf } from './opens-case.js';
import { compareTerms, firstDayIn, termAfter, termAt, termText } from './terms.js';

const zone = 'America/Toronto';

describe('the time for which a place is given', () => {
  it.each([
    ['half-year', '2026-07-01T03:59:59Z', '2026-01-01', '2026-07-01'],
    ['half-year', '2026-07-01T04:00:00Z', '2026-07-01', '2027-01-01'],
    ['half-year', '2027-01-01T04:59:59Z', '2026-07-01', '2027-01-01'],
    ['quarter', '2026-04-01T03:59:59Z', '2026-01-01', '2026-04-01'],
    ['quarter', '2026-10-01T04:00:00Z', '2026-10-01', '2027-01-01'],
    ['year', '2027-01-01T04:59:59Z', '2026-01-01', '2027-01-01'],
    ['month', '2026-07-15T12:00:00Z', '2026-01-01', '2027-01-01'],
  ] as const)('is, per %s, by the calendar in Toronto at %s', (per, now, from, next) => {
    const term = termAt(now, zone, per);
    expect([firstDayIn(term), firstDayIn(termAfter(term, per))]).toEqual([from, next]);
    expect(compareTerms(term, termAfter(term, per))).toBeLessThan(0);
  });

  it.each([
    ['2026-05-01', { month: 5, day: 1 }, { year: 2026 }],
    ['2027-05-01', { month: 5, day: 1 }, { year: 2026, month: 7 }],
    ['2026-11-01', { month: 11, day: 1 }, { year: 2026, month: 7 }],
    ['2026-07-01', { month: 7, day: 1 }, { year: 2026, month: 7 }],
    ['2027-11-01', { month: 11, day: 1 }, { year: 2027 }],
  ])('lets people apply again from %s, the first such day since it began', (on, from, term) => {
    const pass = { status: 'granted', ...term } as const;
    const before = { status: 'lapsed', year: 2025 } as const;
    expect(firstDayOf({ from }, { grants: { pass, before } }, '2026-09-01')).toBe(on);
    expect(firstDayOf({ from }, {}, '2026-09-01')).toBe(`2026${on.slice(4)}`);
  });

  it('is told as people say it', () => {
    expect(termText({ year: 2026, month: 1 }, 'month')).toEqual({ en: '2026', fr: '2026' });
    const second = { en: 'July to December 2026', fr: 'juillet à décembre 2026' };
    expect(termText({ year: 2026, month: 7 }, 'half-year')).toEqual(second);
    expect(termText({ year: 2026, month: 4 }, 'quarter').en).toBe('April to June 2026');
  });
});
