import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../config/datasource.js';
import { appRole, type EmbeddedPostgres, ownerRole, startEmbedded, workerRole } from '../../libs/platform/index.js';
import { Receiver } from '../setup/receiver.js';
import { anchors, type Dispatched, DispatchDesk } from './dispatch-desk.js';
import { startServer } from './fork-server.js';
import { Inbox } from './inbox.js';
import type { Measured } from './measured.js';
import { BareNotify } from './bare-notify.js';
import { type Commits, p99, sinceCommit } from './since-commit.js';

const inboxes = 100;
const dispatchesAMinute = 200;
/** The first seconds don't count: Node compiles what runs often. Then calm and held by turns, so that both meet the same machine. */
const seconds = { warmUp: 20, measured: 25 };
const rounds = 2;
/** Agencies that no team comes from; their receivers, and all but one of the slow anchor's, are one server here. */
const bystanders = ['dso-toronto', 'dso-eastern', 'dso-northern', 'dso-south-west', 'dso-south-east', 'dso-north-east'];
const others = 'others';

/**
 * A hundred people of the four anchors watch their inbox while teams are asked for, 200 times a minute: how long after its
 * commit an offer is in each inbox of the agency that is asked. The reference is a bare NOTIFY on the same server at the same
 * time. Then: how long the webhooks of the other anchors take when the ten receivers of one anchor, and those of six other
 * agencies, hold each message to the timeout, against the same while none does. The server is a process of its own; all else is this one. Only this machine is used.
 */
export async function benchDispatch(tell: (line: string) => void): Promise<readonly Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), 'front-door-bench-'));
  let database = await startEmbedded({ folder });
  try {
    await migrate(database.url(ownerRole));
    // Commits are timed by the database itself.
    await asSuperuser(database, 'ALTER SYSTEM SET track_commit_timestamp = on');
    await database.stop();
    database = await startEmbedded({ folder });
    return await measure(database, tell);
  } finally {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(database: EmbeddedPostgres, tell: (line: string) => void): Promise<readonly Measured[]> {
  const { server, url, stop } = await startServer({ app: database.url(appRole), worker: database.url(workerRole) });
  const owner = new Client({ connectionString: database.url('postgres') });
  await owner.connect();
  const receivers = new Map<string, Receiver>();
  const watching: Inbox[] = [];
  try {
    // How many teams there are is not what is measured.
    await owner.query('UPDATE services SET by_teams = false');
    const desk = await DispatchDesk.open(url);
    for (const agency of anchors) {
      const receiver = await Receiver.open();
      receivers.set(agency, receiver);
      await desk.addWebhook(agency, receiver.url);
    }
    for (let n = 0; n < inboxes; n += 1) watching.push(await Inbox.open(url, anchors[n % anchors.length]!));
    const [slow] = anchors;
    const many = await Receiver.open();
    receivers.set(others, many);
    const hung: string[] = [];
    for (const agency of [slow, ...bystanders])
      for (let n = 0; n < (agency === slow ? 9 : 10); n += 1)
        hung.push(await desk.addWebhook(agency, `${many.url}/${agency}/${n}`));
    const answers = (status: number | null) => {
      for (const one of [receivers.get(slow)!, many]) one.answer = () => status ?? new Promise<number>(() => undefined);
    };
    const phase = { desk, owner, database, watching, receivers, tell };
    await runPhase({ ...phase, name: 'warm-up', seconds: seconds.warmUp });
    const [calm, held]: [Found[], Found[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      answers(204);
      calm.push(await runPhase({ ...phase, name: 'all receivers answer at once', seconds: seconds.measured }));
      answers(null);
      // What other agencies are sent here: as many tests as may wait.
      for (const id of hung) await desk.testWebhook(id);
      held.push(
        await runPhase({ ...phase, name: `${hung.length + 1} receivers never answer`, seconds: seconds.measured }),
      );
    }
    const hooks = (all: readonly Found[]) => p99(all.flatMap((one) => othersThan(slow, one.hooks)));
    return [
      row('inbox-p99-ms', p99(calm.flatMap(({ inbox }) => inbox)), p99(calm.flatMap(({ bare }) => bare))),
      row('slow-receiver-effect', hooks(held), hooks(calm)),
    ];
  } finally {
    watching.forEach((inbox) => inbox.close());
    await stop(server);
    await Promise.all([...receivers.values()].map((receiver) => receiver.close()));
    await owner.end();
  }
}

interface Phase {
  readonly name: string;
  readonly seconds: number;
  readonly desk: DispatchDesk;
  readonly owner: Client;
  readonly database: EmbeddedPostgres;
  readonly watching: readonly Inbox[];
  readonly receivers: ReadonlyMap<string, Receiver>;
  readonly tell: (line: string) => void;
}
interface Found {
  readonly inbox: readonly number[];
  readonly bare: readonly number[];
  readonly hooks: ReadonlyMap<string, readonly number[]>;
}

/** Teams are asked for at an even pace, whatever becomes of those before. */
async function runPhase({
  name,
  seconds: length,
  desk,
  owner,
  database,
  watching,
  receivers,
  tell,
}: Phase): Promise<Found> {
  const heard = new Map<string, Map<string, number>>();
  for (const [agency, receiver] of receivers) {
    const at = new Map<string, number>();
    heard.set(agency, at);
    receiver.heard = ({ body }) => {
      const id = body.data['case'] ?? '';
      if (body.type === 'referral.offered' && !at.has(id)) at.set(id, now());
    };
  }
  const bare = await BareNotify.open(owner, database.url(appRole));
  const every = 60_000 / dispatchesAMinute;
  const count = length * (1000 / every);
  const begun = now();
  const measured: readonly Dispatched[] = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await until(begun + index * every);
      bare.notify(String(index));
      return desk.dispatch(index);
    }),
  );
  await until(now() + 1000);
  const commits = await sinceCommit(owner, measured);
  const inbox = measured.flatMap(({ id, agency }) =>
    watching.filter((one) => one.agency === agency).map((one) => one.heard(id) - (commits.get(id) ?? NaN)),
  );
  const missed = inbox.filter((ms) => !Number.isFinite(ms)).length;
  if (missed > 0) throw new Error(`${missed} offers did not come to an inbox that should show them.`);
  const hooks = new Map([...heard].map(([agency, at]) => [agency, delays(at, commits)]));
  const bareDelays = await bare.close();
  const said = { inboxes: p99(inbox), bare: p99(bareDelays), ...webhooksInWords(hooks) };
  const words = Object.entries(said).map(([what, ms]) => `${what} ${ms.toFixed(1)} ms`);
  tell(`${name}: ${measured.length} dispatches, ${inbox.length} arrivals; p99 ${words.join(', ')}`);
  return { inbox, bare: bareDelays, hooks };
}

const webhooksInWords = (hooks: Found['hooks']): Record<string, number> =>
  Object.fromEntries([...hooks].map(([agency, all]) => [`webhook of ${agency}`, p99(all)]));

const delays = (at: ReadonlyMap<string, number>, commits: Commits): number[] =>
  [...at].flatMap(([id, instant]) => (commits.has(id) ? [instant - commits.get(id)!] : []));

const othersThan = (slow: string, hooks: Found['hooks']): number[] =>
  [...hooks].flatMap(([agency, all]) => (agency === slow || agency === others ? [] : [...all]));

const now = (): number => performance.timeOrigin + performance.now();
const until = (instant: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, instant - now())));

async function asSuperuser(database: EmbeddedPostgres, sql: string): Promise<void> {
  const client = new Client({ connectionString: database.url('postgres') });
  await client.connect();
  await client.query(sql);
  await client.end();
}

const row = (name: string, value: number, reference: number): Measured => ({
  ...{ name, unit: 'ms', ratio: digits(value / reference), value: digits(value), reference: digits(reference) },
});
const digits = (value: number): number => Number(value.toPrecision(3));
