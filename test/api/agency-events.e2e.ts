import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadCase } from '../../libs/cases/index.js';
import { TimerPump } from '../../libs/platform/index.js';
import { Desk } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';

const nowhere = '01890a5d-ac96-774b-bcce-b302099a8057';
const safe = { 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.suicide': 'none' };
/** The directory has no number of the office: what was found is said along. */
const numberFound = { event: 'number-found', office_number: '613-555-0100' };
/** A girl of 17 in Ottawa; the tests begin in June 2026. */
const told = [
  { ...safe, 'safety.safe_to_talk': 'yes' },
  { lang: 'en', caller_role: 'family', reason: 'developmental', postal: 'K1A 0B1' },
  { dob: '2008-11-20', existing: 'no', dd_known: 'yes', urgent: 'no' },
  { consent: 'yes' },
];

describe('an agency, on the cases that it has', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test.stop());

  /** Signed in anew each time: sessions end while the clock goes on. */
  async function desk(agency?: string): Promise<Desk> {
    const who = agency === undefined ? { role: 'navigator' } : { role: 'agency-worker', agency };
    const body = { tenant: 'ontario-211', ...who };
    const answer = await test.http.post('/api/v1/demo/sign-in').send(body).expect(200);
    return new Desk(await test.app.getUrl(), `Bearer ${(answer.body as { token: string }).token}`);
  }
  const happens = (at: Desk, id: string, event: string, fields: object = {}, headers = {}) =>
    at.post(`/cases/${id}/events`, { event, ...fields }, headers);

  async function offered(): Promise<{ id: string; referral: string }> {
    const navigator = await desk();
    const opened = await navigator.post('/cases', { program: 'dso', channel: 'phone', language: 'en' });
    const id = String(opened.body['id']);
    const { body } = await navigator.walk(id, [...told, numberFound, 'give-consent']);
    const [offer] = body['offers'] as { id: string }[];
    expect(body['state']).toBe('ready-transfer');
    expect(offer).toMatchObject({ phone: null, ownLine: false, hoursKnown: false });
    return { id, referral: offer!.id };
  }
  async function accepted(): Promise<{ id: string; agency: Desk }> {
    const { id, referral } = await offered();
    const agency = await desk('dso-eastern');
    expect((await agency.post(`/referrals/${referral}/accept`, null)).status).toBe(200);
    return { id, agency };
  }
  const questions = (body: Readonly<Record<string, unknown>>) =>
    (body['answers'] as { question: string }[]).map(({ question }) => question).sort();
  const brief = ['adult_on', 'age', 'caller_role', 'dd_known', 'lang', 'safety.safe_to_talk', 'urgent'];

  it('reads where it stands, what it may do, and of the client what was agreed', async () => {
    const { id, agency } = await accepted();
    const { status, body, text } = await agency.get(`/cases/${id}`);
    expect({ status, questions: questions(body) }).toEqual({ status: 200, questions: brief });
    expect((body['allowed'] as { event: string }[]).map(({ event }) => event)).toEqual([
      'begin-review',
      'close-file',
      'other-office',
    ]);
    expect(body).toMatchObject({
      inquirer: null,
      relation: null,
      verdicts: {},
      script: null,
      consent: null,
      next: null,
    });
    for (const kept of ['K1A', '2008-11-20', 'safety.danger', 'safety.suicide']) expect(text).not.toContain(kept);
    await happens(await desk(), id, 'withdraw-consent', { disclosure: 'brief' });
    const after = (await agency.get(`/cases/${id}`)).body;
    expect({ answers: after['answers'], offers: after['offers'] }).toMatchObject({
      answers: [],
      offers: [{ brief: null }],
    });
  });

  it('tells nothing more in a repeated answer, once consent was taken back', async () => {
    const { id, agency } = await accepted();
    const begin = () => happens(agency, id, 'begin-review', {}, { 'idempotency-key': id });
    expect(questions((await begin()).body)).toEqual(brief);
    await happens(await desk(), id, 'withdraw-consent', { disclosure: 'brief' });
    const again = await begin();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toMatchObject({ state: 'documents-review', answers: [], offers: [{ brief: null }] });
  });

  it('is not told the dates of meetings either, once consent was taken back', async () => {
    const { id, agency } = await accepted();
    await happens(agency, id, 'begin-review');
    await happens(agency, id, 'find-eligible');
    const booked = await happens(agency, id, 'book-adss', { adss_on: '2026-07-02' });
    expect(questions(booked.body)).toEqual([...brief, 'adss_on'].sort());
    await happens(await desk(), id, 'withdraw-consent', { disclosure: 'brief' });
    expect((await agency.get(`/cases/${id}`)).body).toMatchObject({ state: 'adss', answers: [] });
  });

  it('is told nothing by an older consent, once it was asked for again', async () => {
    const { id, agency } = await accepted();
    const begin = () => happens(agency, id, 'begin-review', {}, { 'idempotency-key': `again-${id}` });
    expect(questions((await begin()).body)).toEqual(brief);
    // The office gives the file up, which leads back to the consent, and this time the answer is no.
    const { body } = await (await desk()).walk(id, ['other-office']);
    expect(body['state']).toBe('consent');
    // It has the case no more: a repeated request says that its event was taken, and nothing of the client.
    const repeated = await begin();
    expect(repeated).toMatchObject({ status: 200, body: { answers: [], offers: [{ brief: null }] } });
    await (await desk()).walk(id, ['withhold-consent']);
    const listed = (await agency.get('/referrals?status=revoked')).body['items'] as { case: string; brief: unknown }[];
    const all = listed.filter((one) => one.case === id);
    expect(all.map((one) => one.brief)).toEqual([null]);
    expect((await agency.get(`/cases/${id}`)).status).toBe(404);
  });

  it('does what its program gives to an agency, and nothing else', async () => {
    const { id, agency } = await accepted();
    for (const [event, fields] of [
      ['risk-raised', {}],
      ['take-over', {}],
      ['hand-over', { handover: 'cold' }],
      ['withdraw-consent', { disclosure: 'brief' }],
    ] as const) {
      const { status, body } = await happens(agency, id, event, fields);
      expect({ event, status, reason: body['reason'] }).toEqual({ event, status: 409, reason: 'role-may-not-do-this' });
      expect(body['detail']).toMatch(new RegExp(`"${event}".* For: navigator`));
    }
    expect((await happens(agency, id, 'finish-sis')).body['reason']).toBe('event-is-not-allowed-here');
    expect((await agency.post(`/cases/${id}/answers`, { answers: { urgent: 'yes' } })).status).toBe(403);
    expect((await happens(agency, id, 'begin-review', {}, { 'if-match': '"1"' })).status).toBe(412);
  });

  it('is not stopped by what it could not have looked at: only by what it may read, and by a step', async () => {
    const { id, agency } = await accepted();
    const navigator = await desk();
    const seen = async () => (await agency.get(`/cases/${id}`)).headers.get('etag') ?? '';
    const says = (etag: string) => happens(agency, id, 'finish-sis', {}, { 'if-match': etag });
    // Where it is not allowed is 409: what it looks like now was known.
    const before = await seen();
    await navigator.walk(id, [{ passport: 'no' }, { passport: 'yes' }]);
    expect(await seen()).not.toBe(before);
    expect((await says(before)).status).toBe(409);
    // A fact of its brief is to be read first; so is whatever else moved the case.
    await navigator.walk(id, [{ urgent: 'yes' }]);
    expect((await says(before)).status).toBe(412);
    const after = await seen();
    expect((await happens(agency, id, 'begin-review', {}, { 'if-match': after })).status).toBe(200);
    expect((await says(after)).status).toBe(412);
    expect((await says('"999"')).status).toBe(412);
    // Whoever is on the line reads all of it, and so has to.
    const { headers } = await navigator.get(`/cases/${id}`);
    await navigator.walk(id, [{ passport: 'unsure' }]);
    const theirs = { 'if-match': headers.get('etag') ?? '' };
    expect((await navigator.post(`/cases/${id}/answers`, { answers: { passport: 'no' } }, theirs)).status).toBe(412);
  });

  it('learns nothing of a case that it does not have: it is as if there were none', async () => {
    const { id, referral } = await offered();
    const eastern = await desk('dso-eastern');
    const stranger = await desk('dso-toronto');
    const sameAsNowhere = async (at: Desk) => {
      for (const send of [
        (one: string) => at.get(`/cases/${one}`),
        (one: string) => happens(at, one, 'begin-review'),
        (one: string) => happens(at, one, 'begin-review', {}, { 'if-match': '"1"' }),
        (one: string) => happens(at, one, 'no-such-event'),
      ]) {
        const [there, none] = [await send(id), await send(nowhere)];
        const said = ({ body: { instance, ...body } }: typeof there) => ({ ...body, at: String(instance).length });
        expect({ status: there.status, ...said(there) }).toEqual({ status: 404, ...said(none) });
      }
    };
    await sameAsNowhere(stranger);
    const who = { tenant: 'ontario-211', person: 'worker-dso-toronto', role: 'agency-worker', agency: 'dso-toronto' };
    expect(await test.database.unitOfWork.run(who, (tx) => loadCase(tx, id))).toBeNull(); // nor in the database
    await sameAsNowhere(eastern); // asked, but it has not said yes
    await eastern.post(`/referrals/${referral}/accept`, null);
    await sameAsNowhere(stranger);
    const navigator = await desk();
    await happens(navigator, id, 'risk-raised');
    await sameAsNowhere(eastern); // back with us while somebody may be in danger
    await navigator.walk(id, [safe]);
    expect((await eastern.get(`/cases/${id}`)).body['state']).toBe('dso-accepted');
    await navigator.walk(id, [{ area: 'toronto', postal: 'M5V 2T6' }]);
    expect((await eastern.get(`/cases/${id}`)).body['state']).toBe('dso-accepted'); // what is corrected takes nothing from it
    await navigator.walk(id, ['other-office']);
    await sameAsNowhere(eastern); // it turned out to be another region
  });

  // Last: the clock goes on by half a year.
  it('goes from acceptance to the referral at 18, on the day of the birthday', async () => {
    const { id } = await accepted();
    const step = async (event: string, fields: object, state: string) => {
      const answer = await happens(await desk('dso-eastern'), id, event, fields);
      expect({ event, status: answer.status, state: answer.body['state'] }).toEqual({ event, status: 200, state });
      return answer.body;
    };
    const waits = async (until: string) => {
      test.clock.advance(Date.parse(until) - test.clock.now().getTime());
      await test.app.get(TimerPump).drainOnce();
      return (await (await desk('dso-eastern')).get(`/cases/${id}`)).body['state'];
    };
    await step('begin-review', {}, 'documents-review');
    await step('ask-documents', {}, 'documents-review');
    await step('find-ineligible', {}, 'ineligible');
    await step('ask-review', {}, 'review-requested');
    const eligible = await step('overturn-decision', {}, 'eligible');
    expect(eligible['questions']).toMatchObject([{ id: 'adss_on', type: 'date', optional: true }]);
    await step('book-adss', { adss_on: '2026-07-02' }, 'adss');
    const moved = await step('move-meeting', { adss_on: '2026-07-09' }, 'adss');
    expect(questions(moved)).toEqual([...brief, 'adss_on'].sort());
    await step('finish-adss', { sis_on: '2026-08-03' }, 'sis');
    await step('finish-sis', {}, 'until-18');
    expect(await waits('2026-11-20T04:59:00Z')).toBe('until-18');
    expect(await waits('2026-11-20T05:01:00Z')).toBe('referred-at-18');
    const end = await step('confirm-referral', {}, 'served-early');
    expect(end).toMatchObject({ disposition: 'early_16_17', needs: [{ status: 'met' }], allowed: [] });
    type Own = { case: string; status: string; number: string | null; brief: object[] | null };
    // It reads for a month what it was told; then it has its referral, and nothing of the client.
    const later = async (days: number) => {
      test.clock.advance(days * 86_400_000);
      const agency = await desk('dso-eastern');
      const { items } = (await agency.get('/referrals?box=done')).body as { items: Own[] };
      const own = items.find((one) => one.case === id);
      return { status: own?.status, named: own?.number !== null, told: own?.brief?.length };
    };
    expect(await later(29)).toEqual({ status: 'completed', named: true, told: brief.length });
    expect(await later(1)).toEqual({ status: 'completed', named: false, told: undefined });
    expect((await (await desk('dso-eastern')).get(`/cases/${id}`)).status).toBe(404);
  });
});
