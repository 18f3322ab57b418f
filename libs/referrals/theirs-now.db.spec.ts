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
         offered_at, program_id, program_version, shown_until)
       VALUES ('ontario-211', $1, $1, $1, 'offer', 'route', 'one', 'one', false, 'warm', $2, now(), 'dso', 1, $3)`,
      [id, status.split(',')[0], shownUntil(status)],
    );
    return id;
  }
  const shownUntil = (status: string): Date | null => {
    const days = status.endsWith('yet') ? 1 : status.endsWith('yesterday') ? -1 : null;
    return days === null ? null : new Date(database.clock.now().getTime() + days * 86_400_000);
  };
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
    ['completed, shown for a day yet', 'one', ended.held, ended.ended, true],
    ['completed, shown until yesterday', 'one', ended.held, ended.ended, false],
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

  describe('and of the facts of it', () => {
    const consent = { id: newId(), given: true, withdrawn: null as Date | null, until: null as Date | null };
    /** `told` is what the disclosure names, `own` what its own people said. */
    const facts = { told: null, own: 'one', others: 'another', ours: null };

    it.each([
      ['offered', null, null, {}, consent, 'own told'],
      ['accepted', 'one', null, {}, consent, 'own told'],
      ['accepted', 'one', 'one', {}, consent, 'others ours own told'],
      ['accepted', 'one', null, { handed_over_as: 'cold' }, consent, 'own'],
      ['accepted', 'one', null, {}, { ...consent, withdrawn: new Date() }, 'own'],
      ['offered', null, null, {}, { ...consent, given: false }, 'own'],
      ['accepted', 'one', null, { override: 'imminent-risk' }, null, 'own told'],
      ['accepted', 'another', null, {}, consent, ''],
      ['completed, shown for a day yet', 'one', null, {}, consent, 'own told'],
      ['completed, shown for a day yet', 'one', null, {}, { ...consent, until: new Date(0) }, 'own'],
    ])('%s by it, taken last by %s, now with %s, %j, %j: %s', async (status, holder, held, more, agreed, seen) => {
      const id = await caseWith(status, holder, held, null);
      await tell(id, { override: null, handed_over_as: null, ...more }, agreed && { ...agreed, id: newId() });
      const found = await database.unitOfWork.run(one, (tx) =>
        tx.sql<{ key: string }>('spec.facts', 'SELECT key FROM facts WHERE case_id = $1 ORDER BY key', [id]),
      );
      expect(found.map(({ key }) => key).join(' ')).toBe(seen);
    });

    async function tell(
      id: string,
      { override, handed_over_as: as }: { override: string | null; handed_over_as: string | null },
      agreed: typeof consent | null,
    ): Promise<void> {
      if (agreed) {
        await database.ownerQuery(
          `INSERT INTO consents (tenant_id, id, case_id, subject_id, disclosure, purpose, recipients, facts, given, given_by, at,
             withdrawn_at, until)
           VALUES ('ontario-211', $1, $2, $2, 'brief', '{}', '["one"]', '["told"]', $3, 'self', now(), $4, $5)`,
          [agreed.id, id, agreed.given, agreed.withdrawn, agreed.until],
        );
      }
      await database.ownerQuery(
        `UPDATE referrals SET disclosure = 'brief', tells = '{told}', consent_id = $2, override = $3, handed_over_as = $4 WHERE id = $1`,
        [id, agreed?.id ?? null, override, as],
      );
      await database.ownerQuery(
        `INSERT INTO subjects (tenant_id, id, kind, created_at) VALUES ('ontario-211', $1, 'known', now())`,
        [id],
      );
      await database.ownerQuery(
        `INSERT INTO facts (tenant_id, subject_id, case_id, key, version, state, value, said_by, agency_id, contact_id, at)
         SELECT 'ontario-211', $1, $1, key, 1, 'given', '1', 'somebody', value, $1, now() FROM jsonb_each_text($2)`,
        [id, JSON.stringify(facts)],
      );
    }
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
