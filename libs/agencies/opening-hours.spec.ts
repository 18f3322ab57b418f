import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describeHours, isOpen, isSpan, nextOpening } from './opening-hours.js';
import { weekdays, type OpeningHours } from './service.js';

const toronto = 'America/Toronto';
const none = new Set<string>();
const at = (instant: string) => new Date(instant);
const everyDay = (...spans: string[]): OpeningHours => ({
  ...Object.fromEntries(weekdays.map((day) => [day, spans])),
  holidays: 'closed',
});
const office: OpeningHours = {
  monday: ['09:00-12:00', '13:00-17:00'],
  tuesday: ['09:00-17:00'],
  friday: ['22:00-06:00'],
  holidays: 'closed',
};

describe('whether somebody answers', () => {
  it.each([
    ['before it opens', '2026-06-01T12:59:59Z', false],
    ['the moment it opens', '2026-06-01T13:00:00Z', true],
    ['the last moment before lunch', '2026-06-01T15:59:59Z', true],
    ['during lunch', '2026-06-01T16:00:00Z', false],
    ['after lunch', '2026-06-01T17:00:00Z', true],
    ['the moment it closes', '2026-06-01T21:00:00Z', false],
    ['on a day that is not named', '2026-06-03T15:00:00Z', false],
    ['in the evening of a night shift', '2026-06-06T02:00:00Z', true],
    ['the morning after', '2026-06-06T09:59:59Z', true],
    ['when the night shift is over', '2026-06-06T10:00:00Z', false],
  ])('%s', (_, instant, open) => {
    expect(isOpen(office, none, at(instant), toronto)).toBe(open);
  });

  it('is asked in the local time of the service', () => {
    expect(isOpen(office, none, at('2026-06-01T13:30:00Z'), 'America/Vancouver')).toBe(false);
    expect(isOpen(office, none, at('2026-06-01T16:30:00Z'), 'America/Vancouver')).toBe(true);
  });

  it('has an end of the day that belongs to it', () => {
    expect(isOpen(everyDay('00:00-24:00'), none, at('2026-06-02T03:59:59Z'), toronto)).toBe(true);
    expect(isOpen({ monday: ['08:00-24:00'], holidays: 'same' }, none, at('2026-06-02T04:00:00Z'), toronto)).toBe(
      false,
    );
  });

  it.each([
    ['closed', false],
    ['same', true],
    [['10:00-11:00'], false],
    [['09:00-10:00'], true],
  ] as const)('on a holiday, with holidays: %j', (holidays, open) => {
    const hours: OpeningHours = { monday: ['09:00-17:00'], holidays };
    expect(isOpen(hours, new Set(['2026-06-01']), at('2026-06-01T13:30:00Z'), toronto)).toBe(open);
  });

  it('leaves yesterday’s night shift open on the morning of a holiday', () => {
    const hours = everyDay('22:00-06:00');
    const holiday = new Set(['2026-12-25']);
    expect(isOpen(hours, holiday, at('2026-12-25T09:00:00Z'), toronto)).toBe(true); // 04:00 on the 25th
    expect(isOpen(hours, holiday, at('2026-12-26T03:30:00Z'), toronto)).toBe(false); // 22:30 on the 25th
  });

  it('is always yes for 24/7, holidays included', () => {
    expect(isOpen('24/7', new Set(['2026-12-25']), at('2026-12-25T15:00:00Z'), toronto)).toBe(true);
  });
});

describe('hours that nobody has told us', () => {
  it('are worth a try at any time, and said so', () => {
    const christmas = at('2026-12-25T08:00:00Z');
    expect(isOpen('unknown', new Set(['2026-12-25']), christmas, toronto)).toBe(true);
    expect(nextOpening('unknown', none, christmas, toronto)).toEqual(christmas);
    expect(describeHours('unknown', 'en')).toBe('hours not confirmed');
    expect(describeHours('unknown', 'fr')).toBe('heures non confirmées');
  });
});

describe('when the clock changes', () => {
  // Toronto: 8 March 2026 at 02:00 becomes 03:00; 1 November 2026 at 02:00 becomes 01:00.
  it('opens at nine by the wall clock on both sides', () => {
    expect(isOpen(everyDay('09:00-17:00'), none, at('2026-03-07T14:00:00Z'), toronto)).toBe(true);
    expect(isOpen(everyDay('09:00-17:00'), none, at('2026-03-08T13:00:00Z'), toronto)).toBe(true);
    expect(isOpen(everyDay('09:00-17:00'), none, at('2026-03-08T12:59:59Z'), toronto)).toBe(false);
    expect(isOpen(everyDay('09:00-17:00'), none, at('2026-11-01T13:59:59Z'), toronto)).toBe(false);
    expect(isOpen(everyDay('09:00-17:00'), none, at('2026-11-01T14:00:00Z'), toronto)).toBe(true);
  });

  it('makes a night shift an hour shorter in spring and longer in autumn', () => {
    const minutesOpen = (from: string, to: string) => {
      let open = 0;
      for (let time = Date.parse(from); time < Date.parse(to); time += 60_000) {
        if (isOpen(everyDay('22:00-06:00'), none, new Date(time), toronto)) open++;
      }
      return open / 60;
    };
    expect(minutesOpen('2026-03-07T20:00:00Z', '2026-03-08T20:00:00Z')).toBe(7);
    expect(minutesOpen('2026-10-31T20:00:00Z', '2026-11-01T20:00:00Z')).toBe(9);
    expect(minutesOpen('2026-06-01T20:00:00Z', '2026-06-02T20:00:00Z')).toBe(8);
  });

  it('opens an hour later when the hour of opening is skipped', () => {
    expect(nextOpening(everyDay('02:30-05:00'), none, at('2026-03-08T05:30:00Z'), toronto)).toEqual(
      at('2026-03-08T07:30:00Z'),
    );
  });

  it('opens at the first of the two when the hour of opening happens twice', () => {
    expect(nextOpening(everyDay('01:30-05:00'), none, at('2026-11-01T04:30:00Z'), toronto)).toEqual(
      at('2026-11-01T05:30:00Z'),
    );
  });
});

describe('the next opening', () => {
  it.each([
    ['now, when it is open', '2026-06-01T13:00:00Z', '2026-06-01T13:00:00Z'],
    ['after lunch', '2026-06-01T16:10:00Z', '2026-06-01T17:00:00Z'],
    ['on the next day that is named', '2026-06-02T22:00:00Z', '2026-06-06T02:00:00Z'],
    ['next week', '2026-06-06T12:00:00Z', '2026-06-08T13:00:00Z'],
  ])('is %s', (_, instant, opens) => {
    expect(nextOpening(office, none, at(instant), toronto)).toEqual(at(opens));
  });

  it('leaves holidays out', () => {
    const opens = nextOpening(office, new Set(['2026-06-02']), at('2026-06-01T22:00:00Z'), toronto);
    expect(opens).toEqual(at('2026-06-06T02:00:00Z'));
  });

  it('is null when there is none', () => {
    expect(nextOpening({ holidays: 'closed' }, none, at('2026-06-01T12:00:00Z'), toronto)).toBeNull();
    expect(nextOpening({ holidays: ['09:00-12:00'] }, none, at('2026-06-01T12:00:00Z'), toronto)).toBeNull();
  });

  it('is a moment at which it is open, with nothing open before it', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 0, max: 47 }))
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => `${clock(from)}-${clock(to)}`);
    const week = fc.record(Object.fromEntries(weekdays.map((day) => [day, fc.array(span, { maxLength: 2 })])));
    const zone = fc.constantFrom(toronto, 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kolkata');
    const instant = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 });
    fc.assert(
      fc.property(week, zone, instant, fc.double({ min: 0, max: 0.999, noNaN: true }), (days, place, minute, part) => {
        const hours: OpeningHours = { ...days, holidays: 'closed' };
        const now = new Date(minute * 60_000);
        const opens = nextOpening(hours, none, now, place);
        if (opens === null) return !weekdays.some((day) => (hours[day]?.length ?? 0) > 0);
        const between = new Date(now.getTime() + (opens.getTime() - now.getTime()) * part);
        return isOpen(hours, none, opens, place) && (between >= opens || !isOpen(hours, none, between, place));
      }),
      { numRuns: process.env['DEEP'] ? 5000 : 300 },
    );
  });
});

function clock(halfHours: number): string {
  return `${String(Math.floor(halfHours / 2)).padStart(2, '0')}:${halfHours % 2 === 0 ? '00' : '30'}`;
}

describe('hours in words', () => {
  it.each([
    ['24/7', '24 hours a day, 7 days a week', '24 heures sur 24, 7 jours sur 7'],
    [
      office,
      'Mon 09:00–12:00, 13:00–17:00; Tue 09:00–17:00; Fri 22:00–06:00',
      /^lun\. 09:00–12:00, 13:00–17:00; mar\./,
    ],
    [everyDay('08:00-20:00'), 'Mon–Sun 08:00–20:00', 'lun.–dim. 08:00–20:00'],
    [{ holidays: 'closed' }, 'closed', 'fermé'],
  ] as const)('%j', (hours, en, fr) => {
    expect(describeHours(hours, 'en')).toBe(en);
    expect(describeHours(hours, 'fr')).toMatch(fr);
  });
});

describe('a span', () => {
  it.each(['09:00-17:00', '22:00-06:00', '00:00-24:00'])('%s is one', (text) => expect(isSpan(text)).toBe(true));
  it.each(['9:00-17:00', '09:00-09:00', '24:00-09:00', '09:00-24:30', '09:60-10:00', '09:00', ''])(
    '%s is none',
    (text) => expect(isSpan(text)).toBe(false),
  );
});
