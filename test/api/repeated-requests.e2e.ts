import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type UnitOfWork, type Who } from '../../libs/platform/index.js';
import { recordOverride } from '../../libs/access/index.js';
import { runOnce, type Answer } from '../../apps/api/shell/index.js';
import { ProblemError } from '../../apps/api/shell/problem-error.js';
import { startTestApp, type TestApp } from '../setup/app.js';

const who: Who = { tenant: 'ontario-211', person: 'amina-diallo', role: 'navigator', agency: null };

describe('a request with an Idempotency-Key', () => {
  let app: TestApp;
  let work: UnitOfWork;
  beforeAll(async () => {
    app = await startTestApp();
    work = app.database.unitOfWork;
  });
  afterAll(() => app.stop());

  const override = () =>
    work.run(who, (tx) => recordOverride(tx, { caseId: newId(), disclosure: 'rescue', reason: 'imminent-risk' }));
  const review = async (id: string, key?: string) => {
    const request = app.http
      .post(`/api/v1/overrides/${id}/review`)
      .set('authorization', await app.signIn('supervisor'));
    return key === undefined ? request : request.set('idempotency-key', key);
  };

  it('gets the same answer again and changes nothing twice', async () => {
    const id = await override();
    const first = await review(id, 'key-1');
    expect(first.status).toBe(204);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    const second = await review(id, 'key-1');
    expect(second.status).toBe(204);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect((await review(id, 'key-2')).body).toMatchObject({ status: 409, type: '/problems/override-was-reviewed' });
    const audited = await app.database.ownerQuery(`SELECT FROM audit WHERE subject->>'override' = $1`, [id]);
    expect(audited).toHaveLength(1);
  });

  it('is refused when the key was used for something else', async () => {
    await review(await override(), 'key-3');
    expect((await review(await override(), 'key-3')).body).toMatchObject({
      status: 422,
      type: '/problems/idempotency-key-was-used',
    });
  });

  it('may be tried again with the same key after a problem', async () => {
    const id = newId();
    expect((await review(id, 'key-4')).status).toBe(404);
    expect((await review(id, 'key-4')).status).toBe(404);
  });

  it.each(['é', 'x'.repeat(256), ''])('is refused with the key %j', async (key) => {
    const answer = await review(newId(), encodeURI(key) === key ? key : Buffer.from(key).toString('latin1'));
    expect(answer.body).toMatchObject({ status: 400, type: '/problems/idempotency-key-is-malformed' });
  });

  it('is told to wait while the first one is still running', async () => {
    const once = { key: 'key-5', route: 'POST /spec', bodyHash: 'a' };
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    let begun = (): void => undefined;
    const running = new Promise<void>((resolve) => (begun = resolve));
    const work1 = async (): Promise<Answer> => {
      begun();
      await held;
      return { status: 201, headers: { location: '/spec/1' }, body: { n: 1 } };
    };
    const first = work.run(who, (tx) => runOnce(tx, once, work1));
    await running;
    await expect(work.run(who, (tx) => runOnce(tx, once, work1))).rejects.toMatchObject({
      status: 409,
      kind: 'request-is-in-flight',
    });
    goOn();
    expect(await first).toMatchObject({ status: 201, headers: { location: '/spec/1' }, json: '{"n":1}' });
    const never = () => Promise.reject(new Error('worked twice'));
    expect(await work.run(who, (tx) => runOnce(tx, once, never))).toMatchObject({
      status: 201,
      headers: { location: '/spec/1' },
      json: '{"n":1}',
      replayed: true,
    });
    await expect(work.run(who, (tx) => runOnce(tx, { ...once, bodyHash: 'b' }, never))).rejects.toBeInstanceOf(
      ProblemError,
    );
    // The same person in another role may not see the same.
    const inOtherRole = { ...who, role: 'agency-worker', agency: 'kids-help-phone' };
    await expect(work.run(inOtherRole, (tx) => runOnce(tx, once, never))).rejects.toMatchObject({ status: 422 });
  });
});

describe('a caller who runs away', () => {
  it('is told to slow down, by session or address, and when to go on', async () => {
    const app = await startTestApp({ requestsPerMinute: 3 });
    const [one, other] = [await app.signIn('navigator'), await app.signIn('supervisor')];
    const me = (token: string) => app.http.get('/api/v1/me').set('authorization', token);
    const first = await me(one).expect(200);
    expect(first.headers).toMatchObject({
      'ratelimit-limit': '3',
      'ratelimit-remaining': '2',
      'ratelimit-reset': '60',
      // Nor does the browser keep it for whoever sits down next.
      'cache-control': 'no-store',
    });
    await me(one).expect(200);
    await me(one).expect(200);
    const refused = await me(one).expect(429);
    expect(refused.body.type).toBe('/problems/too-many-requests');
    expect(refused.headers['retry-after']).toBe('60');
    await me(other).expect(200);
    await app.http.get('/health/live').expect(200);
    app.clock.advance(60_000);
    await me(one).expect(200);
    // Inventing a token gets nobody a budget of its own: that counts on the address, as if there were none.
    for (const token of ['a', 'b', 'c']) await me(`Bearer ${token}`).expect(401);
    await me('Bearer d').expect(429);
    await me(one).expect(200);
    await app.stop();
  });
});

describe('a list in pages', () => {
  it('shows each thing once, whatever the page size', async () => {
    const app = await startTestApp();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      if (i % 2 === 0) app.clock.advance(1000);
      ids.push(
        await app.database.unitOfWork.run(who, (tx) =>
          recordOverride(tx, { caseId: newId(), disclosure: 'rescue', reason: 'imminent-risk' }),
        ),
      );
    }
    const token = await app.signIn('supervisor');
    const page = (query: object) => app.http.get('/api/v1/overrides').query(query).set('authorization', token);
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const { body } = await page({ limit: 2, ...(cursor && { cursor }) }).expect(200);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.next;
    }
    // In the order of the moments; those of one moment come by id.
    const moments = [ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)];
    expect(seen).toEqual(moments.flatMap((together) => together.sort()));
    for (const limit of ['0', '201', 'many', '1.5']) {
      expect((await page({ limit })).body).toMatchObject({ status: 400, errors: [{ pointer: '/limit' }] });
    }
    await app.stop();
  });
});
