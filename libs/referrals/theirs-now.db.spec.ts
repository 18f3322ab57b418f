import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/setup/test-database.js';
import { newId, type Tx, type Who } from '../platform/index.js';

const one: Who = { tenant: 'ontario-211', person: 'robin', role: 'agency-worker', agency: 'one' };
const ended = { held: null, ended: new Date() } as const;

describe('what the database shows an agency of a case', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });

  /** A case that `holder` took last and `held` has now, with a referral of agency one in this status. */
  async function caseWith(
    status: string,
    holder: string | null,
    held: string | null,
    end: Date | null,
  ): Promise<string> {
    const id = newId();
    const digits = String(numbered++).padStart(4, '0');
    await database.ownerQuery(
      `INSERT INTO cases (tenant_id, id, number, program_id, program_version, contact_id, subject_id, channel, language, opened_at,
         opened_by, revision, state, entered_at, progress, held_by, owner_kind, owner_id, due_at, due_since, due_limit, overdue,
         disposition, ended_at)
       VALUES ('ontario-211', $1, $2, 'dso', 1, $1, $1, 'phone', 'en', now(), 'amina', 1, 'somewhere', now(), $3, $4, $5, $5,
         $6, $6, 60, 0, $7, $8)`,
      [
        id,
        `K-100-${digits}`,
        { holder },
        held,
        end ? null : 'queue',
        end ? null : new Date(),
        end ? 'cold' : null,
        end,
      ],
    );
    await database.ownerQuery(
      `INSERT INTO referrals (tenant_id, id, case_id, offer_id, state, route, service_id, agency_id, fallback, handover, status,
         offered_at, program_id, program_version)
       VALUES ('ontario-211', $1, $1, $1, 'offer', 'route', 'one', 'one', false, 'warm', $2, now(), 'dso', 1)`,
      [id, status],
    );
    return id;
  }
  let numbered = 1;
  const seen = (tx: Tx, table: string, key: string, id: string) =>
    tx.sql(`spec.seen-${table}`, `SELECT 1 FROM ${table} WHERE ${key} = $1`, [id]).then((rows) => rows.length === 1);

  it.each([
    ['offered', null, null, null, true],
    ['offered', 'another', 'another', null, true],
    ['accepted', 'one', 'one', null, true],
    ['accepted', 'one', null, null, true],
    ['accepted', 'one', ended.held, ended.ended, true],
    ['in-progress', 'one', ended.held, ended.ended, true],
    ['completed', 'one', 'one', null, true],
    ['completed', 'one', null, null, false],
    ['completed', 'one', ended.held, ended.ended, false],
    ['accepted', 'another', 'another', null, false],
    ['in-progress', 'another', null, null, false],
    ['declined', null, null, null, false],
    ['cancelled', null, null, null, false],
    ['revoked', null, null, null, false],
    ['expired', 'another', 'another', null, false],
  ])('%s by it, taken last by %s, now with %s, ended %s: %s', async (status, holder, held, end, isTheirs) => {
    const id = await caseWith(status, holder, held, end);
    await database.unitOfWork.run(one, async (tx) => {
      expect([await seen(tx, 'cases', 'id', id), await seen(tx, 'referrals', 'id', id)]).toEqual([isTheirs, true]);
    });
    await database.unitOfWork.run({ ...one, agency: 'another' }, async (tx) => {
      const isAnothers = held === 'another';
      expect([await seen(tx, 'cases', 'id', id), await seen(tx, 'referrals', 'id', id)]).toEqual([isAnothers, false]);
    });
  });

  it('is asked by keys alone, by a plan too that was made while nobody had been referred', async () => {
    const empty = await createTestDatabase();
    await empty.unitOfWork.run(one, async (tx) => {
      const ask = async (times: number) => {
        for (let time = 0; time < times; time += 1) {
          const text = `SELECT is_referred_to_agency('ontario-211', $1, 'one'), is_offered_to_agency('ontario-211', $1)`;
          await tx.sql('spec.ask', text, [newId()]);
        }
      };
      // Five plans for one question each, then one that is kept.
      await ask(7);
      await empty.ownerQuery(`SET session_replication_role = 'replica'`);
      await empty.ownerQuery(
        `INSERT INTO referrals (tenant_id, id, case_id, offer_id, state, route, service_id, agency_id, fallback, handover, status,
           offered_at, program_id, program_version)
         SELECT 'ontario-211', i, i, i, 'offer', 'route', 'one', 'one', false, 'warm', 'offered', now(), 'dso', 1
         FROM (SELECT gen_random_uuid() AS i FROM generate_series(1, 100)) AS many`,
      );
      await ask(1);
      const [row] = await tx.sql<{ read: string }>(
        'spec.read',
        `SELECT idx_tup_fetch + seq_tup_read AS read FROM pg_stat_xact_user_tables WHERE relname = 'referrals'`,
      );
      expect(Number(row?.read)).toBe(0);
    });
  });
});
