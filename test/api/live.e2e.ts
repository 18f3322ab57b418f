import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionHours } from '../../libs/access/index.js';
import { Desk, toConsent, toOffer } from '../faults/desk.js';
import { type TestApp, startTestApp } from '../setup/app.js';
import { Watch } from '../setup/watch.js';

const hours = 3_600_000;

describe('watching what changes', () => {
  let app: TestApp;
  let url: string;
  let elsewhere: string;
  let desk: Desk;
  const watches: Watch[] = [];
  beforeAll(async () => {
    // So long that only a notification can have brought what arrives.
    app = await startTestApp({ live: { heartbeat: 50, lookEvery: 600_000 } });
    url = await app.app.getUrl();
    elsewhere = await app.beside();
    desk = await Desk.at(app);
  });
  afterEach(() => {
    for (const watch of watches.splice(0)) watch.leave();
  });
  afterAll(() => app?.stop());

  const watch = async (
    role: Parameters<TestApp['signIn']>[0] = 'navigator',
    at = url,
    last?: string,
    tenant?: string,
  ) => {
    const opened = await Watch.at(at, await app.signIn(role, tenant), last);
    watches.push(opened);
    return opened;
  };
  const ready = async (...asked: Parameters<typeof watch>) => {
    const opened = await watch(...asked);
    await opened.until(({ told }) => told.length > 0);
    return opened;
  };
  const has = (kind: string, data: object) => (opened: Watch) =>
    opened.told.some(
      ({ event, data: said }) => event === kind && Object.entries(data).every(([k, v]) => said[k] === v),
    );

  it('begins with "read again all that you show", and tells nothing but ids and revisions', async () => {
    const opened = await ready();
    expect(opened.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(opened.response.headers.get('cache-control')).toBe('no-store');
    expect(opened.told[0]).toEqual({ id: expect.stringMatching(/^\d+$/), event: 'resync', data: {} });
    const id = await desk.openCase();
    const { body } = await desk.walk(id, [{ lang: 'en' }]);
    await opened.until(has('case', { case: id, revision: 2 }));
    await opened.until(has('contact', { contact: String(body['contact']) }));
    for (const { data } of opened.told)
      expect(Object.keys(data).sort().join()).toMatch(/^(|case,revision|contact,revision|id)$/);
  });

  it('reaches every process, whichever one made the change', async () => {
    const [here, there] = [await ready('supervisor'), await ready('supervisor', elsewhere)];
    const id = await desk.openCase();
    await here.until(has('case', { case: id }));
    await there.until(has('case', { case: id }));
  });

  it('goes on after the last id, in another process too, with all that was missed', async () => {
    const first = await ready();
    const { lastId } = first;
    first.leave();
    const ids = [await desk.openCase(), await desk.openCase()];
    const second = await watch('navigator', elsewhere, lastId);
    for (const id of ids) await second.until(has('case', { case: id }));
    expect(second.told.map(({ event }) => event)).not.toContain('resync');
  });

  it('says "read again" for an id that it never gave', async () => {
    for (const last of ['999999999999', 'x', '-1']) {
      const opened = await ready('navigator', url, last);
      expect(opened.told[0]?.event).toBe('resync');
    }
  });

  it('loses nothing that commits later than what began after it, across a reconnect too', async () => {
    const contact = String(
      (await desk.post('/contacts', { line: 'good2talk', channel: 'phone', language: 'en' })).body['id'],
    );
    const [stays, goes] = [await ready(), await ready()];
    const slow = app.database.dataSource.createQueryRunner();
    await slow.query('BEGIN');
    await slow.query(`SELECT set_config('app.tenant', 'ontario-211', true)`);
    await slow.query('UPDATE contacts SET revision = 77 WHERE id = $1', [contact]);
    const quick = await desk.openCase();
    await stays.until(has('case', { case: quick }));
    await goes.until(has('case', { case: quick }));
    goes.leave();
    const back = await watch('navigator', elsewhere, goes.lastId);
    await back.until(({ comments }) => comments > 1);
    expect(has('contact', { contact, revision: 77 })(back)).toBe(false);
    await slow.query('COMMIT');
    await slow.release();
    await desk.openCase();
    await stays.until(has('contact', { contact, revision: 77 }));
    await back.until(has('contact', { contact, revision: 77 }));
    const heard = stays.told.filter(({ data }) => data['case'] === quick && data['revision'] === 1);
    expect(heard).toHaveLength(1);
  });

  it('shows signs of life, and the place to go on from', async () => {
    const opened = await ready();
    await opened.until(({ comments }) => comments > 2);
    expect(Number(opened.lastId)).toBeGreaterThan(0);
  });

  it('tells an agency of cases alone that it is asked to take, or has, and other tenants of nothing', async () => {
    const [agency, other] = [
      await ready('agency-worker'),
      await ready('navigator', url, undefined, 'greater-montreal'),
    ];
    const hidden = await desk.openCase();
    await desk.walk(hidden, toConsent);
    const offered = await desk.openCase();
    await desk.walk(offered, toOffer);
    await agency.until(has('case', { case: offered }));
    expect(agency.told.filter(({ event }) => event !== 'resync').every(({ data }) => data['case'] === offered)).toBe(
      true,
    );
    // It is not needed: that is told, and then nothing more of that case.
    await desk.post(`/cases/${offered}/events`, { event: 'target-declined', reason: 'full' });
    await agency.until(has('referral', { case: offered }));
    const ofOffered = () =>
      agency.told.filter(({ event, data }) => event === 'case' && data['case'] === offered).length;
    const before = ofOffered();
    await desk.post(`/cases/${offered}/events`, { event: 'target-declined', reason: 'full' });
    const next = await desk.openCase();
    await desk.walk(next, toOffer);
    await agency.until(has('case', { case: next }));
    expect(ofOffered()).toBe(before);
    const bearer = await app.signIn('navigator', 'greater-montreal');
    const { body } = await app.http.get('/api/v1/lines').set('authorization', bearer).expect(200);
    const [line] = body.items as { id: string }[];
    if (line) {
      const call = { line: line.id, channel: 'phone', language: 'fr' };
      const own = await app.http.post('/api/v1/contacts').set('authorization', bearer).send(call).expect(201);
      await other.until(has('contact', { contact: own.body.id }));
    }
    expect(other.told.filter(({ event }) => event === 'case')).toEqual([]);
  });

  it('tells of an agency that begins with a client, and completes, though that moves no case', async () => {
    const opened = await ready();
    const id = await desk.openCase();
    const { body } = await desk.walk(id, toOffer);
    const [offer] = body['offers'] as { id: string }[];
    const taken = Number(body['revision']);
    const agency = new Desk(url, await app.signIn('agency-worker', 'ontario-211', { agency: 'kids-help-phone' }));
    for (const action of ['accept', 'start', 'complete']) {
      const said = await agency.post(`/referrals/${offer?.id}/${action}`, {});
      expect([action, said.status]).toEqual([action, 200]);
      const revision = Number((await desk.get(`/cases/${id}`)).body['revision']);
      expect(revision).toBe(taken + ['accept', 'start', 'complete'].indexOf(action) + 1);
      await opened.until(has('case', { case: id, revision }));
      await opened.until(
        has('referral', { referral: offer?.id ?? '', case: id, revision: Number(said.body['revision']) }),
      );
    }
  });

  it('lets a session in again and again: the oldest stream ends, and says so', async () => {
    const { body } = await app.http.post('/api/v1/demo/sign-in').send({ role: 'navigator', tenant: 'ontario-211' });
    const streams: Watch[] = [];
    for (let count = 0; count < 6; count += 1) {
      const opened = await Watch.at(url, `Bearer ${body.token}`);
      watches.push(opened);
      streams.push(opened);
      await opened.until(({ told }) => told.length > 0);
    }
    for (const oldest of streams.slice(0, 2)) {
      await oldest.until(({ hasEnded }) => hasEnded);
      expect(oldest.told.at(-1)?.event).toBe('replaced');
    }
    const id = await desk.openCase();
    for (const open of streams.slice(2)) await open.until(has('case', { case: id }));
    expect(streams.map(({ hasEnded }) => hasEnded)).toEqual([true, true, false, false, false, false]);
  });

  it('ends when its person signs out, wherever that was', async () => {
    const { body } = await app.http.post('/api/v1/demo/sign-in').send({ role: 'navigator', tenant: 'ontario-211' });
    const bearer = `Bearer ${body.token}`;
    const opened = await Watch.at(elsewhere, bearer);
    watches.push(opened);
    const stays = await ready('navigator', elsewhere);
    await app.http.post('/api/v1/sign-out').set('authorization', bearer).expect(204);
    await opened.until(({ hasEnded }) => hasEnded);
    expect(stays.hasEnded).toBe(false);
  });

  it('needs a session, of a role that has something to watch', async () => {
    expect((await fetch(`${url}/api/v1/live`)).status).toBe(401);
    const authorization = await app.signIn('funder');
    expect((await fetch(`${url}/api/v1/live`, { headers: { authorization } })).status).toBe(403);
  });
});

describe('watching on and on', () => {
  it('ends with the session, and with the server, though nothing tells of it', async () => {
    const app = await startTestApp({ live: { heartbeat: 15_000, lookEvery: 20 } });
    const url = await app.app.getUrl();
    const expires = await Watch.at(url, await app.signIn('navigator'));
    await expires.until(({ told }) => told.length > 0);
    app.clock.advance(sessionHours * hours);
    await expires.until(({ hasEnded }) => hasEnded);
    const stays = await Watch.at(url, await app.signIn('supervisor'));
    await stays.until(({ told }) => told.length > 0);
    await app.stop();
    await stays.until(({ hasEnded }) => hasEnded);
    expect(stays.hasEnded).toBe(true);
  });
});
