import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TimerPump } from '../../libs/platform/index.js';
import { Desk, safe, toConsent } from '../faults/desk.js';
import { type TestApp, startTestApp } from '../setup/app.js';

const minutes = 60_000;
type Item = Readonly<Record<string, unknown>> & { readonly id: string };

describe('worklists', () => {
  let app: TestApp;
  let amina: Desk;
  let priya: Desk;
  beforeAll(async () => {
    app = await startTestApp();
    amina = await Desk.at(app);
    priya = await Desk.at(app, 'supervisor');
  });
  afterAll(() => app?.stop());

  const call = async (more: object = {}) =>
    (await amina.post('/contacts', { line: 'good2talk', channel: 'phone', language: 'en', ...more })).body as Item;
  const openIn = async (contact: string) =>
    (await amina.post('/cases', { program: 'good2talk', contact, channel: 'phone', language: 'en' })).body as Item;
  const list = async (desk: Desk, path: string) => {
    const { status, body } = await desk.get(path);
    expect([path, status]).toEqual([path, 200]);
    return body['items'] as Item[];
  };
  const pass = async (time: number) => {
    app.clock.advance(time);
    await app.app.get(TimerPump).drainOnce();
  };
  const inPages = async (desk: Desk, path: string): Promise<string[]> => {
    const ids: string[] = [];
    for (let next = ''; ;) {
      const { body } = await desk.get(`${path}limit=1&cursor=${next}`);
      ids.push(...(body['items'] as Item[]).map(({ id }) => id));
      if (body['next'] === null) return ids;
      next = String(body['next']);
    }
  };

  it('find a case by its number, however it is said', async () => {
    const { id, number } = await openIn((await call()).id);
    expect(number).toMatch(/^[A-Z]-\d{3}-\d{4}$/);
    const typed = String(number).toLowerCase().replaceAll('-', ' ');
    const found = await list(amina, `/cases?number=${encodeURIComponent(typed)}`);
    expect(found).toMatchObject([{ id, number, programTitle: { en: 'Good2Talk' } }]);
    expect(await list(amina, '/cases?number=nothing')).toEqual([]);
    const elsewhere = await app.signIn('navigator', 'greater-montreal');
    const other = await app.http.get('/api/v1/cases').query({ number }).set('authorization', elsewhere).expect(200);
    expect(other.body).toEqual({ items: [], next: null });
  });

  it('find a case by its number when it has ended', async () => {
    const { id, number } = await openIn((await call()).id);
    const ended = await amina.walk(id, [{ lang: 'en' }, safe, { student: 'no' }, 'go-on-with-211']);
    expect(ended.body['dispositionLabel']).not.toBeNull();
    expect(await list(amina, `/cases?number=${String(number)}`)).toMatchObject([
      { id, disposition: expect.any(String) },
    ]);
  });

  it('show who is on the line, and for whom', async () => {
    const contact = await call({ inquirer: 'third-party', relation: 'family' });
    expect(contact).toMatchObject({ inquirer: 'third-party', relation: 'family' });
    const opened = await openIn(contact.id);
    expect(opened).toMatchObject({ inquirer: 'third-party', relation: 'family' });
    const { body } = await amina.get(`/cases/${opened.id}`);
    expect(body).toEqual(opened);
    const stepped = await amina.walk(opened.id, [{ lang: 'en' }]);
    expect(stepped.body).toMatchObject({ number: opened['number'], inquirer: 'third-party', relation: 'family' });
    expect(await openIn((await call()).id)).toMatchObject({ inquirer: null, relation: null });
    // An answer that says whom they speak for says it of the contact, too: both ways.
    const { id, contact: line } = (await amina.post('/cases', { program: 'tccs', channel: 'phone', language: 'en' }))
      .body as Item & { contact: string };
    for (const [said, inquirer, relation] of [
      ['family', 'third-party', 'family'],
      ['bystander', 'third-party', 'family'],
      ['self', 'self', null],
    ] as const) {
      const after = await amina.walk(id, [{ ...safe, caller_relation: said }]);
      expect(after.body).toMatchObject({ inquirer, relation });
      expect((await amina.get(`/contacts/${line}`)).body).toMatchObject({ inquirer, relation });
    }
    const wrong = await amina.post('/contacts', {
      line: 'good2talk',
      channel: 'phone',
      language: 'en',
      relation: 'family',
    });
    expect([wrong.status, wrong.body['errors']]).toEqual([422, [expect.objectContaining({ pointer: '/relation' })]]);
  });

  it('keep from when to when which interpreter was on the line', async () => {
    const { id } = await call({ interpreter: 'ar' });
    const began = app.clock.now().toISOString();
    app.clock.advance(minutes);
    const changed = app.clock.now().toISOString();
    const say = async (path: string, body: object) => (await amina.post(`/contacts/${id}/${path}`, body)).body;
    const first = { language: 'ar', startedAt: began, endedAt: null };
    expect((await say('interpreter', { language: 'ar' }))['interpreters']).toEqual([first]);
    const other = await say('language', { language: 'fr', interpreter: 'so' });
    const both = [
      { ...first, endedAt: changed },
      { language: 'so', startedAt: changed, endedAt: null },
    ];
    expect(other).toMatchObject({ language: 'fr', interpreter: 'so', interpreters: both });
    app.clock.advance(minutes);
    const left = app.clock.now().toISOString();
    const alone = await say('interpreter', { language: null });
    expect(alone).toMatchObject({
      language: 'fr',
      interpreter: null,
      interpreters: [both[0], { ...both[1], endedAt: left }],
    });
    await say('interpreter', { language: 'so' });
    app.clock.advance(minutes);
    const closed = await say('wrap-up', { note: 'Done.' });
    const ended = app.clock.now().toISOString();
    const last = { language: 'so', startedAt: left, endedAt: ended };
    expect(closed).toMatchObject({ status: 'closed', interpreter: null, interpreters: [{}, {}, last] });
    expect((await amina.post(`/contacts/${id}/interpreter`, { language: 'so' })).status).toBe(409);
    expect((await amina.post(`/contacts/${id}/interpreter`, {})).status).toBe(422);
  });

  it('list contacts overdue first, then by deadline, with their cases; closed ones newest first', async () => {
    const marc = await Desk.at(app, 'navigator', 'marc-tremblay');
    const late = await call();
    await pass(60 * minutes);
    const [soon, later] = [await call(), (app.clock.advance(minutes), await call())];
    const opened = await openIn(soon.id);
    const mine = await list(amina, '/contacts?mine=true');
    const order = mine.map(({ id }) => id).filter((id) => [late.id, soon.id, later.id].includes(id));
    expect(order).toEqual([late.id, soon.id, later.id]);
    const passed = mine.find(({ id }) => id === late.id);
    expect(Date.parse(String(passed?.['overdueSince']))).toBeLessThanOrEqual(app.clock.now().getTime());
    expect(Date.parse(String(passed?.['due']))).toBeGreaterThan(app.clock.now().getTime());
    expect(passed).toMatchObject({
      overdue: true,
      owner: { kind: 'queue', id: 'supervisors', name: { fr: 'Équipe de supervision' } },
    });
    expect(mine.find(({ id }) => id === soon.id)).toMatchObject({
      overdue: false,
      lineTitle: { en: expect.stringContaining('Good2Talk') },
      owner: { kind: 'person', id: 'amina-diallo', name: { en: 'Amina Diallo' } },
      cases: [{ id: opened.id, number: opened['number'], programTitle: { en: 'Good2Talk' }, dispositionLabel: null }],
    });
    expect(await inPages(amina, '/contacts?mine=true&')).toEqual(mine.map(({ id }) => id));
    expect((await list(marc, '/contacts?mine=true')).map(({ id }) => id)).not.toContain(soon.id);
    await amina.post(`/contacts/${soon.id}/wrap-up`, { note: 'One.' });
    app.clock.advance(minutes);
    await amina.post(`/contacts/${later.id}/wrap-up`, { note: 'Two.' });
    const closed = await list(amina, '/contacts?status=closed&mine=true');
    expect(closed.slice(0, 2).map(({ id }) => id)).toEqual([later.id, soon.id]);
    expect(await inPages(amina, '/contacts?status=closed&')).toEqual(
      (await list(amina, '/contacts?status=closed')).map(({ id }) => id),
    );
    expect((await list(amina, '/contacts?status=wrap-up')).every(({ status }) => status === 'wrap-up')).toBe(true);
  });

  it('list open cases overdue first, though their next deadline may lie after those of the others', async () => {
    const late = await openIn((await call()).id);
    await pass(61 * minutes);
    const soon = await openIn((await call()).id);
    const cases = await list(amina, '/cases?status=open&limit=200');
    const at = (id: string) => cases.findIndex((one) => one.id === id);
    expect(cases[at(late.id)]).toMatchObject({ overdue: true, overdueSince: expect.any(String) });
    expect(cases[at(soon.id)]).toMatchObject({ overdue: false, overdueSince: null });
    expect(at(late.id)).toBeLessThan(at(soon.id));
    expect(await inPages(amina, '/cases?status=open&')).toEqual(cases.map(({ id }) => id));
    // Who saw which case is asked one day: what a list showed is in the audit.
    const [seen] = await app.database.ownerQuery(
      `SELECT count(*)::int AS n FROM audit WHERE person_id = 'amina-diallo' AND action = 'list-cases' AND subject->'cases' @> $1`,
      [JSON.stringify([late.id, soon.id])],
    );
    expect(seen).toEqual({ n: 1 });
  });

  it('show supervisors the floor: all that is open, with owner and deadline, overdue first, and who is at risk', async () => {
    const { id: contact } = await call();
    const calm = await openIn(contact);
    await amina.walk(calm.id, toConsent);
    const danger = await openIn(contact);
    await amina.walk(danger.id, [{ lang: 'en' }, { 'safety.danger': 'yes' }]);
    const asked = await openIn(contact);
    await amina.walk(asked.id, [...toConsent, 'risk-raised']);
    const floor = await list(priya, '/floor?limit=200');
    const of = (id: string) => floor.find((item) => item.id === id);
    expect(of(calm.id)).toMatchObject({ kind: 'case', number: calm['number'], contact, overdue: 0, risk: false });
    expect(of(danger.id)).toMatchObject({ risk: true, owner: { name: { en: 'Amina Diallo' } } });
    expect(of(asked.id)).toMatchObject({ risk: false, safetyAsked: true });
    expect(of(calm.id)).toMatchObject({ safetyAsked: false });
    expect(of(contact)).toMatchObject({
      kind: 'contact',
      number: null,
      contact,
      stateTitle: { en: 'In conversation' },
    });
    await pass(61 * minutes);
    await call();
    const later = await list(priya, '/floor?limit=200');
    // Whose life is at risk stands first, before what has been overdue for longer.
    const risks = later.map(({ risk }) => risk);
    expect(risks.slice(0, risks.lastIndexOf(true) + 1)).not.toContain(false);
    expect(later[0]).toMatchObject({ risk: true });
    const rest = later.filter(({ risk }) => !risk);
    const times = rest.map(({ overdue }) => Number(overdue) > 0);
    expect(times).toEqual([...times].sort((a, b) => Number(b) - Number(a)));
    expect(new Set(times)).toEqual(new Set([true, false]));
    expect(await inPages(priya, '/floor?')).toEqual(later.map(({ id }) => id));
    for (const { overdue, overdueSince, due } of later) {
      expect([overdueSince === null, String(overdueSince) < String(due)]).toEqual([overdue === 0, overdue !== 0]);
    }
    const dues = rest.filter(({ overdue }) => overdue === 0).map(({ due }) => String(due));
    expect(dues).toEqual([...dues].sort());
    const { status } = await amina.get('/floor');
    expect(status).toBe(403);
  });

  it('say of each step what it was decided on, as it was then, whatever was corrected or erased since', async () => {
    const { id } = await openIn((await call()).id);
    await amina.walk(id, [{ lang: 'en' }, safe, { student: 'yes' }, { student: 'prefer-not' }]);
    type Why = { decision: string; outcome: string; read: { question: string; label: { en: string; fr: string } }[] };
    const steps = async () => (await list(amina, `/cases/${id}/history`)) as unknown as { seq: number; why: Why[] }[];
    const [opened, asked, safety, student, declined] = await steps();
    expect([opened?.why, asked?.why]).toEqual([[], []]);
    expect(safety?.why).toMatchObject([
      { decision: 'safety.risk', row: expect.any(Number), version: 1, reason: { fr: expect.any(String) } },
    ]);
    expect(safety?.why[0]?.read.map(({ question }) => question)).toContain('safety.suicide');
    const gate = { decision: 'gate', title: { en: expect.any(String), fr: expect.any(String) }, version: 1 };
    const short = { en: 'Post-secondary student in Ontario', fr: 'Études postsecondaires en Ontario' };
    const ask = { question: 'student', ask: { en: 'Are you a post-secondary student in Ontario?' }, short };
    expect(student?.why).toMatchObject([
      { ...gate, outcome: 'student', row: 1, read: [{ ...ask, label: { en: 'Yes' } }] },
    ]);
    expect(student).toMatchObject({ sentence: { en: expect.stringMatching(/^Answered: .*in Ontario — Yes\. /) } });
    // A choice that is its own decision is said once.
    const other = await openIn((await call()).id);
    await amina.walk(other.id, [{ lang: 'en', ...safe }, { student: 'yes' }, { need: 'counselling' }]);
    const { items } = (await amina.get(`/cases/${other.id}/history`)).body as { items: { sentence: { en: string } }[] };
    expect(items.at(-1)?.sentence.en).toBe('Answered: Looking for — Talk to a counsellor.');
    const unknown = { ...gate, outcome: 'undetermined', row: null, reason: null };
    expect(declined?.why).toMatchObject([{ ...unknown, read: [{ ...ask, label: { en: 'Prefers not to say' } }] }]);
    await app.database.ownerQuery(
      `UPDATE facts SET value = NULL, erased_at = now() WHERE case_id = $1 AND key = 'student'`,
      [id],
    );
    const erased = (await steps())[3]?.why[0];
    expect(erased).toMatchObject({
      outcome: 'student',
      row: 1,
      read: [{ ...ask, label: { fr: 'n’est plus conservée' } }],
    });
  });

  it('name case, program and people of what was told without consent, in the words of the program, to reviewers too', async () => {
    const { id, number } = await openIn((await call()).id);
    await amina.walk(id, [{ lang: 'en' }, { 'safety.danger': 'yes' }]);
    const samir = await Desk.at(app, 'reviewer');
    const mine = async () => (await list(samir, '/overrides?limit=200')).find((one) => one['case'] === id);
    const told = await mine();
    expect(told).toMatchObject({
      ...{ number, programTitle: { en: 'Good2Talk' }, disclosure: 'emergency-brief', reason: 'imminent-risk' },
      ...{ purpose: { en: expect.any(String) }, by: 'amina-diallo', byName: 'Amina Diallo', reviewedByName: null },
    });
    expect(told?.['covers']).toContainEqual({ en: 'Is there a weapon or violence?', fr: expect.any(String) });
    expect((await samir.post(`/overrides/${told?.id}/review`, {})).status).toBe(204);
    expect(await mine()).toMatchObject({ reviewedByName: expect.stringMatching(/^\p{L}+ /u) });
  });
});
