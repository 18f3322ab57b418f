import { lockCase, runnable } from '../cases/index.js';
import type { Keyring, Tx, UnitOfWork, Who } from '../platform/index.js';
import { findVersion } from '../programs/index.js';
import { questionsThatTell } from '../workflow/index.js';
import { findableBy, writeKeys } from './keep-keys.js';

const atOnce = 200;

/**
 * Makes the keys of cases that have none by the key of today: it was changed since, or the case is older than all this.
 * Resolves to how many cases have keys now that had none; any number of processes may do it at once.
 */
export async function rekeyCases(
  work: UnitOfWork,
  keyring: Keyring,
  tenant: string,
  stopping = () => false,
): Promise<number> {
  const who: Who = { tenant, person: null, role: 'clock', agency: null };
  let made = 0;
  for (const version of await work.run(who, (tx) => versionsThatLook(tx))) {
    let ids: readonly string[] = [];
    do {
      const after = ids.at(-1) ?? '00000000-0000-0000-0000-000000000000';
      ids = await work.run(who, (tx) => casesWithoutKeys(tx, keyring, version, after));
      for (const id of ids) {
        if (stopping()) return made;
        made += (await work.run(who, (tx) => rekey(tx, keyring, id))) ? 1 : 0;
      }
    } while (ids.length === atOnce);
  }
  return made;
}

interface Version {
  readonly program: string;
  readonly version: number;
}

const versionsThatLook = (tx: Tx): Promise<Version[]> =>
  tx.sql<Version>(
    'duplicates.versions-that-look',
    `SELECT program_id AS program, version FROM program_versions
     WHERE tenant_id = $1 AND document->'duplicates' IS NOT NULL ORDER BY 1, 2`,
    [tx.who.tenant],
  );

/** Cases that say who somebody is and are not found by it. */
async function casesWithoutKeys(
  tx: Tx,
  keyring: Keyring,
  { program, version }: Version,
  after: string,
): Promise<string[]> {
  const definition = (await findVersion(tx, program, version))?.program.duplicates;
  if (!definition) return [];
  const rows = await tx.sql<{ id: string }>(
    'duplicates.cases-without-keys',
    `SELECT a.case_id AS id FROM case_answers a
     WHERE a.tenant_id = $1 AND a.program_id = $2 AND a.version = $3 AND a.case_id > $4
       AND NOT EXISTS (SELECT FROM duplicate_keys k WHERE k.tenant_id = $1 AND k.case_id = a.case_id AND k.made_by = $5)
       AND EXISTS (SELECT FROM facts f WHERE f.tenant_id = $1 AND f.case_id = a.case_id AND f.key = ANY ($6::text[])
         AND f.state = 'given' AND f.erased_at IS NULL)
     ORDER BY a.case_id LIMIT ${atOnce}`,
    [tx.who.tenant, program, version, after, keyring.id, questionsThatTell(definition)],
  );
  return rows.map(({ id }) => id);
}

async function rekey(tx: Tx, keyring: Keyring, id: string): Promise<boolean> {
  const loaded = await lockCase(tx, id);
  if (!loaded) return false;
  const { program, version, state } = loaded.record;
  const run = await runnable(tx, program, version, loaded.zone);
  const found = findableBy(run, state, loaded.answers, tx.now.toISOString());
  if (!found) return false;
  writeKeys(tx, keyring, { case: id, program, ...found });
  return found.traits.length > 0;
}
