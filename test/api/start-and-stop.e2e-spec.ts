import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { start, type Running } from '../../apps/api/start.js';
import { readConfig, type AppConfig } from '../../config/app.config.js';
import { startEmbedded } from '../../libs/platform/index.js';

/** With a database of its own, as `npm start` does it. */
describe('starting', () => {
  let folder: string;
  let config: AppConfig;
  let running: Running;
  const told: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'front-door-start-'));
    config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', FRONT_DOOR_DATA: folder }, folder);
    running = await start(config, (sentence) => told.push(sentence));
  }, 60_000);
  afterAll(async () => {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  const port = () => Number(new URL(running.address).port);

  it('opens a ready server whose demo people can sign in', async () => {
    expect(running.address).toMatch(/^http:\/\/localhost:\d+$/);
    expect((await fetch(`${running.address}/health/ready`)).status).toBe(200);
    const answer = await fetch(`${running.address}/api/v1/demo/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'navigator', tenant: 'ontario-211' }),
    });
    expect(answer.status).toBe(200);
  });

  it('says what takes a while, once', () => {
    expect(told).toEqual([expect.stringMatching(/^Making the database.* \/ Création de la base/)]);
  });

  it('on a port that is taken fails at once, and leaves the first one running', async () => {
    await expect(start({ ...config, port: port() })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect((await fetch(`${running.address}/health/ready`)).status).toBe(200);
  }, 60_000);

  it('a second time on the same data joins the database, and either may leave first', async () => {
    const second = await start(config);
    expect(second.notes.join()).toMatch(/joined/);
    expect((await fetch(`${second.address}/health/ready`)).status).toBe(200);
    await second.stop();
    await expect(fetch(`${second.address}/health/live`)).rejects.toThrow();
    expect((await fetch(`${running.address}/health/ready`)).status).toBe(200);
  }, 60_000);
});

describe('starting on a database server', () => {
  it('makes the roles that are missing, migrates, and serves', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'front-door-server-'));
    const server = await startEmbedded({ folder, fast: true });
    const admin = new Client({ connectionString: server.url('postgres', 'postgres') });
    await admin.connect();
    await admin.query('DROP ROLE frontdoor_app; DROP ROLE frontdoor_worker; ALTER ROLE frontdoor_owner CREATEROLE');
    await admin.end();
    const environment = {
      FRONT_DOOR_DEMO: '1',
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATABASE_URL: server.url('frontdoor_app'),
      DATABASE_WORKER_URL: server.url('frontdoor_worker'),
    };
    // Without an owner somebody else has to do it.
    await expect(start(readConfig(environment, folder))).rejects.toMatchObject({ code: '28000' });
    const running = await start(
      readConfig({ ...environment, DATABASE_OWNER_URL: server.url('frontdoor_owner') }, folder),
    );
    expect((await fetch(`${running.address}/health/ready`)).status).toBe(200);
    await running.stop();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);
});
