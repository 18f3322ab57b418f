import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import 'reflect-metadata';
import { readHomeConfig } from '../../apps/api/read-tenants.js';
import { migrate } from '../../config/datasource.js';
import { type EmbeddedPostgres, ownerRole, startEmbedded } from '../../libs/platform/index.js';

const template = 'frontdoor_template';
const prefix = 'front-door-test-';
let cluster: EmbeddedPostgres | null = null;

/** One cluster for the whole run, with the migrated database that each test database is a copy of. */
export async function startTestCluster(): Promise<void> {
  await sweep();
  const folder = path.join(os.tmpdir(), `${prefix}${process.pid}`);
  cluster = await startEmbedded({ folder, database: template, fast: true });
  await migrate(cluster.url(ownerRole));
  process.env['FRONT_DOOR_TEST_CLUSTER'] = cluster.url('postgres', 'postgres');
  // Read once for all: each test file would spend most of its start on reading the same files.
  const config = path.join(folder, 'config.json');
  fs.writeFileSync(config, JSON.stringify(await readHomeConfig()));
  process.env['FRONT_DOOR_TEST_CONFIG'] = config;
}

export async function stopTestCluster(): Promise<void> {
  await cluster?.stop();
  fs.rmSync(path.join(os.tmpdir(), `${prefix}${process.pid}`), { recursive: true, force: true });
}

/** Stops and removes what runs that were killed left behind. */
async function sweep(): Promise<void> {
  for (const name of fs.readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = path.join(os.tmpdir(), name);
    if (fs.existsSync(`/proc/${name.slice(prefix.length)}`) || !fs.existsSync('/proc/self')) continue;
    if (fs.existsSync(path.join(folder, 'pg18', 'PG_VERSION')))
      await (await startEmbedded({ folder, fast: true })).stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
