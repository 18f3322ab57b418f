import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../setup/app.js';
import { type Bad, expectProblem } from './raw-request.js';

const bad: readonly Bad[] = [
  {
    what: 'a foreign host',
    method: 'GET',
    path: '/api/v1/demo',
    headers: { host: 'evil.example' },
    status: 421,
    kind: 'foreign-host',
  },
  {
    what: 'a host that only begins well',
    method: 'GET',
    path: '/api/v1/demo',
    headers: { host: 'localhost.evil.example' },
    status: 421,
    kind: 'foreign-host',
  },
];

const forwarded = { method: 'GET', path: '/api/v1/demo', status: 400, kind: 'forwarded-request' };

describe('the demo, asked from elsewhere', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  it.each(bad)('$what is answered with $status $kind, in English and in French', async (one) => {
    await expectProblem(app, one);
  });

  it.each([
    'Forwarded',
    'Via',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-Forwarded-Proto',
    'X-Forwarded-Prefix',
    'X-Original-Host',
    'X-Original-URL',
    'X-Original-Forwarded-For',
    'X-Rewrite-URL',
    'X-Real-IP',
    'X-Client-IP',
    'X-Cluster-Client-IP',
    'X-Host',
    'X-HTTP-Host-Override',
    'X-Envoy-External-Address',
    'X-ARR-LOG-ID',
    'X-Azure-ClientIP',
    'X-Amzn-Trace-Id',
    'True-Client-IP',
    'Fastly-Client-IP',
    'Client-IP',
    'CF-Connecting-IP',
    'CF-Ray',
    'CDN-Loop',
  ])('a request with %s came through somebody else: 400', async (header) => {
    const one = { ...forwarded, what: header, headers: { [header]: '10.0.0.1' } };
    const { body } = await expectProblem(app, one);
    expect(body['detail']).toContain(header.toLowerCase());
  });

  it('is no obstacle to a browser on this machine', async () => {
    const headers = { 'sec-fetch-site': 'same-origin', 'x-requested-with': 'fetch', origin: 'http://localhost:3000' };
    await app.http.get('/api/v1/demo').set(headers).expect(200);
  });
});
