import { describe, expect, it } from '@jest/globals';
import { addDuration, durationSeconds, localDate, localToInstant } from './time.js';

describe('durations', () => {
  it.each([
    ['PT3M', 180],
    ['P30D', 2_592_000],
    ['P1W', 604_800],
    ['P1DT2H3M4S', 93_784],
  ])('reads %s', (duration, seconds) => expect(durationSeconds(duration)).toBe(seconds));

  it.each(['P', 'PT', 'P1M', 'P1Y', '3M', 'PT1.5H', 'P1DT', '', 'PT-3M'])('refuses "%s"', (duration) => {
    expect(durationSeconds(duration)).toBeNull();
  });

  it('adds to an instant', () =>
    expect(addDuration('2026-06-01T12:00:00.000Z', 'PT90M')).toBe('2026-06-01T13:30:00.000Z'));
});

describe('local times in Toronto', () => {
  it.each([
    ['2026-01-15T09:00', '2026-01-15T14:00:00.000Z'],
    ['2026-07-15T09:00', '2026-07-15T13:00:00.000Z'],
    ['2026-07-15', '2026-07-15T04:00:00.000Z'],
    // The clock goes from 2:00 to 3:00: half past two becomes half past three.
    ['2026-03-08T02:30', '2026-03-08T07:30:00.000Z'],
    ['2026-03-08T01:59', '2026-03-08T06:59:00.000Z'],
    ['2026-03-08T03:00', '2026-03-08T07:00:00.000Z'],
    // Half past one happens twice: the first.
    ['2026-11-01T01:30', '2026-11-01T05:30:00.000Z'],
    ['2026-11-01T02:00', '2026-11-01T07:00:00.000Z'],
  ])('%s is %s', (local, instant) => expect(localToInstant(local, 'America/Toronto')).toBe(instant));
});

describe('the date of an instant', () => {
  it.each([
    ['2026-06-02T03:59:59.999Z', 'America/Toronto', '2026-06-01'],
    ['2026-06-02T04:00:00.000Z', 'America/Toronto', '2026-06-02'],
    ['2026-06-02T04:00:30.000Z', 'America/Toronto', '2026-06-02'],
    ['2026-06-02T04:00:30.000Z', 'America/Thunder_Bay', '2026-06-02'],
    ['2026-06-02T04:00:30.000Z', 'America/Winnipeg', '2026-06-01'],
    ['2026-06-02T03:59:00.000Z', 'America/Toronto', '2026-06-01'],
    ['2026-06-02T02:29:59.000Z', 'America/St_Johns', '2026-06-01'],
    ['2026-06-02T02:30:00.000Z', 'America/St_Johns', '2026-06-02'],
  ])('%s in %s is %s', (instant, zone, date) => expect(localDate(instant, zone)).toBe(date));
});
