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

  it('holds on to the minutes beside a change of the clock', () => {
    for (const [shown, instant] of [
      ['2026-03-08T01:46', '2026-03-08T06:46:00.000Z'],
      ['2026-03-08T02:30', '2026-03-08T07:30:00.000Z'],
      ['2026-03-08T03:00', '2026-03-08T07:00:00.000Z'],
      ['2026-11-01T01:30', '2026-11-01T05:30:00.000Z'],
      ['2026-11-01T01:50', '2026-11-01T05:50:00.000Z'],
    ] as const) {
      expect([shown, new Date(fromWallClock(shown, 'America/Toronto')).toISOString()]).toEqual([shown, instant]);
    }
  });
});
