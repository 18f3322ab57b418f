import type { QueryRunner } from 'typeorm';

/**
 * Makes each primary key the newest index of its table: for a migration that creates tables which others refer to.
 * While a table is empty PostgreSQL finds all indexes that begin with tenant_id equally good and takes the newest. A
 * foreign key keeps that plan until the connection ends or the table is analyzed, and would read all rows of the tenant
 * for each row that it checks.
 */
export async function renewPrimaryKeys(runner: QueryRunner): Promise<void> {
  await runner.query(`
    DO $$
    DECLARE keys text[]; one text; foreign_keys text[]; key record;
    BEGIN
      SELECT array_agg(format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))),
             array_agg(format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname))
        INTO foreign_keys, keys
        FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace;
      FOREACH one IN ARRAY keys LOOP EXECUTE one; END LOOP;
      FOR key IN
        SELECT conrelid::regclass AS table_name, conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint k
        WHERE contype = 'p' AND connamespace = 'public'::regnamespace
          AND conindid < (SELECT max(indexrelid) FROM pg_index i WHERE i.indrelid = k.conrelid)
      LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I %s',
          key.table_name, key.conname, key.conname, key.definition);
      END LOOP;
      FOREACH one IN ARRAY foreign_keys LOOP EXECUTE one; END LOOP;
    END $$;`);
}
