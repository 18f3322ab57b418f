import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { dataSourceOptions } from '../../config/datasource.js';
import { AdvanceCase, type AdvanceResult, lockCase } from '../../libs/cases/index.js';
import { appRole, TimerPump, type Who, workerRole } from '../../libs/platform/index.js';
import { type Example, fieldsOfStep, inWords, readExamples } from '../journeys/examples.js';
import { demoPeople, HttpPlayer } from '../journeys/http-player.js';
import { OraclePlayer } from '../journeys/oracle-player.js';
import type { Player, Seen } from '../journeys/run-example.js';
import { milliseconds } from '../oracle/moment.js';
import { readDocument } from '../oracle/document.js';
import { type TestApp, startTestApp } from '../setup/app.js';
import { deep, Desk, toOffer } from './desk.js';
import { expectNobodyDropped, expectUnbroken, historyOf } from './unbroken.js';

const who: Who = { tenant: 'ontario-211', person: 'amina-diallo', role: 'navigator', agency: null };
const zone = 'America/Toronto';
const minute = 60_000;
const program = 'good2talk';
const document = readDocument('config', program);
const openStates = Object.keys(document.states).filter((id) => document.states[id]?.kind !== 'end');

/** The shortest way into each open state that an example takes: the example and how many of its steps. */
async function waysIn(): Promise<ReadonlyMap<string, readonly [Example, number]>> {
  const ways = new Map<string, readonly [Example, number]>();
  for (const example of readExamples('config', program)) {
    const player = new OraclePlayer(document, zone, Date.parse('2026-06-01T12:00:00Z'));
    const note = (state: string, steps: number) => {
      const known = ways.get(state);
      if (!known || known[1] > steps) ways.set(state, [example, steps]);
    };
    note('greet', 0);
    for (const [index, step] of example.steps.entries()) note((await take(player, example, step)).state, index + 1);
  }
  return ways;
}

function take(player: Player, example: Example, step: Example['steps'][number]): Promise<Seen> {
  const as = step.as ?? 'navigator';
  if (step.after !== undefined) return player.moveClock(milliseconds(step.after));
  if (!step.answers)
    return player.event(step.event ?? '', fieldsOfStep(step, example.inquirer, player.now(), zone), as);
  const said = Object.entries(step.answers).map(([id, word]) => [id, inWords(word, player.now(), zone)] as const);
  return player.answer(Object.fromEntries(said), as);
}

describe('when nobody acts in time', () => {
  let test: TestApp;
  let people: Readonly<Record<string, string>>;
  let ways: ReadonlyMap<string, readonly [Example, number]>;
  beforeAll(async () => {
    test = await startTestApp();
    people = await demoPeople(test);
    ways = await waysIn();
  });
  afterAll(() => test?.stop());

  const count = async (table: string): Promise<number> =>
    (await test.database.ownerQuery<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? 0;

  async function enter(state: string): Promise<{ player: HttpPlayer; seen: Seen }> {
    const [example, steps] = ways.get(state) ?? [];
    if (!example || steps === undefined) throw new Error(`no example of ${program} enters "${state}"`);
    const player = await HttpPlayer.begin(test, people, program, example);
    let seen = await player.moveClock(0);
    for (const step of example.steps.slice(0, steps)) seen = await take(player, example, step);
    expect(seen.state).toBe(state);
    return { player, seen };
  }

  // Each moves the clock of all that were before it: together they take long.
  it.each(openStates.filter((_, at) => deep || at % 3 === 0))(
    '%s goes to somebody else, and never off the ladder',
    async (state) => {
      const { player } = await enter(state);
      let seen = await player.moveClock(0);
      // Longer than any ladder, and with it past its top.
      for (let passed = 0; passed < 3 && seen.due !== null; passed += 1) {
        const alerts = await count('alerts');
        const before = seen;
        seen = await player.moveClock(before.due! - player.now());
        const moved = seen.state !== before.state || seen.owner !== before.owner;
        expect(moved || (await count('alerts')) > alerts).toBe(true);
        if (passed === 0) expect(moved).toBe(true);
        if (seen.disposition === null) expect(seen.due).toBeGreaterThan(player.now());
        await expectNobodyDropped(test.database.ownerQuery);
      }
    },
  );

  it('for three days, each timer fires once and in the order in which it fell due', async () => {
    const { ownerQuery } = test.database;
    const before = new Set((await ownerQuery<{ id: string }>('SELECT id FROM cases')).map(({ id }) => id));
    for (let n = 0; n < 8; n += 1) await enter('rescue');
    const cases = (await ownerQuery<{ id: string }>('SELECT id FROM cases')).filter(({ id }) => !before.has(id));
    test.clock.advance(3 * 24 * 60 * minute);
    await test.app.get(TimerPump).drainOnce();
    for (const { id } of cases) {
      const fired = (await historyOf(ownerQuery, id))
        .map(({ event }) => event)
        .filter((event) => /^timer:/.test(event));
      expect(fired).toEqual(['timer:rescue/rescue-check', 'timer:due']);
      await expectUnbroken(ownerQuery, id);
    }
    await expectNobodyDropped(ownerQuery);
  });
});

describe('a timer', () => {
  let test: TestApp;
  let desk: Desk;
  beforeAll(async () => {
    test = await startTestApp();
    desk = await Desk.at(test);
  });
  afterAll(() => test?.stop());

  it('fires once when two processes look', async () => {
    const { database, clock } = test;
    const platform = {
      app: dataSourceOptions(database.url(appRole), 4),
      worker: dataSourceOptions(database.url(workerRole), 2),
      clock,
      pumps: false,
    };
    const second = await startTestApp({ platform });
    try {
      const ids = await Promise.all(Array.from({ length: 20 }, () => desk.openCase()));
      clock.advance(60 * minute);
      await Promise.all([test, second].map(({ app }) => app.get(TimerPump).drainOnce()));
      for (const id of ids) {
        const events = (await historyOf(database.ownerQuery, id)).map(({ event }) => event);
        expect(events).toEqual(['opened', 'timer:due']);
      }
      await expectNobodyDropped(database.ownerQuery);
    } finally {
      await second.stop();
    }
  });

  it('of an earlier generation changes nothing: somebody was quicker', async () => {
    const { ownerQuery } = test.database;
    const id = await desk.openCase();
    test.clock.advance(60 * minute);
    const waiting = () =>
      ownerQuery('SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = $1', ['Lock']);
    let drained: Promise<number> | null = null;
    const answer = { kind: 'answers', answers: { lang: { value: 'en' } } } as const;
    const command = new AdvanceCase<AdvanceResult>(who, id, answer, null, async (tx, work) => {
      await lockCase(tx, id);
      // The pump takes the timer and waits for the case; the answer sets the timer again meanwhile.
      drained = test.app.get(TimerPump).drainOnce();
      while ((await waiting()).length === 0);
      return work();
    });
    await test.app.get(CommandBus).execute(command);
    await drained;
    expect((await historyOf(ownerQuery, id)).map(({ event }) => event)).toEqual(['opened', 'answers']);
    await expectNobodyDropped(ownerQuery);
  });

  it('of a state that was left changes nothing', async () => {
    const { ownerQuery } = test.database;
    const id = await desk.openCase();
    await desk.walk(id, toOffer);
    const [before] = await ownerQuery('SELECT * FROM cases WHERE id = $1', [id]);
    await ownerQuery(
      `INSERT INTO timers (tenant_id, subject_id, name, generation, due_at)
       VALUES ('ontario-211', $1, 'case/attempt:distress-line', 1, $2)`,
      [id, test.clock.now()],
    );
    await test.app.get(TimerPump).drainOnce();
    expect((await ownerQuery('SELECT * FROM cases WHERE id = $1', [id]))[0]).toEqual(before);
    await expectNobodyDropped(ownerQuery);
  });

  it('that is due while somebody acts is either first or stale, and the case is cared for in both', async () => {
    const { ownerQuery, clock } = test.database;
    const bus = test.app.get(CommandBus);
    const ids = await Promise.all(Array.from({ length: 16 }, () => desk.openCase()));
    clock.advance(60 * minute);
    const answer = { kind: 'answers', answers: { lang: { value: 'en' } } } as const;
    const acted = ids.map((id) =>
      bus.execute<AdvanceCase<AdvanceResult>, AdvanceResult>(
        new AdvanceCase<AdvanceResult>(who, id, answer, null, (_tx, work) => work()),
      ),
    );
    await Promise.all([...acted, test.app.get(TimerPump).drainOnce()]);
    for (const id of ids) await expectUnbroken(ownerQuery, id);
    await expectNobodyDropped(ownerQuery);
  });
});
