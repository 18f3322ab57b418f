import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TimerPump } from '../../libs/platform/index.js';
import { formatProblems, readProgram, seedProgram } from '../../libs/programs/index.js';
import { reviewed } from '../../libs/programs/reading/testing/reviewed.js';
import { Desk } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { keepDocumentOf, letterOn } from '../setup/foreign-things.js';

type Items = readonly Readonly<Record<string, unknown>>[];

describe('reviewers', () => {
  let app: TestApp;
  let amina: Desk;
  let josee: Desk;
  let thomas: Desk;
  beforeAll(async () => {
    app = await startTestApp();
    const read = await readProgram(reviewed);
    if (!read.ok) throw new Error(formatProblems(read.problems));
    const admin = { tenant: 'ontario-211', person: null, role: 'program-admin', agency: null };
    await app.database.unitOfWork.run(admin, (tx) => seedProgram(tx, read.program, reviewed));
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
    await josee.walk(id, [{ proof: 'seen' }, 'recommend']);
    expect(allowed(await josee.get(`/cases/${id}`))).toEqual(['take-over']);
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
    expect(((await thomas.get(`/cases?number=${String(number)}`)).body['items'] as Items)[0]).toMatchObject({ id });
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
});
