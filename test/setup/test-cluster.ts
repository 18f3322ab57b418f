import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import 'reflect-metadata';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { loadConfig } from '../../apps/api/loading/load-config.js';
import type { Config } from '../../apps/api/loading/read-config.js';
import { readHomeConfig, tenantsOf } from '../../apps/api/read-tenants.js';
import { dataSourceOptions, migrate } from '../../config/datasource.js';
import { seedTenants } from '../../libs/access/index.js';
import {
  appRole,
  type EmbeddedPostgres,
  ownerRole,
  startEmbedded,
  TestClock,
  UnitOfWork,
} from '../../libs/platform/index.js';
import { keepReady, type ReadyDatabases } from './ready-databases.js';

const template = 'frontdoor_template';
const seeded = 'frontdoor_seeded';
const prefix = 'front-door-test-';
let cluster: EmbeddedPostgres | null = null;
let ready: ReadyDatabases | null = null;

/** One cluster for the whole run, with the migrated databases, empty and seeded, that each test database is a copy of. */
export async function startTestCluster(): Promise<void> {
  await sweep();
  const folder = path.join(quickest(), `${prefix}${process.pid}`);
  cluster = await startEmbedded({ folder, database: template, fast: true });
  await migrate(cluster.url(ownerRole));
  process.env['FRONT_DOOR_TEST_CLUSTER'] = cluster.url('postgres', 'postgres');
  // Read once for all: each test file would spend most of its start on reading the same files.
  const file = path.join(folder, 'config.json');
  const config = await readHomeConfig();
  fs.writeFileSync(file, JSON.stringify(config));
  process.env['FRONT_DOOR_TEST_CONFIG'] = file;
  await seed(cluster, config);
  ready = await keepReady(cluster.url('postgres', 'postgres'), { empty: template, seeded });
}

/** What every app of the tests would do at its start. As the app reads it: the same JSON. */
async function seed({ url }: EmbeddedPostgres, config: Config): Promise<void> {
  const admin = new Client({ connectionString: url('postgres', 'postgres') });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${seeded} TEMPLATE ${template} OWNER ${ownerRole}`).finally(() => admin.end());
  const dataSource = await new DataSource(dataSourceOptions(url(appRole, seeded))).initialize();
  const work = new UnitOfWork(dataSource, new TestClock());
  await seedTenants(work, tenantsOf(config, 'demo'));
  await loadConfig(work, JSON.parse(JSON.stringify(config)) as Config);
  await dataSource.destroy();
}

export async function stopTestCluster(): Promise<void> {
  await ready?.stop();
  await cluster?.stop();
  for (const base of bases) fs.rmSync(path.join(base, `${prefix}${process.pid}`), { recursive: true, force: true });
}

const memory = '/dev/shm';
const bases = [memory, os.tmpdir()];

/** Linux keeps files in memory, where there is room: a run makes and drops more than a hundred databases. */
function quickest(): string {
  try {
    fs.accessSync(memory, fs.constants.W_OK | fs.constants.X_OK);
    const { bavail, bsize } = fs.statfsSync(memory);
    return bavail * bsize > 4 * 1024 ** 3 ? memory : os.tmpdir();
  } catch {
    return os.tmpdir();
  }
}

/** Stops and removes what runs that were killed left behind. */
async function sweep(): Promise<void> {
  for (const folder of bases.flatMap(left)) {
    const pid = path.basename(folder).slice(prefix.length);
    if (fs.existsSync(`/proc/${pid}`) || !fs.existsSync('/proc/self')) continue;
    if (fs.existsSync(path.join(folder, 'pg18', 'PG_VERSION')))
      await (await startEmbedded({ folder, fast: true })).stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function left(base: string): readonly string[] {
  if (!fs.existsSync(base)) return [];
  const names = fs.readdirSync(base).filter((entry) => entry.startsWith(prefix));
  return names.map((name) => path.join(base, name));
}
