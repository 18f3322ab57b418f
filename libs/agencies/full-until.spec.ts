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
const from = (now: string, shifts: readonly KnownHours[] = [days]): FullFrom => {
  return { now: new Date(now), zone, holidays: none, shifts };
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

  it('offers what means something, and on a Thursday does not say the same twice', () => {
    expect(fullOptions(from('2026-06-04T15:00:00Z')).map(({ preset }) => preset)).toEqual([
      'one-hour',
      'tomorrow-morning',
    ]);
  });

  it('always lies ahead, and no further than eight days', () => {
    const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, (now) => {
        for (const { until: end } of fullOptions(from(now.toISOString()))) {
          expect(Date.parse(end)).toBeGreaterThan(now.getTime());
          expect(Date.parse(end) - now.getTime()).toBeLessThan(8 * 86_400_000);
        }
      }),
      { numRuns: 200 },
    );
  });
});
