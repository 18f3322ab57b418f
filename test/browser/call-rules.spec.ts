import { foldCalls } from '../../apps/console/supervisor/fold-calls.js';
import { findPlaces } from '../../apps/console/supervisor/find-area.js';
import { describe, expect, it } from '@jest/globals';
import { barInterrupt } from '../../apps/console/navigator/bar-interrupt.js';
import { byUrgency } from '../../apps/console/navigator/by-urgency.js';
import { callsEmergency, emergencyGoesOn, isEmergencyUnreached } from '../../apps/console/navigator/life-at-risk.js';
import { dialLink } from '../../apps/console/shared/dial-link.js';
import { numberToDial } from '../../apps/console/navigator/number-to-dial.js';
import { offersTried } from '../../apps/console/navigator/offers-tried.js';
import { gaveBack, isLineBroken, lineDeadSince } from '../../apps/console/navigator/who-is-there.js';
import { daysLater, instantAt, isAhead, isOver, onTheWall } from '../../apps/console/navigator/time-ahead.js';
import { roomFirst } from '../../apps/console/navigator/room-first.js';
import { isTeamPicked } from '../../apps/console/navigator/team-picked.js';
import { withClient } from '../../apps/console/navigator/with-client.js';
import { notComing } from '../../apps/console/shared/not-coming.js';
import { placeServed } from '../../apps/console/navigator/serves-place.js';

describe('who is there', () => {
  const event = (line?: 'lost' | 'back', kind = 'event') => ({ kind, ...(line && { line }) });
  const [plain, lost, back] = [event(), event('lost'), event('back')];
  it.each([
    ['nobody, once the line broke', [], [plain, lost, plain], true],
    ['somebody, once they were reached again', [], [lost, back, plain], false],
    ['whoever is called now: what is said then stays', [back], [lost], false],
    ['nobody, where an interrupt may say at any time that they are back', [event('back', 'interrupt')], [lost], true],
    ['the caller, while nothing else was said', [lost], [plain, plain], false],
  ])('is %s', (_, allowed, history, broken) => {
    expect(isLineBroken(allowed, history)).toBe(broken);
    const since = lineDeadSince(
      allowed,
      history.map((one, hour) => ({ ...one, at: `${hour}:00` })),
    );
    expect(since).toBe(broken ? `${history.indexOf(lost)}:00` : null);
  });

  it('is no team that said yes and then no; one that only said no never was on its way', () => {
    const declined = { status: 'declined', offeredAt: '2026-06-01T07:00:00Z', answeredAt: '2026-06-01T07:09:00Z' };
    expect(gaveBack('2026-06-01T07:02:00Z', declined)).toBe(true);
    expect(gaveBack('2026-06-01T07:12:00Z', declined)).toBe(false);
    expect(gaveBack(undefined, declined)).toBe(false);
    expect(gaveBack('2026-06-01T07:02:00Z', { ...declined, status: 'accepted' })).toBe(false);
  });
});

describe('whom a supervisor may pick', () => {
  const [route, free] = [['north', 'east', 'west', 'south'], new Set(['west', 'north'])];
  const hasRoom = (id: string) => free.has(id);

  it('begins with who has room, in the order of the route, and nobody is left out', () => {
    expect(roomFirst(route, hasRoom, null)).toEqual(['north', 'west', 'east', 'south']);
  });

  it('keeps its order once it was shown, whoever is full meanwhile; one that is added comes last', () => {
    const shown = ['north', 'west', 'east'];
    expect(roomFirst(route, (id) => id === 'south', shown)).toEqual(['north', 'west', 'east', 'south']);
    expect(roomFirst(['east', 'north'], hasRoom, shown)).toEqual(['north', 'east']);
  });
});

describe('who has the client', () => {
  type Owner = Parameters<typeof withClient>[0]['owner'];
  type Offer = ReturnType<typeof offer>;
  const offer = (agency: string, status: string, handover = 'dispatch') => ({ agency, status, handover });
  const of = (owner: Owner, dispatch: string | null, ...offers: Offer[]) => withClient({ owner, dispatch, offers });

  it('is the team that is out, also once somebody of ours has taken the call over', () => {
    const theirs = offer('taibu', 'accepted');
    expect(of({ kind: 'agency', id: 'taibu' }, 'en-route', theirs)).toBe(theirs);
    expect(of({ kind: 'person', id: 'nadia' }, 'en-route', offer('other', 'declined'), theirs)).toBe(theirs);
  });

  it('is nobody while one is asked, nor once they are back with us', () => {
    expect(of({ kind: 'person', id: 'nadia' }, 'asked', offer('taibu', 'offered'))).toBeUndefined();
    expect(of({ kind: 'person', id: 'nadia' }, null, offer('taibu', 'completed'))).toBeUndefined();
  });
});

describe('the number that will be dialled', () => {
  const office = { phone: '+14165550111', ownLine: false, noted: null };
  const ours = { ...office, phone: '1-855-372-3858', ownLine: true };

  it('is the one that was found in this call, before the one of the directory', () => {
    expect(numberToDial(office)).toEqual({ number: '+14165550111', ours: false });
    expect(numberToDial({ ...office, noted: { number: '613-555-0100' } }).number).toBe('613-555-0100');
  });

  it.each(['1-855-372-3858', '+1 (855) 372 3858', '855.372.3858', '855-372-3858 ext. 5'])(
    'is known as our own line when that was typed in again, as %s',
    (number) => expect(numberToDial({ ...ours, noted: { number } })).toEqual({ number, ours: true }),
  );

  it.each([
    ['416-555-0142', 'tel:416-555-0142'],
    ['+1 (416) 555 0142', 'tel:+1(416)5550142'],
    // Letters are digits on a phone: "ext" would be dialled as 398.
    ['416 555 0142 ext. 5', 'tel:4165550142;ext=5'],
    ['416-555-0142x12', 'tel:416-555-0142;ext=12'],
  ])('%s is dialled as %s', (number, link) => expect(dialLink(number)).toBe(link));

  it('is not ours when the office has another one', () => {
    expect(numberToDial({ ...ours, noted: { number: '416-555-0111' } }).ours).toBe(false);
    expect(numberToDial({ ...ours, phone: null, noted: { number: '416-555-0111' } }).ours).toBe(false);
  });
});

describe('who was tried', () => {
  const offer = (status: string, dialled: boolean) => ({
    status,
    steps: [
      { step: 'permission', at: '2026-06-01T07:00:00Z' },
      { step: 'dial', at: dialled ? '2026-06-01T07:01:00Z' : null },
    ],
  });

  it('is nobody whose offer ended before anybody was dialled', () => {
    const none = [offer('revoked', false), offer('cancelled', false)];
    const some = [offer('revoked', true), offer('cancelled', true), offer('declined', false), offer('accepted', false)];
    expect(offersTried([...none, ...some])).toEqual(some);
  });
});

describe('who is not coming', () => {
  it('is said once of each, by their last word, and never of who is asked again or comes after all', () => {
    const said = [
      ['taibu', 'unsafe'],
      ['cmha', 'full'],
      ['taibu', 'other'],
    ] as const;
    const [unsafe, full] = said;
    expect(notComing(said, ([who]) => who, undefined)).toEqual([unsafe, full]);
    expect(notComing(said, ([who]) => who, 'taibu')).toEqual([full]);
  });
});

describe('beside "risk now"', () => {
  const interrupt = (event: string, fields: string[] = []) => ({ event, kind: 'interrupt', fields });
  const risk = interrupt('risk-raised');
  const event = { event: 'give-consent', kind: 'consent', fields: [] };

  it('stands that the caller is gone, whatever else there is', () => {
    const gone = { ...interrupt('hung-up'), line: 'lost' };
    expect(barInterrupt([risk, event, interrupt('left-the-line'), gone])?.event).toBe('hung-up');
  });

  it('stands nothing about a line that broke while a team is sent, nor that somebody is on it again', () => {
    const cut = { ...interrupt('cut-off'), line: 'lost', stays: true };
    const back = { ...interrupt('here-again'), line: 'back', stays: true };
    expect(barInterrupt([risk, interrupt('call-off', ['why']), cut, back])).toBeUndefined();
    expect(barInterrupt([risk, back])).toBeUndefined();
  });

  it('stands the only other interrupt where that is not allowed, and nothing where there are two or something to fill in', () => {
    expect(barInterrupt([risk, event, interrupt('left-the-line')])?.event).toBe('left-the-line');
    expect(barInterrupt([risk, event])).toBeUndefined();
    expect(barInterrupt([risk, interrupt('one'), interrupt('other')])).toBeUndefined();
    expect(barInterrupt([risk, interrupt('moved', ['where'])])).toBeUndefined();
  });
});

describe('a life at risk', () => {
  const emergency = { state: 'calling', handover: 'warm', override: 'imminent-risk' };
  const team = { state: 'team', handover: 'dispatch', override: 'risk-of-harm' };
  const view = (allowed: string[], ...offers: (typeof team)[]) => ({
    ...{ state: 'here', kind: 'wait', offers },
    allowed: allowed.map((event) => ({ event })),
  });
  const came = (from: string, exit: string) => ({ trace: [{ from, exit, to: 'here' }] });
  const stayed = { trace: [] };

  it('goes on from the help that was called, as long as "risk now" is nothing to press', () => {
    expect(emergencyGoesOn(view(['call-again'], emergency, team))).toBe(true);
    expect(emergencyGoesOn(view(['arrive', 'emergency-requested'], emergency, team))).toBe(false);
    expect(emergencyGoesOn(view(['call-again'], team, emergency))).toBe(false);
    expect(emergencyGoesOn({ ...view([], emergency), kind: 'offer' })).toBe(false);
  });

  it('is not reached when nobody there took the call; not once somebody did, by whatever way', () => {
    const waits = view(['call-again'], emergency, team);
    expect(isEmergencyUnreached(waits, [came('calling', 'exhausted'), stayed])).toBe(true);
    expect(isEmergencyUnreached(waits, [came('calling', 'exhausted'), came('unreached', 'event:reach')])).toBe(false);
    expect(isEmergencyUnreached(waits, [came('team', 'exhausted')])).toBe(false);
    expect(isEmergencyUnreached(waits, [])).toBe(false);
  });

  it('is called for before all else: at first, and again while nobody there is reached; not while a team is asked, nor once they know', () => {
    const offered = (...offers: (typeof team)[]) => ({ ...view([], ...offers), kind: 'offer' });
    expect(callsEmergency(offered({ ...emergency, state: 'here' }), [])).toBe(true);
    expect(callsEmergency(offered({ ...team, state: 'here' }, emergency), [])).toBe(false);
    const waits = view(['call-again'], emergency, team);
    expect(callsEmergency(waits, [came('calling', 'exhausted')])).toBe(true);
    expect(callsEmergency(waits, [came('calling', 'handed-over')])).toBe(false);
  });
});

describe('who picks a team', () => {
  const event = (line?: string, ...types: string[]) => ({
    ...{ kind: 'event', fields: types.map((type) => ({ type })) },
    ...(line && { line }),
  });
  type Event = ReturnType<typeof event>;
  const picked = (kind: string, ...allowed: Event[]) => isTeamPicked({ dispatch: 'unassigned', kind, allowed });

  it('is somebody, for whoever may pick and for whoever waits for it', () => {
    expect(picked('wait', event(undefined, 'agency'))).toBe(true);
    expect(picked('wait')).toBe(true);
  });

  it('is nobody where the person is to be reached first, nor while something is asked or a team has it', () => {
    expect(picked('wait', event(), event('back'))).toBe(false);
    expect(picked('ask')).toBe(false);
    expect(isTeamPicked({ dispatch: 'en-route', kind: 'wait', allowed: [] })).toBe(false);
  });
});

describe('a time to get in touch', () => {
  it('is a time for contact; of an answer that is put right, any time', () => {
    expect(isAhead({ type: 'local-date-time', why: { purposes: ['contact'] } })).toBe(true);
    expect(isAhead({ type: 'local-date-time', why: { purposes: ['decide'] } })).toBe(false);
    expect(isAhead({ type: 'local-date-time' })).toBe(true);
    expect(isAhead({ type: 'date', why: { purposes: ['contact'] } })).toBe(false);
  });

  it('is over by the clock on the wall of the line, not of the computer', () => {
    const now = onTheWall(Date.parse('2026-06-01T03:30:00Z'), 'America/Toronto');
    expect(now).toBe('2026-05-31T23:30');
    expect([isOver('2026-05-31T23:29', now), isOver('2026-05-31T23:30', now), isOver('', now)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(onTheWall(Date.parse('2026-06-01T04:05:00Z'), 'America/Toronto')).toBe('2026-06-01T00:05');
  });

  it('is an instant again, on either side of a change of the clocks', () => {
    for (const at of ['2026-06-01T03:30:00.000Z', '2026-03-08T12:00:00.000Z', '2026-11-01T05:30:00.000Z']) {
      expect(instantAt(onTheWall(Date.parse(at), 'America/Toronto'), 'America/Toronto')).toBe(at);
    }
  });

  it('is the same on the clock tomorrow, over the end of a year and where the clocks change', () => {
    expect(daysLater('2026-12-31T23:30', 1)).toBe('2027-01-01T23:30');
    expect(daysLater('2027-03-13T02:30', 2)).toBe('2027-03-15T02:30');
  });
});

describe('my calls', () => {
  const now = Date.parse('2026-06-01T12:00:00Z');
  const row = (status: string, due: string | null, overdueSince: string | null = null) => ({
    status,
    due,
    overdueSince,
  });

  it('put who waits before a note that is late, and the rest as the lists come', () => {
    const lateCase = row('open', '2026-06-01T13:00:00Z', '2026-06-01T11:50:00Z');
    const emergency = row('open', '2026-06-01T12:09:00Z');
    const oldNote = row('wrap-up', '2026-06-01T13:00:00Z', '2026-06-01T08:00:00Z');
    const lateNote = row('wrap-up', '2026-06-01T13:00:00Z', '2026-06-01T11:00:00Z');
    const noteDueSoon = row('wrap-up', '2026-06-01T12:05:00Z');
    const later = row('open', '2026-06-01T12:40:00Z');
    const never = row('open', null);
    const order = [lateCase, emergency, oldNote, lateNote, noteDueSoon, later, never];
    expect([...order].reverse().sort(byUrgency(now))).toEqual(order);
  });
});

describe('a place that somebody means', () => {
  const label = (en: string, fr: string) => ({ en, fr });
  const ward = (number: number, name: string) => ({
    value: `ward-${number}`,
    label: label(`Ward ${number}, ${name}`, `Quartier ${number}, ${name}`),
  });
  const fsa = (value: string) => ({ value, label: label(value, value) });
  const areas = [
    { id: 'east', places: [{ question: 'ward', values: [ward(21, 'Scarborough Centre'), ward(2, 'Étobicoke')] }] },
    { id: 'west', places: [{ question: 'fsa', values: [fsa('M5V'), fsa('M1B')] }] },
  ];
  it.each([
    ['ward 21', ['ward-21']],
    ['21', ['ward-21']],
    ['Quartier 2', ['ward-2']],
    ['scarb', ['ward-21']],
    ['etobicoke', ['ward-2']],
    ['m5v 2t6', ['M5V']],
    ['M1B', ['M1B']],
    ['M9Z', []],
    ['  ', []],
  ])('"%s"', (typed, found) => {
    expect(findPlaces(areas, typed).map(({ value }) => value)).toEqual(found);
  });
});

describe('the floor', () => {
  const item = (kind: 'case' | 'contact', id: string, contact: string, overdueSince: string | null = null) => ({
    ...{ kind, id, contact, overdueSince },
  });
  type Item = ReturnType<typeof item>;
  const lines = (...items: Item[]) => foldCalls(items).map(({ id, call }) => [id, call?.id ?? null]);

  it('has a case and its call in one line, and a call alone in its own', () => {
    expect(lines(item('contact', 'a', 'a'), item('case', 'k', 'a'), item('contact', 'b', 'b'))).toEqual([
      ['k', 'a'],
      ['b', null],
    ]);
    // Of two cases, that which is more urgent has it.
    expect(lines(item('case', 'k', 'a'), item('case', 'l', 'a'), item('contact', 'a', 'a'))).toEqual([
      ['k', 'a'],
      ['l', null],
    ]);
  });

  it('folds away nothing that is late', () => {
    const late = '2026-06-01T12:00:00Z';
    expect(lines(item('contact', 'a', 'a', late), item('case', 'k', 'a'))).toEqual([
      ['a', null],
      ['k', null],
    ]);
    expect(lines(item('contact', 'a', 'a', late), item('case', 'k', 'a', late))).toEqual([['k', 'a']]);
  });
});

describe('whose ward it is', () => {
  const answer = (question: string, value: string) => ({ question, value, declined: false });
  const serves = (...places: [string, string][]) => ({
    serviceAreas: places.map(([extentType, extent]) => ({ extentType, extent })),
  });
  const known = [answer('fsa', 'M4N'), answer('ward', 'ward-15')];

  it('is each service’s that covers the ward, or without one the postal code', () => {
    expect(placeServed(serves(['ward', '15'], ['fsa', 'M4N']), known)?.question).toBe('ward');
    expect(placeServed(serves(['fsa', 'M4N']), known)?.question).toBe('fsa');
    expect(placeServed(serves(['ward', '1'], ['ward', '5']), known)).toBeUndefined();
  });
});
