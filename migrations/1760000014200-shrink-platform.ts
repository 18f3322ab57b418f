import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ShrinkPlatform1760000014200 implements MigrationInterface {
  /** Kept answers are packed by the app and stay in their row: unpacked, each cost as much as all else that a step writes. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency_keys ALTER body TYPE bytea USING convert_to(body::text, 'UTF8');
      ALTER TABLE idempotency_keys ADD COLUMN encoding text NOT NULL DEFAULT 'identity' CHECK (encoding IN ('identity', 'br'));
      ALTER TABLE idempotency_keys ALTER COLUMN encoding DROP DEFAULT, ALTER body SET STORAGE EXTERNAL;
      ALTER TABLE idempotency_keys SET (toast_tuple_target = 8160);`);
  }

  /** What is packed can't be read by the code before: those requests would be done again, so it is not undone while there are any. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency_keys NO FORCE ROW LEVEL SECURITY;
      DO $$ BEGIN
        IF EXISTS (SELECT FROM idempotency_keys WHERE encoding = 'br') THEN
          RAISE EXCEPTION 'There are kept answers that the older version cannot read. Wait 24 hours without requests, then go back.';
        END IF;
      END $$;
      ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY;
      ALTER TABLE idempotency_keys RESET (toast_tuple_target);
      ALTER TABLE idempotency_keys DROP COLUMN encoding, ALTER body SET STORAGE DEFAULT;
      ALTER TABLE idempotency_keys ALTER body TYPE json USING convert_from(body, 'UTF8')::json;`);
  }
}
