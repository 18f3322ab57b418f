import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TimerPump } from '../../libs/platform/index.js';
import { startTestApp, type TestApp } from '../setup/app.js';

describe('lines and contacts', () => {
  let app: TestApp;
  let token: string;
  beforeAll(async () => {
    app = await startTestApp();
    token = await app.signIn('navigator');
  });
  afterAll(() => app.stop());

  const post = (path: string, body: object, key: string = randomUUID()) =>
    app.http.post(`/api/v1${path}`).set('authorization', token).set('idempotency-key', key).send(body);
  const call = { line: 'good2talk', channel: 'phone', language: 'en' };
  const open = async (): Promise<string> => (await post('/contacts', call).expect(201)).body.id;

  it('lists the lines with their greetings in both languages, and which of them open a case here', async () => {
    const answer = await app.http.get('/api/v1/lines').set('authorization', token).set('accept-language', 'fr');
    const named = (id: string) => answer.body.items.find((line: { id: string }) => line.id === id);
    expect([named('good2talk'), named('core-211')]).toMatchObject([
      {
        id: 'good2talk',
        number: '1-866-925-5454',
        loaded: true,
        open: true,
        hours: expect.stringContaining('24 heures'),
      },
      { id: 'core-211', loaded: false },
    ]);
    expect(named('good2talk').greeting).toEqual({ en: expect.any(String), fr: expect.any(String) });
  });

  it('opens a contact for the navigator, with the bilingual greeting recorded', async () => {
    const answer = await post('/contacts', { ...call, interpreter: 'ar', inquirer: 'third-party' }).expect(201);
    expect(answer.body).toMatchObject({
      line: 'good2talk',
      interpreter: 'ar',
      inquirer: 'third-party',
      greeted: true,
      greetedIn: ['en', 'fr'],
      owner: { kind: 'person', id: 'amina-diallo' },
      status: 'open',
      cases: [],
      due: '2026-06-01T13:00:00.000Z',
    });
    expect(answer.headers.location).toBe(`/api/v1/contacts/${answer.body.id}`);
    const read = await app.http.get(answer.headers.location!).set('authorization', token).expect(200);
    expect(read.body).toEqual(answer.body);
    expect(read.headers.etag).toBe('"1"');
  });

  it.each(['1-866-925-5454', '+18669255454', '(866) 925 5454', 'tel:+1-866-925-5454'])(
    'knows the line by the number dialled: %s',
    async (line) => {
      expect((await post('/contacts', { ...call, line }).expect(201)).body.line).toBe('good2talk');
    },
  );

  it('opens one contact for a repeated request', async () => {
    const key = randomUUID();
    const first = await post('/contacts', call, key).expect(201);
    const again = await post('/contacts', call, key).expect(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    await post('/contacts', { ...call, language: 'fr' }, key).expect(422);
  });

  it.each([
    ['/line', { ...call, line: 'nobody' }],
    ['/channel', { ...call, channel: 'smoke' }],
    ['/language', { ...call, language: 'English!' }],
    ['/interpreter', { ...call, interpreter: 7 }],
    ['/inquirer', { ...call, inquirer: 'aunt' }],
    ['/owner', { ...call, owner: 'me' }],
  ])('says which field does not fit: %s', async (pointer, body) => {
    const answer = await post('/contacts', body).expect(422);
    expect(answer.body.errors).toMatchObject([{ pointer }]);
  });

  it('names the cases that were opened within it', async () => {
    const contact = await open();
    const opened = await post('/cases', { program: 'good2talk', contact, channel: 'phone', language: 'en' }).expect(
      201,
    );
    const read = await app.http.get(`/api/v1/contacts/${contact}`).set('authorization', token).expect(200);
    expect(read.body.cases).toEqual([opened.body.id]);
  });

  it('goes on in another language with an interpreter, and without one again', async () => {
    const id = await open();
    const spoken = await post(`/contacts/${id}/language`, { language: 'es', interpreter: 'es' }).expect(200);
    expect(spoken.body).toMatchObject({ language: 'es', interpreter: 'es', revision: 2 });
    const alone = await post(`/contacts/${id}/language`, { language: 'fr' }).expect(200);
    expect(alone.body).toMatchObject({ language: 'fr', interpreter: null, revision: 3 });
  });

  it('learns in the middle of a call who calls for whom; questions and consents follow what is known of the caller', async () => {
    const contact = { ...call, line: 'dso', inquirer: 'third-party', relation: 'family' };
    const { id } = (await post('/contacts', contact).expect(201)).body;
    const opened = await post('/cases', { program: 'dso', contact: id, channel: 'phone', language: 'en' }).expect(201);
    const path = `/cases/${opened.body.id}`;
    const read = async () => (await app.http.get(`/api/v1${path}`).set('authorization', token).expect(200)).body;
    const say = async (answers: object) => {
      const { headers } = await app.http.get(`/api/v1${path}`).set('authorization', token);
      return (await post(`${path}/answers`, { answers }).set('if-match', headers['etag']!).expect(200)).body;
    };
    const suggested = ({ questions }: { questions: { id: string; suggested: unknown }[] }) =>
      questions.find((one) => one.id === 'caller_role')?.suggested;
    const safe = { 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.suicide': 'none' };
    expect(suggested(await say(safe))).toBe('family');
    const alone = await post(`/contacts/${id}/inquirer`, { inquirer: 'self' }).expect(200);
    expect(alone.body).toMatchObject({ inquirer: 'self', relation: null, revision: 2 });
    expect(await read()).toMatchObject({ inquirer: 'self', relation: null });
    // It is also what stands where nobody has asked: it is never proposed.
    expect(suggested(await read())).toBeNull();
    await post(`/contacts/${id}/inquirer`, { inquirer: 'self', relation: 'friend' }).expect(422);
    // Nothing here is like a friend: it is asked.
    await post(`/contacts/${id}/inquirer`, { inquirer: 'third-party', relation: 'friend' }).expect(200);
    expect(suggested(await read())).toBeNull();
    const decides = { inquirer: 'third-party', relation: 'substitute-decision-maker' };
    await post(`/contacts/${id}/inquirer`, decides).expect(200);
    expect(suggested(await read())).toBe('substitute-decision-maker');
    await say({ lang: 'en', caller_role: 'substitute-decision-maker', reason: 'developmental', postal: 'prefer-not' });
    await say({ area: 'york' });
    const asked = await say({ dob: '1999-04-20', urgent: 'yes', existing: 'no', dd_known: 'yes' });
    expect(asked).toMatchObject({ state: 'consent', consent: { givenBy: ['substitute', 'self', 'third-party'] } });
  });

  it('is closed by its note, once and for all', async () => {
    const id = await open();
    await post(`/contacts/${id}/wrap-up`, { note: '' }).expect(422);
    const closed = await post(`/contacts/${id}/wrap-up`, { note: 'Will call again.' }).expect(200);
    expect(closed.body).toMatchObject({ status: 'closed', note: 'Will call again.', owner: null, due: null });
    const late = await post(`/contacts/${id}/language`, { language: 'fr' }).expect(409);
    expect(late.body.type).toBe('/problems/contact-is-closed');
    await post(`/contacts/${id}/wrap-up`, { note: 'Again.' }).expect(409);
  });

  it('leaves in the audit log who opened, read and closed it', async () => {
    const id = await open();
    await app.http.get(`/api/v1/contacts/${id}`).set('authorization', token).expect(200);
    await post(`/contacts/${id}/wrap-up`, { note: 'Done.' }).expect(200);
    const rows = await app.database.ownerQuery(
      `SELECT person_id, action FROM audit WHERE subject->>'contact' = $1 ORDER BY seq`,
      [id],
    );
    expect(rows).toEqual(
      ['open-contact', 'read-contact', 'wrap-up-contact'].map((action) => ({ person_id: 'amina-diallo', action })),
    );
  });

  it('goes to the supervisors when its time is over, then to the managers on call, never to nobody', async () => {
    const id = await open();
    const owner = async () =>
      (await app.http.get(`/api/v1/contacts/${id}`).set('authorization', token).expect(200)).body.owner;
    app.clock.advance(60 * 60_000);
    await app.app.get(TimerPump).drainOnce();
    expect(await owner()).toEqual({ kind: 'queue', id: 'supervisors' });
    app.clock.advance(30 * 60_000);
    await app.app.get(TimerPump).drainOnce();
    expect(await owner()).toEqual({ kind: 'queue', id: 'on-call-managers' });
  });

  it('shows the directory, and routing obeys a capacity change at once', async () => {
    const supervisor = await app.signIn('agency-worker');
    const get = () => app.http.get('/api/v1/agencies/kids-help-phone').set('authorization', supervisor).expect(200);
    const { headers, body } = await get();
    expect(body).toMatchObject({ id: 'kids-help-phone', services: [{ phone: '1-800-668-6868', open: true }] });
    const put = (etag: string | null, change: object) => {
      const request = app.http.put('/api/v1/agencies/kids-help-phone/capacity').set('authorization', supervisor);
      return (etag === null ? request : request.set('if-match', etag)).send(change);
    };
    await put(null, { state: 'full' }).expect(428);
    const full = await put(headers.etag!, { state: 'full' }).expect(200);
    expect(full.body.services[0].capacity).toEqual({ state: 'full', fullUntil: null });
    const stale = await put(headers.etag!, { state: 'open' }).expect(412);
    expect(stale.body.current.services[0].capacity.state).toBe('full');
    const past = await put(full.headers.etag!, { state: 'full', fullUntil: '2020-01-01T00:00:00Z' }).expect(422);
    expect(past.body.errors).toMatchObject([{ pointer: '/fullUntil' }]);
    await put(full.headers.etag!, { state: 'open', service: 'nobody' }).expect(422);
  });

  it('shows an agency itself alone', async () => {
    const agency = await app.signIn('agency-worker');
    const { body } = await app.http.get('/api/v1/agencies').set('authorization', agency).expect(200);
    expect(body.items.map((item: { id: string }) => item.id)).toEqual(['kids-help-phone']);
    await app.http.get('/api/v1/agencies/connexontario').set('authorization', agency).expect(404);
    const other = app.http.put('/api/v1/agencies/connexontario/capacity').set('authorization', agency);
    await other.set('if-match', '"1"').send({ state: 'full' }).expect(404);
  });

  it('names the programs and their active versions', async () => {
    const list = await app.http.get('/api/v1/programs').set('authorization', token).expect(200);
    const good2talk = list.body.items.find((program: { id: string }) => program.id === 'good2talk');
    expect(good2talk).toMatchObject({ id: 'good2talk', version: 1, publishedBy: null, drafts: 0 });
    const one = await app.http.get('/api/v1/programs/good2talk').set('authorization', token).expect(200);
    expect(one.body).toEqual(good2talk);
    await app.http.get('/api/v1/programs/nobody').set('authorization', token).expect(404);
  });
});
