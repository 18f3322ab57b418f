import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Who } from '../../libs/platform/index.js';
import { referralsOfCase } from '../../libs/referrals/index.js';
import { type Answered, Desk } from '../faults/desk.js';
import { expectUnbroken } from '../faults/unbroken.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { Watch } from '../setup/watch.js';

/** The directory has no number of the office: what was found is said along. */
const numberFound = { event: 'number-found', office_number: '613-555-0100' };

interface Told {
  readonly id: string;
  readonly handover: string;
  readonly status: string;
  readonly brief: readonly { readonly question: string }[] | null;
}

describe('what an agency may read of a client', () => {
  let test: TestApp;
  let navigator: Desk;
  let agency: Desk;
  beforeAll(async () => {
    test = await startTestApp();
    navigator = await Desk.at(test);
    agency = new Desk(
      await test.app.getUrl(),
      await test.signIn('agency-worker', 'ontario-211', { agency: 'kids-help-phone' }),
    );
  });
  afterAll(() => test.stop());

  const safe = { 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.suicide': 'none' };
  const opened = { lang: 'en', ...safe, 'safety.safe_to_talk': 'yes' };
  /** A case whose client agreed to be told of, and the referral that is open for it. */
  async function offered(): Promise<{ id: string; referral: string }> {
    const id = await navigator.openCase();
    const steps = [opened, { student: 'yes', need: 'counselling', campus: 'prefer-not' }, 'give-consent'];
    const { body } = await navigator.walk(id, steps);
    const [offer] = body['offers'] as Told[];
    return { id, referral: offer!.id };
  }
  const told = async (desk: Desk, id: string): Promise<Told | undefined> =>
    ((await desk.get('/referrals?limit=200')).body['items'] as Told[]).find((one) => one.id === id);
  const happens = (id: string, event: string, fields: object = {}) =>
    navigator.post(`/cases/${id}/events`, { event, ...fields });

  it('is the brief, while the agency is asked and while it has the client', async () => {
    const { id, referral } = await offered();
    expect((await told(agency, referral))?.brief).not.toBeNull();
    await happens(id, 'hand-over');
    expect(await told(agency, referral)).toMatchObject({ status: 'accepted', brief: expect.any(Array) });
  });

  it.each([
    ['declined', 'target-declined', { reason: 'full' }],
    ['cancelled', 'client-declined', {}],
    ['accepted', 'hand-over', { handover: 'number' }],
    ['accepted', 'hand-over', { handover: 'cold' }],
  ])('is nothing once it is %s by %s %j', async (status, event, fields) => {
    const { id, referral } = await offered();
    await happens(id, event, fields);
    expect(await told(agency, referral)).toMatchObject({ status, brief: null });
  });

  it('is nothing once the offer was revoked', async () => {
    const { id, referral } = await offered();
    await navigator.post(`/cases/${id}/answers`, { answers: { student: 'no' } });
    expect(await told(agency, referral)).toMatchObject({ status: 'revoked', brief: null });
  });

  it('is nothing once consent was taken back, and the handover is a cold one then', async () => {
    const { id, referral } = await offered();
    await happens(id, 'withdraw-consent', { disclosure: 'brief' });
    expect(await told(agency, referral)).toMatchObject({ status: 'offered', handover: 'cold', brief: null });
    expect((await happens(id, 'hand-over', { handover: 'warm' })).status).toBe(409);
  });

  it('is nothing in a repeated answer either, once consent was taken back', async () => {
    const { id, referral } = await offered();
    await happens(id, 'risk-raised');
    const accept = () => agency.post(`/referrals/${referral}/accept`, null, { 'idempotency-key': referral });
    expect((await accept()).body['brief']).not.toBeNull();
    await happens(id, 'withdraw-consent', { disclosure: 'brief' });
    const again = await accept();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toMatchObject({ status: 'accepted', brief: null });
  });

  it('is its own referral once it declined; the next agency is asked, and nobody twice', async () => {
    const { id, referral } = await offered();
    const declined = await agency.post(`/referrals/${referral}/decline`, { reason: 'full' });
    expect(declined).toMatchObject({ status: 200, body: { status: 'declined', brief: null, case: id } });
    const next = await at('nine-eight-eight');
    const [asked] = (await next.get('/referrals?status=offered')).body['items'] as (Told & { case: string })[];
    expect(asked?.case).toBe(id);
    await next.post(`/referrals/${asked?.id}/decline`, { reason: 'full' });
    const { offers } = (await navigator.get(`/cases/${id}`)).body as { offers: Told[] };
    expect(offers.map(({ status }) => status)).toEqual(['declined', 'declined']);
  });

  it('is no secret to us: what it begins and completes is in the timeline, and what it read in the audit', async () => {
    const { id, referral } = await offered();
    for (const action of ['accept', 'start', 'complete']) await agency.post(`/referrals/${referral}/${action}`, {});
    await agency.get('/referrals');
    const { items } = (await navigator.get(`/cases/${id}/history`)).body as { items: { sentence: object }[] };
    expect(items.slice(-3).map(({ sentence }) => sentence)).toEqual([
      {
        en: 'Kids Help Phone counselling said yes. The case ended.',
        fr: 'Counseling de Jeunesse, J’écoute a dit oui. Le dossier est terminé.',
      },
      { en: 'The service has begun to help.', fr: 'Le service a commencé à aider la personne.' },
      { en: 'The service has finished.', fr: 'Le service a terminé.' },
    ]);
    await expectUnbroken(test.database.ownerQuery, id);
    const read = await test.database.ownerQuery<{ told: boolean }>(
      `SELECT (subject->>'told')::boolean AS told FROM audit
       WHERE action = 'read-referral' AND role = 'agency-worker' AND subject->>'case' = $1 ORDER BY seq`,
      [id],
    );
    // Its own answers, and the list: when it is done, nothing is told any more.
    expect(read.map(({ told: so }) => so)).toEqual([true, true, false, false]);
  });

  it('is judged alike where it is read and by row-level security, however a referral and its case stand', async () => {
    const { id, referral } = await offered();
    const consents = `(VALUES ('given'), ('withdrawn'), ('over'), ('until later')) k (consent)`;
    const id5 = (text: string) => `md5(${text})::uuid`;
    const now = test.clock.now();
    await test.database.ownerQuery(`
      SET session_replication_role = 'replica';
      INSERT INTO consents SELECT (jsonb_populate_record(c, jsonb_build_object('id', ${id5('consent')},
          'withdrawn_at', CASE WHEN consent = 'withdrawn' THEN c.at END,
          'until', CASE consent WHEN 'over' THEN '${now.toISOString()}' WHEN 'until later' THEN '2100-01-01' END))).*
        FROM consents c JOIN referrals r ON r.consent_id = c.id AND r.id = '${referral}', ${consents};
      INSERT INTO referrals SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'state', gen_random_uuid(),
          'status', st.status, 'handover', ho.handover, 'handed_over_as', ov.over, 'consent_id', ${id5('k.consent')}, 'override', ri.risk,
          'shown_until', sh.shown))).*
        FROM referrals r, ${consents}, unnest('{offered,accepted,declined,completed}'::text[]) st (status),
          unnest('{warm,number}'::text[]) ho (handover), unnest('{NULL,cold}'::text[]) ov (over),
          unnest('{NULL,risk}'::text[]) ri (risk), unnest('{NULL,2100-01-01}'::timestamptz[]) sh (shown)
        WHERE r.id = '${referral}';
      SET session_replication_role = 'origin'`);
    const who: Who = { tenant: 'ontario-211', person: 'w', role: 'agency-worker', agency: 'kids-help-phone' };
    const judged = new Map<boolean, number>();
    for (const [holder, held] of [
      [null, null],
      ['kids-help-phone', null],
      ['kids-help-phone', 'kids-help-phone'],
      ['other', 'other'],
    ]) {
      await test.database.ownerQuery(
        `UPDATE cases SET held_by = $2, progress = progress || jsonb_build_object('holder', $3::text) WHERE id = $1`,
        [id, held, holder],
      );
      const rows = await test.database.unitOfWork.run(who, (tx) => referralsOfCase(tx, id));
      const told = await test.database.unitOfWork.run(who, (tx) =>
        tx.sql<{ id: string; told: boolean }>(
          'test.is-agency-told',
          'SELECT r.id, is_agency_told(r.tenant_id, r.id) AS told FROM referrals r WHERE r.case_id = $1',
          [id],
        ),
      );
      const byPolicy = new Map(told.map((row) => [row.id, row.told]));
      for (const { mayBeTold } of rows) judged.set(mayBeTold, (judged.get(mayBeTold) ?? 0) + 1);
      expect(rows.filter((row) => row.mayBeTold !== byPolicy.get(row.id))).toEqual([]);
    }
    expect([...judged.values()].every((count) => count > 100)).toBe(true);
  });

  /** What an agency finds at every address, and what the database would show it. */
  async function sees(agencyId: string, id: string) {
    const desk = await at(agencyId);
    const [read, listed] = [await desk.get(`/cases/${id}`), await desk.get('/referrals?limit=200')];
    const own = (listed.body['items'] as (Told & { case: string; withdrawn: boolean })[]).filter(
      (one) => one.case === id,
    );
    const answers = read.body['answers'] as { question: string }[] | undefined;
    const who = { tenant: 'ontario-211', person: 'somebody', role: 'agency-worker', agency: agencyId };
    const rows = await test.database.unitOfWork.run(who, async (tx) => {
      const found: string[] = [];
      for (const table of ['cases', 'facts', 'consents', 'case_history', 'needs', 'dispositions']) {
        const text = `SELECT 1 FROM ${table} WHERE ${table === 'cases' ? 'id' : 'case_id'} = $1 LIMIT 1`;
        if ((await tx.sql(`spec.seen-${table}`, text, [id])).length > 0) found.push(table);
      }
      return found.join(' ');
    });
    return {
      state: read.status === 200 ? read.body['state'] : read.status,
      dates: (answers ?? []).filter(({ question }) => question.endsWith('_on') && question !== 'adult_on').length,
      // Oldest first.
      listed: own.reverse().map(({ status, brief }) => `${status}${brief ? ', told' : ''}`),
      rows,
    };
  }
  const at = async (agencyId: string): Promise<Desk> =>
    new Desk(await test.app.getUrl(), await test.signIn('agency-worker', 'ontario-211', { agency: agencyId }));
  const offerOf = ({ body }: Answered): string => (body['offers'] as Told[])[0]!.id;
  const nothing = { state: 404, dates: 0, listed: [], rows: '' };
  const all = 'cases facts consents case_history';

  it('is what each agency has now, while a case goes from one to another and back', async () => {
    const [eastern, toronto] = ['dso-eastern', 'dso-toronto'] as const;
    const url = await test.app.getUrl();
    const bearer = await test.signIn('agency-worker', 'ontario-211', { agency: eastern });
    const watch = await Watch.at(url, bearer);
    await watch.until(({ told: events }) => events.length > 0);
    const opened = await navigator.post('/cases', { program: 'dso', channel: 'phone', language: 'en' });
    const id = String(opened.body['id']);
    const toDso = [
      { ...safe, 'safety.safe_to_talk': 'yes' },
      { lang: 'en', caller_role: 'family', reason: 'developmental', postal: 'K1A 0B1', dob: '2008-11-20' },
      { existing: 'no', dd_known: 'yes', urgent: 'no', consent: 'yes' },
    ];
    const both = async () => ({ eastern: await sees(eastern, id), toronto: await sees(toronto, id) });

    const first = offerOf(await navigator.walk(id, [...toDso, numberFound, 'give-consent']));
    expect(await both()).toEqual({ eastern: { ...nothing, listed: ['offered, told'], rows: all }, toronto: nothing });

    await (await at(eastern)).post(`/referrals/${first}/accept`, null);
    for (const step of ['begin-review', 'find-eligible']) await (await at(eastern)).walk(id, [step]);
    await (await at(eastern)).post(`/cases/${id}/events`, { event: 'book-adss', adss_on: '2026-07-02' });
    const has = { state: 'adss', dates: 1, listed: ['accepted, told'], rows: all };
    expect(await both()).toEqual({ eastern: has, toronto: nothing });

    const lost = await navigator.walk(id, ['other-office']);
    await navigator.walk(id, [{ area: 'toronto', postal: 'M5V 2T6' }, numberFound]);
    // Called off, and nobody else has taken them yet: neither reads anything.
    expect(await both()).toMatchObject({ eastern: { state: 404, listed: ['revoked'] }, toronto: nothing });

    const second = offerOf(await navigator.walk(id, ['give-consent']));
    await (await at(toronto)).post(`/referrals/${second}/accept`, null);
    const before = { ...nothing, listed: ['revoked'], rows: 'case_history' };
    expect(await both()).toEqual({
      eastern: before,
      toronto: { state: 'dso-accepted', dates: 0, listed: ['accepted, told'], rows: all },
    });
    // The date is known to us; another agency gave it.
    expect((await navigator.get(`/cases/${id}`)).text).toContain('2026-07-02');
    const { items } = (await (await at(eastern)).get('/alerts')).body as { items: { id: string; case: string }[] };
    const alert = items.find((one) => one.case === id);
    expect(alert).toMatchObject({ about: 'called-off', state: null });
    expect((await (await at(eastern)).post(`/alerts/${alert?.id}/seen`, null)).body).toMatchObject({
      seenBy: 'worker-dso-eastern',
      programTitle: { en: 'Developmental Services Ontario' },
    });
    expect((await (await at(toronto)).post(`/alerts/${alert?.id}/seen`, null)).status).toBe(404);
    // What was called off is over for it.
    for (const does of ['accept', 'start'])
      expect((await (await at(eastern)).post(`/referrals/${first}/${does}`, null)).status).toBe(409);

    await (await at(toronto)).walk(id, ['begin-review']);
    const third = offerOf(
      await navigator.walk(id, ['other-office', { area: 'ottawa', postal: 'K1A 0B1' }, numberFound, 'give-consent']),
    );
    await (await at(eastern)).post(`/referrals/${third}/accept`, null);
    const back = { state: 'dso-accepted', dates: 1, listed: ['revoked', 'accepted, told'], rows: all };
    expect(await both()).toEqual({ eastern: back, toronto: before });

    await happens(id, 'withdraw-consent', { disclosure: 'brief' });
    expect(await sees(eastern, id)).toMatchObject({ ...back, dates: 0, listed: ['revoked', 'accepted'] });
    const untold = (await (await at(eastern)).get(`/cases/${id}`)).body;
    const empty = { language: 'und', contact: expect.stringMatching(/^[0-]+$/), disposition: null, answers: [] };
    expect(untold).toMatchObject({ ...empty, withdrawn: true, allowed: [{ event: 'begin-review' }, {}, {}] });

    // How it ended tells of the client, too.
    const close = async () =>
      (await at(eastern)).post(`/cases/${id}/events`, { event: 'close-file' }, { 'idempotency-key': id });
    for (const replayed of [null, 'true']) {
      const closed = await close();
      expect([closed.status, closed.headers.get('idempotency-replayed')]).toEqual([200, replayed]);
      expect(closed.body).toMatchObject({ ...empty, state: 'gone', needs: [], allowed: [], dispositionLabel: null });
      expect(closed.text).not.toMatch(/transferred|early/);
    }

    // Live: every step while it was asked or had the case, the one that took it away, and nothing in between.
    const last = (await navigator.get(`/cases/${id}`)).body['revision'] as number;
    const told = () => watch.told.flatMap(({ event, data }) => (event === 'case' ? [Number(data['revision'])] : []));
    await watch.until(() => told().includes(last));
    watch.leave();
    const [away, again] = [Number(lost.body['revision']), last - 3];
    expect(told().filter((revision) => revision > away && revision < again)).toEqual([]);
    expect(told()).toContain(away);
  });
});
