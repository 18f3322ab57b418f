import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk, toOffer } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';

type Key = { id: string; secret: string; scopes: string[]; expiresAt: string; lastUsedAt: string | null };

describe('a key of an agency’s system', () => {
  let test: TestApp;
  let desk: Desk;
  let admin: string;
  let url: string;
  beforeAll(async () => {
    test = await startTestApp();
    desk = await Desk.at(test);
    admin = await test.signIn('program-admin');
    url = await test.app.getUrl();
  });
  afterAll(() => test.stop());

  const post = (path: string, body: object, key: string = randomUUID()) =>
    test.http.post(`/api/v1${path}`).set('authorization', admin).set('idempotency-key', key).send(body);
  const make = async (scopes: readonly string[], agency = 'kids-help-phone'): Promise<Key> =>
    (await post(`/agencies/${agency}/keys`, { name: 'Their system', scopes })).body as Key;
  const system = ({ secret }: Key): Desk => new Desk(url, `Bearer ${secret}`);
  const offered = async (): Promise<{ id: string; offer: string }> => {
    const id = await desk.openCase();
    const [offer] = (await desk.walk(id, toOffer)).body['offers'] as { id: string }[];
    return { id, offer: offer?.id ?? '' };
  };
  const all = ['referrals:read', 'referrals:act', 'cases:read', 'cases:act', 'capacity:write', 'webhooks:manage'];

  it('closes the loop: its system accepts, begins and completes, as its agency', async () => {
    const ours = system(await make(all));
    const { id, offer } = await offered();
    expect((await ours.get('/me')).body).toMatchObject({ role: 'integrator', agency: 'kids-help-phone' });
    expect(((await ours.get('/referrals')).body['items'] as { id: string }[]).map((one) => one.id)).toContain(offer);
    expect((await ours.post(`/referrals/${offer}/accept`, {})).body).toMatchObject({ status: 'accepted' });
    expect((await ours.post(`/referrals/${offer}/start`, {})).body).toMatchObject({ status: 'in-progress' });
    const done = await ours.post(`/referrals/${offer}/complete`, { outcome: 'supported' });
    expect(done.body).toMatchObject({ status: 'completed', outcome: 'supported' });
    const rows = await test.database.ownerQuery(
      `SELECT DISTINCT actor_role FROM case_history WHERE case_id = $1 AND actor_id LIKE 'key/%'`,
      [id],
    );
    expect(rows).toEqual([{ actor_role: 'agency' }]);
  });

  it('sees nothing of another agency’s, and does nothing beyond its scopes', async () => {
    const { offer } = await offered();
    const others = system(await make(all, 'connexontario'));
    expect((await others.get('/referrals')).body['items']).toEqual([]);
    expect((await others.post(`/referrals/${offer}/accept`, {})).status).toBe(404);
    expect((await others.get('/agencies/kids-help-phone/webhooks')).status).toBe(404);
    const reader = system(await make(['referrals:read']));
    expect((await reader.get('/referrals')).status).toBe(200);
    expect((await reader.post(`/referrals/${offer}/accept`, {})).body).toMatchObject({
      status: 403,
      type: '/problems/scope-is-missing',
    });
    expect((await reader.get('/cases')).status).toBe(403);
    expect((await reader.post('/agencies/kids-help-phone/keys', { name: 'x', scopes: all })).status).toBe(403);
  });

  it('looks after its webhooks, and those alone', async () => {
    const ours = system(await make(['webhooks:manage']));
    const made = await ours.post('/agencies/kids-help-phone/webhooks', { url: 'https://partner.example.org/' });
    expect(made.status).toBe(201);
    const id = String(made.body['id']);
    expect((await ours.post(`/webhooks/${id}/test`, {})).status).toBe(202);
    expect((await ours.get(`/webhooks/${id}/deliveries`)).body['items']).toMatchObject([{ status: 'waiting' }]);
    expect((await ours.post(`/webhooks/${id}/replays`, { since: '2026-01-01T00:00:00Z' })).status).toBe(202);
    const { number } = (await desk.get(`/cases/${(await offered()).id}`)).body;
    const told = async (whose: Desk) => JSON.stringify((await whose.get(`/webhooks/${id}/deliveries`)).body['items']);
    expect(await told(ours)).toContain('referral.offered');
    expect(await told(ours)).not.toContain(number);
    for (const scope of ['referrals:read', 'cases:read']) {
      expect(await told(system(await make(['webhooks:manage', scope])))).toContain(number);
    }
    const others = system(await make(['webhooks:manage'], 'connexontario'));
    expect((await others.get(`/webhooks/${id}`)).status).toBe(404);
    expect((await others.get(`/webhooks/${id}/deliveries`)).status).toBe(404);
  });

  it('is shown once, kept as a hash, and told again only to the same request', async () => {
    const request = randomUUID();
    const body = { name: 'Their system', scopes: ['referrals:read'], days: 30 };
    const first = (await post('/agencies/kids-help-phone/keys', body, request)).body as Key;
    expect(first.secret).toMatch(/^fd_[\w-]{43}$/);
    expect((await post('/agencies/kids-help-phone/keys', body, request)).body).toEqual(first);
    await system(first).get('/referrals');
    const listed = await test.http.get('/api/v1/agencies/kids-help-phone/keys').set('authorization', admin);
    const newest = test.http.get('/api/v1/agencies/kids-help-phone/keys?limit=1').set('authorization', admin);
    expect((await newest).body).toMatchObject({ items: [{ id: first.id }], next: expect.any(String) });
    const [{ secret, ...shown }] = [first];
    expect((listed.body as { items: Key[] }).items).toContainEqual({
      ...shown,
      lastUsedAt: test.clock.now().toISOString(),
    });
    expect(listed.text).not.toContain(secret);
    const audited = await test.database.ownerQuery(`SELECT subject::text FROM audit WHERE action = 'add-partner-key'`);
    expect(JSON.stringify(audited)).not.toContain(secret);
    expect(audited.length).toBeGreaterThan(0);
  });

  it('that is revoked does nothing more, in any process, though one remembers it', async () => {
    const key = await make(all);
    const { offer } = await offered();
    const elsewhere = new Desk(await test.beside(), `Bearer ${key.secret}`);
    const decline = (whose: Desk) => whose.post(`/referrals/${offer}/decline`, { reason: 'full' });
    expect((await elsewhere.post(`/referrals/${randomUUID()}/accept`, {})).status).toBe(404);
    expect((await post(`/keys/${key.id}/revoke`, {})).body).toMatchObject({
      revokedAt: test.clock.now().toISOString(),
    });
    expect([(await decline(elsewhere)).status, (await decline(system(key))).status]).toEqual([401, 401]);
  });

  it('of an agency that left the directory is nobody’s, in any process, and its webhooks are told nothing more', async () => {
    const key = await make(all);
    await system(key).post('/agencies/kids-help-phone/webhooks', { url: 'https://partner.example.org/' });
    const { offer } = await offered();
    const elsewhere = new Desk(await test.beside(), `Bearer ${key.secret}`);
    expect((await elsewhere.post(`/referrals/${randomUUID()}/accept`, {})).status).toBe(404);
    const retire = (is: boolean) =>
      test.database.ownerQuery(`UPDATE agencies SET retired = $1 WHERE id = 'kids-help-phone'`, [is]);
    const told = () => test.database.ownerQuery(`SELECT FROM webhook_messages`);
    const [before] = [await told(), await retire(true)];
    for (const theirs of [elsewhere, system(key)]) {
      expect((await theirs.post(`/referrals/${offer}/decline`, { reason: 'full' })).status).toBe(401);
      expect((await theirs.get('/referrals')).status).toBe(401);
    }
    await offered();
    expect(await told()).toHaveLength(before.length);
    await retire(false);
    expect((await system(key).get('/referrals')).status).toBe(200);
  });

  it('is known by its whole shape: a session’s token that begins like one is none', async () => {
    const token = `fd_${'x'.repeat(40)}`;
    await test.signIn('supervisor');
    await test.database.ownerQuery(
      `UPDATE sessions SET token_hash = sha256($1) WHERE id = (SELECT id FROM sessions WHERE role = 'supervisor' LIMIT 1)`,
      [Buffer.from(token)],
    );
    expect((await new Desk(url, `Bearer ${token}`).get('/me')).body).toMatchObject({ role: 'supervisor' });
  });

  it.each(['fd_', `fd_${'A'.repeat(43)}`, 'fd_x', "fd_' OR true --"])('is none of ours: %s', async (secret) => {
    expect((await new Desk(url, `Bearer ${secret}`).get('/referrals')).status).toBe(401);
  });

  it('is changed for another while both hold, and ends by itself', async () => {
    const before = await make(['referrals:read']);
    const after = (await post(`/keys/${before.id}/rotate`, { overlapHours: 2, days: 1 })).body as Key;
    const holds = async (key: Key): Promise<number> => (await system(key).get('/referrals')).status;
    expect([await holds(before), await holds(after)]).toEqual([200, 200]);
    test.clock.advance(2 * 3_600_000);
    expect([await holds(before), await holds(after)]).toEqual([401, 200]);
    test.clock.advance(22 * 3_600_000);
    expect(await holds(after)).toBe(401);
  });
});
