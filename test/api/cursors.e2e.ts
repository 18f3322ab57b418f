import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDocument } from '../../apps/api/create-app.js';
import type { Role } from '../../libs/access/index.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { addressOf, foreignThings } from '../setup/foreign-things.js';

/** Every list in pages, from the document: one that is added later is tried too. */
const lists = Object.entries((await createDocument()).paths).flatMap(([path, { get }]) => {
  const named = (get?.parameters ?? []).map((each) => ('name' in each ? each.name : ''));
  const roles: unknown = Object.entries(get ?? {}).find(([name]) => name === 'x-roles')?.[1];
  return named.includes('cursor') ? [{ path, role: (roles as Role[])[0] ?? 'navigator' }] : [];
});
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const cursorOf = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');
const malformed = [
  'x',
  '%00',
  cursorOf(null),
  cursorOf(['2026-06-01T12:00:00.000Z']),
  cursorOf(['2026-06-01T12:00:00.000Z', 'x']),
  cursorOf(['not a time', id]),
  cursorOf(['yesterday', id]),
  cursorOf(['infinity', id]),
  cursorOf(['2026-02-30T12:00:00.000Z', id]),
  cursorOf([`2026-06-01T12:00:00.000Z' OR 1=1`, id]),
];

describe('a list in pages', () => {
  let app: TestApp;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    app = await startTestApp();
    const needed = Object.entries(foreignThings).filter(([thing]) => lists.some(({ path }) => path.startsWith(thing)));
    for (const [thing, make] of needed) ids.set(thing, await make(app));
  });
  afterAll(() => app.stop());

  it('is found in the document', () => {
    expect(lists.map(({ path }) => path).sort()).toEqual([
      '/api/v1/agencies/{id}/keys',
      '/api/v1/agencies/{id}/teams',
      '/api/v1/agencies/{id}/webhooks',
      '/api/v1/alerts',
      '/api/v1/areas',
      '/api/v1/cases',
      '/api/v1/cases/{id}/notes',
      '/api/v1/contacts',
      '/api/v1/dispatches',
      '/api/v1/floor',
      '/api/v1/grants',
      '/api/v1/letters',
      '/api/v1/overrides',
      '/api/v1/programs/{id}/drafts',
      '/api/v1/programs/{id}/drafts/{draft}/backtests/{backtest}/flips/{decision}',
      '/api/v1/referrals',
      '/api/v1/referrals/{id}/messages',
      '/api/v1/reviews',
      '/api/v1/sessions',
      '/api/v1/webhooks/{id}/deliveries',
    ]);
  });

  it.each(lists)(
    '$path refuses a cursor that it did not hand out, and says what to do',
    async ({ path: pattern, role }) => {
      const path = addressOf(pattern, ids);
      const authorization = await app.signIn(role);
      for (const cursor of malformed) {
        const answer = await app.http.get(path).query({ cursor }).set({ authorization });
        expect([cursor, answer.status, answer.body.type]).toEqual([cursor, 400, '/problems/cursor-is-malformed']);
        expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
        expect(answer.body.detail).toMatch(/leave the cursor out/);
      }
      const past = cursorOf(['2020-01-01T00:00:00.000Z', id]);
      await app.http.get(path).query({ cursor: past }).set({ authorization }).expect(200);
    },
  );
});
