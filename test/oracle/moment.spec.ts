import { describe, expect, it } from '@jest/globals';
import { fromWallClock, milliseconds, wallClock } from './moment.js';

describe('the oracle’s clock', () => {
  it('reads durations', () => {
    expect(milliseconds('PT1H30M')).toBe(5_400_000);
    expect(milliseconds('P1DT1S')).toBe(86_401_000);
    expect(() => milliseconds('1 hour')).toThrow('1 hour');
  });

  it('goes from a clock on the wall to the instant and back, in summer and winter', () => {
    for (const [instant, shown] of [
      ['2026-11-22T17:07:00Z', '2026-11-22T12:07'],
      ['2026-07-01T16:00:00Z', '2026-07-01T12:00'],
    ] as const) {
      expect(wallClock(Date.parse(instant), 'America/Toronto')).toBe(shown);
      expect(fromWallClock(shown, 'America/Toronto')).toBe(Date.parse(instant));
    }
  });

  it('takes the first of two equal times when the clock goes back', () => {
    expect(new Date(fromWallClock('2026-11-01T01:30', 'America/Toronto')).toISOString()).toBe(
      '2026-11-01T05:30:00.000Z',
    );
  });
});
