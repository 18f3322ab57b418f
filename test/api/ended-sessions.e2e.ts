import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { KnownSessions } from '../../libs/access/index.js';
import type { Who } from '../../libs/platform/index.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { foreignThings } from '../setup/foreign-things.js';

const house: Who = { tenant: 'ontario-211', person: null, role: 'clock', agency: null };
const unknown = '01890a5d-ac96-774b-bcce-b302099a8057';
const json = 'application/json';

let app: TestApp;
let url: string;
beforeAll(async () => {
  app = await startTestApp();
  url = await app.app.getUrl();
});
afterAll(() => app.stop());

/** A session of its own; `known`: this process has met it before. */
async function signIn(role: string, known: boolean): Promise<string> {
  const { body } = await app.http.post('/api/v1/demo/sign-in').send({ role, tenant: 'ontario-211' }).expect(200);
  const bearer = `Bearer ${(body as { token: string }).token}`;
  if (known) await app.http.get('/api/v1/me').set('authorization', bearer).expect(200);
  return bearer;
}
const endElsewhere = (bearer: string) =>
  app.database.ownerQuery('UPDATE sessions SET revoked_at = $1 WHERE token_hash = $2', [
    app.clock.now(),
    createHash('sha256').update(bearer.slice(7)).digest(),
  ]);
const make = (path: string) => foreignThings[path]?.(app) ?? Promise.reject(new Error(path));
const count = async (sql: string, values: readonly unknown[]) =>
  Number((await app.database.ownerQuery<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`, values))[0]?.n);

/** Somebody else has the case, until `work` lets go of it. */
async function whileHeld(caseId: string, work: (letGo: () => void) => Promise<void>): Promise<void> {
  let letGo = (): void => undefined;
  const released = new Promise<void>((resolve) => (letGo = resolve));
  let isHeld = (): void => undefined;
  const held = new Promise<void>((resolve) => (isHeld = resolve));
  const holding = app.database.unitOfWork.run(house, async (tx) => {
    await tx.sql('spec.hold-case', 'SELECT FROM cases WHERE tenant_id = $1 AND id = $2 FOR UPDATE', [
      tx.who.tenant,
      caseId,
    ]);
    isHeld();
    await released;
  });
  await held;
  await work(letGo).finally(letGo);
  await holding;
}
async function untilSomebodyWaits(): Promise<void> {
  const waiting = `pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await count(waiting, [])) === 0);
}

describe('a session that ends while its request waits for the case', () => {
  const changes = [
    {
      what: 'an answer',
      role: 'navigator',
      path: '/api/v1/cases/{id}',
      then: 'answers',
      body: { answers: { lang: 'fr' } },
    },
    { what: 'an event', role: 'navigator', path: '/api/v1/cases/{id}', then: 'events', body: { event: 'risk-raised' } },
    { what: 'an acceptance', role: 'agency-worker', path: '/api/v1/referrals/{id}', then: 'accept', body: {} },
    {
      what: 'what is refused',
      role: 'navigator',
      path: '/api/v1/cases/{id}',
      then: 'events',
      body: { event: 'nothing' },
    },
  ] as const;

  it.each(changes.flatMap((change) => [true, false].map((known) => ({ ...change, known }))))(
    'changes nothing more, and is told only that it has ended: $what, session known: $known',
    async ({ role, path, then, body, known }) => {
      const id = await make(path);
      const [row] = await app.database.ownerQuery<{ id: string }>(
        'SELECT coalesce((SELECT case_id FROM referrals WHERE id = $1), $1) AS id',
        [id],
      );
      const caseId = row?.id ?? '';
      const bearer = await signIn(role, known);
      const before = await count('case_history WHERE case_id = $1', [caseId]);
      const key = randomUUID();
      await whileHeld(caseId, async (letGo) => {
        const answer = app.http
          .post(`${path.replace('{id}', id)}/${then}`)
          .set({ authorization: bearer, 'idempotency-key': key })
          .send(body)
          .then(({ status, body: told }) => ({ status, type: (told as { type: string }).type }));
        await untilSomebodyWaits();
        // Signing out waits for nobody.
        await app.http.post('/api/v1/sign-out').set('authorization', bearer).expect(204);
        letGo();
        expect(await answer).toEqual({ status: 401, type: '/problems/sign-in-needed' });
      });
      expect(await count('case_history WHERE case_id = $1', [caseId])).toBe(before);
      expect(await count('idempotency_keys WHERE key = $1', [key])).toBe(0);
    },
  );
});

describe('a session that was ended elsewhere', () => {
  const answers = `/api/v1/cases/${unknown}/answers`;
  const good = JSON.stringify({ answers: { lang: 'en' } });
  const refusals = [
    { what: 'a field that does not fit', path: answers, body: '{"answers":7}', status: 422 },
    { what: 'a body that is no object', path: answers, body: '[]', status: 422 },
    { what: 'a body that is not JSON', path: answers, body: '{', status: 400 },
    { what: 'a body of another type', path: answers, body: 'a=b', type: 'text/plain', status: 415 },
    { what: 'too large a body', path: answers, body: `"${'x'.repeat(1_100_000)}"`, status: 413 },
    { what: 'too deep a body', path: answers, body: '['.repeat(99) + ']'.repeat(99), status: 422 },
    { what: 'a malformed id', path: '/api/v1/cases/x/answers', body: good, status: 400 },
    { what: 'an unknown id', path: answers, body: good, status: 404 },
    { what: 'a malformed Idempotency-Key', path: answers, body: good, headers: { 'idempotency-key': '' }, status: 400 },
    { what: 'a malformed If-Match', path: answers, body: good, headers: { 'if-match': 'x' }, status: 400 },
    {
      what: 'a missing If-Match',
      method: 'PUT',
      path: '/api/v1/agencies/kids-help-phone/capacity',
      body: '{"state":"open"}',
      status: 428,
    },
    { what: 'what its role may not', path: `/api/v1/overrides/${unknown}/review`, body: '{}', status: 403 },
  ];
  const ask = async (bearer: string | null, { path, body, method, type, headers }: (typeof refusals)[number]) => {
    const given = { 'content-type': type ?? json, ...headers, ...(bearer !== null && { authorization: bearer }) };
    const answer = await fetch(url + path, {
      method: method ?? 'POST',
      body,
      headers: given as Record<string, string>,
    });
    return { status: answer.status, told: (await answer.json()) as object };
  };

  it.each(refusals)('is told that, and nothing of $what', async (one) => {
    const bearer = await signIn('navigator', true);
    expect(await ask(bearer, one)).toMatchObject({ status: one.status });
    await endElsewhere(bearer);
    for (const who of [bearer, bearer, null]) {
      const { status, told } = await ask(who, one);
      expect({ status, told }).toMatchObject({ status: 401, told: { type: '/problems/sign-in-needed' } });
      expect(told).not.toHaveProperty('errors');
    }
  });

  it('is looked up again only for those whom something is refused', async () => {
    const bearer = await signIn('navigator', true);
    const id = await make('/api/v1/cases/{id}');
    const find = jest.spyOn(app.app.get(KnownSessions), 'find');
    const post = (body: object) => app.http.post(`/api/v1/cases/${id}/answers`).set('authorization', bearer).send(body);
    await post({ answers: { lang: 'en' } }).expect(200);
    expect(find).toHaveBeenCalledTimes(0);
    await post({ answers: 7 }).expect(422);
    expect(find).toHaveBeenCalledTimes(1);
    find.mockRestore();
  });

  it('that cannot be asked about is told nothing but to come again', async () => {
    const bearer = await signIn('navigator', true);
    const away = Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    jest.spyOn(app.app.get(KnownSessions), 'find').mockRejectedValueOnce(away);
    const one = { what: '', path: answers, body: '{"answers":7}', status: 503 };
    expect(await ask(bearer, one)).toMatchObject({ status: 503, told: { type: '/problems/try-again-soon' } });
    expect(await ask(bearer, one)).toMatchObject({ status: 422 });
  });

  it('says nothing to who signs in, or asks for what nobody signs in for', async () => {
    const bearer = await signIn('navigator', true);
    await endElsewhere(bearer);
    const signInAgain = app.http.post('/api/v1/demo/sign-in').set('authorization', bearer);
    await signInAgain.send({ role: 'king', tenant: 'ontario-211' }).expect(422);
    await app.http.post('/api/v1/nowhere').set('authorization', bearer).send({}).expect(404);
  });
});
