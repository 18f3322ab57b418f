import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fullOptions, fullUntil, type FullFrom, type FullPreset } from './full-until.js';
import type { KnownHours } from './service.js';

const zone = 'America/Toronto';
const none = new Set<string>();
const days: KnownHours = {
  ...{ monday: ['08:00-20:00'], friday: ['08:00-20:00'], saturday: ['20:00-08:00'] },
  holidays: 'same',
};
const early: KnownHours = { monday: ['06:00-14:00'], holidays: 'same' };
const from = (now: string, shifts: readonly KnownHours[] = [days], byTheHour = true): FullFrom => {
  return { now: new Date(now), zone, holidays: none, shifts, byTheHour };
};
const until = (preset: FullPreset, at: FullFrom) => fullUntil(preset, at)?.toISOString();

describe('full until', () => {
  it.each<[string, FullPreset, string, string | undefined]>([
    ['an hour on', 'one-hour', '2026-06-01T15:00:00Z', '2026-06-01T16:00:00.000Z'],
    ['the end of the shift', 'end-of-shift', '2026-06-01T15:00:00Z', '2026-06-02T00:00:00.000Z'],
    ['the end of a night', 'end-of-shift', '2026-06-07T05:00:00Z', '2026-06-07T12:00:00.000Z'],
    ['no shift', 'end-of-shift', '2026-06-02T15:00:00Z', undefined],
    ['tomorrow at eight', 'tomorrow-morning', '2026-06-01T15:00:00Z', '2026-06-02T12:00:00.000Z'],
    ['tomorrow, late at night', 'tomorrow-morning', '2026-06-02T03:59:00Z', '2026-06-02T12:00:00.000Z'],
    ['four hours on', 'four-hours', '2026-06-01T15:00:00Z', '2026-06-01T19:00:00.000Z'],
    ['this morning, at night', 'this-morning', '2026-06-01T06:00:00Z', '2026-06-01T12:00:00.000Z'],
    ['this morning, once it has begun', 'this-morning', '2026-06-01T12:00:00Z', undefined],
    ['this evening', 'this-evening', '2026-06-01T15:00:00Z', '2026-06-02T00:00:00.000Z'],
    ['this evening, once it has begun', 'this-evening', '2026-06-02T00:00:00Z', undefined],
    ['Monday at eight', 'monday', '2026-06-05T15:00:00Z', '2026-06-08T12:00:00.000Z'],
    ['Friday at eight', 'friday', '2026-06-01T15:00:00Z', '2026-06-05T12:00:00.000Z'],
    ['this Friday, before it begins', 'friday', '2026-06-05T11:59:59Z', '2026-06-05T12:00:00.000Z'],
    ['next Friday, once it has', 'friday', '2026-06-05T12:00:00Z', '2026-06-12T12:00:00.000Z'],
    // The night of 8 March has no hour from two to three, that of 1 November has it twice.
    ['an hour on, while the clock jumps', 'one-hour', '2026-03-08T06:30:00Z', '2026-03-08T07:30:00.000Z'],
    ['eight, after the clock went on', 'tomorrow-morning', '2026-03-07T20:00:00Z', '2026-03-08T12:00:00.000Z'],
    ['eight, after the clock went back', 'tomorrow-morning', '2026-10-31T20:00:00Z', '2026-11-01T13:00:00.000Z'],
    [
      'the end of the night that is an hour shorter',
      'end-of-shift',
      '2026-03-08T05:00:00Z',
      '2026-03-08T12:00:00.000Z',
    ],
    ['the end of the night that is an hour longer', 'end-of-shift', '2026-11-01T05:00:00Z', '2026-11-01T13:00:00.000Z'],
  ])('%s', (_, preset, now, end) => {
    expect(until(preset, from(now))).toBe(end);
  });

  it('goes on until the last of the shifts that are running is over', () => {
    expect(until('end-of-shift', from('2026-06-01T15:00:00Z', [early, days]))).toBe('2026-06-02T00:00:00.000Z');
    expect(until('end-of-shift', from('2026-06-01T11:00:00Z', [early, days]))).toBe('2026-06-01T18:00:00.000Z');
  });

  it('has no end of a shift while somebody is there around the clock', () => {
    expect(until('end-of-shift', from('2026-06-01T15:00:00Z', [early, '24/7']))).toBeUndefined();
  });

  const offered = (at: FullFrom) => fullOptions(at).map(({ preset }) => preset);

  it('offers hours to teams that drive out, the soonest first, by day and by night', () => {
    expect(offered(from('2026-06-01T15:00:00Z'))).toEqual([
      ...['one-hour', 'four-hours', 'end-of-shift'], // which is when the evening begins, too
      'tomorrow-morning',
    ]);
    expect(offered(from('2026-06-01T07:00:00Z', ['24/7']))).toEqual([
      ...['one-hour', 'four-hours', 'this-morning', 'this-evening', 'tomorrow-morning'],
    ]);
  });

  it('offers days to whoever works by the day, and does not say the same twice', () => {
    const byTheDay = (now: string) => offered(from(now, [days], false));
    expect(byTheDay('2026-06-02T15:00:00Z')).toEqual(['four-hours', 'tomorrow-morning', 'friday', 'monday']);
    expect(byTheDay('2026-06-04T15:00:00Z')).toEqual(['four-hours', 'tomorrow-morning', 'monday']);
    expect(byTheDay('2026-06-06T15:00:00Z')).toEqual(['four-hours', 'tomorrow-morning', 'monday', 'friday']);
  });

  it('always lies ahead, and no further than eight days', () => {
    const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, (now) => {
        for (const { until: end } of [true, false].flatMap((by) => fullOptions(from(now.toISOString(), [days], by)))) {
          expect(Date.parse(end)).toBeGreaterThan(now.getTime());
          expect(Date.parse(end) - now.getTime()).toBeLessThan(8 * 86_400_000);
        }
      }),
      { numRuns: 200 },
    );
  });
});
