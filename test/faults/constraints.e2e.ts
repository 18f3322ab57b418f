import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestApp, startTestApp } from '../setup/app.js';
import { Desk, toOffer } from './desk.js';

/** The database itself refuses it, whoever asks: these run past the whole application. */
describe('the database refuses', () => {
  let test: TestApp;
  let id: string;
  let ended: string;
  beforeAll(async () => {
    test = await startTestApp();
    const desk = await Desk.at(test);
    id = await desk.openCase();
    await desk.walk(id, toOffer);
    ended = await desk.openCase();
    await desk.walk(ended, [...toOffer, 'hand-over']);
  });
  afterAll(() => test?.stop());

  const onCase = (set: string, which = id) =>
    test.database.ownerQuery(`UPDATE cases SET ${set} WHERE id = $1 RETURNING id`, [which]);

  it.each([
    ['an open case without owner', 'owner_kind = NULL', 'open_cases_have_an_owner'],
    ['an open case whose owner is nobody by name', 'owner_id = NULL', 'open_cases_have_an_owner'],
    ['an open case that the system owns', "owner_kind = 'queue', owner_id = 'system'", 'open_cases_have_an_owner'],
    ['an open case with an empty owner', "owner_id = ''", 'open_cases_have_an_owner'],
    ['an open case with an owner of no known kind', "owner_kind = 'system'", 'open_cases_have_an_owner'],
    ['an open case without deadline', 'due_at = NULL', 'open_cases_have_a_deadline'],
    ['a deadline that counts from nowhere', 'due_since = NULL', 'open_cases_have_a_deadline'],
    ['a deadline without limit', 'due_limit = NULL', 'open_cases_have_a_deadline'],
    ['a deadline beyond its limit', "due_at = due_at + interval '1 second'", 'open_cases_have_a_deadline'],
    ['an end without disposition', 'ended_at = now()', 'ended_cases_have_a_disposition'],
    ['an open case with a disposition', "disposition = 'declined'", 'ended_cases_have_a_disposition'],
  ])('%s', async (_, set, constraint) => {
    await expect(onCase(set)).rejects.toThrow(constraint);
  });

  it('an ended case that somebody still owns', async () => {
    await expect(onCase("owner_kind = 'queue', owner_id = 'navigators'", ended)).rejects.toThrow(
      'ended_cases_have_a_disposition',
    );
  });

  it('to open an ended case again without owner and deadline', async () => {
    await expect(onCase('ended_at = NULL, disposition = NULL', ended)).rejects.toThrow('open_cases_have_');
  });

  it('a second row of history for one step', async () => {
    const double = test.database.ownerQuery(
      'INSERT INTO case_history SELECT * FROM case_history WHERE case_id = $1 AND seq = 2',
      [id],
    );
    await expect(double).rejects.toThrow('case_history_pkey');
  });

  it('a second version of a fact with the same number', async () => {
    const double = test.database.ownerQuery('INSERT INTO facts SELECT * FROM facts WHERE case_id = $1 LIMIT 1', [id]);
    await expect(double).rejects.toThrow('facts_pkey');
  });

  it('a second open offer in one state', async () => {
    const double = test.database.ownerQuery(
      `INSERT INTO referrals (tenant_id, id, case_id, offer_id, state, route, service_id, agency_id, fallback, handover,
         status, offered_at, program_id, program_version)
       SELECT tenant_id, gen_random_uuid(), case_id, offer_id, state, route, service_id, agency_id, fallback, handover,
         status, offered_at, program_id, program_version FROM referrals WHERE case_id = $1`,
      [id],
    );
    await expect(double).rejects.toThrow('one_open_offer_a_state');
  });

  it('a disclosure without consent or override', async () => {
    const bare = test.database.ownerQuery(
      'UPDATE referrals SET consent_id = NULL, override = NULL WHERE case_id = $1',
      [id],
    );
    await expect(bare).rejects.toThrow('disclosures_need_consent_or_override');
  });

  it('to let the application change or delete what happened', async () => {
    const who = { tenant: 'ontario-211', person: null, role: 'navigator', agency: null };
    const statements = [
      "UPDATE case_history SET event = 'nothing'",
      'DELETE FROM case_history',
      'DELETE FROM cases',
      "UPDATE facts SET value = '1'",
      'DELETE FROM facts',
      'DELETE FROM audit',
    ];
    for (const [index, statement] of statements.entries()) {
      const tried = test.database.unitOfWork.run(who, (tx) => tx.sql(`faults.forbidden-${index}`, statement));
      await expect(tried).rejects.toThrow(/permission denied|a fact is never changed/);
    }
  });
});
