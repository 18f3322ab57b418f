import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from '../../apps/api/create-app.js';
import { readTenants } from '../../apps/api/read-tenants.js';
import { seeds } from '../../apps/api/seeds.js';
import type { AppOptions } from '../../apps/api/shell/options.js';
import { dataSourceOptions, migrate } from '../../config/datasource.js';
import {
  appRole,
  Keyring,
  newId,
  ownerRole,
  startEmbedded,
  TestClock,
  TimerPump,
  UnitOfWork,
  workerRole,
} from '../../libs/platform/index.js';
import { type House, Instructions, kitAgency } from './house.js';
import { type Finding, play } from './play.js';

const usage = `npm run partner-kit -- --url <your webhook> --secret whsec_… [--next-secret whsec_…] [--key fd_…]
  [--port 4800] [--within 15] [--act-within 60] [--json]
Plays a Front Door on this machine against your system: the API answers at 127.0.0.1:<port>/api/v1 with the key, and
127.0.0.1:<port + 1>/<referral> says what to do with each referral: {"do": [{"action": "accept", "body": {}}]}.`;

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    secret: { type: 'string' },
    'next-secret': { type: 'string' },
    key: { type: 'string', default: `fd_${randomBytes(32).toString('base64url')}` },
    port: { type: 'string', default: '4800' },
    within: { type: 'string', default: '15' },
    'act-within': { type: 'string', default: '60' },
    json: { type: 'boolean', default: false },
  },
});
const { url, secret, key } = values;
if (!url || !secret?.startsWith('whsec_') || !/^fd_[\w-]{43}$/.test(key)) {
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'front-door-partner-kit-'));
const database = await startEmbedded({ folder, fast: true });
try {
  process.exitCode = await run(url, secret);
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}

async function run(webhook: string, signing: string): Promise<number> {
  await migrate(database.url(ownerRole));
  const clock = new TestClock(new Date());
  const options: AppOptions = {
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
  const { nest } = await createApp(options);
  const instructions = await Instructions.open(Number(values.port) + 1);
  try {
    for (const seed of seeds) await seed(nest.get(UnitOfWork), options);
    await nest.listen(Number(values.port), '127.0.0.1');
    const api = `${await nest.getUrl()}/api/v1`;
    await keepKey(nest.get(UnitOfWork));
    process.stderr.write(`API: ${api}\nKey: ${key}\nWhat to do: ${instructions.url}/<referral>\n`);
    const expire = async () => {
      clock.advance(3_600_000);
      await nest.get(TimerPump).drainOnce();
    };
    const [navigator, admin] = [await signIn(api, 'navigator'), await signIn(api, 'program-admin')];
    const house: House = { api, agency: kitAgency, navigator, admin, expire };
    const found = await play(house, instructions, {
      url: webhook,
      secret: signing,
      nextSecret: values['next-secret'] ?? null,
      answerWithin: Number(values.within) * 1000,
      actWithin: Number(values['act-within']) * 1000,
    });
    return report(found);
  } finally {
    await instructions.close();
    await nest.close();
  }
}

async function signIn(api: string, role: string): Promise<string> {
  const answer = await fetch(`${api}/demo/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role, tenant: 'ontario-211' }),
  });
  return `Bearer ${((await answer.json()) as { token: string }).token}`;
}

/** The key that the partner's system was given before. */
async function keepKey(work: UnitOfWork): Promise<void> {
  const who = { tenant: 'ontario-211', person: 'partner-kit', role: 'program-admin', agency: null };
  await work.run(who, (tx) =>
    tx.sql(
      'kit.keep-key',
      `INSERT INTO partner_keys (tenant_id, id, agency_id, name, scopes, token_hash, created_at, created_by, expires_at)
       VALUES ($1, $2, $3, 'partner kit', '{referrals:read,referrals:act}', $4, $5, 'partner-kit', $6)`,
      [
        who.tenant,
        newId(),
        kitAgency,
        createHash('sha256').update(key.slice('fd_'.length), 'ascii').digest(),
        tx.now,
        new Date(tx.now.getTime() + 86_400_000),
      ],
    ),
  );
}

function out(line: string): void {
  process.stdout.write(`${line}\n`);
}

function report(found: readonly Finding[]): number {
  const failed = found.filter(({ passed }) => !passed).length;
  if (values.json) out(JSON.stringify({ passed: found.length - failed, failed, findings: found }, null, 2));
  else {
    for (const { check, passed, said } of found) out(`${passed ? 'passed' : 'FAILED'}  ${check}${said && `: ${said}`}`);
    out(`\n${found.length - failed} of ${found.length} passed`);
  }
  return failed === 0 ? 0 : 1;
}
