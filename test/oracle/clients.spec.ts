import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applying } from '../../libs/programs/reading/testing/applying.js';
import { type Actor, allowedEvents, openCase, type RunnableProgram } from '../../libs/workflow/index.js';
import { type Document, readDocument } from './document.js';
import { Engine, readRunnable } from './engine.js';
import { type Move, happeningOf, move } from './histories.js';
import { Oracle } from './oracle.js';

const ZONE = 'America/Toronto';
const MARCH = Date.parse('2026-03-02T15:00:00Z');
const person = (id: string, role: string) => ({ id, role });
const client = person('client', 'client');
const nadia = person('nadia', 'navigator');
const josee = person('josee', 'reviewer');
const words = (answers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, { value }]));

describe('clients', () => {
  const config = mkdtempSync(join(tmpdir(), 'clients-'));
  let run: RunnableProgram;
  let document: Document;
  afterAll(() => rmSync(config, { recursive: true }));
  beforeAll(async () => {
    for (const folder of ['programs/applying', 'fragments', 'agencies', 'tenants'])
      mkdirSync(join(config, folder), { recursive: true });
    for (const [name, text] of Object.entries(applying)) writeFileSync(join(config, 'programs/applying', name), text);
    run = await readRunnable(config, 'applying', ZONE);
    document = readDocument(config, 'applying');
  });

  /** One case on both sides; each says why not, or where it stands and whose it is. */
  function open(navigator: string | null = null, channel = 'web') {
    const engine = new Engine(run, navigator, MARCH, new Map(), channel);
    const oracle = new Oracle(document, ZONE, navigator, MARCH, channel);
    let now = MARCH;
    expect(engine.predict()).toEqual(oracle.predict(null));
    const said = (one: ReturnType<Engine['predict']>) => {
      const { kind = null, id = null } = one.owner ?? {};
      return one.refused ?? `${one.state}: ${kind} ${id}`;
    };
    const take = (event: Parameters<Engine['take']>[0], by: typeof nadia) => {
      const one = engine.take(event, by, now);
      expect(one).toEqual(oracle.take(event, by, now));
      expect(engine.now.navigator).toBe(oracle.machine.navigator);
      expect(engine.known).toEqual(oracle.machine.answers);
      return said(one);
    };
    return {
      ...{ engine, oracle, take },
      say: (answers: Readonly<Record<string, string>>, by = client) => take({ answers: words(answers) }, by),
      happen: (event: string, by = client, fields = {}) => take({ event, fields }, by),
      may: (by = client) =>
        allowedEvents(run, engine.now, {}, by as Actor, new Date(now).toISOString()).map(({ event }) => event),
      here: () => said(engine.predict()),
      after: (length: number) => {
        now += length;
        const one = engine.moveClock(now);
        expect(one).toEqual(oracle.moveClock(now));
        return said(one);
      },
    };
  }

  it('begin where their channel begins; what they began alone is for all navigators, until one works on it', () => {
    expect(open().here()).toBe('form: queue navigators');
    expect(open('nadia', 'phone').here()).toBe('greet: person nadia');
    expect(open('nadia', 'chat').here()).toBe('greet: person nadia');
    expect(open('nadia', 'mail').here()).toBe('review: queue reviewers');
    const one = open();
    expect(one.say({ need: 'rent' }, nadia)).toBe('form: queue navigators');
    expect(one.engine.now.navigator).toBe('nadia');
    expect(one.say({ born: '1990-01-31' })).toBe('agree: person nadia');
  });

  it('answer what they are asked, put it right while they are asked, agree, and send it in', () => {
    const one = open();
    expect(one.may()).toEqual([]);
    for (const id of ['danger', 'phone', 'looks-right'])
      expect(one.say({ need: 'food', [id]: 'no' })).toBe('role-may-not-do-this');
    expect(one.happen('give-consent', client, { by: 'self' })).toBe('role-may-not-do-this');
    expect(one.happen('take-over')).toBe('role-may-not-do-this');
    expect(one.say({ need: 'food', born: '1990-01-31' })).toBe('agree: queue navigators');
    expect(one.may()).toEqual(['give-consent', 'withhold-consent']);
    // Of somebody who is asked whether we may call, the number is asked too; and what was said before is put right.
    expect(one.say({ phone: '416-555-0142' })).toBe('agree: queue navigators');
    expect(one.say({ born: '2020-01-31' })).toBe('over: null null');
    const two = open();
    two.say({ need: 'food', born: '1990-01-31' });
    expect(two.happen('give-consent', client, { by: 'self' })).toBe('sending: queue navigators');
    expect(two.may()).toEqual(['withdraw-consent', 'send-in', 'go-back', 'withdraw']);
    expect(two.say({ proof: 'by-mail' })).toBe('sending: queue navigators');
    // What was asked on the way may be put right here; what is ours to say, and what was never asked, not.
    expect(two.say({ born: '1991-01-31' })).toBe('sending: queue navigators');
    for (const id of ['danger', 'looks-right']) expect(two.say({ [id]: 'yes' })).toBe('role-may-not-do-this');
    expect(two.happen('go-back')).toBe('form: queue navigators');
    expect(two.say({ need: 'rent' })).toBe('agree: queue navigators');
    two.happen('give-consent', client, { by: 'self' });
    expect(two.happen('send-in')).toBe('review: queue reviewers');
  });

  it('change nothing of what lies with reviewers, but may always take a yes back; what is asked for again they bring', () => {
    const one = open();
    one.say({ need: 'food', born: '1990-01-31' });
    one.happen('give-consent', client, { by: 'self' });
    one.happen('send-in');
    expect(one.may()).toEqual(['withdraw-consent']);
    expect(one.say({ proof: 'in-person' })).toBe('role-may-not-do-this');
    expect(one.say({ 'looks-right': 'yes' })).toBe('role-may-not-do-this');
    expect(one.happen('approve')).toBe('role-may-not-do-this');
    expect(one.happen('withdraw-consent', client, { disclosure: 'call-back' })).toBe('review: queue reviewers');
    expect(one.happen('ask-for-more', josee)).toBe('papers: queue navigators');
    expect(one.say({ proof: 'in-person' })).toBe('papers: queue navigators');
    expect(one.happen('send-in')).toBe('review: queue reviewers');
    expect(one.happen('approve', josee)).toBe('approved: null null');
  });

  it('come in on the day on which they send it; what came by mail on the day on which it came', () => {
    const DAY = 86_400_000;
    const one = open();
    const { received: today, month } = one.engine.known;
    expect([today, month]).toEqual([{ value: '2026-03-02' }, { value: 3 }]);
    expect(one.say({ received: '2026-01-01', born: '1990-01-31' })).toBe('role-may-not-do-this');
    one.after(9 * DAY);
    // As long as it is not sent, an ask goes by today; elsewhere the day stays as it was.
    one.say({ need: 'food', born: '1990-01-31' });
    expect(one.engine.known['received']).toEqual({ value: '2026-03-02' });
    expect(one.happen('give-consent', client, { by: 'self' })).toBe('sending: queue navigators');
    one.after(2 * DAY);
    one.happen('send-in');
    expect(one.engine.known['received']).toEqual({ value: '2026-03-13' });
    one.after(DAY);
    one.happen('ask-for-more', josee);
    one.happen('send-in');
    expect(one.engine.known['received']).toEqual({ value: '2026-03-13' });
    expect(one.say({ month: '5' }, nadia)).toBe('answer-does-not-fit-the-question');
    const mailed = openCase(run, nadia as Actor, {}, '2026-03-02T15:00:00Z', {
      channel: 'mail',
      received: '2026-02-27T23:30:00-05:00',
    });
    expect(mailed.ok && mailed.facts['received']).toEqual({ value: '2026-02-27' });
    expect(mailed.ok && mailed.state.clocks['came-in']).toBe('2026-02-27T23:30:00-05:00');
    expect(mailed.ok && mailed.state.due?.since).toBe('2026-03-02T15:00:00Z');
  });

  it('are decided about by reviewers, whatever these put right; the case stays with them', () => {
    const one = open();
    one.say({ need: 'food', born: '1990-01-31' });
    one.happen('withhold-consent', client, { by: 'self' });
    one.happen('send-in');
    one.happen('take-over', josee);
    expect(one.say({ born: '2015-01-31' }, josee)).toBe('review: person josee');
    expect(one.engine.verdict('fund')).toBe('too-young');
    // What is put right once more elsewhere goes by what they found.
    one.happen('ask-for-more', josee);
    expect(one.say({ need: 'rent' }, nadia)).toBe('papers: queue navigators');
    expect(one.say({ born: '1990-01-31' }, nadia)).toBe('agree: person nadia');
  });

  it('are not chased: what nobody sent is over by itself', () => {
    const one = open();
    one.say({ need: 'food', born: '1990-01-31' });
    one.happen('withhold-consent', client, { by: 'self' });
    expect(one.after(30 * 86_400_000)).toBe('over: null null');
  });

  it('have it alike by step() and by the oracle, whatever happens', () => {
    const people = [client, client, nadia, josee];
    const one = fc.tuple(move, fc.constantFrom(...people));
    const channels = fc.constantFrom('web', 'web', 'phone', 'mail');
    const play = (channel: string, moves: readonly (readonly [Move, typeof nadia])[]) => {
      const { oracle, take, after } = open(channel === 'web' ? null : 'nadia', channel);
      for (const [each, by] of moves) {
        const happening = happeningOf(each, oracle.machine, ZONE);
        after(1000 + ('after' in happening ? happening.after * 15 : 0));
        if (!('after' in happening)) take(happening.event, by);
      }
    };
    fc.assert(fc.property(channels, fc.array(one, { maxLength: 25, size: 'max' }), play), {
      numRuns: process.env['DEEP'] === undefined ? 60 : 2000,
    });
  });
});
