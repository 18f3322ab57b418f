import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { add, divide, multiply, negate, subtract } from './add.js';
import { dateOfDay } from './date.js';
import { num } from './number.js';
import { parseDate } from './parse-date.js';
import { parseDuration } from './parse-duration.js';
import { parseTemporal } from './parse-temporal.js';
import { parseDateTime, parseTime } from './parse-time.js';
import { propertyOf } from './properties.js';
import { show } from './show.js';
import { offsetAtUtc, offsetOf } from './zone.js';
import type { FeelValue } from './value.js';

const numRuns = process.env['DEEP'] ? 20_000 : 200;
const at = (text: string): FeelValue => {
  const read = parseTemporal(text);
  if (!read) throw new Error(text);
  return read;
};
const said = (value: FeelValue): string | null => (value === null ? null : show(value));

describe('dates and times as text', () => {
  it('refuse what is no date', () => {
    const wrong =
      '2012-12-25T|0000-12-25T|-0000-01-01|9999999999-12-25|2017-13-10|2017-12-32|998-12-31|01211-12-31|+2012-12-02|2012/12/25';
    for (const text of ['', ...wrong.split('|')]) expect([text, parseDate(text)]).toEqual([text, null]);
    expect(said(parseDate('-999999999-12-31'))).toBe('-999999999-12-31');
  });

  it('refuse what is no time', () => {
    const wrong =
      '23:59:60|24:00:01|24:00:00|25:00:00|00:60:00|7:00:00|07:1:00|13:20:00@xyz/abc|13:20:00+19:00|13:20:00-18:01|13:20:00+5:00|13:20:00+02:00@Europe/Paris|11:30:00T|07:20|13:20:00@|13:20:00@+01:00|13:20:00+01:60';
    for (const text of ['', ...wrong.split('|')]) expect([text, parseTime(text)]).toEqual([text, null]);
  });

  it('refuse what is no date and time', () => {
    const wrong =
      '11:00:00|2011-12-0310:15:30|2017-12-31T24:00:01|2017-12-31T24:00:00.5|2017-12-31T7:20|2017-12-31T|2017-02-30T00:00:00';
    for (const text of ['', ...wrong.split('|')]) expect([text, parseDateTime(text)]).toEqual([text, null]);
  });

  it('are written as they were read', () => {
    const same =
      '00:01:00@Etc/UTC|11:59:45+02:45:55|11:59:45-02:45:55|13:20:00-05:00|11:22:33.123456789|2017-12-31T11:22:33.567Z|-2017-12-31T11:22:33.456+01:35|999999999-12-31T23:59:59.999999999@Europe/Paris|12024-01-01|0044-03-15';
    for (const text of same.split('|')) expect(said(at(text))).toBe(text);
    expect(said(at('11:22:33-00:00'))).toBe('11:22:33Z');
    expect(said(at('11:22:33.4440'))).toBe('11:22:33.444');
    expect(said(parseDateTime('2012-12-24'))).toBe('2012-12-24T00:00:00');
    expect(said(at('2012-12-31T24:00:00Z'))).toBe('2013-01-01T00:00:00Z');
  });
});

describe('durations as text', () => {
  it('refuse what is none', () => {
    for (const text of [
      '',
      'P',
      'P0',
      'PT',
      '1Y',
      '1D',
      'P1H',
      'P1S',
      'P1Y1D',
      'P1M1Y',
      'PT.5S',
      'P1DT',
      '+P1D',
      `P${'9'.repeat(200)}D`,
      'P9999999999Y',
    ])
      expect([text, parseDuration(text)]).toEqual([text, null]);
  });

  it('are carried over into the larger part', () => {
    const pairs = {
      PT1000M: 'PT16H40M',
      'PT1000M0.999999999S': 'PT16H40M0.999999999S',
      PT240H: 'P10D',
      P2DT274M: 'P2DT4H34M',
      P1Y27M: 'P3Y3M',
      '-P100M': '-P8Y4M',
      '-PT1H2M': '-PT1H2M',
      P999999999M: 'P83333333Y3M',
      '-P99999999Y': '-P99999999Y',
      'PT0.S': 'PT0S',
      '-P0D': 'PT0S',
      P0Y: 'P0M',
      'PT0.999S': 'PT0.999S',
    };
    for (const [text, written] of Object.entries(pairs)) expect(said(at(text))).toBe(written);
  });

  it('read back what they write', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer(), (nanos, months) => {
        const long = { kind: 'years and months duration', months } as const;
        const short = { kind: 'days and time duration', nanos } as const;
        expect([parseDuration(show(long)), parseDuration(show(short))]).toEqual([long, short]);
      }),
      { numRuns },
    );
  });
});

/** FEEL written a bit shorter: `2021-01-01 + P1Y` is `2022-01-01`. */
const sums = `
2021-01-01T10:10:10+11:00 + P1M = 2021-02-01T10:10:10+11:00
2021-01-01T10:10:10@Australia/Melbourne + P1M = 2021-02-01T10:10:10@Australia/Melbourne
2021-01-12T10:10:10@Australia/Melbourne + P1DT1H = 2021-01-13T11:10:10@Australia/Melbourne
2021-03-28T01:30:00@Europe/Paris + PT1H = 2021-03-28T03:30:00@Europe/Paris
2021-01-31T10:10:10 + P1M = 2021-02-28T10:10:10
P1Y + 2021-01-01 = 2022-01-01
PT36H + 2021-01-01 = 2021-01-02
2021-01-01 + PT48H = 2021-01-03
10:15:00@Australia/Melbourne + -PT11H = 23:15:00@Australia/Melbourne
P1D + 10:15:00+11:00 = 10:15:00+11:00
P1Y + -P2M = P10M
PT24H + P1D = P2D
P1Y + P1D = null
2021-01-01 + 2021-01-01 = null
10:10:10 + P1M = null
2021-01-02T10:10:10 - 2021-01-01T10:10:10 = P1D
2021-01-02T10:10:10@Europe/Paris - 2021-01-01T10:10:10 = null
2021-01-02T10:10:10 - 2021-01-01T10:10:10+02:00 = null
2021-01-02T10:10:10@Europe/Paris - 2021-01-01T10:10:10@Asia/Dhaka = P1DT5H
2021-01-02T10:10:10+01:00 - 2021-01-01T10:10:10@Europe/Paris = P1D
2021-01-02T00:00:00Z - 2021-01-02 = PT0S
2021-01-01T00:00:00 - 2021-01-02 = null
2021-01-02 - 2021-01-01T10:10:10@Australia/Melbourne = P1DT49M50S
2021-01-02 - 2021-01-01 = P1D
2021-01-02 - PT1S = 2021-01-01
2021-01-02 - -PT1H = 2021-01-02
2021-01-02 - PT25H = 2020-12-31
2021-01-02 - -PT25H = 2021-01-03
2020-03-01 - PT24H = 2020-02-29
2021-01-02 - P1M = 2020-12-02
10:10:10+11:00 - 11:10:10+11:00 = -PT1H
10:10:10 - 11:10:10+11:00 = null
10:10:10@Australia/Melbourne - PT1H = 09:10:10@Australia/Melbourne
P1Y - 2021-01-01 = null
P1D - 10:10:10 = null
-P1D - PT2H = -P1DT2H
P1Y - P2M = P10M
2016-12-24T23:59:00-08:00 - 2015-12-24T00:00:01-01:00 = P367DT6H58M59S
`;

describe('arithmetic with dates, times and durations', () => {
  it.each(sums.trim().split('\n'))('%s', (line) => {
    const [, a, sign, b, result] = /^(\S+) ([+-]) (\S+) = (\S+)$/.exec(line)!;
    expect(said((sign === '+' ? add : subtract)(at(a!), at(b!)))).toBe(result === 'null' ? null : result);
  });

  it('stretches and shares durations', () => {
    expect(said(multiply(num('1.5'), at('P4DT1H')))).toBe('P6DT1H30M');
    expect(said(multiply(num('-2.5'), at('P1Y11M')))).toBe('-P4Y9M');
    expect(said(multiply(at('-P1D'), num(10)))).toBe('-P10D');
    expect(said(divide(at('P10Y11M'), num('-2.5')))).toBe('-P4Y4M');
    expect(said(divide(at('P10DT23H'), num('2.5')))).toBe('P4DT9H12M');
    expect(said(divide(at('P10Y'), at('P5Y')))).toBe('2');
    expect([divide(at('P10D'), at('P5Y')), divide(at('P10D'), at('P0D')), divide(at('P10D'), num(0))]).toEqual([
      null,
      null,
      null,
    ]);
    expect([
      multiply(at('P1D'), at('P1D')),
      multiply(at('P1D'), num('1e60')),
      multiply(at('P1M'), num('1e60')),
    ]).toEqual([null, null, null]);
    expect([said(negate(at('P1D'))), said(negate(at('P1Y'))), negate('a'), negate(true)]).toEqual([
      '-P1D',
      '-P1Y',
      null,
      null,
    ]);
  });

  it('joins texts alone, and takes nothing else for a number', () => {
    const others: FeelValue[] = ['10', true, [num(10)], null, { kind: 'context', entries: new Map() }, at('10:00:00')];
    for (const other of others)
      expect([add(num(10), other), subtract(num(10), other), subtract(other, num(10))]).toEqual([null, null, null]);
    expect(add('foo', 'bar')).toBe('foobar');
    expect(subtract('foo', 'bar')).toBeNull();
  });

  it('ends with the years that FEEL counts', () => {
    expect(add(at('999999999-12-31'), at('P1D'))).toBeNull();
    expect(add(at('999999999-12-31T23:59:59'), at('PT1S'))).toBeNull();
    expect(subtract(at('-999999999-01-01'), at('P1M'))).toBeNull();
    expect(said(subtract(at('999999999-12-31'), at('-999999999-01-01')))).toBe('P730484999633D');
    expect(add(at('P999999999Y'), at('P999999999Y'))).toBeNull();
  });

  it('keeps to the clock of a named zone through its changes', () => {
    const hour = at('PT1H');
    expect(said(add(at('2024-11-03T01:30:00@America/Toronto'), hour))).toBe('2024-11-03T01:30:00@America/Toronto');
    expect(said(subtract(at('2024-11-03T03:00:00@America/Toronto'), at('2024-11-03T00:00:00@America/Toronto')))).toBe(
      'PT4H',
    );
    expect(said(subtract(at('2024-03-10T03:00:00@America/Toronto'), at('2024-03-10T01:00:00@America/Toronto')))).toBe(
      'PT1H',
    );
    expect(said(add(at('2024-03-10T02:30:00@America/Toronto'), at('PT0S')))).toBe(
      '2024-03-10T03:30:00@America/Toronto',
    );
    expect(said(add(at('999999999-07-01T12:00:00@America/Toronto'), at('-P182D')))).toBe(
      '999999998-12-31T11:00:00@America/Toronto',
    );
    expect(said(propertyOf(at('-0500-07-01T12:00:00@America/Toronto'), 'time offset')!)).toBe('-PT5H17M32S');
  });

  it('finds again the offset that a zone had at a moment', () => {
    const names = fc.constantFrom(
      'America/Toronto',
      'Europe/Paris',
      'Australia/Lord_Howe',
      'America/St_Johns',
      'Africa/Casablanca',
    );
    fc.assert(
      fc.property(names, fc.integer({ min: -60_000, max: 100_000 }), fc.nat(86_399), (name, day, second) => {
        const offset = offsetAtUtc(name, day, second);
        const all = day * 86_400 + second + offset;
        const local = dateOfDay(Math.floor(all / 86_400))!;
        const found = offsetOf({ name }, local, all - Math.floor(all / 86_400) * 86_400)!;
        const other = day * 86_400 + second + offset - found;
        const otherDay = Math.floor(other / 86_400);
        // Where the clock is set back, both offsets are of that time.
        expect(offsetAtUtc(name, otherDay, other - otherDay * 86_400)).toBe(found);
        if (found !== offset) expect(found).toBeGreaterThan(offset);
      }),
      { numRuns },
    );
  });

  it('takes back what it added', () => {
    const days = fc.integer({ min: -300_000_000_000, max: 300_000_000_000 });
    const nanos = fc.bigInt({ min: -(10n ** 23n), max: 10n ** 23n });
    const zones = fc.constantFrom({}, { offset: -18_000 }, { offset: 20_700 }, { name: 'Etc/GMT+5' });
    fc.assert(
      fc.property(days, fc.nat(86_399), nanos, zones, (day, second, added, zone) => {
        const from: FeelValue = {
          kind: 'date and time',
          date: dateOfDay(day)!,
          time: { kind: 'time', second, nano: 7, zone },
        };
        const duration: FeelValue = { kind: 'days and time duration', nanos: added };
        const to = add(from, duration);
        expect(subtract(to, from)).toEqual(duration);
        expect(subtract(subtract(to, duration), from)).toEqual({ ...duration, nanos: 0n });
      }),
      { numRuns },
    );
  });
});

describe('parts', () => {
  const part = (text: string, key: string): string | null | undefined => {
    const value = propertyOf(at(text), key);
    return value === undefined ? undefined : said(value);
  };
  it('are read from dates, times and durations', () => {
    expect(['year', 'month', 'day', 'weekday'].map((key) => part('2018-12-10', key))).toEqual([
      '2018',
      '12',
      '10',
      '1',
    ]);
    expect(['year', 'hour', 'minute', 'second'].map((key) => part('2018-12-10T10:30:01.5', key))).toEqual([
      '2018',
      '10',
      '30',
      '1.5',
    ]);
    expect(['time offset', 'timezone'].map((key) => part('2018-12-10T10:30:01+05:00', key))).toEqual(['PT5H', null]);
    expect(['time offset', 'timezone'].map((key) => part('2018-07-10T10:30:01@Europe/Paris', key))).toEqual([
      'PT2H',
      'Europe/Paris',
    ]);
    expect(['time offset', 'timezone'].map((key) => part('10:30:01', key))).toEqual([null, null]);
    expect(['days', 'hours', 'minutes', 'seconds', 'years'].map((key) => part('-P1DT2H3M4.5S', key))).toEqual([
      '-1',
      '-2',
      '-3',
      '-4.5',
      undefined,
    ]);
    expect(['years', 'months', 'days'].map((key) => part('P1Y2M', key))).toEqual(['1', '2', undefined]);
    expect(part('2018-12-10', 'hour')).toBeUndefined();
  });
});
