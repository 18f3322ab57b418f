import { describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../config/datasource.js';
import { newId, ownerRole } from '../../libs/platform/index.js';
import { NumberCases1760000011000 } from '../../migrations/1760000011000-number-cases.js';
import { HoldCases1760000014400 } from '../../migrations/1760000014400-hold-cases.js';
import { CallAgencies1760000016400 } from '../../migrations/1760000016400-call-agencies.js';
import { createTestDatabase } from '../setup/test-database.js';

describe('a database of before cases had numbers', () => {
  it('gives every case one when it is updated, in the order in which they were opened, each tenant from 1', async () => {
    const database = await createTestDatabase();
    const owner = await new DataSource(dataSourceOptions(database.url(ownerRole), 1)).initialize();
    try {
      const runner = owner.createQueryRunner();
      const numbering = new NumberCases1760000011000();
      await numbering.down(runner);
      const ids = await Promise.all(
        [
          ['ontario-211', '2026-03-01', true],
          ['ontario-211', '2026-01-01', false],
          ['greater-montreal', '2026-02-01', false],
          ['ontario-211', '2026-02-01', true],
        ].map(async ([tenant, opened, ended]) => {
          const id = newId();
          await database.ownerQuery(
            `INSERT INTO cases (tenant_id, id, program_id, program_version, contact_id, subject_id, channel, language, opened_at,
               opened_by, revision, state, entered_at, progress, owner_kind, owner_id, due_at, due_since, due_limit, overdue,
               disposition, ended_at)
             VALUES ($1, $2, 'good2talk', 1, $2, $2, 'phone', 'en', $3, 'amina-diallo', 1, 'greet', $3, '{}', $4, $5, $6, $6, 60,
               0, $7, $8)`,
            ended
              ? [tenant, id, opened, null, null, null, 'cold', opened]
              : [tenant, id, opened, 'person', 'amina-diallo', opened, null, null],
          );
          return id;
        }),
      );
      await numbering.up(runner);
      await runner.release();
      const rows = await database.ownerQuery<{ id: string; number: string }>('SELECT id, number FROM cases');
      const numbers = ids.map((id) => rows.find((row) => row.id === id)?.number);
      expect(numbers).toEqual(['A-000-0003', 'A-000-0001', 'A-000-0001', 'A-000-0002']);
      // Row-level security binds the owner again, and no two cases of a tenant share a number.
      expect(await owner.query('SELECT id FROM cases')).toEqual([]);
      const twice = `UPDATE cases SET number = 'A-000-0001' WHERE id = $1`;
      await expect(database.ownerQuery(twice, [ids[0]])).rejects.toThrow('cases_by_number');
    } finally {
      await owner.destroy();
    }
  });
});

describe('a database of before cases said who has them', () => {
  it('learns it from where each stands, and its referrals of which program they are', async () => {
    const database = await createTestDatabase();
    const owner = await new DataSource(dataSourceOptions(database.url(ownerRole), 1)).initialize();
    try {
      const runner = owner.createQueryRunner();
      const holding = new HoldCases1760000014400();
      await new CallAgencies1760000016400().down(runner);
      await holding.down(runner);
      await database.ownerQuery(`INSERT INTO programs VALUES ('t', 'dso')`);
      await database.ownerQuery(
        `INSERT INTO program_versions SELECT 't', 'dso', 1, encode(sha256(convert_to(d, 'UTF8')), 'hex'), d::json, '{}', now(),
           NULL, true FROM (VALUES ('{"states":{"review":{"owner":"holder"},"safety":{"owner":"navigator"}}}')) AS one (d)`,
      );
      const ids = ['review', 'safety', 'done'].map((state) => [newId(), state] as const);
      for (const [index, [id, state]] of ids.entries()) {
        const ended = state === 'done';
        await database.ownerQuery(
          `INSERT INTO cases (tenant_id, id, number, program_id, program_version, contact_id, subject_id, channel, language,
             opened_at, opened_by, revision, state, entered_at, progress, owner_kind, owner_id, due_at, due_since, due_limit,
             overdue, disposition, ended_at)
           VALUES ('t', $1, $2, 'dso', 1, $1, $1, 'phone', 'en', now(), 'amina', 1, $3, now(), '{"holder": "eastern"}', $4, $4,
             $5, $5, 60, 1, $6, $7)`,
          [
            id,
            `A-000-000${index}`,
            state,
            ended ? null : 'queue',
            ...(ended ? [null, 'cold', new Date()] : [new Date(), null, null]),
          ],
        );
      }
      const first = ids[0]?.[0];
      await database.ownerQuery(
        `INSERT INTO referrals (tenant_id, id, case_id, offer_id, state, route, service_id, agency_id, fallback, handover, status,
           offered_at) VALUES ('t', $1, $1, $1, 'ready', 'eastern', 'eastern', 'eastern', false, 'warm', 'accepted', now())`,
        [first],
      );
      await holding.up(runner);
      await runner.release();
      const held = await database.ownerQuery('SELECT state, held_by FROM cases ORDER BY state');
      expect(held).toEqual([
        { state: 'done', held_by: null },
        { state: 'review', held_by: 'eastern' },
        { state: 'safety', held_by: null },
      ]);
      const named = await database.ownerQuery('SELECT program_id, program_version FROM referrals');
      expect(named).toEqual([{ program_id: 'dso', program_version: 1 }]);
      for (const table of ['cases', 'referrals', 'program_versions']) {
        expect([table, await owner.query(`SELECT 1 FROM ${table}`)]).toEqual([table, []]);
      }
    } finally {
      await owner.destroy();
    }
  });
});
