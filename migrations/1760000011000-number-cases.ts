import type { MigrationInterface, QueryRunner } from 'typeorm';
import { renewPrimaryKeys } from '../libs/platform/index.js';

export class NumberCases1760000011000 implements MigrationInterface {
  /** A number that people say aloud. Cases that are there already get theirs; the owner must see them for that. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cases ADD COLUMN number text;
      ALTER TABLE cases NO FORCE ROW LEVEL SECURITY;
      UPDATE cases SET number = 'A-' || to_char(n.place / 10000, 'FM000') || '-' || to_char(n.place % 10000, 'FM0000')
        FROM (SELECT tenant_id, id, row_number() OVER (PARTITION BY tenant_id ORDER BY opened_at, id) AS place FROM cases) n
        WHERE n.tenant_id = cases.tenant_id AND n.id = cases.id;
      ALTER TABLE cases FORCE ROW LEVEL SECURITY;
      ALTER TABLE cases ALTER COLUMN number SET NOT NULL;
      ALTER TABLE cases ADD CONSTRAINT numbers_can_be_said CHECK (number ~ '^[A-Z]-[0-9]{3}-[0-9]{4}$');
      CREATE UNIQUE INDEX cases_by_number ON cases (tenant_id, number);`);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cases DROP COLUMN number');
  }
}
