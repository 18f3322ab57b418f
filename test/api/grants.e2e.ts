import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CommandBus, EventBus } from '@nestjs/cqrs';
import fc from 'fast-check';
import { AdvanceCase, type AdvanceResult, EffectHandlers, OpenCase, type OpenResult } from '../../libs/cases/index.js';
import { startContact } from '../../libs/contacts/index.js';
import { PromoteWaiting } from '../../libs/grants/promote-waiting.js';
import { grantsOfCase, listPools, lookAgain } from '../../libs/grants/index.js';
import { TimerPump, type Who } from '../../libs/platform/index.js';
import { findActiveVersion, formatProblems, readProgram, seedProgram } from '../../libs/programs/index.js';
import { withPlaces } from '../../libs/programs/reading/testing/passes.js';
import { counted, deep, Desk, safe } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';

const who: Who = { tenant: 'ontario-211', person: 'amina-diallo', role: 'navigator', agency: null };
const rule = (tx: unknown, work: () => Promise<unknown>) => work();
const hour = 3_600_000;
// A thousand approvals, and two hundred histories, take longer than a test usually may.
if (deep) jest.setTimeout(600_000);
/** Noon of 1 June 2026 there; every case of a test is received at another minute of that spring. */
const START = '2026-06-01T16:00:00Z';
const minute = (at: number) => new Date(Date.UTC(2026, 2, 2, 9, at)).toISOString().slice(0, 16);

interface GrantRow {
  readonly id: string;
  readonly status: string;
  readonly year: number;
}

/** Applications, told by the minute at which they were received. */
class Office {
  private constructor(
    readonly test: TestApp,
    private readonly contact: string,
    /** Those of two processes. */
    readonly pumps: readonly TimerPump[],
  ) {}

  static async open(places: number, credits = 2): Promise<Office> {
    const test = await startTestApp();
    test.clock.set(START);
    const { unitOfWork, workerDataSource, clock } = test.database;
    const { id } = await unitOfWork.run(who, (tx) =>
      startContact(tx, { line: 'good2talk', channel: 'phone', language: 'en' }),
    );
    const other = new TimerPump(workerDataSource, unitOfWork, clock);
    new PromoteWaiting(unitOfWork, other, test.app.get(EffectHandlers), test.app.get(EventBus)).onModuleInit();
    other.onTimer('case', () => Promise.reject(new Error('the first process looks after cases')));
    const office = new Office(test, id, [test.app.get(TimerPump), other]);
    await office.publish(places, credits);
    return office;
  }

  /** Another number of places, from now on. */
  async publish(places: number, credits = 2, per = 'month'): Promise<void> {
    const program = withPlaces(places, credits, per);
    const read = await readProgram(program);
    if (!read.ok) throw new Error(formatProblems(read.problems));
    await this.test.database.unitOfWork.run(who, async (tx) => {
      await seedProgram(tx, read.program, program);
      lookAgain(tx, 'passes');
    });
  }

  /** Everybody leaves, and there are so many places. */
  async begin(places: number, credits = 2, per = 'month'): Promise<void> {
    const standing = (await this.rows()).filter(({ status }) => ['granted', 'waiting'].includes(status));
    await Promise.all(standing.map(({ id, status }) => this.happen(id, status === 'granted' ? 'close' : 'withdraw')));
    await this.publish(places, credits, per);
    await this.drain();
  }

  /** One that is to be approved. */
  async apply(at: number, want = 'pass'): Promise<string> {
    const id = await this.open();
    const answers = { received: { value: minute(at) }, want: { value: want } };
    await this.send(id, { kind: 'answers', answers });
    return id;
  }

  async open(): Promise<string> {
    const bus = this.test.app.get(CommandBus);
    const wish = { program: 'passes', contact: this.contact, channel: 'phone', language: 'en', line: null };
    const opened = (await bus.execute(new OpenCase(who, wish, rule as never))) as OpenResult;
    if (!opened.ok) throw new Error(opened.reason);
    return opened.record.id;
  }

  async happen(id: string, event: string): Promise<string> {
    const result = await this.send(id, { kind: 'event', event, fields: {} });
    return result.record.state.state;
  }

  private async send(id: string, happening: ConstructorParameters<typeof AdvanceCase>[2]) {
    const command = new AdvanceCase(who, id, happening, null, rule as never);
    const result = (await this.test.app.get(CommandBus).execute(command)) as AdvanceResult;
    if (!result.ok) throw new Error(`${id}: ${result.reason}`);
    return result;
  }

  async given(at: number, want = 'pass'): Promise<{ readonly id: string; readonly state: string }> {
    const id = await this.apply(at, want);
    return { id, state: await this.happen(id, 'approve') };
  }

  /** All that is due: in the first process, or in both at once. */
  async drain(both = false): Promise<void> {
    await Promise.all(this.pumps.slice(0, both ? 2 : 1).map((pump) => pump.drainOnce()));
    await this.pumps[0]!.drainOnce();
  }

  async at(instant: string): Promise<void> {
    this.test.clock.set(instant);
    await this.drain();
  }

  async stateOf(id: string): Promise<string> {
    const [row] = await this.test.database.ownerQuery<{ state: string }>('SELECT state FROM cases WHERE id = $1', [id]);
    return row?.state ?? '';
  }

  /** In line, as staff are told. */
  async placeOf(id: string): Promise<number | null> {
    const grants = await this.test.database.unitOfWork.run(who, (tx) => grantsOfCase(tx, id));
    return grants.find(({ status }) => status === 'waiting')?.place ?? null;
  }

  rows(grant = 'bus-pass'): Promise<GrantRow[]> {
    const sql = `SELECT case_id AS id, status, year FROM grants WHERE grant_id = $1 ORDER BY received_at, case_id`;
    return this.test.database.ownerQuery<GrantRow>(sql, [grant]);
  }

  async count(status: string, grant = 'bus-pass'): Promise<number> {
    return (await this.rows(grant)).filter((row) => row.status === status).length;
  }
}

let office: Office;
beforeAll(async () => {
  office = await Office.open(3);
});
afterAll(() => office?.test.stop());

describe('a grant with a quota', () => {
  it('is given while there are places, in the order in which people ask; then they wait by when it was received', async () => {
    const early = await Promise.all([10, 11, 12].map((at) => office.given(at)));
    expect(early.map(({ state }) => state)).toEqual(['has-pass', 'has-pass', 'has-pass']);
    const second = await office.given(31);
    const first = await office.given(30);
    expect([second.state, first.state]).toEqual(['on-list', 'on-list']);
    // One is free: whoever comes now, and was received later than those who wait, waits behind them.
    await office.happen(early[0]!.id, 'close');
    const late = await office.given(40);
    expect(late.state).toBe('on-list');
    await office.drain();
    expect(await office.stateOf(first.id)).toBe('has-pass');
    expect([await office.stateOf(second.id), await office.stateOf(late.id)]).toEqual(['on-list', 'on-list']);
    await office.happen(first.id, 'give-back');
    await office.drain();
    expect([await office.stateOf(second.id), await office.stateOf(late.id)]).toEqual(['has-pass', 'on-list']);
    await office.happen(late.id, 'withdraw');
    expect(await office.count('waiting')).toBe(0);
  });

  it('goes to whoever was received before those who wait, though they ask last', async () => {
    const waiting = await office.given(50);
    const { id } = (await office.rows()).find((row) => row.status === 'granted')!;
    await office.happen(id, 'close');
    expect((await office.given(5)).state).toBe('has-pass');
    await office.drain();
    expect(await office.stateOf(waiting.id)).toBe('on-list');
    await office.happen(waiting.id, 'withdraw');
  });

  it('counts by what the active version says today, for running cases too, and promotes when there are more', async () => {
    const waiting = await Promise.all([60, 61, 62].map((at) => office.given(at)));
    expect(waiting.map(({ state }) => state)).toEqual(['on-list', 'on-list', 'on-list']);
    await office.publish(5);
    await office.drain();
    const states = await Promise.all(waiting.map(({ id }) => office.stateOf(id)));
    expect(states).toEqual(['has-pass', 'has-pass', 'on-list']);
    // Fewer: nobody loses what they have, and nothing is given until there is room again.
    await office.publish(4);
    await office.happen(waiting[0]!.id, 'close');
    await office.drain();
    expect(await office.stateOf(waiting[2]!.id)).toBe('on-list');
    await office.happen(waiting[1]!.id, 'close');
    await office.drain();
    expect(await office.stateOf(waiting[2]!.id)).toBe('has-pass');
  });

  it('is kept with a correction that leads back to it, and taken once', async () => {
    await office.publish(5);
    const { id } = await office.given(70);
    const before = await office.count('granted');
    await office.happen(id, 'give-back');
    expect(await office.happen(id, 'approve')).toBe('has-pass');
    expect(await office.count('granted')).toBe(before);
    const statuses = (await office.rows()).filter((row) => row.id === id).map((row) => row.status);
    expect(statuses.sort()).toEqual(['granted', 'returned']);
  });

  it('is told in figures, and how each stands with its case', async () => {
    const desk = await Desk.at(office.test, 'navigator');
    const funder = await Desk.at(office.test, 'funder');
    const { id } = await office.given(80, 'credit');
    const { body } = await desk.get(`/cases/${id}`);
    const named = { grant: 'credit', title: { en: 'Recreation credit', fr: 'Crédit de loisirs' } };
    const times = { grantedAt: '2026-06-01T16:00:00.000Z', endedAt: null };
    const one = {
      ...named,
      year: 2026,
      status: 'granted',
      receivedAt: '2026-06-01T16:00:00.000Z',
      amount: 35000,
      place: null,
      term: { en: '2026', fr: '2026' },
    };
    expect(body['grants']).toEqual([{ ...one, ...times }]);
    const { body: figures } = await funder.get('/grants?program=passes');
    const [passes, credits] = figures['items'] as { periods: { from: string; places: number; taken: number }[] }[];
    const standing = await office.count('granted');
    expect(passes).toMatchObject({ id: 'passes bus-pass 2026', per: 'month', waiting: 0, free: 5 - standing });
    const may = { from: '2026-05-01', places: 5, taken: 0 };
    const july = { from: '2026-07-01', places: 5, taken: standing };
    expect(passes?.periods).toEqual(expect.arrayContaining([may, july]));
    expect(credits).toMatchObject({ grant: 'credit', free: 1, periods: [{ from: '2026-01-01', places: 2, taken: 1 }] });
    expect((await desk.get('/grants')).status).toBe(403);
    const { text } = await desk.get(`/cases/${id}/history`);
    expect(text).not.toContain('undefined');
  });

  it('is foreseen by a preview, which takes none', async () => {
    const desk = await Desk.at(office.test);
    const foreseen = async () => {
      const id = await office.open();
      const answers = { received: minute(85), want: 'at-once' };
      const told = await desk.post(`/cases/${id}/preview`, { answers });
      const given = await desk.post(`/cases/${id}/answers`, { answers });
      return { said: JSON.stringify(told.body['changes']), state: given.body['state'] };
    };
    const before = await office.count('granted', 'credit');
    const [first, second] = [await foreseen(), await foreseen()];
    expect([first.state, second.state]).toEqual(['has-credit', 'waits-for-credit']);
    expect([first.said, second.said]).toEqual([
      expect.stringContaining('has-credit'),
      expect.stringContaining('waits-for-credit'),
    ]);
    expect(await office.count('granted', 'credit')).toBe(before + 1);
    for (const { id, status } of await office.rows('credit')) {
      if (['granted', 'waiting'].includes(status)) await office.happen(id, 'close');
    }
  });

  it('is used up until the year is over', async () => {
    const { id, state } = await office.given(90, 'credit');
    expect([state, (await office.given(91, 'credit')).state]).toEqual(['has-credit', 'has-credit']);
    expect((await office.given(92, 'credit')).state).toBe('waits-for-credit');
    // Used up: the place is nobody else's before the year is over.
    expect(await office.happen(id, 'spend')).toBe('spent');
    expect(await office.happen(id, 'close')).toBe('enjoyed');
    await office.drain();
    expect([await office.count('used', 'credit'), await office.count('waiting', 'credit')]).toEqual([1, 1]);
  });
});

describe('parallel approvals', () => {
  const all = counted(100, 1000);
  const places = counted(24, 240);
  beforeAll(() => office.begin(places));

  it('never exceed the places, and leave none unused, by two processes', async () => {
    const urls = [await office.test.app.getUrl(), await office.test.beside()];
    const desk = await Desk.at(office.test);
    const ids: string[] = [];
    for (let at = 0; at < all; at += 20) {
      ids.push(...(await Promise.all(Array.from({ length: 20 }, (_, more) => office.apply(at + more)))));
    }
    const approve = async (id: string, index: number) => {
      const answer = await desk.at(urls[index % 2]!).post(`/cases/${id}/events`, { event: 'approve' });
      if (answer.status !== 200) throw new Error(answer.text);
      return answer.body['state'];
    };
    const states: unknown[] = [];
    for (let at = 0; at < all; at += 100) {
      states.push(...(await Promise.all(ids.slice(at, at + 100).map((id, index) => approve(id, index)))));
    }
    await office.drain(true);
    expect(await office.count('granted')).toBe(places);
    expect(await office.count('waiting')).toBe(all - places);
    expect(states.filter((state) => state === 'has-pass').length).toBeLessThanOrEqual(places);
  });

  it('of which some are given back meanwhile promote in order, each once, by two processes', async () => {
    const rows = await office.rows();
    const having = rows.filter((row) => row.status === 'granted').slice(0, places / 2);
    const waiting = rows.filter((row) => row.status === 'waiting');
    await Promise.all([
      ...having.map(({ id }) => office.happen(id, 'close')),
      ...Array.from({ length: 4 }, () => office.drain(true)),
    ]);
    await office.drain(true);
    expect(await office.count('granted')).toBe(places);
    const after = new Map((await office.rows()).map(({ id, status }) => [id, status]));
    const turns = waiting.map(({ id }) => after.get(id));
    expect(turns.slice(0, having.length).every((status) => status === 'granted')).toBe(true);
    expect(turns.slice(having.length).every((status) => status === 'waiting')).toBe(true);
    const twice = await office.test.database.ownerQuery(
      `SELECT case_id FROM case_history WHERE event = 'grant:bus-pass' GROUP BY case_id HAVING count(*) > 1`,
    );
    expect(twice).toEqual([]);
  });

  describe('and a process that dies', () => {
    /** Kills whoever waits to write its history: by then all else of its step is done. */
    async function dying(work: () => Promise<unknown>): Promise<void> {
      const { ownerQuery } = office.test.database;
      await ownerQuery('BEGIN');
      await ownerQuery('LOCK TABLE case_history IN SHARE ROW EXCLUSIVE MODE');
      const done = work().catch((error: unknown) => error);
      try {
        const waiting = `SELECT l.pid FROM pg_locks l WHERE l.relation = 'case_history'::regclass AND NOT l.granted`;
        let killed = false;
        while (!killed) killed = (await ownerQuery(`SELECT pg_terminate_backend(pid) FROM (${waiting}) w`)).length > 0;
      } finally {
        await ownerQuery('COMMIT');
      }
      await done;
    }

    it('between taking a place and keeping it has taken none', async () => {
      const free = (await office.rows()).find((row) => row.status === 'granted')!;
      for (const { id } of (await office.rows()).filter((row) => row.status === 'waiting')) {
        await office.happen(id, 'withdraw');
      }
      await office.happen(free.id, 'close');
      const id = await office.apply(2000);
      await dying(() => office.happen(id, 'approve'));
      expect([await office.stateOf(id), await office.count('granted')]).toEqual(['review', places - 1]);
      expect(await office.happen(id, 'approve')).toBe('has-pass');
    });

    it('while it promotes has promoted nobody, and another one does, once', async () => {
      const { id } = await office.given(2001);
      expect(await office.stateOf(id)).toBe('on-list');
      const free = (await office.rows()).find((row) => row.status === 'granted')!;
      await office.happen(free.id, 'close');
      await dying(() => office.drain());
      expect([await office.stateOf(id), await office.count('granted')]).toEqual(['on-list', places - 1]);
      office.test.clock.advance(hour);
      await office.drain(true);
      expect([await office.stateOf(id), await office.count('granted')]).toEqual(['has-pass', places]);
    });
  });
});

describe('whatever happens', () => {
  const one = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('ask' as const), at: fc.integer({ min: 0, max: 500 }) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('leave' as const), which: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('places' as const), places: fc.integer({ min: 0, max: 5 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('clock' as const) }) },
  );

  it('those have a place whom a list on paper would give one', async () => {
    const play = async (moves: readonly (typeof one extends fc.Arbitrary<infer M> ? M : never)[]) => {
      await office.begin(3);
      // The list on paper: who has one, who waits, how many there are.
      const paper = { places: 3, has: [] as string[], waits: [] as { at: number; id: string }[] };
      const order = () => paper.waits.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
      for (const move of moves) {
        if (move.do === 'ask') {
          const { id, state } = await office.given(move.at);
          const goesFirst = order().every((other) => other.at > move.at || (other.at === move.at && other.id > id));
          const gets = paper.has.length < paper.places && goesFirst;
          expect(state).toBe(gets ? 'has-pass' : 'on-list');
          if (gets) paper.has.push(id);
          else paper.waits.push({ at: move.at, id });
        } else if (move.do === 'leave') {
          const everybody = [...paper.has, ...paper.waits.map(({ id }) => id)];
          const id = everybody[move.which % Math.max(1, everybody.length)];
          if (id === undefined) continue;
          await office.happen(id, paper.has.includes(id) ? 'close' : 'withdraw');
          paper.has = paper.has.filter((other) => other !== id);
          paper.waits = paper.waits.filter((other) => other.id !== id);
        } else if (move.do === 'places') {
          await office.publish(move.places);
          paper.places = move.places;
        } else {
          await office.drain();
          while (paper.has.length < paper.places && paper.waits.length > 0) paper.has.push(order().shift()!.id);
        }
        const standing = (await office.rows()).filter(({ status }) => status === 'granted').map(({ id }) => id);
        expect(standing.sort()).toEqual([...paper.has].sort());
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(one, { minLength: 8, maxLength: 25 }), play), {
      numRuns: counted(10, 200),
    });
  });
});

describe('the end of the year, there', () => {
  beforeAll(() => office.begin(3, 9));

  it('lapses what was not used, and those who wait for it go on in order', async () => {
    const having = await Promise.all([10, 11, 12].map((at) => office.given(at)));
    const credit = await office.given(13, 'credit');
    // In the wrong order: who was received last has asked first.
    const [third, second, first] = [await office.given(22), await office.given(21), await office.given(20)];
    expect([third.state, second.state, first.state]).toEqual(['on-list', 'on-list', 'on-list']);
    expect(await Promise.all([first, second, third].map(({ id }) => office.placeOf(id)))).toEqual([1, 2, 3]);
    const { body } = await (await Desk.at(office.test)).get(`/cases/${third.id}`);
    expect(body['grants']).toMatchObject([{ grant: 'bus-pass', status: 'waiting', place: 3 }]);
    // From November there may be applications for next year, when there are but two places (one is taken so).
    office.test.clock.set('2026-11-03T17:00:00Z');
    await seesThePlacesOfNextYear();
    const renewed = await office.given(30, 'next-pass');
    expect(renewed.state).toBe('has-pass');

    await office.at('2027-01-01T04:59:59Z');
    expect(await office.stateOf(having[0]!.id)).toBe('has-pass');
    await office.at('2027-01-01T05:00:00Z');
    const lapsed = await Promise.all([...having, credit].map(({ id }) => office.stateOf(id)));
    expect(lapsed).toEqual(['over', 'over', 'over', 'over']);
    expect([await office.stateOf(renewed.id), await office.stateOf(first.id)]).toEqual(['has-pass', 'has-pass']);
    expect([await office.stateOf(second.id), await office.stateOf(third.id)]).toEqual(['on-list', 'on-list']);
    const of2027 = (await office.rows()).filter((row) => row.year === 2027).map((row) => row.status);
    expect(of2027.sort()).toEqual(['granted', 'granted', 'waiting', 'waiting']);
  });

  /** Somebody asks for the next year, in which nobody has a place yet: the reviewer reads how many there are then. */
  async function seesThePlacesOfNextYear(): Promise<void> {
    const url = await office.test.app.getUrl();
    // Months have passed: nobody is signed in any more.
    const signedIn = async (role: string) => new Desk(url, await Desk.tokenAt(url, { role }));
    const [navigator, reviewer] = [await signedIn('navigator'), await signedIn('reviewer')];
    const termsOf = async (id: string) =>
      ((await reviewer.get(`/grants?case=${id}`)).body['items'] as Record<string, unknown>[]).map(
        ({ program, grant, year, free, waiting }) => [program, grant, year, free, waiting],
      );
    const id = await navigator.openCase('affordable-access');
    const household = [{ name: 'Zoé', relation: 'applicant', employment: 1_500_000 }];
    const fits = { want: 'both', city: 'yes', dob: '1990-02-01', benefits: 'none', household, survey_consent: 'yes' };
    const whom = { first_name: 'Zoé', last_name: 'Roy', home_address: '8 Lake Road, P7B 3C3' };
    const papers = { proof_income: 'on-file', proof_address: 'on-file' };
    await navigator.walk(id, [safe, fits, { period: 'next-year' }, whom, papers]);
    const next = [
      ['affordable-access', 'bus-pass', 2027, 240, 0],
      ['affordable-access', 'recreation-credit', 2027, 250, 0],
    ];
    expect([(await navigator.walk(id, ['send-application'])).body['state'], await termsOf(id)]).toEqual([
      'review',
      next,
    ]);
    await navigator.walk(id, [{ period: 'this-year' }]);
    expect((await termsOf(id)).map(([, , year]) => year)).toEqual([2026, 2026]);
    expect((await (await signedIn('funder')).get(`/grants?case=${id}`)).status).toBe(404);
    expect((await reviewer.get(`/grants?case=${randomUUID()}`)).status).toBe(404);
  }

  const placesAt = `SELECT place_in_line(id, '2027-01-01T05:00:00Z') AS place FROM unnest($1::uuid[]) id`;

  it('tells clients their own number in line, and nothing of anybody else', async () => {
    const [first, second] = (await office.rows()).filter((row) => row.status === 'waiting');
    const seenBy = (whose: string, asked: string) =>
      office.test.database.unitOfWork.run({ ...who, person: null, role: 'client', case: whose }, (tx) =>
        Promise.all([grantsOfCase(tx, asked), tx.sql('spec.place-in-line', placesAt, [grants])]),
      );
    const grants = (
      await office.test.database.ownerQuery<{ id: string }>(
        `SELECT id FROM grants WHERE status = 'waiting' ORDER BY received_at`,
      )
    ).map(({ id }) => id);
    expect(await seenBy(second!.id, second!.id)).toMatchObject([
      [{ place: 2 }, { place: null, status: 'lapsed' }],
      [{ place: null }, { place: 2 }],
    ]);
    expect(await seenBy(second!.id, first!.id)).toMatchObject([[], [{ place: null }, { place: 2 }]]);
    const others = { ...who, role: 'agency-worker', agency: 'kids-help-phone' };
    const seen = await office.test.database.unitOfWork.run(others, (tx) =>
      tx.sql('spec.place-in-line', placesAt, [grants]),
    );
    expect(seen).toEqual([{ place: null }, { place: null }]);
  });

  it('lets nobody who comes on that night overtake those whose own step is still to come', async () => {
    const waiting = (await office.rows()).filter((row) => row.status === 'waiting');
    expect(waiting).toHaveLength(2);
    office.test.clock.set('2028-01-01T05:00:00Z');
    // No timer has gone off: those who wait are still in last year's list.
    const late = await office.given(50);
    expect(late.state).toBe('on-list');
    expect(await office.placeOf(late.id)).toBe(3);
    await office.drain();
    const states = await Promise.all(waiting.map(({ id }) => office.stateOf(id)));
    expect([...states, await office.stateOf(late.id)]).toEqual(['has-pass', 'has-pass', 'on-list']);
  });
});

describe('the end of half a year, there', () => {
  it('lapses what was not used at midnight of 1 July, and those who wait for it go on in order', async () => {
    // From 2027 on there are two.
    await office.begin(3, 9, 'half-year');
    office.test.clock.set('2028-06-20T16:00:00Z');
    const having = await Promise.all([10, 11].map((at) => office.given(at)));
    const [second, first] = [await office.given(22), await office.given(21)];
    expect([first.state, second.state]).toEqual(['on-list', 'on-list']);
    await office.at('2028-07-01T03:59:59Z');
    expect(await office.stateOf(having[0]!.id)).toBe('has-pass');
    // No timer has gone off yet: whoever comes that night is behind those who wait.
    office.test.clock.set('2028-07-01T04:00:00Z');
    const late = await office.given(50);
    expect([late.state, await office.placeOf(late.id)]).toEqual(['on-list', 3]);
    await office.drain();
    const states = await Promise.all([...having, first, second, late].map(({ id }) => office.stateOf(id)));
    expect(states).toEqual(['over', 'over', 'has-pass', 'has-pass', 'on-list']);
    const grants = await office.test.database.unitOfWork.run(who, (tx) => grantsOfCase(tx, first.id));
    expect(grants).toMatchObject([
      { status: 'granted', year: 2028, month: 7 },
      { status: 'lapsed', year: 2028, month: 1 },
    ]);
    const figures = await office.test.database.unitOfWork.run(who, async (tx) =>
      listPools(tx, (await findActiveVersion(tx, 'passes'))!.program),
    );
    expect(figures.filter(({ grant, term: { year } }) => grant === 'bus-pass' && year === 2028)).toMatchObject([
      { term: { month: 7 }, waiting: 1, free: 0, periods: [{ from: '2028-07-01', places: 2, taken: 2 }] },
      { term: { month: 1 }, waiting: 0, free: 0, periods: [{ from: '2028-01-01', places: 2 }] },
    ]);
    // One that is given back is the next one's, of the same half.
    await office.happen(first.id, 'give-back');
    await office.drain();
    expect(await office.stateOf(late.id)).toBe('has-pass');
  });
});
