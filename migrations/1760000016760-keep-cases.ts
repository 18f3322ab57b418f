import type { MigrationInterface, QueryRunner } from 'typeorm';

const mine = `current_setting('app.region', true)`;
const person = `current_setting('app.person', true)`;
const moment = `coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())`;
const here = `coalesce(${mine}, '') = '' OR answering_region IS NULL OR answering_region = ${mine}
  OR NOT ARRAY[answering_region, ''] && (SELECT regions_of_role())`;
const owned = `(owner_kind = 'person' AND owner_id = ${person})`;
/** As long as the note of a call may take, too. */
const theirCall = `(progress->>'navigator' = ${person} AND (ended_at IS NULL OR ended_at > ${moment} - interval '1 day'))`;

export class KeepCases1760000016760 implements MigrationInterface {
  /** An agency that says yes owns the case while the navigator is still on the line: they go on seeing it, whatever its region. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER POLICY in_region ON cases USING (${here} OR ${owned} OR ${theirCall})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER POLICY in_region ON cases USING (${here} OR ${owned})`);
  }
}
