import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type KeptMails, Mailer } from '../../apps/api/links/mail.js';
import { OutboxPump } from '../../libs/platform/index.js';
import { Desk } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { dispatch } from '../setup/dispatched.js';
import { Watch } from '../setup/watch.js';

const safe = { 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.suicide': 'none' };
/** The directory has no number of the office: what was found is said along. */
const numberFound = { event: 'number-found', office_number: '613-555-0100' };
const toDso = [
  { ...safe, 'safety.safe_to_talk': 'yes' },
  { lang: 'en', caller_role: 'family', reason: 'developmental', postal: 'K1A 0B1', dob: '2008-11-20' },
  { existing: 'no', dd_known: 'yes', urgent: 'no', consent: 'yes' },
  numberFound,
  'give-consent',
];

interface Item {
  readonly id: string;
  readonly case: string;
  readonly box: string;
  readonly number: string | null;
  readonly brief: readonly { readonly question: string }[] | null;
  readonly etag: string;
  readonly agreed: { readonly by: string; readonly stands: boolean } | null;
  readonly changed: readonly { readonly question: string }[];
  readonly holding: { readonly state: string; readonly allowed: readonly { readonly event: string }[] } | null;
}
interface Message {
  readonly writtenBy: string;
  readonly name: string | null;
  readonly text: string;
}

describe('the inbox of an agency', () => {
  let test: TestApp;
  let navigator: Desk;
  let eastern: Desk;
  beforeAll(async () => {
    test = await startTestApp();
    navigator = await Desk.at(test);
    eastern = await at('dso-eastern');
  });
  afterAll(() => test.stop());

  const at = async (agency: string): Promise<Desk> =>
    new Desk(await test.app.getUrl(), await test.signIn('agency-worker', 'ontario-211', { agency }));
  async function offered(): Promise<{ id: string; referral: string; number: string }> {
    const opened = await navigator.post('/cases', { program: 'dso', channel: 'phone', language: 'en' });
    const id = String(opened.body['id']);
    const { body } = await navigator.walk(id, toDso);
    return { id, referral: (body['offers'] as { id: string }[])[0]!.id, number: String(body['number']) };
  }
  const inbox = async (box: string, id: string, desk = eastern): Promise<Item | undefined> =>
    ((await desk.get(`/referrals?box=${box}&limit=200`)).body['items'] as Item[]).find((one) => one.case === id);
  const takeBack = (id: string) =>
    navigator.post(`/cases/${id}/events`, { event: 'withdraw-consent', disclosure: 'brief' });
  const write = (desk: Desk, referral: string, text: string, key: string = randomUUID()) =>
    desk.post(`/referrals/${referral}/messages`, { text }, { 'idempotency-key': key });
  const messages = async (desk: Desk, referral: string) => (await desk.get(`/referrals/${referral}/messages`)).body;
  const alerts = async (desk: Desk, id: string) =>
    ((await desk.get('/alerts?waiting=true')).body['items'] as { case: string; about: string; queue: string }[])
      .filter((one) => one.case === id)
      .map(({ about, queue }) => `${about} ${queue}`);

  it('has what waits, with who agreed to what, and then what it may do with the case', async () => {
    const { id, referral, number } = await offered();
    expect(await inbox('waiting', id)).toMatchObject({
      number,
      agreed: { by: 'self', stands: true, until: null, purpose: { en: expect.any(String), fr: expect.any(String) } },
      changed: [],
      holding: null,
    });
    expect(await inbox('taken', id)).toBeUndefined();
    await eastern.post(`/referrals/${referral}/accept`, null);
    const { holding, ...taken } = (await inbox('taken', id))!;
    expect({ ...taken, events: holding?.allowed.map(({ event }) => event) }).toMatchObject({
      number,
      events: ['begin-review', 'close-file', 'other-office'],
    });
    // It is done with it, and has the case all the same.
    await eastern.post(`/referrals/${referral}/complete`, { outcome: 'helped' });
    expect(await inbox('taken', id)).toMatchObject({ status: 'completed', outcome: 'helped' });
    test.clock.advance(1000);
    await eastern.post(`/cases/${id}/events`, { event: 'close-file' });
    expect(await inbox('taken', id)).toBeUndefined();
    expect(await inbox('done', id)).toMatchObject({ number, brief: taken.brief, holding: null });
  });

  it('is done with a client when the case ends with it, and reads what it did; messages end with it', async () => {
    const { id, referral, number } = await offered();
    await eastern.post(`/referrals/${referral}/accept`, null);
    const { brief } = (await inbox('taken', id))!;
    await write(eastern, referral, 'Nobody is at home.');
    test.clock.advance(1000);
    const ended = await eastern.post(`/cases/${id}/events`, { event: 'close-file' });
    expect(ended.body).toMatchObject({ kind: 'end', disposition: expect.any(String) });
    expect(await inbox('taken', id)).toBeUndefined();
    expect(await inbox('done', id)).toMatchObject({ status: 'completed', number, brief, holding: null });
    for (const desk of [navigator, eastern]) {
      expect(await write(desk, referral, 'One more thing.')).toMatchObject({
        status: 409,
        body: { type: '/problems/referral-is-completed' },
      });
      expect(await messages(desk, referral)).toMatchObject({ told: true, mayWrite: false, items: [{}] });
    }
    expect((await navigator.post(`/referrals/${referral}/links`, null)).status).toBe(409);
  });

  it('is done with a client once another agency has taken them, and hears so', async () => {
    const { id, number, offer } = await dispatch(navigator);
    const [taibu, gerstein] = [await at('taibu-chc'), await at('gerstein-centre')];
    await taibu.post(`/referrals/${offer.id}/accept`, null);
    await taibu.walk(id, ['arrive', 'support', { event: 'give-consent', by: 'self' }, 'reach-client', 'crisis-again']);
    expect(await inbox('taken', id, taibu)).toMatchObject({ status: 'accepted' });
    await test.database.ownerQuery(`UPDATE agencies SET link_to = 'taibu@example.org' WHERE id = 'taibu-chc'`);
    const supervisor = new Desk(await test.app.getUrl(), await test.signIn('supervisor'));
    const pick = { event: 'pick-team', agency: 'gerstein-crisis-team' };
    const { body } = await supervisor.walk(id, ['send-team', pick]);
    expect(await inbox('taken', id, taibu)).toMatchObject({ status: 'accepted' });
    const { id: second } = (body['offers'] as { id: string; status: string }[]).find(
      ({ status }) => status === 'offered',
    )!;
    await gerstein.post(`/referrals/${second}/accept`, null);
    const over = { status: 'completed', outcome: 'in-other-hands', brief: null, holding: null, number };
    expect(await inbox('done', id, taibu)).toMatchObject(over);
    expect(await inbox('taken', id, taibu)).toBeUndefined();
    expect(await alerts(taibu, id)).toContain('in-other-hands agency/taibu-chc');
    const { items } = (await taibu.get('/alerts')).body as { items: { about: string }[] };
    expect(items.find(({ about }) => about === 'in-other-hands')).toMatchObject({
      ...{ number, state: null, what: { en: expect.stringContaining('Another agency has this client now') } },
    });
    expect(await inbox('taken', id, gerstein)).toMatchObject({ status: 'accepted' });
    // Who has no account is told, too: which case, and nothing else.
    await test.app.get(OutboxPump).drainOnce();
    const [mail] = (test.app.get(Mailer) as KeptMails).list();
    expect(mail).toMatchObject({
      to: 'taibu@example.org',
      subject: expect.stringContaining(`${number}: another agency`),
    });
    expect(mail!.text).not.toMatch(/link|http|gerstein/i);
    await test.database.ownerQuery(`UPDATE agencies SET link_to = NULL WHERE id = 'taibu-chc'`);
  });

  it('has one card for a client whom it takes again', async () => {
    const { id, number, offer } = await dispatch(navigator);
    const taibu = await at('taibu-chc');
    await taibu.post(`/referrals/${offer.id}/accept`, null);
    await taibu.walk(id, ['arrive', 'support', { event: 'give-consent', by: 'self' }, 'reach-client', 'crisis-again']);
    const supervisor = new Desk(await test.app.getUrl(), await test.signIn('supervisor'));
    const { body } = await supervisor.walk(id, ['send-team', { event: 'pick-team', agency: 'taibu-crisis-team' }]);
    const { id: second } = (body['offers'] as { id: string; status: string }[]).find(
      ({ status }) => status === 'offered',
    )!;
    await taibu.post(`/referrals/${second}/accept`, null);
    expect(await inbox('taken', id, taibu)).toMatchObject({ id: second, status: 'accepted' });
    expect(await inbox('done', id, taibu)).toMatchObject({
      ...{ id: offer.id, status: 'completed', outcome: 'taken-again', number, holding: null },
    });
    expect(await write(taibu, offer.id, 'We are here.')).toMatchObject({
      body: { type: '/problems/referral-is-completed' },
    });
    expect(await write(taibu, second, 'We are here.')).toMatchObject({ status: 201 });
  });

  it('can name for a month a case to which it said no, and of the client is told nothing', async () => {
    const { id, referral, number } = await offered();
    await eastern.post(`/referrals/${referral}/decline`, { reason: 'full' });
    expect(await inbox('done', id)).toMatchObject({ status: 'declined', number, brief: null, holding: null });
    // Ours see it as they see the case; another agency sees nothing of it.
    expect(await inbox('done', id, await at('dso-central-west'))).toBeUndefined();
    const month = 30 * 86_400_000;
    test.clock.advance(month);
    const again = { tenant: 'ontario-211', role: 'agency-worker', agency: 'dso-eastern' };
    const { body } = await test.http.post('/api/v1/demo/sign-in').send(again).expect(200);
    const later = new Desk(await test.app.getUrl(), `Bearer ${(body as { token: string }).token}`);
    expect(await inbox('done', id, later)).toMatchObject({ status: 'declined', number: null });
    test.clock.advance(-month);
  });

  it('says what was said otherwise since it was asked, and not what its own people said', async () => {
    const { id, referral } = await offered();
    await eastern.post(`/referrals/${referral}/accept`, null);
    test.clock.advance(60_000);
    for (const step of ['begin-review', 'find-eligible']) await eastern.walk(id, [step]);
    await eastern.post(`/cases/${id}/events`, { event: 'book-adss', adss_on: '2026-07-02' });
    expect((await inbox('taken', id))?.changed).toEqual([]);
    const other = await offered();
    test.clock.advance(60_000);
    await navigator.walk(other.id, [{ 'safety.safe_to_talk': 'no' }]);
    expect(await inbox('waiting', other.id)).toMatchObject({ changed: [{ question: 'safety.safe_to_talk' }] });
  });

  it('takes a yes to what was read: what is otherwise since comes first, and time alone changes nothing', async () => {
    const { id, referral } = await offered();
    const act = (how: string, etag: string, body: object | null = null, key: string = randomUUID()) =>
      eastern.post(`/referrals/${referral}/${how}`, body, { 'if-match': etag, 'idempotency-key': key });
    const { etag } = (await inbox('waiting', id))!;
    test.clock.advance(60_000);
    expect((await inbox('waiting', id))?.etag).toBe(etag);
    await navigator.walk(id, [{ 'safety.safe_to_talk': 'no' }]);
    const key = randomUUID();
    const stale = await act('accept', etag, null, key);
    const current = await inbox('waiting', id);
    expect(stale).toMatchObject({ status: 412, body: { type: '/problems/it-reads-otherwise-now' } });
    expect(stale.body['current']).toMatchObject({ etag: current?.etag, brief: current?.brief, status: 'offered' });
    expect(stale.headers.get('etag')).toBe(current?.etag);
    const looks = await test.database.ownerQuery(
      `SELECT subject->'told' AS told FROM audit WHERE action = 'read-referral' AND subject->>'referral' = $1`,
      [referral],
    );
    expect(looks).toEqual(Array(4).fill({ told: true }));
    // What they cannot read, ours alone, is no reason to stop; and the same wish, sent again, happens.
    await navigator.walk(id, [{ existing: 'no' }]);
    const taken = await act('accept', current!.etag, null, key);
    expect(taken).toMatchObject({ status: 200, body: { status: 'accepted', etag: taken.headers.get('etag') } });
    expect((await act('accept', current!.etag, null, key)).headers.get('idempotency-replayed')).toBe('true');
    const { etag: now } = (await inbox('taken', id))!;
    test.clock.advance(60_000);
    await navigator.walk(id, [{ 'safety.safe_to_talk': 'yes' }]);
    for (const how of ['start', 'complete']) expect(await act(how, now, {})).toMatchObject({ status: 412 });
    expect((await act('complete', '3', {})).status).toBe(400);
    expect((await act('complete', '*', {})).status).toBe(200);
    const other = await offered();
    const read = (await inbox('waiting', other.id))!.etag;
    await navigator.walk(other.id, [{ 'safety.safe_to_talk': 'no' }]);
    const declined = { 'if-match': read };
    expect((await eastern.post(`/referrals/${other.referral}/decline`, { reason: 'full' }, declined)).status).toBe(200);
  });

  it('says that what was agreed was taken back, and of the client nothing', async () => {
    const { id } = await offered();
    await takeBack(id);
    expect(await inbox('waiting', id)).toMatchObject({ brief: null, changed: [], agreed: { stands: false } });
  });

  describe('messages about a referral', () => {
    it('go both ways, once for each wish, and wait on the list of who is to read them', async () => {
      const { id, referral } = await offered();
      const key = randomUUID();
      const first = await write(eastern, referral, ' Is there a step-free entrance? ', key);
      expect(first).toMatchObject({ status: 201, body: { writtenBy: 'agency', name: expect.any(String) } });
      expect(first.body).not.toHaveProperty('text');
      expect((await write(eastern, referral, ' Is there a step-free entrance? ', key)).text).toBe(first.text);
      await write(eastern, referral, 'And a lift?');
      expect(await alerts(navigator, id)).toEqual(['new-message navigators']);
      expect((await write(navigator, referral, 'Yes, both.')).status).toBe(201);
      expect(await alerts(eastern, id)).toEqual(['new-message agency/dso-eastern']);
      for (const desk of [navigator, eastern]) {
        const { items, told, mayWrite } = await messages(desk, referral);
        expect({ told, mayWrite, items: (items as Message[]).map((one) => `${one.writtenBy}: ${one.text}`) }).toEqual({
          told: true,
          mayWrite: true,
          items: ['helpline: Yes, both.', 'agency: And a lift?', 'agency: Is there a step-free entrance?'],
        });
      }
    });

    it('are heard of at once by both sides, and by no other agency', async () => {
      const { referral } = await offered();
      const url = await test.app.getUrl();
      const watch = async (agency: string) => {
        const one = await Watch.at(url, await test.signIn('agency-worker', 'ontario-211', { agency }));
        await one.until(({ told }) => told.length > 0);
        return one;
      };
      const [theirs, others] = [await watch('dso-eastern'), await watch('dso-toronto')];
      await write(navigator, referral, 'The family called again.');
      // What was written just before may still come first.
      const isThis = ({ event, data }: { event: string; data: unknown }) =>
        event === 'message' && (data as { referral?: string }).referral === referral;
      await theirs.until(({ told }) => told.some(isThis));
      expect(theirs.told.some(isThis)).toBe(true);
      expect(others.told.map(({ event }) => event)).toEqual(['resync']);
      for (const one of [theirs, others]) one.leave();
    });

    it('are hidden from the agency once consent was taken back, its own words too; it may still write to us', async () => {
      const { id, referral } = await offered();
      await eastern.post(`/referrals/${referral}/accept`, null);
      await write(navigator, referral, 'Marie moved in with her aunt.');
      const key = randomUUID();
      await write(eastern, referral, 'Then we meet Marie there.', key);
      await takeBack(id);
      expect(await messages(eastern, referral)).toMatchObject({ items: [], told: false, mayWrite: true });
      expect(await inDatabase('dso-eastern', referral)).toBe(0);
      expect((await write(eastern, referral, 'Then we meet Marie there.', key)).text).not.toContain('Marie');
      expect(await write(navigator, referral, 'One more thing')).toMatchObject({
        status: 409,
        body: { type: '/problems/nothing-may-be-told' },
      });
      expect((await write(eastern, referral, 'We stood down.')).status).toBe(201);
      expect(((await messages(navigator, referral))['items'] as Message[]).map(({ text }) => text)).toEqual([
        'We stood down.',
        'Then we meet Marie there.',
        'Marie moved in with her aunt.',
      ]);
    });

    it('are of that referral alone: to another agency there are none, by any way', async () => {
      const { referral } = await offered();
      await write(navigator, referral, 'For Eastern alone.');
      const toronto = await at('dso-toronto');
      expect((await toronto.get(`/referrals/${referral}/messages`)).status).toBe(404);
      expect((await write(toronto, referral, 'Hello?')).status).toBe(404);
      expect(await inDatabase('dso-toronto', referral)).toBe(0);
      expect(await inDatabase('dso-eastern', referral)).toBe(1);
      // Nor may it speak for us, or for somebody else.
      for (const [agency, by] of [
        ['dso-eastern', 'helpline'],
        ['dso-toronto', 'agency'],
      ] as const) {
        await expect(insert(agency, referral, by)).rejects.toThrow(/row-level security/);
      }
    });

    it('end with the referral, and are short', async () => {
      const { referral } = await offered();
      for (const text of ['', '  \n ', 'x'.repeat(1001)]) {
        expect(await write(eastern, referral, text)).toMatchObject({
          status: 422,
          body: { errors: expect.any(Array) },
        });
      }
      await eastern.post(`/referrals/${referral}/decline`, { reason: 'full' });
      expect(await write(eastern, referral, 'Sorry.')).toMatchObject({
        status: 409,
        body: { type: expect.any(String) },
      });
      expect(await messages(eastern, referral)).toMatchObject({ told: false, mayWrite: false });
    });

    const inTheirName = (agency: string) => ({
      ...{ tenant: 'ontario-211', person: 'somebody', role: 'agency-worker' },
      agency,
    });
    const inDatabase = (agency: string, referral: string): Promise<number> =>
      test.database.unitOfWork.run(inTheirName(agency), async (tx) => {
        const rows = await tx.sql('spec.messages', 'SELECT FROM referral_messages WHERE referral_id = $1', [referral]);
        return rows.length;
      });
    const insert = (agency: string, referral: string, by: string): Promise<unknown> =>
      test.database.unitOfWork.run(inTheirName(agency), (tx) =>
        tx.sql(
          'spec.write-message',
          `INSERT INTO referral_messages (tenant_id, id, referral_id, agency_id, written_by, person_id, text, at)
           VALUES ('ontario-211', gen_random_uuid(), $1, $2, $3, 'somebody', 'x', now())`,
          [referral, agency, by],
        ),
      );
  });
});
