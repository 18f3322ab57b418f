import { randomUUID, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { keepMessagesDays, lockWebhook, publicKeyOf, removeWebhook } from '../../libs/agencies/index.js';
import { backoff, OutboxPump, Sweep, type Who } from '../../libs/platform/index.js';
import { Desk, openDispatch, toOffer } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { type Received, Receiver } from '../setup/receiver.js';

type Made = { id: string; secret: string; revision: number; secrets: { publicKey: string | null }[] };

describe('webhooks', () => {
  let test: TestApp;
  let desk: Desk;
  let agency: Desk;
  let admin: string;
  let receiver: Receiver;
  let made: Made;
  beforeAll(async () => {
    test = await startTestApp();
    receiver = await Receiver.open();
    desk = await Desk.at(test);
    agency = await Desk.at(test, 'agency-worker', 'daniel-okafor');
    admin = await test.signIn('program-admin');
    made = (await add({ url: receiver.url })).body as Made;
  });
  afterAll(async () => {
    await test.stop();
    await receiver.close();
  });

  const add = (body: object, key: string = randomUUID()) =>
    test.http
      .post('/api/v1/agencies/kids-help-phone/webhooks')
      .set('authorization', admin)
      .set('idempotency-key', key)
      .send(body);
  const send = (method: 'get' | 'patch' | 'delete' | 'post', path: string, body?: object, revision?: number) => {
    const request = test.http[method](`/api/v1/webhooks/${path}`).set('authorization', admin);
    if (revision !== undefined) void request.set('if-match', `"${revision}"`);
    return body ? request.send(body) : request;
  };
  const drain = () => test.app.get(OutboxPump).drainOnce();
  const deliveries = async (query = '') =>
    (await send('get', `${made.id}/deliveries${query}`)).body.items as {
      id: string;
      type: string;
      status: string;
      nextAt: string | null;
      attempts: { n: number; status: number | null; error: string | null }[];
    }[];
  /** Signed at the clock's moment, which the library takes from the machine. */
  const check = ({ headers, text }: Received, secret: string): unknown => {
    const content = `${headers['webhook-id'] as string}.${headers['webhook-timestamp'] as string}.${text}`;
    const hook = new Webhook(secret);
    const at = new Date(Number(headers['webhook-timestamp']) * 1000);
    const signature = hook.sign(headers['webhook-id'] as string, at, text);
    const signatures = String(headers['webhook-signature']).split(' ');
    expect(signatures).toContain(signature);
    return { content, signatures };
  };

  it('tell an agency’s system that it is asked, signed in both ways, with ids and states alone', async () => {
    receiver.received.length = 0;
    const id = await desk.openCase();
    const { body } = await desk.walk(id, toOffer);
    const [offer] = body['offers'] as { id: string }[];
    expect(receiver.received).toEqual([]);
    await drain();
    expect(receiver.types).toEqual(['referral.offered']);
    const [told] = receiver.received as [Received];
    expect(told.body).toEqual({
      specversion: '1.0',
      id: told.headers['webhook-id'],
      source: 'urn:front-door:ontario-211',
      type: 'referral.offered',
      subject: `referrals/${offer?.id}`,
      time: test.clock.now().toISOString(),
      datacontenttype: 'application/json',
      data: { referral: offer?.id, case: id, service: expect.any(String), status: 'offered' },
    });
    const { content, signatures } = check(told, made.secret) as { content: string; signatures: string[] };
    const byKey = signatures.find((one) => one.startsWith('v1a,')) ?? '';
    const shown = made.secrets.flatMap(({ publicKey }) => publicKey ?? [])[0] ?? '';
    const signed = Buffer.from(byKey.slice(4), 'base64');
    expect(verify(null, Buffer.from(content), publicKeyOf(shown), signed)).toBe(true);
    expect(verify(null, Buffer.from(`${content} `), publicKeyOf(shown), signed)).toBe(false);
  });

  it('tell of each status, and of the case while the agency has it, in order', async () => {
    receiver.received.length = 0;
    const id = await desk.openCase();
    const [offer] = (await desk.walk(id, toOffer)).body['offers'] as { id: string }[];
    await agency.post(`/referrals/${offer?.id}/accept`, {});
    await agency.post(`/referrals/${offer?.id}/start`, {});
    await agency.post(`/referrals/${offer?.id}/complete`, { outcome: 'supported' });
    await drain();
    const ofReferral = receiver.types.filter((type) => type.startsWith('referral.'));
    expect(ofReferral).toEqual(['referral.offered', 'referral.accepted', 'referral.in-progress', 'referral.completed']);
  });

  it('send a message that says nothing, for a test', async () => {
    receiver.received.length = 0;
    const sent = await send('post', `${made.id}/test`);
    expect([sent.status, sent.body]).toEqual([202, { id: expect.any(String) }]);
    await drain();
    expect(receiver.received.map(({ headers, body }) => [headers['webhook-id'], body.type])).toEqual([
      [sent.body.id, 'webhook.test'],
    ]);
  });

  it('try again later what was not taken, in order, and other agencies do not wait', async () => {
    receiver.received.length = 0;
    receiver.answer = () => 503;
    const id = await desk.openCase();
    const [offer] = (await desk.walk(id, toOffer)).body['offers'] as { id: string }[];
    await drain();
    await agency.post(`/referrals/${offer?.id}/decline`, { reason: 'full' });
    await drain();
    expect(receiver.received).toEqual([]);
    const offered = (await deliveries('?status=waiting')).find(({ type }) => type === 'referral.offered');
    expect(offered).toMatchObject({
      type: 'referral.offered',
      attempts: [{ n: 1, status: 503, error: 'answered 503' }],
    });
    expect(offered?.nextAt).toBe(new Date(test.clock.now().getTime() + backoff(1)).toISOString());
    receiver.answer = () => 204;
    await drain();
    expect(receiver.received).toEqual([]);
    test.clock.advance(backoff(1));
    await drain();
    expect(receiver.types).toEqual(['referral.offered', 'referral.declined']);
  });

  it('are told again, on demand, by the same ids', async () => {
    const before = [...receiver.received];
    receiver.received.length = 0;
    const ids = before.map(({ headers }) => headers['webhook-id']);
    const again = await send('post', `${made.id}/replays`, { ids });
    expect([again.status, again.body]).toEqual([202, { messages: 2, until: null }]);
    await drain();
    expect(receiver.received.map(({ body }) => body)).toEqual(before.map(({ body }) => body));
    expect((await send('post', `${made.id}/replays`, { since: '2020-01-01T00:00:00Z' })).body.messages).toBeGreaterThan(
      5,
    );
    expect((await send('post', `${made.id}/replays`, {})).status).toBe(422);
    const local = await send('post', `${made.id}/replays`, { since: '2020-01-01T00:00:00' });
    expect(local.body).toMatchObject({ errors: [{ pointer: '/since', detail: expect.stringContaining('UTC') }] });
    await drain();
  });

  it('show what was told to the agency’s own people too, who change nothing; the case number only to who works on cases', async () => {
    const id = await desk.openCase();
    const { body } = await desk.walk(id, toOffer);
    const path = `/webhooks/${made.id}/deliveries?limit=1`;
    const numberFor = async (who: Desk) =>
      ((await who.get(path)).body['items'] as { number: string | null }[])[0]?.number;
    expect(await numberFor(agency)).toBe(body['number']);
    expect(await numberFor(await Desk.at(test, 'supervisor'))).toBe(body['number']);
    expect(await numberFor(await Desk.at(test, 'program-admin'))).toBe(null);
    expect((await (await Desk.at(test, 'agency-worker', 'sophie-nguyen')).get(path)).status).toBe(404);
    expect((await agency.get('/agencies/kids-help-phone/webhooks')).text).toContain(receiver.url);
    for (const [what, said] of [
      [`/webhooks/${made.id}/rotate`, {}],
      ['/agencies/kids-help-phone/webhooks', { url: receiver.url }],
    ] as const)
      expect((await agency.post(what, said)).status).toBe(403);
    expect((await agency.post(`/webhooks/${made.id}/test`, null)).status).toBe(202);
    await drain();
  });

  it('lose nothing of hours in which nobody answered, and come at once and in order when somebody does', async () => {
    receiver.received.length = 0;
    receiver.answer = () => 503;
    const ids = [await desk.openCase(), await desk.openCase()];
    for (const id of ids) {
      const [offer] = (await desk.walk(id, toOffer)).body['offers'] as { id: string }[];
      await drain();
      await agency.post(`/referrals/${offer?.id}/decline`, { reason: 'full' });
    }
    // Four hours: as long as everybody's sessions bear. A whole day is in outbox.db.spec.ts.
    for (let hour = 0; hour < 4; hour++) {
      await drain();
      test.clock.advance(3_600_000);
    }
    receiver.answer = () => 204;
    await send('post', `${made.id}/test`);
    await drain();
    expect((await send('get', made.id)).body).toMatchObject({ failingSince: null });
    for (const id of ids) {
      const ofCase = receiver.received.filter(({ body }) => body.data['case'] === id).map(({ body }) => body.type);
      expect(ofCase).toEqual(['referral.offered', 'referral.declined']);
    }
  });

  it.each([302, 500, 404])('do not take %i for a yes, and follow nobody', async (status) => {
    receiver.answer = () => status;
    receiver.received.length = 0;
    const { id } = (await send('post', `${made.id}/test`)).body as { id: string };
    await drain();
    const [found] = (await deliveries('?status=waiting')).filter((one) => one.id === id);
    expect(found?.attempts[0]).toMatchObject({ status });
    expect(receiver.received.length).toBe(status === 302 ? 1 : 0);
  });

  it('are switched off by 410, and the supervisors hear of it; what was missed is told later', async () => {
    receiver.answer = () => 410;
    const id = await desk.openCase();
    await desk.walk(id, toOffer);
    await drain();
    const off = await send('get', made.id);
    expect(off.body).toMatchObject({ enabled: false, disabledWhy: 'gone' });
    const alerts = await test.http.get('/api/v1/alerts').set('authorization', await test.signIn('supervisor'));
    expect((alerts.body as { items: object[] }).items).toContainEqual(
      expect.objectContaining({ case: id, about: 'webhook-gone' }),
    );
    await desk.walk(await desk.openCase(), toOffer);
    expect(await deliveries('?status=missed')).toMatchObject([{ type: 'referral.offered', attempts: [] }]);
    receiver.answer = () => 204;
    receiver.received.length = 0;
    const on = await send('patch', made.id, { enabled: true }, off.body.revision as number);
    expect(on.body).toMatchObject({ enabled: true, disabledWhy: null, failingSince: null });
    const missed = (await deliveries('?status=missed')).map((one) => one.id);
    await send('post', `${made.id}/replays`, { ids: missed });
    await drain();
    expect(missed).toHaveLength(1);
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual(expect.arrayContaining(missed));
  });

  it('are switched off by 410 to a test, too: the supervisors hear of it, though it is about no case', async () => {
    const { id } = (await add({ url: receiver.url, events: ['webhook.test'] })).body as Made;
    receiver.answer = () => 410;
    await send('post', `${id}/test`);
    await drain();
    receiver.answer = () => 204;
    expect((await send('get', id)).body).toMatchObject({ enabled: false, disabledWhy: 'gone' });
    const { body } = await test.http.get('/api/v1/alerts').set('authorization', await test.signIn('supervisor'));
    expect((body as { items: object[] }).items).toContainEqual(
      expect.objectContaining({
        ...{ case: null, contact: null, number: null, state: null, about: 'webhook-gone' },
        programTitle: expect.objectContaining({ en: 'Kids Help Phone' }),
      }),
    );
  });

  it('are where who administers says, or the agency itself: nobody else, and its people are told', async () => {
    const authorization = await test.signIn('supervisor');
    const { revision } = (await send('get', made.id)).body as Made;
    const supervised = test.http
      .patch(`/api/v1/webhooks/${made.id}`)
      .set({ authorization, 'if-match': `"${revision}"` });
    expect((await supervised.send({ url: 'https://elsewhere.example.org/' })).status).toBe(403);
    expect((await test.http.get(`/api/v1/webhooks/${made.id}`).set({ authorization })).status).toBe(200);
    const alerts = async () =>
      ((await agency.get('/alerts?limit=200')).body['items'] as { about: string; case: unknown }[]).filter(
        ({ about }) => about === 'webhook-address',
      );
    const before = await alerts();
    expect((await send('patch', made.id, { url: `${receiver.url}/new` }, revision)).status).toBe(200);
    const after = await alerts();
    expect([after.length, after[0]?.case]).toEqual([before.length + 1, null]);
  });

  it('are signed with both secrets while a partner changes over, and with the new one alone after that', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const rotate = () =>
      test.http
        .post(`/api/v1/webhooks/${made.id}/rotate`)
        .set('authorization', admin)
        .set(key)
        .send({ overlapHours: 2 });
    const first = (await rotate()).body as Made;
    // The same request again tells the same secret; no table holds it in the open.
    expect((await rotate()).body).toEqual(first);
    const kept = await test.database.ownerQuery(
      `SELECT convert_from(body, 'UTF8') AS body FROM idempotency_keys WHERE encoding = 'identity'`,
    );
    expect(JSON.stringify(kept)).not.toContain(first.secret.slice(6));
    expect(first.secrets.map(({ publicKey }) => publicKey === null)).toHaveLength(4);
    const told = async () => {
      receiver.received.length = 0;
      await send('post', `${made.id}/test`);
      await drain();
      return receiver.received[0] as Received;
    };
    const overlapping = await told();
    check(overlapping, made.secret);
    check(overlapping, first.secret);
    test.clock.advance(2 * 3_600_000);
    const after = await told();
    check(after, first.secret);
    expect(() => check(after, made.secret)).toThrow();
  });

  it.each([
    'https://10.1.2.3/x',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
    'http://93.184.216.34/',
    'https://user:secret@partner.example.org/',
    'ftp://partner.example.org/',
    'partner.example.org',
  ])('are not sent to %s', async (url) => {
    expect((await add({ url })).body).toMatchObject({ status: 422, errors: [{ pointer: '/url' }] });
  });

  it('tell that a case moved, never where to: who has just lost it could read of a danger there', async () => {
    receiver.received.length = 0;
    receiver.answer = () => 204;
    const gerstein = { url: receiver.url, events: ['case.moved'] };
    const authorized = test.http.post('/api/v1/agencies/gerstein-centre/webhooks').set('authorization', admin);
    expect((await authorized.send(gerstein)).status).toBe(201);
    const id = await openDispatch(desk);
    await desk.walk(id, ['hand-over']);
    await desk.post(`/cases/${id}/events`, { event: 'withdraw-consent', disclosure: 'team-brief' });
    await desk.post(`/cases/${id}/events`, { event: 'call-off', why: 'solved' });
    await drain();
    const told = receiver.received.filter(({ body: { subject } }) => subject === `cases/${id}`);
    expect(told.length).toBeGreaterThanOrEqual(2);
    for (const { body: of } of told) expect(of.data).toEqual({ case: id, revision: expect.any(Number) });
  });

  it('are told of a step, and never hold it up: not while one is removed beside it, nor when telling fails', async () => {
    receiver.answer = () => 204;
    const [gone, offers] = [(await add({ url: receiver.url })).body as Made, [] as string[]];
    for (let n = 0; n < 3; n++) {
      const { body } = await desk.walk(await desk.openCase(), toOffer);
      offers.push(...(body['offers'] as { id: string }[]).map(({ id }) => id));
    }
    const [first, second, third] = offers;
    const who: Who = { tenant: 'ontario-211', person: 'ada', role: 'program-admin', agency: null };
    await test.database.unitOfWork.run(who, async (tx) => {
      await lockWebhook(tx, gone.id);
      removeWebhook(tx, gone.id);
      await tx.sql('test.removed', 'SELECT 1');
      expect((await agency.post(`/referrals/${first}/accept`, {})).body).toMatchObject({ status: 'accepted' });
    });
    const { ownerQuery } = test.database;
    await ownerQuery(
      `ALTER TABLE webhook_messages ADD CONSTRAINT broken CHECK (type <> 'referral.accepted') NOT VALID`,
    );
    expect((await agency.post(`/referrals/${second}/accept`, {})).body).toMatchObject({ status: 'accepted' });
    await ownerQuery('ALTER TABLE webhook_messages DROP CONSTRAINT broken');
    const [alert] = await ownerQuery(
      `SELECT a.queue, a.about, a.state FROM alerts a JOIN referrals r ON r.case_id = a.case_id WHERE r.id = $1`,
      [second],
    );
    expect(alert).toEqual({ queue: 'supervisors', about: 'webhook-undelivered', state: 'kids-help-phone' });
    // Two that wait for each other: the step is taken again as a whole, and tells then.
    await ownerQuery(`CREATE SEQUENCE stuck_times;
      GRANT USAGE ON stuck_times TO PUBLIC;
      CREATE FUNCTION stuck_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('public.stuck_times') = 1 THEN RAISE deadlock_detected; END IF; RETURN NEW; END $$;
      CREATE TRIGGER stuck_once BEFORE INSERT ON webhook_messages FOR EACH ROW EXECUTE FUNCTION stuck_once()`);
    expect((await agency.post(`/referrals/${third}/accept`, {})).body).toMatchObject({ status: 'accepted' });
    await ownerQuery(
      'DROP TRIGGER stuck_once ON webhook_messages; DROP FUNCTION stuck_once; DROP SEQUENCE stuck_times',
    );
    const told = await ownerQuery(`SELECT FROM webhook_messages WHERE type = 'referral.accepted' AND subject = $1`, [
      `referrals/${third}`,
    ]);
    expect(told.length).toBeGreaterThan(0);
  });

  it('are ten of an agency at most, and few tests of one wait at a time', async () => {
    const many = await Promise.all(Array.from({ length: 10 }, () => add({ url: receiver.url })));
    const added = many.filter(({ status }) => status === 201).map(({ body }) => body as Made);
    const listed = await test.http.get('/api/v1/agencies/kids-help-phone/webhooks').set('authorization', admin);
    const { items } = listed.body as { items: Made[] };
    expect(items).toHaveLength(10);
    const paged: Made[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page = test.http.get('/api/v1/agencies/kids-help-phone/webhooks').query({ limit: 4, cursor: next });
      const { body } = await page.set('authorization', admin);
      paged.push(...(body as { items: Made[] }).items);
      ({ next } = body as { next: string | null });
    }
    expect(paged).toEqual(items);
    const [refused] = many.filter(({ status }) => status !== 201);
    expect(refused?.body).toMatchObject({ status: 409, type: '/problems/too-many-webhooks' });
    const [one] = added as [Made];
    const tests = await Promise.all(Array.from({ length: 7 }, () => send('post', `${one.id}/test`)));
    expect(tests.map(({ status }) => status).sort()).toEqual([202, 202, 202, 202, 202, 409, 409]);
    await drain();
    expect((await send('post', `${one.id}/test`)).status).toBe(202);
    for (const { id, revision } of added) await send('delete', id, undefined, revision);
    const left = await test.database.ownerQuery(`SELECT FROM outbox WHERE receiver = $1 AND delivered_at IS NULL`, [
      `webhook/${one.id}`,
    ]);
    expect(left).toEqual([]);
  });

  it('are changed by whoever saw how they are, and removed', async () => {
    const { id, revision } = (await add({ url: receiver.url, events: ['referral.offered'] })).body as Made;
    expect((await send('patch', id, { enabled: false })).status).toBe(428);
    const changed = await send('patch', id, { description: 'Ours' }, revision);
    expect(changed.body).toMatchObject({ description: 'Ours', events: ['referral.offered'] });
    expect((await send('delete', id, undefined, revision)).status).toBe(412);
    await send('post', `${id}/test`);
    expect((await send('delete', id, undefined, changed.body.revision as number)).status).toBe(204);
    expect((await send('get', id)).status).toBe(404);
    const kept = () => test.database.ownerQuery('SELECT FROM webhook_messages WHERE webhook_id = $1', [id]);
    await test.app.get(Sweep).sweepOnce();
    expect(await kept()).toHaveLength(1);
    test.clock.advance((keepMessagesDays + 1) * 86_400_000);
    await test.app.get(Sweep).sweepOnce();
    expect(await kept()).toEqual([]);
  });
});
