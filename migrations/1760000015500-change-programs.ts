import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, renewPrimaryKeys, tenantTable } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'`;

/**
 * A draft is edited by people, checked, compared with the active version on past cases, approved by somebody else and
 * published. What was said of it holds for its files as they were then: they are named by their SHA-256.
 */
export class ChangePrograms1760000015500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await openDrafts(runner);
    await createBacktests(runner);
    await createFlips(runner);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE program_backtest_flips, program_backtests;
      ALTER TABLE program_drafts NO FORCE ROW LEVEL SECURITY;
      DELETE FROM program_drafts WHERE seeded_sha256 IS NULL OR status <> 'open';
      ALTER TABLE program_drafts
        DROP COLUMN sha256, DROP COLUMN note, DROP COLUMN from_version, DROP COLUMN base_version, DROP COLUMN revision,
        DROP COLUMN edited_by, DROP COLUMN edited_at, DROP COLUMN status, DROP COLUMN checked, DROP COLUMN approval,
        DROP COLUMN closed_at, DROP COLUMN closed_by, DROP COLUMN published_version,
        ADD COLUMN document json NOT NULL DEFAULT '{}';
      ALTER TABLE program_drafts ALTER COLUMN document DROP DEFAULT, ALTER COLUMN seeded_sha256 SET NOT NULL;
      ALTER TABLE program_drafts RENAME COLUMN seeded_sha256 TO sha256;
      ALTER TABLE program_drafts FORCE ROW LEVEL SECURITY;`);
  }
}

/**
 * The resolved document goes: it follows from the files, and from nothing else. What the configuration left once is not left
 * again, whatever people made of it (`one_draft_per_document`).
 */
async function openDrafts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE program_drafts NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE program_versions NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE program_drafts RENAME COLUMN sha256 TO seeded_sha256;
    ALTER TABLE program_drafts
      ALTER COLUMN seeded_sha256 DROP NOT NULL,
      DROP COLUMN document,
      ADD COLUMN sha256 text,
      ADD COLUMN note text NOT NULL DEFAULT '',
      ADD COLUMN from_version integer,
      ADD COLUMN base_version integer,
      ADD COLUMN revision integer NOT NULL DEFAULT 1,
      ADD COLUMN edited_by text[] NOT NULL DEFAULT '{}',
      ADD COLUMN edited_at timestamptz,
      ADD COLUMN status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'published', 'withdrawn')),
      ADD COLUMN checked json,
      ADD COLUMN approval json,
      ADD COLUMN closed_at timestamptz,
      ADD COLUMN closed_by text,
      ADD COLUMN published_version integer;
    UPDATE program_drafts d SET sha256 = encode(sha256(convert_to(sources::text, 'UTF8')), 'hex'),
      base_version = (SELECT version FROM program_versions v
        WHERE v.tenant_id = d.tenant_id AND v.program_id = d.program_id AND v.active);
    ALTER TABLE program_drafts
      ALTER COLUMN sha256 SET NOT NULL,
      ALTER COLUMN base_version SET NOT NULL,
      ADD CONSTRAINT hash_is_of_the_files CHECK (sha256 = encode(sha256(convert_to(sources::text, 'UTF8')), 'hex')),
      ADD CONSTRAINT closed_by_somebody CHECK ((status = 'open') = (closed_at IS NULL AND closed_by IS NULL)),
      ADD CONSTRAINT published_as_a_version CHECK ((status = 'published') = (published_version IS NOT NULL)),
      ADD FOREIGN KEY (tenant_id, program_id, base_version) REFERENCES program_versions (tenant_id, program_id, version);
    ALTER TABLE program_versions FORCE ROW LEVEL SECURITY;
    ALTER TABLE program_drafts FORCE ROW LEVEL SECURITY;
    CREATE INDEX drafts_by_time ON program_drafts (tenant_id, program_id, created_at, id);
    REVOKE UPDATE, DELETE ON program_drafts FROM ${appRole};
    GRANT UPDATE (sources, sha256, base_version, revision, edited_by, edited_at, status, checked, approval, closed_at, closed_by,
      published_version) ON program_drafts TO ${appRole};`);
}

/** `base_version` against the draft's files as they were: `result` holds counts by outcome, never an answer. */
async function createBacktests(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE program_backtests (
      tenant_id text NOT NULL,
      id uuid NOT NULL,
      program_id text NOT NULL,
      draft_id uuid NOT NULL,
      sha256 text NOT NULL,
      base_version integer NOT NULL,
      decisions text[] NOT NULL,
      complete boolean NOT NULL,
      status text NOT NULL CHECK (status IN ('running', 'finished', 'failed')),
      done integer NOT NULL,
      total integer,
      started_at timestamptz NOT NULL,
      started_by text NOT NULL,
      told_at timestamptz NOT NULL,
      finished_at timestamptz,
      result json,
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, draft_id) REFERENCES program_drafts (tenant_id, id),
      CHECK ((status = 'finished') = (result IS NOT NULL))
    );
    CREATE INDEX backtests_of_draft ON program_backtests (tenant_id, draft_id, started_at);`);
  await tenantTable(runner, 'program_backtests', { app: ['select', 'insert'] });
  await runner.query(`
    GRANT UPDATE (status, done, total, told_at, finished_at, result) ON program_backtests TO ${appRole};
    CREATE POLICY not_for_agencies ON program_backtests AS RESTRICTIVE TO ${appRole} USING (${elsewhere});`);
}

/** Which cases would have another outcome, some in each row, in the order of their ids. */
async function createFlips(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE program_backtest_flips (
      tenant_id text NOT NULL,
      backtest_id uuid NOT NULL,
      decision text NOT NULL,
      part integer NOT NULL,
      cases uuid[] NOT NULL,
      outcomes_before text[] NOT NULL,
      outcomes_after text[] NOT NULL,
      PRIMARY KEY (tenant_id, backtest_id, decision, part),
      FOREIGN KEY (tenant_id, backtest_id) REFERENCES program_backtests (tenant_id, id)
    );`);
  await tenantTable(runner, 'program_backtest_flips', { app: ['select', 'insert'] });
  await runner.query(
    `CREATE POLICY not_for_agencies ON program_backtest_flips AS RESTRICTIVE TO ${appRole} USING (${elsewhere})`,
  );
}
