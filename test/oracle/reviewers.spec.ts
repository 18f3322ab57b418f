import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reviewed } from '../../libs/programs/reading/testing/reviewed.js';
import { type Actor, allowedEvents, type RunnableProgram } from '../../libs/workflow/index.js';
import { type Document, readDocument } from './document.js';
import { Engine, readRunnable } from './engine.js';
import { type Move, happeningOf, move } from './histories.js';
import { Oracle } from './oracle.js';

const ZONE = 'America/Toronto';
const MARCH = Date.parse('2026-03-02T15:00:00Z');
const person = (id: string, role: string) => ({ id, role });
const nadia = person('nadia', 'navigator');
const omar = person('omar', 'navigator');
const josee = person('josee', 'reviewer');
const thomas = person('thomas', 'reviewer');
const priya = person('priya', 'supervisor');

describe('reviewers', () => {
  const config = mkdtempSync(join(tmpdir(), 'reviewers-'));
  let run: RunnableProgram;
  let document: Document;
  afterAll(() => rmSync(config, { recursive: true }));
  beforeAll(async () => {
    for (const folder of ['programs/reviewed', 'fragments', 'agencies', 'tenants'])
      mkdirSync(join(config, folder), { recursive: true });
    for (const [name, text] of Object.entries(reviewed)) writeFileSync(join(config, 'programs/reviewed', name), text);
    run = await readRunnable(config, 'reviewed', ZONE);
    document = readDocument(config, 'reviewed');
  });

  /** One case on both sides; each says why not, or where it stands and whose it is. */
  function open() {
    const engine = new Engine(run, nadia.id, MARCH);
    const oracle = new Oracle(document, ZONE, nadia.id, MARCH);
    let now = MARCH;
    const take = (event: Parameters<Engine['take']>[0], by: typeof nadia) => {
      const said = engine.take(event, by, now);
      expect(said).toEqual(oracle.take(event, by, now));
      expect(engine.now.navigator).toBe(oracle.machine.navigator);
      const { kind = null, id = null } = engine.now.owner ?? {};
      return said.refused ?? `${engine.now.state}: ${kind} ${id}`;
    };
    return {
      ...{ engine, oracle, take },
      say: (id: string, value: string, by = nadia) => take({ answers: { [id]: { value } } }, by),
      happen: (event: string, by: typeof nadia) => take({ event, fields: {} }, by),
      may: (by: typeof nadia) =>
        allowedEvents(run, engine.now, {}, by as Actor, new Date(now).toISOString()).map(({ event }) => event),
      after: (length: number) => {
        now += length;
        expect(engine.moveClock(now)).toEqual(oracle.moveClock(now));
      },
    };
  }
  const refused = 'role-may-not-do-this';
  function inReview() {
    const one = open();
    expect(one.say('need', 'rent')).toBe('review: queue reviewers');
    return one;
  }

  it('have what is theirs in a queue, claim it and correct it; a navigator on the call leaves it with them', () => {
    const one = inReview();
    expect(one.may(josee)).toEqual(['recommend', 'ask-for-more', 'take-over']);
    expect(one.happen('take-over', josee)).toBe('review: person josee');
    expect([one.may(josee), one.may(thomas)]).toEqual([
      ['recommend', 'ask-for-more'],
      ['recommend', 'ask-for-more', 'take-over'],
    ]);
    expect(one.say('proof', 'seen', josee)).toBe('review: person josee');
    expect(one.may(nadia)).toEqual([]);
    expect(one.may(omar)).toEqual(['take-over']);
    expect(one.happen('take-over', omar)).toBe('review: person josee');
    expect(one.engine.now.navigator).toBe('omar');
    expect(one.happen('take-over', priya)).toBe('review: person priya');
    expect(one.happen('take-over', thomas)).toBe('review: person thomas');
    // Thomas is away: whoever comes next claims it.
    expect(one.may(priya)).toEqual(['take-over', 'put-back']);
    expect([one.happen('put-back', omar), one.happen('put-back', josee)]).toEqual([refused, refused]);
    expect(one.happen('put-back', priya)).toBe('review: queue reviewers');
    expect(one.may(priya)).toEqual(['take-over']);
    expect(one.happen('put-back', priya)).toBe('event-is-not-allowed-here');
  });

  it('decide nothing alone where four eyes are asked for', () => {
    const one = inReview();
    expect(one.happen('recommend', josee)).toBe('decision: queue reviewers');
    expect([one.may(josee), one.may(thomas)]).toEqual([['take-over'], ['approve', 'look-again', 'take-over']]);
    expect(one.happen('approve', josee)).toBe('somebody-else-has-to');
    expect(one.happen('approve', nadia)).toBe('role-may-not-do-this');
    // Whoever recommended last is the one who may not.
    expect(one.happen('look-again', thomas)).toBe('review: queue reviewers');
    expect(one.happen('recommend', thomas)).toBe('decision: queue reviewers');
    expect(one.happen('approve', thomas)).toBe('somebody-else-has-to');
    expect(one.happen('approve', josee)).toBe('approved: null null');
  });

  it('have nothing to say where it is not theirs but what the program gives them, and hear of what comes there', () => {
    const one = open();
    for (const said of [one.say('need', 'rent', josee), one.happen('take-over', josee)])
      expect(said).toBe('role-may-not-do-this');
    one.say('need', 'food');
    expect(one.happen('ask-for-more', thomas)).toBe('papers: queue navigators');
    expect(one.say('proof', 'seen', thomas)).toBe('role-may-not-do-this');
    expect(one.may(thomas)).toEqual(['bring']);
    expect(one.happen('bring', thomas)).toBe('review: queue reviewers');
    // Late, it is theirs still; and later the ladder goes on as for everybody.
    one.happen('take-over', josee);
    one.after(5.5 * 86_400_000);
    expect(one.engine.now.owner).toEqual({ kind: 'person', id: 'josee' });
    one.after(25 * 86_400_000);
    expect(one.engine.now.owner).toEqual({ kind: 'queue', id: 'supervisors' });
  });

  it('have it alike by step() and by the oracle, whatever happens', () => {
    const people = [nadia, omar, josee, thomas, priya];
    const one = fc.tuple(move, fc.constantFrom(...people));
    const play = (moves: readonly (readonly [Move, typeof nadia])[]) => {
      const { oracle, take, after } = open();
      for (const [each, by] of moves) {
        const happening = happeningOf(each, oracle.machine, ZONE);
        after(1000 + ('after' in happening ? happening.after * 15 : 0));
        if (!('after' in happening)) take(happening.event, by);
      }
    };
    fc.assert(fc.property(fc.array(one, { maxLength: 25, size: 'max' }), play), {
      numRuns: process.env['DEEP'] === undefined ? 60 : 2000,
    });
  });
});
