import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole } from '../libs/platform/index.js';

/** A HEIC gets a picture that every browser shows: sealed like its file, and gone with it. */
export class PictureDocuments1760000018800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE documents
        ADD COLUMN picture_status text CHECK (picture_status IN ('waiting', 'drawing', 'ready', 'failed')),
        ADD COLUMN picture bytea,
        ADD CONSTRAINT ready_is_there CHECK ((picture_status IS NOT DISTINCT FROM 'ready') = (picture IS NOT NULL)),
        ADD CONSTRAINT a_picture_goes_with_its_file CHECK (picture_status IS NULL OR sealed_key IS NOT NULL);
      ALTER TABLE documents ALTER COLUMN picture SET STORAGE EXTERNAL;
      GRANT UPDATE (picture_status, picture) ON documents TO ${appRole};`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE documents DROP COLUMN picture, DROP COLUMN picture_status');
  }
}
