import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { createDocument } from '../../apps/api/create-app.js';
import { roles, type Role } from '../../libs/access/index.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { type Endpoint, endpointsOf } from '../setup/endpoints.js';
import { addressOf, foreignThings, otherTenant, owningTenant } from '../setup/foreign-things.js';

/** Everything here comes from the document: an endpoint that is added later is tried without a line being written. */
const endpoints = endpointsOf(await createDocument());
const guarded = endpoints.filter((endpoint) => !endpoint.allowed.includes('everybody'));
const withRole = (keep: (endpoint: Endpoint, role: Role) => boolean) =>
  guarded.flatMap((endpoint) => roles.filter((role) => keep(endpoint, role)).map((role) => ({ ...endpoint, role })));

/** What a stream says first; a refusal whole. */
async function beginningOf(url: string, token: string | null): Promise<Pick<Response, 'status' | 'text' | 'body'>> {
  const leaving = new AbortController();
  const answer = await fetch(url, { headers: token === null ? {} : { authorization: token }, signal: leaving.signal });
  if (answer.status !== 200) {
    const text = await answer.text();
    return { status: answer.status, text, body: JSON.parse(text) as unknown };
  }
  let text = '';
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    if (text.includes('data:')) break;
  }
  leaving.abort();
  return { status: 200, text, body: null };
}

describe('every endpoint × every role × another tenant', () => {
  let app: TestApp;
  const foreignIds = new Map<string, string>();
  beforeAll(async () => {
    app = await startTestApp();
    for (const [path, make] of Object.entries(foreignThings)) foreignIds.set(path, await make(app));
  });
  afterAll(() => app.stop());

  const address = ({ path, words }: Endpoint): string => addressOf(path, foreignIds, words);
  const call = async (
    endpoint: Endpoint,
    token: string | null,
  ): Promise<Pick<Response, 'status' | 'text' | 'body'>> => {
    if (endpoint.streams) return beginningOf(`${await app.app.getUrl()}${endpoint.path}`, token);
    const request = app.http[endpoint.method](address(endpoint)).query(endpoint.query).set('if-match', '"1"');
    if (token !== null) void request.set('authorization', token);
    if (endpoint.method === 'post') void request.set('idempotency-key', randomUUID());
    return endpoint.body === undefined ? request : request.send(endpoint.body as object);
  };

  it('knows every endpoint of the app from the document', () => {
    const inApp = app.routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    const inDocument = endpoints.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect([...new Set(inApp)].sort()).toEqual(inDocument.sort());
  });

  it('knows of every endpoint who may call it', () => {
    const known: readonly string[] = [...roles, 'everybody'];
    for (const { method, path, allowed } of endpoints) {
      expect({
        method,
        path,
        allowed,
        known: allowed.length > 0 && allowed.every((role) => known.includes(role)),
      }).toEqual({
        method,
        path,
        allowed,
        known: true,
      });
    }
  });

  it.each(guarded)('$method $path says 401 without a token', async (endpoint) => {
    expect((await call(endpoint, null)).status).toBe(401);
  });

  it('says 401 everywhere to a session that this process knows and another one has ended', async () => {
    const tokens = new Map<Role, string>();
    for (const role of roles) {
      const answer = await app.http.post('/api/v1/demo/sign-in').send({ role, tenant: owningTenant });
      tokens.set(role, `Bearer ${(answer.body as { token: string }).token}`);
      expect((await app.http.get('/api/v1/me').set('authorization', tokens.get(role) ?? '')).status).toBe(200);
    }
    const hashes = [...tokens.values()].map((bearer) => createHash('sha256').update(bearer.slice(7)).digest());
    await app.database.ownerQuery('UPDATE sessions SET revoked_at = $1 WHERE token_hash = ANY ($2)', [
      app.clock.now(),
      hashes,
    ]);
    const head = await app.http.head('/api/v1/me').set('authorization', tokens.get('navigator') ?? '');
    expect(head.status).toBe(401);
    for (const endpoint of guarded) {
      const role = roles.find((each) => endpoint.allowed.includes(each));
      const { status } = await call(endpoint, tokens.get(role ?? 'navigator') ?? null);
      expect({ ...endpoint, status }).toEqual({ ...endpoint, status: 401 });
    }
  });

  it.each(withRole(({ allowed }, role) => !allowed.includes(role)))(
    '$method $path says 403 to a $role',
    async (one) => {
      const answer = await call(one, await app.signIn(one.role, owningTenant));
      expect(answer.body).toMatchObject({ status: 403, type: '/problems/role-may-not' });
    },
  );

  it.each(withRole(({ allowed, path }, role) => allowed.includes(role) && path.includes('{')))(
    '$method $path says 404 to a $role of another tenant',
    async (one) => {
      const answer = await call(one, await app.signIn(one.role, otherTenant));
      expect(answer.body).toMatchObject({ status: 404, type: '/problems/not-found' });
    },
  );

  it.each(
    withRole(({ allowed, method, path }, role) => allowed.includes(role) && method === 'get' && !path.includes('{')),
  )('$method $path shows a $role nothing of another tenant', async (one) => {
    const answer = await call(one, await app.signIn(one.role, otherTenant));
    expect(answer.status).toBe(200);
    for (const ids of foreignIds.values()) expect(answer.text).not.toContain(ids.split(' ').at(-1));
  });

  it.each(guarded.filter(({ path }) => Object.keys(foreignThings).some((thing) => path.startsWith(thing))))(
    '$method $path finds the same thing for somebody of its own tenant',
    async (one) => {
      const found: number[] = [];
      for (const role of roles.filter((each) => one.allowed.includes(each))) {
        found.push((await call(one, await app.signIn(role, owningTenant))).status);
      }
      expect(found.some((status) => status !== 404)).toBe(true);
      expect(found.every((status) => status < 500 && status !== 401 && status !== 403)).toBe(true);
    },
  );
});
