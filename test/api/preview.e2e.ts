import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseView } from '../../libs/cases/index.js';
import type { Text } from '../../libs/eligibility/index.js';
import { Desk, openDispatch, safe, toConsent, toOffer } from '../faults/desk.js';
import { UnitOfWork } from '../../libs/platform/index.js';
import { readProgram, seedProgram } from '../../libs/programs/index.js';
import { household } from '../../libs/programs/reading/testing/household.js';
import { type TestApp, startTestApp } from '../setup/app.js';

interface Changes {
  readonly state: { readonly from: string; readonly to: string; readonly title: Text } | null;
  readonly verdicts: readonly { decision: string; title: Text; before: Text | null; after: Text | null }[];
  readonly offers: readonly { service: string; name: Text; what: string }[];
  readonly team: { readonly service: string; readonly name: Text; readonly what: string } | null;
  readonly again: readonly string[];
  readonly forgets: readonly string[];
  readonly asks: readonly { question: string; ask: Text }[];
  readonly ends: Text | null;
  readonly refused: { readonly reason: string; readonly detail: Text } | null;
}
type Steps = Parameters<Desk['walk']>[1];

const corrections: readonly { what: string; steps: Steps; answers: Readonly<Record<string, unknown>> }[] = [
  { what: 'a first answer', steps: [{ lang: 'en' }], answers: { 'safety.danger': 'no' } },
  { what: 'an answer that raises the risk', steps: toConsent, answers: { 'safety.danger': 'yes' } },
  { what: 'a correction that takes an offer back', steps: toOffer, answers: { student: 'no' } },
  { what: 'another need, the same way', steps: toOffer, answers: { need: 'information' } },
  { what: 'distress, while an offer is open', steps: toOffer, answers: { 'safety.suicide': 'thoughts' } },
  { what: 'an answer that is taken back', steps: toConsent, answers: { need: null } },
  { what: 'an answer that is declined', steps: toConsent, answers: { student: 'prefer-not' } },
  { what: 'the same answer again', steps: toConsent, answers: { student: 'yes' } },
  { what: 'all at once', steps: [{ lang: 'fr' }], answers: { ...safe, student: 'yes', need: 'counselling' } },
  { what: 'what leads to 2-1-1', steps: [{ lang: 'en' }, safe], answers: { student: 'no' } },
  {
    what: 'what ends the call',
    steps: [...toOffer, 'client-declined', 'give-consent'],
    answers: { callback_number: 'prefer-not', follow_up_at: 'prefer-not' },
  },
  { what: 'a correction after the transfer', steps: [...toOffer, 'hand-over'], answers: { need: 'information' } },
];

describe('a preview of answers', () => {
  let app: TestApp;
  let desk: Desk;
  beforeAll(async () => {
    app = await startTestApp();
    desk = await Desk.at(app);
  });
  afterAll(() => app?.stop());

  const preview = async (id: string, answers: object) => desk.post(`/cases/${id}/preview`, { answers });
  const read = async (id: string) => (await desk.get(`/cases/${id}`)).body as unknown as CaseView;

  it.each(corrections)('agrees with what happens then: $what', async ({ steps, answers }) => {
    const id = await desk.openCase();
    await desk.walk(id, steps);
    const before = await read(id);
    const told = await preview(id, answers);
    expect([told.status, told.headers.get('etag')]).toEqual([200, `"${before.revision}"`]);
    const changes = told.body['changes'] as Changes;
    expect(await read(id)).toEqual(before);
    const given = await desk.post(`/cases/${id}/answers`, { answers });
    if (changes.refused) {
      expect(given.body).toMatchObject({
        status: 409,
        reason: changes.refused.reason,
        detail: changes.refused.detail.en,
      });
      return;
    }
    expectSame(changes, before, given.body as unknown as CaseView);
  });

  it('is not the same for all of these corrections', async () => {
    const seen = new Set<string>();
    for (const { steps, answers } of corrections) {
      const id = await desk.openCase();
      await desk.walk(id, steps);
      seen.add(JSON.stringify((await preview(id, answers)).body['changes']));
    }
    expect(seen.size).toBeGreaterThan(corrections.length / 2);
  });

  it('leads where the route leads now, when nobody can take the client', async () => {
    const id = await desk.openCase();
    await desk.walk(id, [{ lang: 'en' }]);
    const full = (state: string) => app.database.ownerQuery(`UPDATE services SET capacity_state = $1`, [state]);
    await full('full');
    const imminent = { 'safety.danger': 'yes' };
    const changes = (await preview(id, imminent)).body['changes'] as Changes;
    const before = await read(id);
    const after = (await desk.post(`/cases/${id}/answers`, { answers: imminent })).body as unknown as CaseView;
    await full('open');
    expect([changes.state?.to, after.offers]).toEqual(['emergency-unreached', []]);
    expectSame(changes, before, after);
  });

  it('names who took the client meanwhile and will be told', async () => {
    const id = await desk.openCase();
    const { body } = await desk.walk(id, [...toOffer, 'risk-raised']);
    const [offer] = (body as unknown as CaseView).offers;
    const agency = await Desk.at(app, 'agency-worker');
    expect((await agency.post(`/referrals/${offer?.id}/accept`, {})).status).toBe(200);
    const changes = (await preview(id, { need: 'information' })).body['changes'] as Changes;
    expect(changes.offers).toEqual([{ service: offer?.service, name: offer?.name, what: 'told' }]);
    await desk.post(`/cases/${id}/answers`, { answers: { need: 'information' } });
    const told = await app.database.ownerQuery(`SELECT queue FROM alerts WHERE case_id = $1 ORDER BY queue`, [id]);
    // Supervisors hear that it would be decided otherwise now (ADR 0037).
    expect(told).toEqual([{ queue: 'agency/kids-help-phone' }, { queue: 'supervisors' }]);
  });

  it('says what becomes of a team that is out: it stays, also with help beside it', async () => {
    const id = await openDispatch(desk);
    const [asked] = (await read(id)).offers;
    const then = async (answers: object) => ((await preview(id, answers)).body['changes'] as Changes).team;
    expect(await then({ 'safety.weapon': 'yes' })).toBeNull();
    expect((await desk.post(`/referrals/${asked?.id}/accept`, {})).status).toBe(200);
    const team = { service: asked?.service, name: asked?.name };
    expect(await then({ 'safety.suicide': 'thoughts' })).toEqual({ ...team, what: 'stays' });
    expect(await then({ 'safety.weapon': 'yes' })).toEqual({ ...team, what: 'beside' });
    // In another area another team would be sent; but nobody takes the client from this one by an answer.
    expect(await then({ ward: 'ward-1' })).toEqual({ ...team, what: 'stays' });
  });

  it('names what would not be known any more: the number of another office', async () => {
    const opened = await desk.post('/cases', { program: 'dso', channel: 'phone', language: 'en' });
    const id = String(opened.body['id']);
    const about = { lang: 'en', caller_role: 'self', reason: 'developmental', postal: 'prefer-not' };
    const noted = { event: 'number-found', office_number: '416-555-0111' };
    await desk.walk(id, [safe, about, { area: 'toronto' }, { dob: '1990-01-01', urgent: 'yes' }, noted]);
    const before = await read(id);
    const changes = (await preview(id, { area: 'york' })).body['changes'] as Changes;
    expect(changes.forgets).toEqual(['office_number']);
    const after = (await desk.post(`/cases/${id}/answers`, { answers: { area: 'york' } })).body as unknown as CaseView;
    expectSame(changes, before, after);
  });

  it('is of the day on which the application came in, when it is entered later', async () => {
    const made = await readProgram(household);
    if (!made.ok) throw new Error(JSON.stringify(made.problems));
    const who = { tenant: 'ontario-211', person: null, role: 'clock', agency: null } as const;
    await app.app.get(UnitOfWork).run(who, (tx) => seedProgram(tx, made.program, household));
    const { contact } = await read(await desk.openCase());
    const enter = (program: string, channel: string, received?: string) =>
      desk.post('/cases', { program, contact, channel, language: 'fr', ...(received && { received }) });
    const { body } = await enter('household', 'fax', '2026-05-04T23:30:00-04:00');
    expect((body as unknown as CaseView).answers).toMatchObject([{ question: 'received', value: '2026-05-04' }]);
    const opened = await enter('dso', 'mail', '2026-05-04T23:30:00-04:00');
    expect(opened.body['clocks']).toEqual({ received: '2026-05-05T03:30:00.000Z' });
    // The history says when it came in, and the log who entered it so.
    const id = String(opened.body['id']);
    const { items } = (await desk.get(`/cases/${id}/history`)).body as { items: { sentence: Text }[] };
    expect(items[0]?.sentence).toEqual({
      en: 'The case was opened, with what came in on May 4, 2026 at 11:30 p.m.',
      fr: 'Le dossier a été ouvert avec ce qui est arrivé le 4 mai 2026 à 23 h 30.',
    });
    const logged = await app.database.ownerQuery<{ subject: unknown }>(
      `SELECT subject FROM audit WHERE action = 'open-case'`,
    );
    expect(logged.map(({ subject }) => subject)).toContainEqual({ case: id, received: '2026-05-05T03:30:00.000Z' });
    // Without its offset a moment is another one for each reader.
    for (const received of ['2026-05-04T23:30:00', '2026-05-04', '2026-W19-1T23:30:00Z', '2026-02-30T09:00:00Z']) {
      const { status, body: problem } = await enter('dso', 'mail', received);
      expect([received, status, problem['errors']]).toEqual([
        ...[received, 422],
        [{ pointer: '/received', detail: expect.stringContaining('2026-06-30T14:05:00-04:00') }],
      ]);
    }
    // A call that is under way comes in now; and nothing came in tomorrow, or years ago.
    const refused = [
      await enter('dso', 'phone', '2026-05-04T23:30:00-04:00'),
      await enter('dso', 'mail', '2031-05-04T23:30:00-04:00'),
      await enter('dso', 'mail', '2024-05-04T23:30:00-04:00'),
      await enter('dso', 'mail', 'yesterday, more or less'),
    ];
    for (const { status, body: problem } of refused) {
      expect({ status, errors: problem['errors'] }).toMatchObject({ status: 422, errors: [{ pointer: '/received' }] });
    }
  });

  it('of a list of people says what their number and their income change', async () => {
    const made = await readProgram(household);
    if (!made.ok) throw new Error(JSON.stringify(made.problems));
    const who = { tenant: 'ontario-211', person: null, role: 'clock', agency: null } as const;
    await app.app.get(UnitOfWork).run(who, (tx) => seedProgram(tx, made.program, household));
    const { contact } = await read(await desk.openCase());
    const wish = { program: 'household', contact, channel: 'phone', language: 'fr' };
    const opened = await desk.post('/cases', wish);
    const id = String(opened.body['id']);
    const [asked] = (opened.body as unknown as CaseView).questions;
    expect([asked?.id, asked?.rows?.columns.length]).toEqual(['household', 6]);
    expect(asked?.rows?.totals.map(({ question }) => question)).toEqual([
      'household_size',
      'household_income',
      'adults',
      'children',
    ]);
    const send = (rows: unknown) => desk.post(`/cases/${id}/answers`, { answers: { household: rows } });
    const pointers = ({ body }: Awaited<ReturnType<typeof send>>) => [
      body['status'],
      ...((body['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer),
    ];
    const mother = { pension: 0, employment: 3000000, born: '1990-05-05', relation: 'client' };
    const child = { relation: 'child', born: '2015-05-05', pension: 0 };
    expect(pointers(await send([mother, { ...child, born: { year: 2015 } }]))).toEqual([
      422,
      '/answers/household/1/born',
    ]);
    expect(pointers(await send([mother, 'child']))).toEqual([422, '/answers/household']);
    expect(pointers(await send([mother, { pension: 0 }]))).toEqual([409, '/answers/household/1/relation']);
    expect(pointers(await send([{ ...mother, cat: 1 }]))).toEqual([409, '/answers/household/0/cat']);
    // Nothing was said of a pension: the income is asked, and why is said.
    const open = (await send([{ relation: 'client', employment: 3000000, born: '1990-05-05' }]))
      .body as unknown as CaseView;
    expect(open.questions.map((one) => [one.id, one.why.sentence.fr])).toEqual([
      [
        'household_income',
        'Impossible de le calculer à partir de « Ménage » : il y manque quelque chose. Complétez la liste, ou demandez.',
      ],
    ]);
    const given = (await send([mother, child])).body as unknown as CaseView;
    expect(given.state).toBe('review');
    const said = Object.fromEntries(given.answers.map(({ question, label, from }) => [question, [label.en, from]]));
    expect(said).toMatchObject({
      household: [
        '(1) Relation: The client, Born on: May 5, 1990, Pay a year: $30,000.00, Pension a year: $0.00; (2) Relation: Child, Born on: May 5, 2015, Pension a year: $0.00',
        null,
      ],
      household_size: ['2', 'household'],
      household_income: ['$30,000.00', 'household'],
    });
    // The database keeps columns in an order of its own: the same list is no correction.
    const same = (await send([mother, child].map((one) => Object.fromEntries(Object.entries(one).reverse())))).body;
    expect((same as unknown as CaseView).answers.map(({ at }) => at)).toEqual(given.answers.map(({ at }) => at));
    const before = (await desk.get(`/cases/${id}`)).body as unknown as CaseView;
    const correction = { household: [{ ...mother, employment: 2000000 }, child] };
    const changes = (await preview(id, correction)).body['changes'] as Changes;
    expect(changes.verdicts.map(({ decision, after }) => [decision, after?.fr])).toContainEqual([
      'income',
      'Sous le plafond',
    ]);
    const after = (await desk.post(`/cases/${id}/answers`, { answers: correction })).body as unknown as CaseView;
    expectSame(changes, before, after);
    expect(after.state).toBe('apply');
  });

  it('says why answers would be refused, in both languages, and changes nothing', async () => {
    const id = await desk.openCase();
    const changes = (await preview(id, { lang: 'en', student: 'maybe' })).body['changes'] as Changes;
    expect(changes).toMatchObject({
      state: null,
      refused: { reason: 'answer-does-not-fit-the-question', detail: { en: expect.stringContaining('yes, no') } },
    });
    expect(changes.refused?.detail.fr).toMatch(/convient|prise/);
    expect((await read(id)).revision).toBe(1);
    expect((await preview(id, {})).status).toBe(422);
  });
});

/** What was foretold is what became of the case. */
function expectSame(changes: Changes, before: CaseView, after: CaseView): void {
  expect(changes.state?.to ?? before.state).toBe(after.state);
  if (changes.state) expect([changes.state.from, changes.state.title]).toEqual([before.state, after.stateTitle]);
  for (const { decision, after: outcome } of changes.verdicts) {
    const verdict = after.verdicts[decision];
    const label = verdict?.outcome ? verdict.labels[verdict.outcome] : null;
    if (verdict?.status !== 'undetermined') expect([decision, outcome]).toEqual([decision, label]);
  }
  const foretold = changes.verdicts.map(({ decision }) => decision);
  for (const [id, { outcome }] of Object.entries(after.verdicts)) {
    if (before.verdicts[id] && before.verdicts[id].outcome !== outcome) expect(foretold).toContain(id);
  }
  const gone = after.offers.filter(
    (offer) =>
      offer.status === 'revoked' && before.offers.some((one) => one.id === offer.id && one.status === 'offered'),
  );
  const revoked = changes.offers.filter(({ what }) => what === 'revoked');
  expect(revoked.map(({ service, name }) => [service, name])).toEqual(gone.map(({ service, name }) => [service, name]));
  expect(changes.ends).toEqual(after.dispositionLabel);
  const asked = after.questions.map(({ id }) => id);
  expect(asked).toEqual(expect.arrayContaining([...changes.again, ...changes.asks.map(({ question }) => question)]));
  const known = before.answers.map(({ question }) => question);
  expect(changes.again).toEqual(asked.filter((id) => known.includes(id)));
  const still = after.answers.map(({ question }) => question);
  expect(changes.forgets).toEqual(known.filter((id) => !still.includes(id) && !asked.includes(id)));
}
