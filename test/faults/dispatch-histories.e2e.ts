import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import fc from 'fast-check';
import { setCapacity } from '../../libs/agencies/index.js';
import { AdvanceCase } from '../../libs/cases/index.js';
import { TimerPump, type Who } from '../../libs/platform/index.js';
import { takenAgain } from '../../libs/workflow/index.js';
import { ActOnReferral, inOtherHands } from '../../libs/referrals/index.js';
import { programsWithExamples } from '../journeys/examples.js';
import { type Beginning, Rooms, type Turn, beginnings, stepsOf, toHappening, turn } from '../oracle/dispatching.js';
import { type Document, readDocument } from '../oracle/document.js';
import { type Happening, happeningsOf } from '../oracle/histories.js';
import type { Machine } from '../oracle/machine.js';
import { milliseconds } from '../oracle/moment.js';
import { Oracle } from '../oracle/oracle.js';
import { type TestApp, startTestApp } from '../setup/app.js';
import { type Asked, type AtLarge, CaseAtLarge } from './case-at-large.js';
import { counted } from './desk.js';
import { expectNobodyDropped } from './unbroken.js';

const ZONE = 'America/Toronto';
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const tenant = 'ontario-211';
/** In the days before the clock goes back. */
const START = '2026-10-30T03:00:00Z';
const runs = counted(3, 300);
const turns = fc.array(turn, { maxLength: counted(14, 30), size: 'max' });

interface Play {
  readonly document: Document;
  readonly program: string;
  readonly ways: readonly Beginning[];
}

describe(`whoever is offered, in ${runs} histories through the database`, () => {
  let test: TestApp;
  let urls: readonly string[];
  let agencies: ReadonlyMap<string, string>;
  let hours: ReadonlyMap<string, readonly [string, string]>;
  const plays = new Map<string, Play>();
  beforeAll(async () => {
    test = await startTestApp();
    urls = [await test.app.getUrl(), await test.beside()];
    const { ownerQuery } = test.database;
    const rows = await ownerQuery<{ id: string; agency: string }>('SELECT id, agency_id AS agency FROM services');
    agencies = new Map(rows.map(({ id, agency }) => [id, agency]));
    // How many teams there are is another test's business; two services are not there around the clock.
    hours = new Map<string, readonly [string, string]>([
      ['taibu-crisis-team', ['08:00', '20:00']],
      ['gerstein-crisis-team', ['22:00', '06:00']],
      ['connexontario', ['22:00', '06:00']],
    ]);
    await ownerQuery(`UPDATE services SET by_teams = false, hours = '"24/7"'`);
    await ownerQuery(`UPDATE agencies SET holidays = 'nowhere'`);
    for (const [service, [from, to]] of hours) {
      const days = DAYS.map((day) => [day, [`${from}-${to}`]]);
      const week = JSON.stringify(Object.fromEntries(days));
      await ownerQuery('UPDATE services SET hours = $2 WHERE id = $1', [service, week]);
    }
    for (const program of programsWithExamples('config')) {
      const document = readDocument('config', program);
      plays.set(program, { document, program, ways: beginnings(document, 'config', program, ZONE, Date.parse(START)) });
    }
  });
  afterAll(() => test?.stop());

  const now = () => test.clock.now().getTime();
  const whoOf = (agency: string): Who => ({ tenant, person: null, role: 'agency-worker', agency });

  /** The same on both sides, or null: what people can bring of it over the API. */
  function brought(happening: Happening, machine: Machine): Happening | null {
    if ('after' in happening) return happening;
    const { event, by } = happening;
    const names: Readonly<Record<string, string>> = {
      navigator: 'amina-diallo',
      'other-navigator': 'marc-tremblay',
      supervisor: 'priya-raman',
    };
    const people = { ...by, id: names[by.id] ?? by.id };
    if ('timer' in event) return null;
    if ('answers' in event)
      return { event, by: by.role === 'agency' ? { id: 'amina-diallo', role: 'navigator' } : people };
    const aboutOffer = event.event === 'hand-over' || event.event === 'target-declined';
    if (by.role === 'agency' || event.fields['state'] !== undefined) {
      const { state, reason } = event.fields;
      const at = typeof state === 'string' ? state : machine.state;
      if (aboutOffer) {
        if (machine.present(at) === null || reason === 'no-answer') return null;
        const fields = event.event === 'hand-over' ? { state: at } : { reason };
        if (event.event === 'target-declined' && at !== machine.state) return null;
        return { event: { event: event.event, fields }, by: { id: 'agency', role: 'agency' } };
      }
      const theirs = machine.at().owner === 'holder' && machine.holder !== null && machine.at().events?.[event.event];
      if (!theirs) return { event, by: { id: 'amina-diallo', role: 'navigator' } };
    }
    return { event, by: people };
  }

  async function play(program: string, way: number, all: readonly Turn[]): Promise<void> {
    const { document, ways } = plays.get(program)!;
    const beginning = ways[way % ways.length]!;
    // Each begins at the same time, so that a history that fails does so again.
    test.clock.set(START);
    const services = [
      ...new Set(Object.values(document.routes).flatMap((each) => each.flatMap(({ service }) => service ?? []))),
    ];
    const rooms = new Rooms(ZONE, hours);
    await test.database.ownerQuery(`UPDATE services SET capacity_state = 'open', full_until = NULL`);
    const oracle = new Oracle(document, ZONE, 'amina-diallo', now());
    const { machine } = oracle;
    machine.takes = (service) => rooms.take(service, now());
    const atLarge = await CaseAtLarge.open(test, urls, program);
    const told: unknown[] = [beginning.state];
    const saidYes = new Set<string>();
    let before: AtLarge | null = null;
    let last: Happening | null = null;

    async function look(refused: string | null, expected: string | null): Promise<AtLarge> {
      const seen = await atLarge.look();
      const said = {
        ...{ refused: refused !== null, state: seen.state, owner: seen.owner, due: seen.due, timers: seen.timers },
        ...{
          disposition: seen.disposition,
          trail: seen.history.flatMap(({ trace }) => trace.map(({ from, to }) => `${from}>${to}`)),
        },
        ...{ book: seen.asked.map(({ state, service, ...is }) => ({ state, service, status: asBook(is) })) },
      };
      const { state, owner, due, timers, disposition } = oracle.predict(null);
      const theirs = owner?.kind === 'agency' ? { kind: 'agency', id: agencies.get(owner.id) ?? owner.id } : owner;
      expect({ told, ...said }).toEqual({
        ...{ told, refused: expected !== null, state, owner: theirs, due, timers, disposition },
        ...{ trail: machine.trail, book: machine.book },
      });
      if (before) expect(seen.history.slice(0, before.history.length)).toEqual(before.history);
      expect(seen.history.map(({ seq }) => seq)).toEqual(seen.history.map((_, index) => index + 1));
      if (seen.disposition === null) expect(seen.timers['due']).toBe(seen.due);
      if (seen.holder !== null) expect([...saidYes]).toContain(seen.holder);
      expect({ told, wronglyTold: seen.wronglyTold }).toEqual({ told, wronglyTold: [] });
      before = seen;
      return seen;
    }
    async function happen(wished: Happening): Promise<void> {
      const happening = brought(wished, machine);
      if (!happening) return;
      told.push(happening);
      last = happening;
      test.clock.advance(1000 + ('after' in happening ? happening.after : 0));
      if ('after' in happening) {
        await test.app.get(TimerPump).drainOnce();
        oracle.moveClock(now());
        await look(null, null);
        return;
      }
      const offer =
        'event' in happening.event && happening.event.event === 'hand-over'
          ? machine.present(String(happening.event.fields['state'] ?? machine.state))
          : null;
      if (offer && happening.by.role === 'agency' && isOver(happening)) {
        // The clock's step that passes it on is not taken yet; they are too late all the same.
        expect(await atLarge.take(happening)).toContain('referral-is-not-in-that-status');
        return unchanged();
      }
      const refused = await atLarge.take(happening);
      const expected = oracle.take(happening.event, happening.by, now()).refused;
      if (offer && refused === null) saidYes.add(agencies.get(offer.service) ?? offer.service);
      await look(refused, expected);
    }
    const isOver = ({ event }: Exclude<Happening, { after: number }>) => {
      const state = 'event' in event ? String(event.fields['state'] ?? machine.state) : '';
      return (machine.timers.get(`attempt:${state}`) ?? Infinity) <= now();
    };
    const unchanged = async () => expect({ told, ...(await atLarge.look()) }).toEqual({ told, ...before });

    async function special(one: Turn): Promise<boolean> {
      switch (one.kind) {
        case 'full': {
          const service = services[one.pick % services.length]!;
          const until = typeof one.until === 'number' ? now() + one.until * 60_000 : null;
          if (one.until === 'room') rooms.empty(service);
          else rooms.fill(service, until ?? Infinity);
          await test.database.unitOfWork.run({ tenant, person: 'lea', role: 'supervisor', agency: null }, (tx) =>
            setCapacity(tx, {
              ...{ agency: agencies.get(service) ?? '', service, ifRevision: null },
              ...{ state: one.until === 'room' ? 'open' : 'full', fullUntil: until === null ? null : new Date(until) },
            }),
          );
          return true;
        }
        case 'again':
          if (!last || 'after' in last || !atLarge.last) return true;
          if (one.sameKey && atLarge.last.answered.status === 200) {
            await atLarge.repeat();
            await unchanged();
          } else if (!atLarge.last.path.startsWith('/referrals')) await happen(last);
          return true;
        case 'late': {
          const over = (await atLarge.look()).asked.filter(({ status }) => status !== 'offered');
          const chosen = over[one.pick % Math.max(1, over.length)];
          if (!chosen) return true;
          expect(await atLarge.saysYesLate(chosen)).toContain('referral-is-not-in-that-status');
          await unchanged();
          return true;
        }
        case 'stale': {
          // Going back to a state whose deadline has passed meanwhile, that is due at once.
          await happen({ after: 0 });
          if (before === null || (before as AtLarge).disposition !== null) return true;
          const { ownerQuery } = test.database;
          const name = 'case/attempt:nobody-set-this';
          const gone = Object.keys(document.states).find(
            (id) => document.states[id]?.kind === 'offer' && before?.timers[`attempt:${id}`] === undefined,
          );
          const timer = gone ? `case/attempt:${gone}` : name;
          await ownerQuery(
            'INSERT INTO timers (tenant_id, subject_id, name, generation, due_at) VALUES ($1, $2, $3, $4, $5)',
            [tenant, atLarge.id, timer, one.pick % 3, test.clock.now()],
          );
          await test.app.get(TimerPump).drainOnce();
          await ownerQuery('DELETE FROM timers WHERE subject_id = $1 AND name = $2', [atLarge.id, timer]);
          await unchanged();
          return true;
        }
        case 'crash':
          await crash();
          await unchanged();
          return true;
        case 'yes-overdue':
          test.clock.advance(milliseconds(one.by));
          return false;
        default:
          return false;
      }
    }
    /** The step was taken, and the process dies before it is kept. */
    async function crash(): Promise<void> {
      const dies = async (_tx: unknown, work: () => Promise<{ ok: boolean }>) => {
        await work();
        throw new Error('the process is gone');
      };
      const offer = (await atLarge.look()).asked.find(({ status }) => status === 'offered');
      const who: Who = { tenant, person: 'amina-diallo', role: 'navigator', agency: null };
      const event = { kind: 'event', event: 'take-over', fields: {} } as const;
      const command = offer
        ? new ActOnReferral(whoOf(offer.agency), offer.id, { kind: 'accept' }, dies)
        : new AdvanceCase(who, atLarge.id, event, null, dies);
      await expect(test.app.get(CommandBus).execute(command)).rejects.toThrow('the process is gone');
    }

    for (const happening of happeningsOf(stepsOf(beginning), now, ZONE)) await happen(happening());
    for (const one of all) {
      if (await special(one)) continue;
      const happening = toHappening(one, machine, ZONE);
      if (happening) await happen(happening);
      if (one.kind === 'yes-overdue') await happen({ after: 0 });
    }
    await expectNobodyDropped(test.database.ownerQuery);
    // Nobody looks after it any more: the clock of the next one is not for it.
    await test.database.ownerQuery('DELETE FROM timers WHERE subject_id = $1', [atLarge.id]);
    await test.database.ownerQuery(
      `UPDATE cases SET ended_at = now(), disposition = 'left', owner_kind = NULL, owner_id = NULL, due_at = NULL, due_since = NULL,
         due_limit = NULL, held_by = NULL WHERE id = $1 AND ended_at IS NULL`,
      [atLarge.id],
    );
  }

  it(
    'has somebody, a deadline and a next one after each commit, and a history that only grows',
    async () => {
      const programs = [...plays.keys()];
      const main = programs.includes('tccs') ? ['tccs', 'tccs', 'tccs'] : [];
      const one = fc.tuple(fc.constantFrom(...main, ...programs), fc.nat(1000), turns);
      await fc.assert(
        fc.asyncProperty(one, (history) => play(...history)),
        { numRuns: runs, endOnFailure: true },
      );
    },
    counted(60_000, 1_800_000),
  );
});

/** What an agency does with a referral after it said yes is no answer to the offer. */
const asBook = ({ status, outcome }: Pick<Asked, 'status' | 'outcome'>): string =>
  outcome !== inOtherHands && outcome !== takenAgain && ['in-progress', 'completed'].includes(status)
    ? 'accepted'
    : status;
