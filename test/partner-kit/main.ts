import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import supertest from 'supertest';
import { newSecret } from '../../libs/agencies/index.js';
import { createApp } from '../../apps/api/create-app.js';
import { readTenants } from '../../apps/api/read-tenants.js';
import { seeds } from '../../apps/api/seeds.js';
import type { AppOptions } from '../../apps/api/shell/options.js';
import { dataSourceOptions, migrate } from '../../config/datasource.js';
import {
  appRole,
  Keyring,
  ownerRole,
  startEmbedded,
  TestClock,
  UnitOfWork,
  workerRole,
} from '../../libs/platform/index.js';
import { programsWithExamples } from '../journeys/examples.js';
import { readRunnable } from '../oracle/engine.js';
import { Gate } from './gate.js';
import { type House, keepKey, stageOf } from './house.js';
import type { KitOptions } from './finding.js';
import { covering, nameOf, type Path } from './paths.js';
import { Partner } from './partner.js';
import { mostAsked, planAll } from './plan.js';
import { chapters, keyNames } from './chapters.js';
import { play } from './play.js';
import { progressOf, reportOf } from './report.js';

const usage = `npm run partner-kit -- --url <your webhook> --secret whsec_… [--next-secret whsec_…] [--key fd_… [--next-key fd_…]]
  [--shows <address>] [--program tccs] [--agency gerstein-centre] [--all | --only <words>] [--port 4800] [--within 15]
  [--act-within 60] [--json]
npm run partner-kit -- --reference [--program …] [--all | --only <words>] …: against the small system of partner.ts, to see the kit work
Plays a Front Door on this machine against your system. 127.0.0.1:<port>/api/v1 is its API, with the key; what to do with a
referral is at 127.0.0.1:<port>/todo/<referral>: {"do": [{"id", "action", "request": {"method", "path", "body"}}]}.
--shows: GET <address>/<referral> at your system says what its people see: {"status", "client": null or anything}.
Without --all, enough paths of the program to take each of its steps; --only: those whose names contain these words.`;

const text = { type: 'string' } as const;
const newKey = (): string => `fd_${randomBytes(32).toString('base64url')}`;
const options = {
  ...{ url: text, secret: text, 'next-secret': text, 'next-key': text, shows: text, agency: text, only: text },
  key: { ...text, default: newKey() },
  program: { ...text, default: 'tccs' },
  port: { ...text, default: '4800' },
  within: { ...text, default: '15' },
  'act-within': { ...text, default: '60' },
  all: { type: 'boolean', default: false },
  reference: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;
function read() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}\n`);
    return process.exit(2);
  }
}
const values = read();
const { key, program } = values;
/** The small system of this folder has both secrets and both keys. */
const own = values.reference ? { secret: newSecret('hmac').secret, next: newSecret('hmac').secret } : null;
const secret = own?.secret ?? values.secret;
const nextKey = values['next-key'] ?? (own ? newKey() : null);
const known = programsWithExamples('config');
if (
  values.help ||
  !(own ?? values.url) ||
  !secret?.startsWith('whsec_') ||
  ![key, nextKey ?? key].every((one) => /^fd_[\w-]{43}$/.test(one)) ||
  !known.includes(program)
) {
  process.stderr.write(`${usage}\nPrograms: ${known.join(', ')}.\n`);
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'front-door-partner-kit-'));
const database = await startEmbedded({ folder, fast: true });
try {
  process.exitCode = await run({
    ...{ url: values.url ?? '', secret, key, shows: values.shows ?? null },
    ...{ nextSecret: own?.next ?? values['next-secret'] ?? null, nextKey },
    ...{ answerWithin: Number(values.within) * 1000, actWithin: Number(values['act-within']) * 1000 },
  });
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}

async function run(options: KitOptions): Promise<number> {
  await migrate(database.url(ownerRole));
  const clock = new TestClock(new Date());
  const settings: AppOptions = {
    platform: {
      app: dataSourceOptions(database.url(appRole)),
      worker: dataSourceOptions(database.url(workerRole), 4),
      clock,
      pumps: false,
    },
    mode: 'demo',
    tenants: await readTenants('demo'),
    requestsPerMinute: null,
    consoleFolder: null,
    keyring: new Keyring([randomBytes(32)]),
    webhooks: { allowPrivate: ['127.0.0.0/8', '::1', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] },
    logLevel: 'error',
  };
  const { nest } = await createApp(settings);
  let gate: Gate | null = null;
  let partner: Partner | null = null;
  try {
    for (const seed of seeds) await seed(nest.get(UnitOfWork), settings);
    await nest.listen(0, '127.0.0.1');
    const base = await nest.getUrl();
    gate = await Gate.open(`${base}/api/v1`, Number(values.port));
    const site = { http: supertest.agent(base), clock, app: nest };
    const definition = await readRunnable('config', program, 'America/Toronto');
    const house: House = {
      ...{ site, api: `${base}/api/v1`, tenant: 'ontario-211', config: 'config', run: definition },
      agency: values.agency ?? mostAsked(definition, 'config', clock.now().getTime()),
    };
    if (own) partner = await reference(gate, own, options);
    return await report(house, gate, partner ? { ...options, url: partner.url, shows: partner.shows } : options);
  } finally {
    await partner?.close();
    await gate?.close();
    await nest.close();
  }
}

function reference({ api, todo }: Gate, { secret, next }: { secret: string; next: string }, options: KitOptions) {
  const keys = [options.key, ...(options.nextKey === null ? [] : [options.nextKey])];
  return Partner.open({ api, todo, keys, secrets: [secret, next] });
}

async function report(house: House, gate: Gate, options: KitOptions): Promise<number> {
  await keepKey(house, keyNames.former, options.key);
  if (options.nextKey !== null) await keepKey(house, keyNames.next, options.nextKey);
  process.stderr.write(`API: ${gate.api}\nKey: ${options.key}\nWhat to do: ${gate.todo}/<referral>\n`);
  const played = await play(house, gate, options, planAll(stageOf(house), chosen), {
    chapters: values.only ? [] : chapters,
    progress: (...how) => {
      const line = progressOf(...how);
      if (line !== '') process.stderr.write(`${line}\n`);
    },
  });
  const failed = played.findings.some(({ passed }) => !passed);
  const lines = reportOf(program, house.agency, played);
  process.stdout.write(values.json ? `${JSON.stringify(played, null, 2)}\n` : `${lines.join('\n')}\n`);
  return failed ? 1 : 0;
}

function chosen(paths: readonly Path[]): readonly Path[] {
  const { only } = values;
  if (only !== undefined) return paths.filter((path) => nameOf(path).includes(only));
  return values.all ? paths : covering(paths);
}
