import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbedded } from '../../libs/platform/index.js';
import { AppProcess } from './app-process.js';
import { Desk, counted, safe } from './desk.js';
import { describeTwoProcesses } from './two-processes.js';
import { expectNobodyDropped, expectUnbroken, historyOf, type Look } from './unbroken.js';

const calls = counted(3, 200);
const atOnce = counted(3, 8);
/** So many steps are acknowledged, more or less, between two kills. */
const between = counted(12, 60);
/** In the everyday run one, which the moments above always leave room for; each costs a start. */
const mostKills = counted(1, Infinity);

/** The steps of one call, in the order in which they are sent. The last one ends it for every second call. */
const script: readonly (readonly ['answers' | 'events', object])[] = [
  ['answers', { answers: { lang: 'en' } }],
  ['answers', { answers: { campus: 'Algoma University' } }],
  ['answers', { answers: safe }],
  ['answers', { answers: { student: 'yes' } }],
  ['answers', { answers: { need: 'counselling' } }],
  ['events', { event: 'give-consent' }],
  ['events', { event: 'record-handover-step', step: 'dial' }],
  ['events', { event: 'target-declined', reason: 'no-answer' }],
  ['events', { event: 'hand-over' }],
];

/** What was acknowledged to a call: the revisions that it was told. */
interface Acknowledged {
  id: string | null;
  readonly revisions: number[];
}

let folder: string;
let database: EmbeddedPostgres;
let owner: Client;
let app: AppProcess;
let second: Promise<AppProcess>;
const look: Look = async <R>(sql: string, values: readonly unknown[] = []) =>
  (await owner.query(sql, [...values])).rows as R[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'front-door-kill-'));
  database = await startEmbedded({ folder });
  app = await AppProcess.start(folder);
  // Beside it from now on, while that one is killed and started again.
  second = AppProcess.start(folder);
  owner = new Client({ connectionString: database.url('postgres') });
  await owner.connect();
}, 180_000);
afterAll(async () => {
  await app?.kill();
  await (await second)?.kill();
  await owner?.end();
  await database?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe(`kill -9 at random moments of ${calls} calls`, () => {
  it(
    'loses no acknowledged step, takes none twice, and drops nobody',
    async () => {
      // The seed of the moments: it is in the failure's message.
      const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
      const moments = fc.sample(fc.integer({ min: 1, max: 2 * between }), { seed, numRuns: 1000 }).values();
      const told = Array.from({ length: calls }, (): Acknowledged => ({ id: null, revisions: [] }));
      let desk = Desk.signIn(app.url);
      let untilKill = moments.next().value ?? between;
      let restarting: Promise<void> | null = null;
      let kills = 0;

      const killAndRestart = async (): Promise<void> => {
        // Somewhere in the middle of the steps that are under way.
        for (let turns = (moments.next().value ?? 0) * 20; turns > 0; turns -= 1) await new Promise(setImmediate);
        await app.kill();
        kills += 1;
        app = await AppProcess.start(folder);
        desk = Desk.signIn(app.url);
        await desk;
        untilKill = moments.next().value ?? between;
        restarting = null;
      };
      /** Sends it until there is an answer, always with the same key, as the console does. */
      const insist = async (path: string, body: object, status: number) => {
        const headers = { 'idempotency-key': randomUUID() };
        for (;;) {
          await restarting;
          const answered = await (await desk).post(path, body, headers).catch(() => null);
          if (answered?.status === status) return answered.body;
          if (answered && answered.status !== 409) throw new Error(`seed ${seed}: ${path}: ${answered.text}`);
          if (answered && !answered.text.includes('in-flight')) throw new Error(`seed ${seed}: ${answered.text}`);
        }
      };
      const oneCall = async (call: Acknowledged): Promise<void> => {
        const wish = { program: 'good2talk', channel: 'phone', language: 'en' };
        const opened = await insist('/cases', wish, 201);
        call.id = String(opened['id']);
        call.revisions.push(Number(opened['revision']));
        for (const [path, body] of script) {
          const answered = insist(`/cases/${call.id}/${path}`, body, 200);
          if (restarting === null && kills < mostKills && --untilKill <= 0) restarting = killAndRestart();
          call.revisions.push(Number((await answered)['revision']));
        }
      };

      const queue = told.values();
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          for (const call of queue) await oneCall(call);
        }),
      );
      await restarting;
      expect(kills).toBeGreaterThanOrEqual(counted(1, 2));
      for (const { id, revisions } of told) {
        const steps = await expectUnbroken(look, id ?? '');
        const seqs = (await historyOf(look, id ?? '')).map(({ seq }) => seq);
        expect({ seed, lost: revisions.filter((revision) => !seqs.includes(revision)) }).toEqual({ seed, lost: [] });
        expect({ seed, revisions }).toEqual({ seed, revisions: seqs });
        expect(steps).toBe(script.length + 1);
      }
      // No contact, case or referral was made twice either.
      expect(await look('SELECT count(*)::int AS n FROM cases')).toEqual([{ n: calls }]);
      expect(await look('SELECT count(*)::int AS n FROM contacts')).toEqual([{ n: calls }]);
      expect(await look('SELECT count(*)::int AS n FROM referrals')).toEqual([{ n: 2 * calls }]);
      await expectNobodyDropped(look);
    },
    counted(60_000, 900_000),
  );
});

describeTwoProcesses(async () => ({ one: app, other: await second, look }));
