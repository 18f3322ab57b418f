import type { Tx } from '../../platform/index.js';
import type { Sources } from './sources.js';

export interface VersionSources {
  readonly version: number;
  readonly sources: Sources;
}

/** The files that a version was published from; of the active one when none is named. Null when there is no such version. */
export async function findSources(tx: Tx, program: string, version: number | null): Promise<VersionSources | null> {
  const [row] = await tx.sql<VersionSources>(
    'programs.find-sources',
    `SELECT version, sources FROM program_versions
     WHERE tenant_id = $1 AND program_id = $2 AND CASE WHEN $3::integer IS NULL THEN active ELSE version = $3 END`,
    [tx.who.tenant, program, version],
  );
  return row ?? null;
}

/** The number of the version that new cases get. */
export async function findActiveNumber(tx: Tx, program: string): Promise<number | null> {
  const [row] = await tx.sql<{ version: number }>(
    'programs.find-active-number',
    'SELECT version FROM program_versions WHERE tenant_id = $1 AND program_id = $2 AND active',
    [tx.who.tenant, program],
  );
  return row?.version ?? null;
}
