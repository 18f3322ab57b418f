import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RunnableProgram } from '../../libs/workflow/index.js';
import { Engine, readRunnable } from '../oracle/engine.js';
import { readDocument } from '../oracle/document.js';
import { Oracle, type OracleEvent } from '../oracle/oracle.js';

const ZONE = 'America/Toronto';
const document = readDocument('config', 'dso');
const safe = { 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.suicide': 'none' };
const people = { navigator: { id: 'navigator', role: 'navigator' }, agency: { id: 'worker', role: 'agency' } };

/** A call to the DSO at a fixed instant, by the engine with the oracle beside. Examples run at any date; birthdays do not. */
class Call {
  private readonly engine: Engine;
  private readonly oracle: Oracle;

  constructor(
    run: RunnableProgram,
    private now: number,
  ) {
    this.engine = new Engine(run, 'navigator', now);
    this.oracle = new Oracle(document, ZONE, 'navigator', now);
  }

  take(event: OracleEvent, by: keyof typeof people = 'navigator'): string {
    const seen = this.engine.take(event, people[by], this.now);
    expect(seen).toEqual(this.oracle.take(event, people[by], this.now));
    return seen.refused ?? seen.state;
  }
  say(answers: Readonly<Record<string, string>>): string {
    return this.take({ answers: Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, { value }])) });
  }
  happens(event: string, by: keyof typeof people = 'navigator'): string {
    return this.take({ event, fields: event === 'give-consent' ? { by: 'self' } : {} }, by);
  }
  waitsUntil(instant: string): string {
    this.now = Date.parse(instant);
    const seen = this.engine.moveClock(this.now);
    expect(seen).toEqual(this.oracle.moveClock(this.now));
    return seen.state;
  }
  known(question: string): unknown {
    return this.oracle.machine.answers[question];
  }
  verdict(): string {
    return this.engine.verdict('prescreen');
  }
}

describe('birthdays on the DSO line', () => {
  let run: RunnableProgram;
  beforeAll(async () => {
    run = await readRunnable('config', 'dso', ZONE);
  });

  function callOf(dob: string, at: string): Call {
    const call = new Call(run, Date.parse(at));
    call.say(safe);
    call.say({ lang: 'en', caller_role: 'self', reason: 'developmental', postal: 'L4J 1A1' });
    call.say({ area: 'york' });
    call.say({ dob, existing: 'no', dd_known: 'yes', urgent: 'no' });
    return call;
  }

  it.each([
    ['the day before 16', '2010-06-02', 'under-16', '2028-06-02'],
    ['on the 16th birthday', '2010-06-01', 'early', '2028-06-01'],
    ['the day before 18', '2008-06-02', 'early', '2026-06-02'],
    ['on the 18th birthday', '2008-06-01', 'open', '2026-06-01'],
  ])('%s: what 211 says, and the day that it keeps', (_, dob, outcome, adult) => {
    const call = callOf(dob, '2026-06-01T12:00:00Z');
    expect({ verdict: call.verdict(), adult: call.known('adult_on') }).toEqual({
      verdict: outcome,
      adult: { value: adult },
    });
  });

  it('counts days by the clock on the wall there: late in the evening it is still the day before', () => {
    expect(callOf('2010-06-01', '2026-06-01T03:59:00Z').verdict()).toBe('under-16');
    expect(callOf('2010-06-01', '2026-06-01T04:01:00Z').verdict()).toBe('early');
  });

  it.each([
    // No such day in 2030: the first day on which they are 18 is 1 March, by winter time.
    ['29 February', '2012-02-29', '2030-03-01T04:59:00Z', '2030-03-01T05:00:00Z'],
    // The days on which clocks go forward, and back.
    ['the day clocks go forward', '2011-03-11', '2029-03-11T04:59:00Z', '2029-03-11T05:00:00Z'],
    ['the day clocks go back', '2011-11-04', '2029-11-04T03:59:00Z', '2029-11-04T04:00:00Z'],
  ])('born on %s: referred on the day of the 18th birthday, by itself', (_, dob, before, on) => {
    const call = callOf(dob, '2028-04-03T14:00:00Z');
    expect({ verdict: call.verdict(), state: call.happens('give-consent') }).toEqual({
      verdict: 'early',
      state: 'ready-transfer',
    });
    call.happens('hand-over');
    for (const event of ['begin-review', 'find-eligible', 'book-adss', 'finish-adss', 'finish-sis']) {
      call.happens(event, 'agency');
    }
    expect(call.waitsUntil(before)).toBe('until-18');
    expect(call.waitsUntil(on)).toBe('referred-at-18');
    expect(call.happens('confirm-referral', 'agency')).toBe('served-early');
  });

  it('waits for nobody who turned 18 while the DSO looked at the file', () => {
    const call = callOf('2008-06-10', '2026-06-01T12:00:00Z');
    call.happens('give-consent');
    call.happens('hand-over');
    for (const event of ['begin-review', 'find-eligible']) call.happens(event, 'agency');
    call.waitsUntil('2026-09-01T12:00:00Z');
    for (const event of ['book-adss', 'finish-adss', 'finish-sis']) call.happens(event, 'agency');
    expect(call.waitsUntil('2026-09-01T12:00:01Z')).toBe('referred-at-18');
  });
});
