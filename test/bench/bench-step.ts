import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { migrate } from '../../config/datasource.js';
import { AdvanceCase, type AdvanceResult, OpenCase, type OpenResult } from '../../libs/cases/index.js';
import { appRole, ownerRole, startEmbedded, type Who, workerRole } from '../../libs/platform/index.js';
import { startServer } from './fork-server.js';
import { HttpLane } from './http-lane.js';
import { type Measured, median, perSecond, type Round } from './measured.js';
import { Reference } from './reference.js';
import { createServer, type Urls } from './server.js';

const who: Who = { tenant: 'ontario-211', person: 'amina-diallo', role: 'navigator', agency: null };
const lanes = 16;
const rounds = 7;
/** Rounds that don't count: it takes some ten thousand requests until Node has compiled all that they run through. */
const warmUps = 4;
/** Steps of one measurement. Multiples of the steps of a call. */
const steps = { alone: 400, together: 2400, http: 1600 };

/** What one call answers, one durable step each: every one records a fact and a row of history, some change the state. */
const call: readonly (readonly [question: string, answer: string])[] = [
  ['lang', 'en'],
  ['safety.danger', 'no'],
  ['safety.weapon', 'no'],
  ['safety.medical', 'no'],
  ['safety.suicide', 'none'],
  ['campus', 'Algoma University'],
  ['student', 'yes'],
  ['need', 'counselling'],
];

interface Step {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
}

/**
 * One durable step of a case against the reference, over one connection, over sixteen, and over HTTP with sixteen
 * clients: the server is a process of its own then, and the load comes from this one. fsync is on, as in production.
 */
export async function benchStep(tell: (line: string) => void): Promise<readonly Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), 'front-door-bench-'));
  const database = await startEmbedded({ folder });
  try {
    await migrate(database.url(ownerRole));
    return await measureAll(
      { app: database.url(appRole), worker: database.url(workerRole) },
      database.url(ownerRole),
      tell,
    );
  } finally {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureAll(urls: Urls, ownerUrl: string, tell: (line: string) => void): Promise<readonly Measured[]> {
  const reference = await Reference.open(ownerUrl, urls.app, lanes, steps.together / call.length);
  const { nest } = await createServer(urls, false);
  const bus = nest.get(CommandBus);
  const { server, url, stop } = await startServer(urls);
  const load = await openLoad(url);
  const found: Record<'in-process-1' | 'in-process-16' | 'http-16', Round[]> = {
    'in-process-1': [],
    'in-process-16': [],
    'http-16': [],
  };
  try {
    for (let round = 1 - warmUps; round <= rounds; round += 1) {
      const alone = await compare(reference, bus, steps.alone, 1, (step) => inProcess(bus, step));
      const together = await compare(reference, bus, steps.together, lanes, (step) => inProcess(bus, step));
      const http = await compare(reference, bus, steps.http, lanes, load.post);
      tell(`${round > 0 ? `round ${round}` : 'warm-up'}: ${[alone, together, http].map(inWords).join(' · ')}`);
      if (round <= 0) continue;
      found['in-process-1'].push(alone);
      found['in-process-16'].push(together);
      found['http-16'].push(http);
    }
  } finally {
    load.close();
    await stop(server);
    await nest.close();
    await reference.close();
  }
  return Object.entries(found).map(([name, all]) => median(name, 'steps/s', all));
}

const inWords = ({ ours, reference }: Round): string => `${ours.toFixed(0)} of ${reference.toFixed(0)} steps/s`;

/** Half of the reference before ours and half after: a machine that slows down slows both. */
async function compare(
  reference: Reference,
  bus: CommandBus,
  count: number,
  width: number,
  take: (step: Step, lane: number) => Promise<void>,
): Promise<Round> {
  const calls = await openCalls(bus, count / call.length);
  const before = await reference.measure(count / 2, width);
  const ours = await perSecond(calls, width, take);
  const after = await reference.measure(count / 2, width);
  return { ours, reference: 2 / (1 / before + 1 / after) };
}

/** Fresh cases, and their steps in an order in which no two neighbours are of the same case. */
async function openCalls(bus: CommandBus, count: number): Promise<readonly Step[]> {
  const wish = { program: 'good2talk', contact: null, channel: 'phone', language: 'en', line: null };
  const ids: string[] = [];
  await perSecond(Array.from({ length: count }), lanes, async () => {
    const opened: OpenResult = await bus.execute(new OpenCase<OpenResult>(who, wish, (_tx, work) => work()));
    if (!opened.ok) throw new Error(`no case to measure with: ${opened.reason}`);
    ids.push(opened.record.id);
  });
  return call.flatMap(([question, answer]) => ids.map((id) => ({ id, question, answer })));
}

async function inProcess(bus: CommandBus, { id, question, answer }: Step): Promise<void> {
  const happening = { kind: 'answers' as const, answers: { [question]: { value: answer } } };
  const command = new AdvanceCase<AdvanceResult>(who, id, happening, null, (_tx, work) => work());
  const result: AdvanceResult = await bus.execute(command);
  if (!result.ok) throw new Error(`${question} was refused: ${result.reason}`);
}

/** Sixteen signed-in clients; each request has an Idempotency-Key, as the console's have. */
async function openLoad(url: string): Promise<{ post: (step: Step, lane: number) => Promise<void>; close(): void }> {
  const clients = await Promise.all(Array.from({ length: lanes }, () => HttpLane.open(url)));
  const body = JSON.stringify({ role: 'navigator', tenant: who.tenant });
  const answer = await clients[0]!.post('/api/v1/demo/sign-in', {}, body);
  const { token } = JSON.parse(answer.toString()) as { token: string };
  return {
    post: async ({ id, question, answer: value }, lane) => {
      const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': randomUUID() };
      await clients[lane]!.post(
        `/api/v1/cases/${id}/answers`,
        headers,
        JSON.stringify({ answers: { [question]: value } }),
      );
    },
    close: () => clients.forEach((client) => client.close()),
  };
}
