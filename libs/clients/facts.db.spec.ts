import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/setup/test-database.js';
import { newId, once, remember, TimerPump, type Tx, type Who } from '../platform/index.js';
import type { Answer } from '../eligibility/index.js';
import { EraseWhenDue } from './erase-facts.js';
import {
  currentFacts,
  eraseFacts,
  openSubject,
  proposedFacts,
  recordFacts,
  scheduleErasure,
  seedFactKeys,
} from './index.js';

const ontario: Who = { tenant: 'ontario-211', person: 'amina-diallo', role: 'navigator', agency: null };
const montreal: Who = { ...ontario, tenant: 'greater-montreal' };

describe('what clients say', () => {
  let database: TestDatabase;
  const run = <T>(work: (tx: Tx) => Promise<T>, who: Who = ontario) => database.unitOfWork.run(who, work);
  beforeAll(async () => {
    database = await createTestDatabase();
    const label = { en: 'Language', fr: 'Langue' };
    await run((tx) => seedFactKeys(tx, [{ key: 'lang', type: 'language', label }]));
  });

  const begin = async (contactId = newId()) => {
    const subjectId = await run((tx) => openSubject(tx, { contactId }));
    const caseId = newId();
    const say = (answers: Readonly<Record<string, Answer | null>>) =>
      run((tx) => recordFacts(tx, { subjectId, caseId, contactId, saidBy: 'amina-diallo', answers }));
    const known = (who: Who = ontario) => run((tx) => currentFacts(tx, caseId), who);
    return { contactId, subjectId, caseId, say, known };
  };

  it('knows an anonymous client within the contact and nowhere else', async () => {
    const contactId = newId();
    const open = (id: string) => run((tx) => openSubject(tx, { contactId: id }));
    const [first, second] = await Promise.all([open(contactId), open(contactId)]);
    expect(second).toBe(first);
    expect(await open(newId())).not.toBe(first);
  });

  it('records many facts in one statement, each with its version', async () => {
    const { subjectId, caseId, contactId, known } = await begin();
    const answers = { lang: { value: 'fr' }, student: { declined: true as const }, count: { value: 3 } };
    const trips = await run(async (tx) => {
      const before = tx.roundTrips;
      const versions = await recordFacts(tx, { subjectId, caseId, contactId, saidBy: 'amina-diallo', answers });
      expect(versions).toEqual({ lang: 1, student: 1, count: 1 });
      return tx.roundTrips - before;
    });
    expect(trips).toBe(1);
    expect(await known()).toMatchObject({
      lang: { state: 'given', value: 'fr', version: 1, saidBy: 'amina-diallo', contactId },
      student: { state: 'declined', value: null },
      count: { state: 'given', value: 3 },
    });
  });

  it('keeps every version and tells the newest, a withdrawn one too', async () => {
    const { say, known, caseId } = await begin();
    await say({ need: { value: ['food', 'housing'] } });
    await say({ need: { value: ['food'] } });
    expect(await say({ need: null })).toEqual({ need: 3 });
    expect((await known()).need).toMatchObject({ state: 'withdrawn', value: null, version: 3 });
    const kept = await database.ownerQuery('SELECT value FROM facts WHERE case_id = $1 ORDER BY version', [caseId]);
    expect(kept).toEqual([{ value: ['food', 'housing'] }, { value: ['food'] }, { value: null }]);
  });

  it('proposes in another case of the same contact what is shared, and nothing private', async () => {
    const first = await begin();
    await first.say({ lang: { value: 'fr' }, student: { value: 'yes' } });
    const second = await begin(first.contactId);
    const proposed = () => run((tx) => proposedFacts(tx, second.subjectId, second.caseId));
    expect(await proposed()).toMatchObject([{ key: 'lang', value: 'fr' }]);
    await second.say({ lang: { value: 'en' } });
    expect(await proposed()).toEqual([]);
  });

  it('proposes nothing from another contact, and nothing that was taken back', async () => {
    const first = await begin();
    await first.say({ lang: { value: 'fr' } });
    const stranger = await begin();
    expect(await run((tx) => proposedFacts(tx, stranger.subjectId, stranger.caseId))).toEqual([]);
    await first.say({ lang: null });
    const second = await begin(first.contactId);
    expect(await run((tx) => proposedFacts(tx, second.subjectId, second.caseId))).toEqual([]);
  });

  it('shows a tenant nothing of another', async () => {
    const { say, known, subjectId, caseId } = await begin();
    await say({ lang: { value: 'fr' } });
    expect(await known(montreal)).toEqual({});
    expect(await run((tx) => proposedFacts(tx, subjectId, newId()), montreal)).toEqual([]);
    expect(await run((tx) => eraseFacts(tx, caseId, ['lang']), montreal)).toBe(0);
    expect((await known()).lang?.value).toBe('fr');
  });

  it('erases the values of every version and keeps the rows', async () => {
    const { say, known, caseId } = await begin();
    await say({ phone: { value: '416-555-0123' }, lang: { value: 'fr' } });
    await say({ phone: { value: '416-555-0199' } });
    expect(await run((tx) => eraseFacts(tx, caseId, ['phone']))).toBe(2);
    expect(await known()).toMatchObject({
      phone: { state: 'given', value: null, version: 2, erasedAt: database.clock.now() },
      lang: { value: 'fr', erasedAt: null },
    });
    expect(await run((tx) => eraseFacts(tx, caseId, ['phone']))).toBe(0);
  });

  it('forgets with it the answers to requests that told of the case', async () => {
    const { caseId } = await begin();
    const request = { key: 'k1', route: 'POST /api/v1/cases', bodyHash: 'abc' };
    await run(async (tx) => remember(tx, request, { status: 201, headers: {}, json: '"416-555-0123"' }, caseId));
    expect(await run((tx) => once(tx, request))).toMatchObject({ kind: 'replay' });
    await run((tx) => eraseFacts(tx, caseId, ['phone']));
    expect(await run((tx) => once(tx, request))).toEqual({ kind: 'first' });
  });

  it('erases by itself when the time to keep a value is over', async () => {
    const { say, known, caseId } = await begin();
    await say({ callback_number: { value: '416-555-0123' } });
    await run((tx) => scheduleErasure(tx, caseId, { callback_number: 'P30D' }));
    const pump = new TimerPump(database.workerDataSource, database.unitOfWork, database.clock);
    new EraseWhenDue(database.unitOfWork, pump).onModuleInit();
    database.clock.advance(30 * 86_400_000 - 1);
    await pump.drainOnce();
    expect((await known()).callback_number?.value).toBe('416-555-0123');
    database.clock.advance(1);
    await pump.drainOnce();
    expect((await known()).callback_number?.value).toBeNull();
  });

  it.each([
    ['another value', `UPDATE facts SET value = '"no"' WHERE case_id = $1`, 'a fact is never changed'],
    ['another state', `UPDATE facts SET state = 'declined' WHERE case_id = $1`, 'permission denied'],
    ['no fact at all', 'DELETE FROM facts WHERE case_id = $1', 'permission denied'],
  ])('cannot be turned into %s', async (what, statement, message) => {
    const { say, caseId } = await begin();
    await say({ lang: { value: 'fr' } });
    await expect(run((tx) => tx.sql(`spec.${what}`, statement, [caseId]))).rejects.toThrow(message);
  });

  it('cannot be brought back once erased', async () => {
    const { say, caseId } = await begin();
    await say({ lang: { value: 'fr' } });
    await run((tx) => eraseFacts(tx, caseId, ['lang']));
    const restore = `UPDATE facts SET value = '"fr"', erased_at = NULL WHERE case_id = $1`;
    await expect(run((tx) => tx.sql('spec.restore', restore, [caseId]))).rejects.toThrow('a fact is never changed');
  });
});
