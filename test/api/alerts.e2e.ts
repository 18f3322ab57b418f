import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TimerPump } from '../../libs/platform/index.js';
import { type TestApp, startTestApp } from '../setup/app.js';

const hour = 3_600_000;

async function inPages(app: TestApp, as: { authorization: string }): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer = await app.http.get('/api/v1/alerts').query({ limit: 1, cursor }).set(as).expect(200);
    const body = answer.body as { items: { id: string }[]; next: string | null };
    ids.push(...body.items.map(({ id }) => id));
    cursor = body.next;
  }
  return ids;
}

describe('a deadline that has passed', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());
  const as = async (role: 'navigator' | 'supervisor' | 'agency-worker') => ({ authorization: await app.signIn(role) });

  it('is on the list of the supervisors, and of nobody else, until one of them has seen it', async () => {
    const wish = { program: 'good2talk', channel: 'phone', language: 'en' };
    const opened = await app.http
      .post('/api/v1/cases')
      .set(await as('navigator'))
      .send(wish)
      .expect(201);
    app.clock.advance(2 * hour);
    await app.app.get(TimerPump).drainOnce();
    const list = async (role: Parameters<typeof as>[0]) =>
      (
        await app.http
          .get('/api/v1/alerts?waiting=true')
          .set(await as(role))
          .expect(200)
      ).body as {
        items: { id: string; case: string | null }[];
      };
    const { id, contact, number } = opened.body as { id: string; contact: string; number: string };
    const { items } = await list('supervisor');
    expect(items).toHaveLength(2);
    const due = { queue: 'supervisors', about: 'due', seenBy: null };
    const programTitle = expect.objectContaining({ en: 'Good2Talk' });
    const words = { en: expect.any(String), fr: expect.any(String) };
    const ofCase = {
      state: 'greet',
      stateTitle: words,
      what: { en: 'The time allowed ran out', fr: 'Le délai est passé' },
    };
    const ofContact = { state: 'open', stateTitle: { en: 'In conversation', fr: 'En conversation' }, what: words };
    expect(items).toContainEqual(
      expect.objectContaining({ ...due, ...ofCase, case: id, contact: null, number, programTitle }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({ ...due, ...ofContact, case: null, contact, number: null, programTitle }),
    );
    const pages = await inPages(app, await as('supervisor'));
    expect(pages).toEqual(items.map((one) => one.id));
    expect((await list('navigator')).items).toEqual([]);
    expect((await list('agency-worker')).items).toEqual([]);
    for (const one of items) {
      const path = `/api/v1/alerts/${one.id}/seen`;
      await app.http
        .post(path)
        .set(await as('navigator'))
        .expect(404);
      const seen = await app.http
        .post(path)
        .set(await as('supervisor'))
        .expect(200);
      expect(seen.body).toMatchObject({
        id: one.id,
        seenBy: expect.any(String),
        seenByName: expect.stringMatching(/^\p{L}+ /u),
        seenAt: app.clock.now().toISOString(),
      });
    }
    expect((await list('supervisor')).items).toEqual([]);
  });
});

describe('somebody who works for an agency', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  it('is shown nothing of cases that were not offered to the agency, by the database itself', async () => {
    const wish = { program: 'good2talk', channel: 'phone', language: 'en' };
    const bearer = { authorization: await app.signIn('navigator') };
    const opened = await app.http.post('/api/v1/cases').set(bearer).send(wish).expect(201);
    const { id } = opened.body as { id: string };
    await app.http
      .post(`/api/v1/cases/${id}/answers`)
      .set(bearer)
      .send({ answers: { lang: 'fr' } })
      .expect(200);
    const worker = { tenant: 'ontario-211', person: 'worker', role: 'agency-worker', agency: 'kids-help-phone' };
    const counted = await app.database.unitOfWork.run(worker, async (tx) => {
      const counts: Record<string, number> = {};
      for (const table of ['cases', 'case_history', 'facts', 'contacts', 'consents', 'alerts', 'contact_alerts']) {
        const [row] = await tx.sql<{ n: number }>(`spec.count-${table}`, `SELECT count(*)::integer AS n FROM ${table}`);
        counts[table] = row?.n ?? -1;
      }
      return counts;
    });
    expect(counted).toEqual({
      cases: 0,
      case_history: 0,
      facts: 0,
      contacts: 0,
      consents: 0,
      alerts: 0,
      contact_alerts: 0,
    });
    const [facts] = await app.database.ownerQuery<{ n: number }>('SELECT count(*)::integer AS n FROM facts');
    expect(facts?.n).toBeGreaterThan(0);
  });
});
