import { readFileSync } from 'node:fs';
import supertest from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { createApp } from '../../apps/api/create-app.js';
import { loadConfig } from '../../apps/api/loading/load-config.js';
import type { Config } from '../../apps/api/loading/read-config.js';
import { tenantsOf } from '../../apps/api/read-tenants.js';
import type { AppOptions } from '../../apps/api/shell/options.js';
import type { Route } from '../../apps/api/shell/server.js';
import { type Role, seedTenants } from '../../libs/access/index.js';
import { appRole, Keyring, type TestClock, workerRole } from '../../libs/platform/index.js';
import { dataSourceOptions } from '../../config/datasource.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly http: TestAgent;
  readonly clock: TestClock;
  readonly database: TestDatabase;
  readonly document: OpenAPIObject;
  readonly routes: readonly Route[];
  /** `Bearer …` of a demo person; `more` picks one of several (`person`, `agency`). Signed in once, then remembered. */
  signIn(role: Role, tenant?: string, more?: { readonly person?: string; readonly agency?: string }): Promise<string>;
  /** Another process's worth of the same server, on the same database; where it answers. */
  beside(): Promise<string>;
  stop(): Promise<void>;
}

export function readConfigForTests(): Config {
  const file = process.env['FRONT_DOOR_TEST_CONFIG'];
  if (!file) throw new Error('config/ was not read for the tests: start them with npm test.');
  return JSON.parse(readFileSync(file, 'utf8')) as Config;
}

/** As it is committed: to make it again for each app of a run costs more than the rest of its start. A test holds it to the code. */
const committed = JSON.parse(readFileSync('apps/api/openapi.json', 'utf8')) as OpenAPIObject;

/** The whole server on a database and a clock of its own, seeded from `config/`, without a port of its own to collide on. */
export async function startTestApp(options: Partial<AppOptions> = {}): Promise<TestApp> {
  // The people of other tenants are seeded here; the usual ones are there already.
  const database = await createTestDatabase(options.tenants ? 'empty' : 'seeded');
  const { clock, unitOfWork } = database;
  const config = readConfigForTests();
  const settings: AppOptions = {
    platform: {
      app: dataSourceOptions(database.url(appRole)),
      worker: dataSourceOptions(database.url(workerRole), 4),
      clock,
      pumps: false,
    },
    mode: 'demo',
    tenants: tenantsOf(config, 'demo'),
    requestsPerMinute: null,
    consoleFolder: null,
    keyring: new Keyring([Buffer.alloc(32, 7)]),
    webhooks: { allowPrivate: ['127.0.0.1'] },
    logLevel: 'silent',
    document: committed,
    ...options,
  };
  if (options.tenants) {
    // As apps/api/seeds.ts does at every start.
    await seedTenants(unitOfWork, settings.tenants);
    await loadConfig(unitOfWork, config);
  }
  const { nest, document, routes } = await createApp(settings);
  await nest.listen(0, '127.0.0.1');
  const http = supertest.agent(await nest.getUrl());
  const others: NestFastifyApplication[] = [];
  const tokens = new Map<string, string>();
  return {
    app: nest,
    http,
    clock,
    database,
    document,
    routes,
    async signIn(role, tenant = 'ontario-211', more = {}) {
      const key = JSON.stringify([role, tenant, more]);
      const known = tokens.get(key);
      if (known) return known;
      const answer = await http
        .post('/api/v1/demo/sign-in')
        .send({ role, tenant, ...more })
        .expect(200);
      const bearer = `Bearer ${(answer.body as { token: string }).token}`;
      tokens.set(key, bearer);
      return bearer;
    },
    async beside() {
      const other = (await createApp(settings)).nest;
      others.push(other);
      await other.listen(0, '127.0.0.1');
      return other.getUrl();
    },
    async stop() {
      for (const other of others) await other.close();
      await nest.close();
      await database.drop();
    },
  };
}
