import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../setup/app.js';

describe('the console', () => {
  let app: TestApp;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'front-door-console-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>Front Door</title>');
    await writeFile(join(folder, 'assets', 'call-3f2a.js'), 'export const call = 1;\n'.repeat(100));
    app = await startTestApp({ consoleFolder: folder });
  });
  afterAll(async () => {
    await app.stop();
    await rm(folder, { recursive: true });
  });

  it.each(['/', '/calls/17', '/reports?year=2026'])(
    'opens at %s, under a strict content security policy',
    async (path) => {
      const answer = await app.http.get(path).set('accept', 'text/html').expect(200);
      expect(answer.text).toContain('<title>Front Door</title>');
      expect(answer.headers['cache-control']).toBe('no-cache');
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
    },
  );

  it('lets browsers keep files that carry a hash, and sends them small', async () => {
    const answer = await app.http.get('/assets/call-3f2a.js').set('accept-encoding', 'gzip').expect(200);
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      'content-encoding': 'gzip',
    });
    expect(answer.headers['content-security-policy']).toBeDefined();
  });

  it('says 304 when the browser has the page already', async () => {
    const { headers } = await app.http.get('/').expect(200);
    await app.http.get('/').set('if-none-match', String(headers['etag'])).expect(304);
  });

  it.each(['/assets/gone.js', '/api/v1/gone', '/health/gone', '/..%2f..%2fpackage.json', '/favicon.ico'])(
    'does not pretend that %s is a page',
    async (path) => {
      const answer = await app.http.get(path).set('accept', 'text/html').expect(404);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    },
  );

  it('takes no other method', async () => {
    await app.http.post('/').send({}).expect(404);
  });
});
