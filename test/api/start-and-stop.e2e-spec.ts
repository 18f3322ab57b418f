import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { start, type Running } from '../../apps/api/start.js';
import { readConfig, type AppConfig } from '../../config/app.config.js';

/** With a database of its own, as `npm start` does it. */
describe('starting', () => {
  let folder: string;
  let config: AppConfig;
  let running: Running;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'front-door-start-'));
    config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', FRONT_DOOR_DATA: folder }, folder);
    running = await start(config);
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
