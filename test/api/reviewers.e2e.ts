import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { png } from '../../libs/documents/testing/files.js';
import { eraseFacts } from '../../libs/clients/index.js';
import { TimerPump } from '../../libs/platform/index.js';
import { formatProblems, readProgram, seedProgram } from '../../libs/programs/index.js';
import { fares } from '../../libs/programs/reading/testing/fares.js';
import { reviewed } from '../../libs/programs/reading/testing/reviewed.js';
import { Desk } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { keepDocumentOf, letterOn } from '../setup/foreign-things.js';
import { Watch } from '../setup/watch.js';
import { anotherTown } from './another-town.js';

type Items = readonly Readonly<Record<string, unknown>>[];

describe('reviewers', () => {
  let app: TestApp;
  let amina: Desk;
  let josee: Desk;
  let thomas: Desk;
  beforeAll(async () => {
    app = await startTestApp();
    const admin = { tenant: 'ontario-211', person: null, role: 'program-admin', agency: null };
    for (const files of [reviewed, fares]) {
      const read = await readProgram(files);
      if (!read.ok) throw new Error(formatProblems(read.problems));
      await app.database.unitOfWork.run(admin, (tx) => seedProgram(tx, read.program, files));
    }
    amina = await Desk.at(app);
    josee = await Desk.at(app, 'reviewer', 'josee-lafleur');
    thomas = await Desk.at(app, 'reviewer', 'samuel-osei');
  });
  afterAll(() => app.stop());

  /** Days have passed: nobody is signed in any more. */
  const signedInAgain = async () => {
    const url = await app.app.getUrl();
    return new Desk(url, await Desk.tokenAt(url, { role: 'reviewer' }));
  };
  const apply = async () => {
    const wish = { program: 'reviewed', channel: 'mail', language: 'en', line: 'good2talk' };
    const id = String((await amina.post('/cases', wish)).body['id']);
    await amina.walk(id, [{ need: 'rent' }]);
    return id;
  };
  const queue = async (desk: Desk) => {
    const { status, body } = await desk.get('/cases?limit=200');
    expect(status).toBe(200);
    return (body['items'] as Items).map(({ id }) => id);
  };
  const allowed = ({ body }: Awaited<ReturnType<Desk['get']>>) =>
    (body['allowed'] as { event: string; label: { en: string } }[]).map(({ event }) => event);
  const reason = async (sent: Promise<Awaited<ReturnType<Desk['get']>>>) => {
    const { status, body } = await sent;
    return [status, body['reason']];
  };

  it('have a queue, claim a case of it, read all of it and decide, two of them', async () => {
    const id = await apply();
    expect([await queue(josee), await queue(thomas)]).toEqual([[id], [id]]);
    const claimed = await josee.walk(id, ['take-over']);
    expect(claimed.body).toMatchObject({ owner: { kind: 'person' }, state: 'review' });
    expect([await queue(josee), await queue(thomas)]).toEqual([[id], []]);
    // Whoever is away holds nothing up: a supervisor finds what is claimed, and gives it back to the queue.
    const priya = await Desk.at(app, 'supervisor');
    const listed = async () => ((await priya.get('/reviews')).body['items'] as Items).map((one) => one['id']);
    expect([await listed(), allowed(await priya.get(`/cases/${id}`))]).toEqual([[id], ['take-over', 'put-back']]);
    expect((await priya.walk(id, ['put-back'])).body).toMatchObject({ owner: { kind: 'queue', id: 'reviewers' } });
    expect([await queue(thomas), await listed()]).toEqual([[id], [id]]);
    await josee.walk(id, ['take-over']);
    await josee.walk(id, [{ proof: 'seen' }, 'recommend']);
    const shown = await josee.get(`/cases/${id}`);
    expect(allowed(shown)).toEqual(['take-over']);
    // What she may not do herself she is told before she presses anything.
    expect((shown.body['forOthers'] as { event: string }[]).map(({ event }) => event)).toEqual([
      'approve',
      'look-again',
    ]);
    expect((await thomas.get(`/cases/${id}`)).body['forOthers']).toBeUndefined();
    expect((await josee.get('/reviews')).body['items']).toMatchObject([{ id, mine: false, forOthers: true }]);
    expect(allowed(await thomas.get(`/cases/${id}`))).toEqual(['approve', 'look-again', 'take-over']);
    expect(await reason(josee.post(`/cases/${id}/events`, { event: 'approve' }))).toEqual([
      409,
      'somebody-else-has-to',
    ]);
    const { number, contact } = (await thomas.walk(id, ['approve'])).body;
    for (const path of [`contacts/${String(contact)}`, `cases/${id}/documents`, `cases/${id}/letters`])
      expect((await thomas.get(`/${path}`)).status).toBe(200);
    const happened = (await thomas.get(`/cases/${id}/history`)).body['items'] as Items;
    expect(happened.at(-1)).toMatchObject({ event: 'approve' });
    expect(happened.find(({ event }) => event === 'take-over')).toMatchObject({
      sentence: { en: 'A reviewer claimed it.' },
    });
    expect(((await thomas.get(`/cases?number=${String(number)}`)).body['items'] as Items)[0]).toMatchObject({ id });
  });

  it('find the first received first, with what is decided and what is still to come', async () => {
    const wish = { program: 'fares', channel: 'mail', language: 'en', line: 'good2talk' };
    const apply = async (received: string, proof: string) => {
      const opened = await amina.post('/cases', { ...wish, received });
      const id = String(opened.body['id']);
      const home = [{ relation: 'client', born: '1980-01-01', employment: 2000000, pension: 0 }];
      await amina.walk(id, [
        { first_name: 'Ana', last_name: 'Roy', email: 'ana@example.org', home: '1 Rue Court, Thunder Bay' },
        { household: [...home, { relation: 'child', born: '2018-01-01', employment: 0, pension: 0 }] },
        { proof_income: proof },
      ]);
      return id;
    };
    const day = (days: number) => new Date(app.clock.now().getTime() - days * 86_400_000).toISOString();
    const later = await apply(day(1), 'on-file');
    const earlier = await apply(day(9), 'coming');
    const { body } = await thomas.get('/reviews?limit=200');
    const items = (body['items'] as Items).filter(({ program }) => program === 'fares');
    expect(items.map(({ id }) => id)).toEqual([earlier, later]);
    expect(items).toMatchObject([
      { receivedAt: day(9), mine: false, missing: [{ en: 'Proof of income' }], forOthers: false },
      { receivedAt: day(1), mine: false, missing: [] },
    ]);
    const decided = (items[0]?.['verdicts'] as { decision: string; label: { fr: string } }[]).map(
      ({ decision, label }) => [decision, label.fr],
    );
    expect(decided).toEqual([
      ['benefit', 'Laissez-passer'],
      ['income', 'Sous le plafond'],
    ]);
    expect(((await thomas.get(`/cases/${earlier}/history`)).body['items'] as Items)[0]).toMatchObject({
      received: day(9),
    });
    const first = await thomas.get('/reviews?limit=1');
    const next = await thomas.get(`/reviews?limit=1&cursor=${String(first.body['next'])}`);
    expect([first, next].map(({ body: page }) => (page['items'] as Items)[0]?.['id'])).toEqual([earlier, later]);
    // What came by mail a reviewer scans, and takes in where reviewers have the case.
    const scanned = async (of: string) =>
      (
        await app.http
          .post(`/api/v1/cases/${of}/documents`)
          .query({ question: 'proof_income', name: 'scan.png' })
          .set({ authorization: await app.signIn('reviewer'), 'content-type': 'application/octet-stream' })
          .send(png)
      ).status;
    expect([await scanned(later), await scanned(await amina.openCase('tccs'))]).toEqual([201, 404]);
    // Who sends in later what they began before stands by when they sent it.
    const begun = String((await amina.post('/cases', { ...wish, channel: 'phone' })).body['id']);
    app.clock.advance(3_600_000);
    const sent = app.clock.now().toISOString();
    await amina.walk(begun, [
      'send-in',
      { first_name: 'Eva', last_name: 'Roy', email: 'e@example.org', home: '2 Rue Court' },
    ]);
    await amina.walk(begun, [{ household: [{ relation: 'client', born: '1980-01-01', employment: 0, pension: 0 }] }]);
    const row = ((await thomas.get('/reviews?limit=200')).body['items'] as Items).find((one) => one['id'] === begun);
    expect(row).toMatchObject({ receivedAt: sent });
    await josee.walk(earlier, ['take-over']);
    expect(((await thomas.get('/reviews')).body['items'] as Items).map(({ id }) => id)).not.toContain(earlier);
  });

  it('are told of one household that applies by web, phone and paper, and say whether it is one', async () => {
    const household = [{ name: 'Zoé', relation: 'client', born: '1979-05-04', employment: 0, pension: 0 }];
    const zoe = {
      first_name: 'Zoé',
      last_name: 'Lévesque',
      email: 'zoe@example.org',
      home: '9-31 Cumberland St, P7A 4K1',
    };
    const apply = async (channel: string, person: object) => {
      const wish = { program: 'fares', channel, language: 'en', line: 'good2talk' };
      const opened = (await amina.post('/cases', wish)).body;
      const id = String(opened['id']);
      if (channel === 'phone') await amina.walk(id, ['send-in']);
      await amina.walk(id, [{ ...zoe, ...person }, { household }, { proof_income: 'on-file' }]);
      return { id, number: opened['number'] };
    };
    const seen = async (desk: Desk, id: string) => (await desk.get(`/cases/${id}/duplicates`)).body['items'] as Items;
    const told = ({ signs }: Items[number]) =>
      (signs as { sentence: { en: string } }[]).map(({ sentence }) => sentence.en);
    const mark = async (id: string) =>
      ((await thomas.get('/reviews?limit=200')).body['items'] as Items).find((one) => one['id'] === id)?.['duplicates'];
    const web = await apply('web', {});
    expect([await seen(thomas, web.id), await mark(web.id)]).toEqual([[], 0]);
    const paper = await apply('mail', { first_name: 'ZOE', last_name: 'Levesque', email: 'z@example.org' });
    const phone = await apply('phone', { first_name: 'Zoe', home: '31 Cumberland Street, unit 9, P7A 4K1' });
    const found = await seen(thomas, web.id);
    expect(found.map((one) => [one['case'], one['number'], one['channel']])).toEqual([
      [paper.id, paper.number, 'mail'],
      [phone.id, phone.number, 'phone'],
    ]);
    expect(found.map(told)).toEqual([
      ['same name', 'same date of birth', 'same address'],
      ['same name', 'same date of birth', 'same e-mail', 'same address'],
    ]);
    expect([await mark(web.id), await mark(paper.id)]).toEqual([2, 2]);
    // Who is on the phone with them knows, too, and says nothing of it; neither do clients and agencies.
    expect((await seen(amina, phone.id)).map((one) => one['case'])).toEqual([web.id, paper.id]);
    const word = { case: paper.id, same: true, note: 'Called her: it is the same form.' };
    expect((await amina.post(`/cases/${web.id}/duplicates`, word)).status).toBe(403);
    expect((await amina.get(`/cases/${web.id}`)).body['reviewed']).toBe(true);
    // One said twice is said once; of somebody else's application nothing can be said.
    const key = { 'idempotency-key': 'one-household' };
    for (const time of [1, 2])
      expect([time, (await thomas.post(`/cases/${web.id}/duplicates`, word, key)).status]).toEqual([time, 201]);
    const stranger = String(
      (await amina.post('/cases', { program: 'fares', channel: 'mail', language: 'en', line: 'good2talk' })).body['id'],
    );
    expect((await thomas.post(`/cases/${web.id}/duplicates`, { ...word, case: stranger })).status).toBe(422);
    const words = [{ same: true, note: word.note, byName: 'Samuel Osei', role: 'reviewer' }];
    expect((await seen(josee, web.id)).map((one) => [one['case'], one['words']])).toMatchObject([
      [phone.id, []],
      [paper.id, words],
    ]);
    expect((await seen(josee, paper.id)).find((one) => one['case'] === web.id)).toMatchObject({ words });
    expect([await mark(web.id), await mark(paper.id)]).toEqual([1, 1]);
    // Said otherwise later: the newest counts, and both stay.
    await josee.post(`/cases/${paper.id}/duplicates`, { case: web.id, same: false });
    expect((await seen(thomas, web.id)).at(-1)?.['words']).toMatchObject([{ same: false, note: null }, ...words]);
    // What is put right counts: it was another person's form.
    await josee.walk(phone.id, ['take-over']);
    await josee.walk(phone.id, [
      { first_name: 'Ida', last_name: 'Beck', email: 'ida@example.org', home: '5 Oak Avenue, P7B 2B2' },
      { household: [{ name: 'Ida', relation: 'client', born: '1990-01-01', employment: 0, pension: 0 }] },
    ]);
    expect((await seen(thomas, web.id)).map((one) => one['case'])).toEqual([paper.id]);
    const rows = await app.database.ownerQuery<{ action: string }>(
      `SELECT DISTINCT action FROM audit WHERE subject->>'case' = $1 AND action LIKE '%duplicate%' ORDER BY 1`,
      [web.id],
    );
    expect(rows.map(({ action }) => action)).toEqual(['list-duplicates', 'say-duplicate']);
  });

  it('note for each other what nobody outside reads, and nobody changes; it goes with the answers', async () => {
    const id = await apply();
    const write = (desk: Desk, text: string, key: string) =>
      desk.post(`/cases/${id}/notes`, { text }, { 'idempotency-key': key });
    for (const time of [1, 2])
      expect([time, (await write(amina, ' She asks for large print. ', 'large-print')).status]).toEqual([time, 201]);
    app.clock.advance(1000);
    expect((await write(josee, 'Called the landlord.', 'landlord')).body).toMatchObject({ role: 'reviewer' });
    const first = (await thomas.get(`/cases/${id}/notes?limit=1`)).body;
    const next = (await thomas.get(`/cases/${id}/notes?limit=1&cursor=${String(first['next'])}`)).body;
    expect([first['items'], next['items'], next['next']]).toMatchObject([
      [{ text: 'Called the landlord.', name: 'Josée Lafleur' }],
      [{ text: 'She asks for large print.', name: 'Amina Diallo', role: 'navigator' }],
      null,
    ]);
    expect((await write(thomas, 'x'.repeat(4001), 'long')).status).toBe(422);
    expect((await write(thomas, ' ', 'empty')).status).toBe(422);
    const call = await amina.openCase('tccs');
    expect((await thomas.get(`/cases/${call}/notes`)).status).toBe(404);
    expect((await thomas.post(`/cases/${call}/notes`, { text: 'Hello' })).status).toBe(404);
    const agency = await app.signIn('agency-worker', 'ontario-211', { agency: 'kids-help-phone' });
    expect((await app.http.get(`/api/v1/cases/${id}/notes`).set('authorization', agency)).status).toBe(403);
    const { unitOfWork } = app.database;
    const as = (role: string) => ({ tenant: 'ontario-211', person: 'samuel-osei', role, agency: null, case: id });
    const count = (role: string) =>
      unitOfWork.run(as(role), async (tx) => (await tx.sql('spec.notes', 'SELECT FROM case_notes')).length);
    expect([await count('reviewer'), await count('agency-worker'), await count('client')]).toEqual([2, 0, 0]);
    await expect(
      unitOfWork.run(as('reviewer'), (tx) => tx.sql('spec.rewrite-notes', `UPDATE case_notes SET text = 'No.'`)),
    ).rejects.toThrow('a note is never changed');
    await unitOfWork.run(as('clock'), (tx) => eraseFacts(tx, id, ['need']));
    expect((await thomas.get(`/cases/${id}/notes`)).body['items']).toMatchObject([{ text: null }, { text: null }]);
    const [{ text }] = (await app.database.ownerQuery<{ text: string }>(
      `SELECT string_agg(subject::text, '') AS text FROM audit WHERE action IN ('list-notes', 'write-note')`,
    )) as [{ text: string }];
    expect([text.includes(id), text.includes('landlord')]).toEqual([true, false]);
  });

  it('hear live of what they review, and of nobody’s call', async () => {
    const watch = await Watch.at(await app.app.getUrl(), await app.signIn('reviewer'));
    await watch.until(({ told }) => told.length > 0);
    await amina.openCase('tccs');
    const id = await apply();
    await watch.until(({ told }) => told.some(({ data }) => data['case'] === id));
    expect(new Set(watch.told.flatMap(({ event, data }) => (event === 'case' ? [data['case']] : event)))).toEqual(
      new Set(['resync', id]),
    );
    watch.leave();
  });

  it('see nothing of the calls of programs that nobody reviews', async () => {
    const reviewer = josee;
    const call = await amina.openCase('tccs');
    const { number, contact } = (await amina.get(`/cases/${call}`)).body;
    for (const path of ['', '/history', '/verdicts/safety.risk/why-not', '/documents', '/letters'])
      expect((await reviewer.get(`/cases/${call}${path}`)).status).toBe(404);
    const [letter, file] = [await letterOn(app, call, 'Hello'), await keepDocumentOf(app, call)];
    for (const path of [
      `contacts/${String(contact)}`,
      `letters/${letter}`,
      `letters/${letter}/html`,
      `documents/${file}/content`,
    ])
      expect([path, (await reviewer.get(`/${path}`)).status]).toEqual([path, 404]);
    for (const [path, body] of [
      [`cases/${call}/letters/preview`, { letter: 'decision' }],
      [`letters/${letter}/posted`, {}],
      [`letters/${letter}/send-again`, {}],
    ] as const)
      expect([path, (await reviewer.post(`/${path}`, body)).status]).toEqual([path, 404]);
    expect((await reviewer.get('/letters')).body['items']).toEqual([]);
    const answers = { answers: { 'safety.danger': 'no' } };
    for (const [path, body] of [
      ['answers', answers],
      ['preview', answers],
      ['events', { event: 'take-over' }],
    ] as const)
      expect((await reviewer.post(`/cases/${call}/${path}`, body)).status).toBe(404);
    expect((await reviewer.get(`/cases?number=${String(number)}`)).body['items']).toEqual([]);
    expect(await queue(reviewer)).not.toContain(call);
    expect((await reviewer.get('/cases?status=ended')).body['items']).toEqual([]);
  });

  it('do at a time what one of them did, and hear what comes back and what is late', async () => {
    const id = await apply();
    await josee.walk(id, ['ask-for-more']);
    const told = async () =>
      ((await josee.get('/alerts?limit=200')).body['items'] as Items).filter((one) => one['case'] === id);
    expect(await told()).toMatchObject([{ queue: 'reviewers', what: { en: 'Papers are missing' } }]);
    expect(await reason(josee.post(`/cases/${id}/answers`, { answers: { proof: 'seen' } }))).toEqual([
      409,
      'role-may-not-do-this',
    ]);
    await amina.walk(id, ['bring']);
    app.clock.advance(5 * 86_400_000);
    await app.app.get(TimerPump).drainOnce();
    const again = await signedInAgain();
    const { body } = await again.get('/alerts?limit=200&waiting=true');
    const late = (body['items'] as Items).find((one) => one['case'] === id);
    expect(late).toMatchObject({ queue: 'reviewers' });
    expect((await again.post(`/alerts/${String(late?.['id'])}/seen`, {})).status).toBe(200);
  });

  anotherTown(() => app);

  it('decide what came on paper by when it came in: its limit, its place in the queue, and its place in the line', async () => {
    // The limit went up on 1 July, to $30,500 for two.
    app.clock.set('2027-01-20T16:00:00Z');
    const url = await app.app.getUrl();
    const as = (role: string, person?: string) => ({ role, ...(person !== undefined && { person }) });
    const at = async (role: string, person?: string) => new Desk(url, await Desk.tokenAt(url, as(role, person)));
    const navigator = await at('navigator');
    const [first, second] = [await at('reviewer', 'josee-lafleur'), await at('reviewer', 'samuel-osei')];
    const enter = async (received: string, name: string) => {
      const wish = { program: 'fares', channel: 'mail', language: 'en', line: 'good2talk', received };
      const id = String((await navigator.post('/cases', wish)).body['id']);
      const home = [{ relation: 'client', born: '1980-01-01', employment: 3_000_000, pension: 0 }];
      const { body } = await navigator.walk(id, [
        { first_name: name, last_name: name, email: `${name}@example.org`, home: `${name} Street, Thunder Bay` },
        { household: [...home, { relation: 'child', born: '2018-01-01', employment: 0, pension: 0 }] },
        { proof_income: 'on-file' },
      ]);
      return { id, income: (body['verdicts'] as { income: { outcome: string } }).income.outcome };
    };
    const queued = async (ids: readonly string[]) =>
      ((await second.get('/reviews?limit=200')).body['items'] as Items).flatMap(({ id }) =>
        ids.includes(String(id)) ? [id] : [],
      );
    const approve = async (id: string) => {
      await first.walk(id, ['take-over', 'recommend']);
      return (await second.walk(id, ['take-over', 'approve'])).body['state'];
    };
    const places = async (ids: readonly string[]) =>
      Promise.all(
        ids.map(async (id) => ((await second.get(`/cases/${id}`)).body['grants'] as Items).map(({ place }) => place)),
      );
    // They are entered in the wrong order, and decided in it: the one place of this year is somebody else's.
    const other = await enter('2027-01-04T15:00:00Z', 'Abe');
    expect(await approve(other.id)).toBe('has-pass');
    const late = await enter('2026-07-01T04:00:00Z', 'Bea');
    const early = await enter('2026-07-01T03:59:00Z', 'Cyd');
    expect([late.income, early.income]).toEqual(['within', 'above']);
    expect(await queued([late.id, early.id])).toEqual([early.id, late.id]);
    expect([await approve(late.id), await places([late.id])]).toEqual(['on-list', [[1]]]);
    expect([await approve(early.id), await places([early.id, late.id])]).toEqual(['on-list', [[1], [2]]]);
  });
});
