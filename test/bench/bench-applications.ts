import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../config/datasource.js';
import { appRole, type EmbeddedPostgres, ownerRole, startEmbedded, workerRole } from '../../libs/platform/index.js';
import { applyAs } from './applications/apply.js';
import { type Citizen, evenly, fromMidnight, type Load, planCitizens } from './applications/plan.js';
import { countOf, inWords, p95, type Ran, runLoad } from './applications/run-load.js';
import { sendFiles } from './applications/send-files.js';
import { Lanes, type Visitor } from './applications/visitor.js';
import { type ForkedServer, startProcess, startServer } from './fork-server.js';
import type { Measured } from './measured.js';

/** The whole: ten thousand citizens in ten minutes. A shorter run has as many a second. */
const whole = { citizens: 10_000, seconds: 600 };
/** Presses until Node has compiled what they run through; they don't count. */
const warmUp = { citizens: 150, seconds: 30 };
/** An hour of 1,000 citizens, two for each place that there is, played twenty times as fast. */
const november = { citizens: 1000, seconds: 180 };
/** Two photos each. */
const files = { citizens: 120, seconds: 60, bytes: 3_000_000 };
let seeds = 210;
/** Each load is another one, of people from elsewhere: what the hurdle has counted is of those before. */
const seed = (): number => (seeds += 1);
/** As many as the machine that the issue names has cores. */
const processes = 2;

type Tell = (line: string) => void;

/**
 * Citizens fill in the form of Thunder Bay Affordable Access, each from the first page until it is sent: begin, one press a page, some
 * leave and come back by number and code, some put something right, some forget something. Each comes from a place of their own
 * and waits on the first page as the hurdle wants it; the server is live, behind a proxy, with its limits. All that is measured
 * counts from the moment for which it was planned. The reference is the same number of pages and presses a second from bare
 * Fastify with bare SQL. Files are measured apart, and so is the first hour of 1 November.
 */
export async function benchApplications(tell: Tell, seconds = whole.seconds): Promise<readonly Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), 'front-door-bench-'));
  const database = await startEmbedded({ folder });
  try {
    await migrate(database.url(ownerRole));
    return await measure(database, tell, seconds);
  } finally {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(database: EmbeddedPostgres, tell: Tell, seconds: number): Promise<readonly Measured[]> {
  const urls = { app: database.url(appRole), worker: database.url(workerRole) };
  const ours = new Side([], applyAs, tell);
  const bare = new Side([], asReference, tell);
  try {
    await bare.add(startProcess('./applications/serve-reference', [database.url(ownerRole), urls.app]));
    // One after the other: the first publishes what is in config/.
    for (let each = 0; each < processes; each += 1) await ours.add(startServer(urls, 'everybody'));
    const part = Math.min(1, seconds / whole.seconds);
    const short = Math.max(part, 1 / 3);
    for (const side of [bare, ours]) await side.run('warm-up', { ...warmUp, arrival: evenly, seed: seed() });
    const least = { ...scaled(whole, Math.min(part, 1 / 10)), arrival: evenly };
    const load = { ...scaled(whole, part), arrival: evenly };
    const form = await pair('the form', [bare, { ...least, seed: seed() }], [ours, { ...load, seed: seed() }]);
    const photo = photoOf(files.bytes);
    const sent = { ...scaled(files, short), arrival: evenly };
    const uploads = await pair(
      'files',
      [bare.doing((...of) => filesAsReference(...of, photo)), { ...sent, seed: seed() }],
      [ours.doing((...of) => sendFiles(...of, photo)), { ...sent, seed: seed() }],
    );
    const hour = { ...scaled(november, short), arrival: fromMidnight };
    const first = await pair('1 November', [bare, { ...hour, seed: seed() }], [ours, { ...hour, seed: seed() }]);
    return [row('form-p95-ms', form), row('november-p95-ms', first), row('upload-p95-ms', uploads, 'file')];
  } finally {
    await ours.close();
    await bare.close();
  }
}

/** The server that is measured, or what it is measured against. */
class Side {
  private readonly lanes: Lanes;

  constructor(
    private readonly servers: ForkedServer[],
    private readonly journey: Journey,
    private readonly tell: Tell,
  ) {
    this.lanes = new Lanes(servers);
  }

  async add(server: Promise<ForkedServer>): Promise<void> {
    this.servers.push(await server);
  }

  /** The same servers, and other journeys. */
  doing(journey: Journey): Side {
    return new Side(this.servers, journey, this.tell);
  }

  async run(name: string, load: Load): Promise<Ran> {
    const before = await this.cost();
    const ran = await runLoad(planCitizens(load), this.lanes, this.journey);
    const count = countOf(ran.took);
    const each = ((await this.cost()) - before) / count;
    const rate = `${count} requests, ${(count / ran.seconds).toFixed(0)} a second, ${each.toFixed(2)} ms of processor each`;
    this.tell(
      `${name}: ${load.citizens} citizens in ${load.seconds} s, ${rate}; 95 of 100 within: ${inWords(ran.took)}`,
    );
    return ran;
  }

  async close(): Promise<void> {
    this.lanes.close();
    for (const { server, stop } of this.servers) await stop(server);
  }

  private async cost(): Promise<number> {
    const costs = await Promise.all(this.servers.map((one) => one.cost()));
    return costs.reduce((sum, cost) => sum + cost, 0);
  }
}

/** One after the other, for they would take the machine from each other. */
async function pair(name: string, [bare, least]: [Side, Load], [ours, load]: [Side, Load]): Promise<Pair> {
  return { reference: await bare.run(`${name}, reference`, least), ours: await ours.run(name, load) };
}

interface Pair {
  readonly ours: Ran;
  readonly reference: Ran;
}

type Size = Pick<Load, 'citizens' | 'seconds'>;
type Journey = (citizen: Citizen, visitor: Visitor) => Promise<void>;

const scaled = ({ citizens, seconds }: Size, part: number): Size => ({
  citizens: Math.ceil(citizens * part),
  seconds: Math.ceil(seconds * part),
});

/** As many pages and presses as an application has, at the same moments. */
const pressesOfOne = 12;
async function asReference(_: Citizen, visitor: Visitor): Promise<void> {
  for (let page = 0; page < 3; page += 1) await visitor.open('page', '/form');
  for (let press = 0; press < pressesOfOne; press += 1) await visitor.press('press', '/form', [['asked', 'want']]);
}

async function filesAsReference(_: Citizen, visitor: Visitor, photo: Buffer): Promise<void> {
  for (let file = 0; file < 2; file += 1) await visitor.sendFile('file', '/file', 'IMG_0042.jpg', photo);
}

/** As a telephone takes them: a JPEG with nothing in it that could be made smaller. */
function photoOf(bytes: number): Buffer {
  const head = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), Buffer.from('JFIF\0')]);
  return Buffer.concat([head, randomBytes(bytes), Buffer.from([0xff, 0xd9])]);
}

function row(name: string, { ours, reference }: Pair, ...kinds: readonly string[]): Measured {
  const [value, bare] = [p95(ours.took, ...kinds), p95(reference.took, ...kinds)];
  return { name, unit: 'ms', ratio: digits(value / bare), value: digits(value), reference: digits(bare) };
}
const digits = (value: number): number => Number(value.toPrecision(3));
