import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lockCase } from '../../libs/cases/index.js';
import type { Who } from '../../libs/platform/index.js';
import { type TestApp, startTestApp } from '../setup/app.js';
import { type Answered, Desk, counted, deep, safe } from './desk.js';
import { expectNobodyDropped, expectUnbroken } from './unbroken.js';

const callers = 50;

interface Wish {
  readonly path: 'answers' | 'events';
  readonly body: object;
  /** Says which revision it saw: the same for all that say one. */
  readonly sawIt: boolean;
  readonly desk: number;
}

const answers = fc
  .dictionary(fc.constantFrom('lang', 'student', 'need', 'campus', ...Object.keys(safe)), fc.nat(3), {
    minKeys: 1,
    maxKeys: 3,
  })
  .map((picked) => ({
    path: 'answers' as const,
    body: {
      answers: Object.fromEntries(Object.entries(picked).map(([id, index]) => [id, WORDS[id]?.[index] ?? null])),
    },
  }));
const WORDS: Readonly<Record<string, readonly (string | null)[]>> = {
  lang: ['en', 'fr', 'prefer-not', null],
  student: ['yes', 'no', 'prefer-not', null],
  need: ['counselling', 'information', 'prefer-not', null],
  campus: ['Algoma', 'Trent', 'Nipissing', null],
  'safety.danger': ['no', 'yes', 'prefer-not', null],
  'safety.weapon': ['no', 'yes', 'prefer-not', null],
  'safety.medical': ['no', 'yes', 'prefer-not', null],
  'safety.suicide': ['none', 'thoughts', 'prefer-not', null],
};
const events = fc
  .constantFrom(
    'risk-raised',
    'give-consent',
    'withhold-consent',
    'hand-over',
    'client-declined',
    'take-over',
    'caller-gone',
  )
  .map((event) => ({ path: 'events' as const, body: { event } }));
const wish: fc.Arbitrary<Wish> = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: answers }, { weight: 1, arbitrary: events }), fc.boolean(), fc.nat(2))
  .map(([what, sawIt, desk]) => ({ ...what, sawIt, desk }));

describe(`${callers} people at once on one case`, () => {
  let test: TestApp;
  let desks: readonly Desk[];
  beforeAll(async () => {
    test = await startTestApp();
    desks = await Promise.all([
      Desk.at(test, 'navigator', 'amina-diallo'),
      Desk.at(test, 'navigator', 'marc-tremblay'),
      Desk.at(test, 'supervisor'),
    ]);
  });
  afterAll(() => test?.stop());

  async function rush(wishes: readonly Wish[], begin: readonly object[]): Promise<void> {
    const id = await desks[0]!.openCase();
    const seen = 1 + begin.length;
    if (begin.length > 0) await desks[0]!.walk(id, begin as Record<string, unknown>[]);
    const answered = await Promise.all(
      wishes.map(({ path, body, sawIt, desk }) =>
        desks[desk]!.post(`/cases/${id}/${path}`, body, sawIt ? { 'if-match': `"${seen}"` } : {}),
      ),
    );
    expect(answered.filter(({ status }) => ![200, 409, 412].includes(status)).map(({ text }) => text)).toEqual([]);
    const done = answered.filter(({ status }) => status === 200);
    expect(await expectUnbroken(test.database.ownerQuery, id)).toBe(seen + done.length);
    const revisions = done.map(revisionOf).sort((a, b) => a - b);
    expect(revisions).toEqual(done.map((_, index) => seen + 1 + index));
    const first = answered.filter(({ status }, index) => status === 200 && wishes[index]?.sawIt);
    expect(first.length).toBeLessThanOrEqual(1);
    await expectNobodyDropped(test.database.ownerQuery);
  }

  it('never fork its history, whatever they want', async () => {
    const begin: readonly object[] = [{ lang: 'en' }, safe, { student: 'yes' }];
    const begins = fc.constantFrom(0, 1, 3).map((steps) => begin.slice(0, steps));
    const wishes = fc.array(wish, { minLength: callers, maxLength: callers });
    await fc.assert(fc.asyncProperty(wishes, begins, rush), { numRuns: counted(2, 60), endOnFailure: true });
  }, 300_000);

  it(
    'who all saw the same revision: one is first, everybody else is told',
    async () => {
      const id = await desks[0]!.openCase();
      const all = await Promise.all(
        Array.from({ length: callers }, (_, index) =>
          desks[index % desks.length]!.post(
            `/cases/${id}/answers`,
            { answers: { campus: `campus ${index}` } },
            { 'if-match': '"1"' },
          ),
        ),
      );
      const statuses = all.map(({ status }) => status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      expect(statuses.filter((status) => status === 412)).toHaveLength(callers - 1);
      expect(all.find(({ status }) => status === 412)?.body['current']).toMatchObject({ revision: 2 });
      expect(await expectUnbroken(test.database.ownerQuery, id)).toBe(2);
    },
    deep ? 120_000 : 40_000,
  );
});

describe('whoever waited for a case', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test?.stop());

  it('decides on the answers that came meanwhile', async () => {
    const { ownerQuery, unitOfWork } = test.database;
    const id = await (await Desk.at(test)).openCase();
    const who: Who = { tenant: 'ontario-211', person: 'amina-diallo', role: 'navigator', agency: null };
    const waited = await unitOfWork.run(who, async (tx) => {
      const { record } = (await lockCase(tx, id))!;
      const second = unitOfWork.run(who, (other) => lockCase(other, id));
      const waiting = () =>
        ownerQuery('SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = $1', [
          'Lock',
        ]);
      while ((await waiting()).length === 0);
      await tx.sql(
        'faults.answer-meanwhile',
        `WITH moved AS (UPDATE cases SET revision = revision + 1 WHERE id = $1)
         INSERT INTO facts (tenant_id, subject_id, case_id, key, version, state, value, said_by, contact_id, at)
         VALUES ($2, $3, $1, 'student', 1, 'given', '"yes"', 'amina-diallo', $4, $5)`,
        [id, who.tenant, record.subject, record.contact, tx.now],
      );
      return { second };
    });
    expect(await waited.second).toMatchObject({
      record: { revision: 2 },
      answers: { student: { value: 'yes' } },
      facts: { student: { version: 1 } },
    });
  });
});

const revisionOf = ({ body }: Answered): number => Number(body['revision']);
