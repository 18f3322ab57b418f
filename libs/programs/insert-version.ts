import type { Tx } from '../platform/index.js';
import { type Sources, writeSources } from './drafts/sources.js';

export interface NewVersion {
  readonly program: string;
  readonly version: number;
  readonly sha256: string;
  readonly document: string;
  readonly sources: Sources;
  /** Null: the configuration. */
  readonly publishedBy: string | null;
}

/** One at a time per program: numbers have no gaps and one version is active. */
export async function lockProgram(tx: Tx, program: string): Promise<void> {
  await tx.sql(
    'programs.lock-program',
    'INSERT INTO programs (tenant_id, id) VALUES ($1, $2) ON CONFLICT (tenant_id, id) DO UPDATE SET id = excluded.id',
    [tx.who.tenant, program],
  );
}

/** The one that new cases get from now on. The program is locked. */
export async function insertVersion(tx: Tx, version: NewVersion): Promise<void> {
  await tx.sql(
    'programs.retire-active-version',
    'UPDATE program_versions SET active = false WHERE tenant_id = $1 AND program_id = $2 AND active',
    [tx.who.tenant, version.program],
  );
  await tx.sql(
    'programs.insert-version',
    `INSERT INTO program_versions
       (tenant_id, program_id, version, sha256, document, sources, published_at, published_by, active)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, true)`,
    [
      tx.who.tenant,
      version.program,
      version.version,
      version.sha256,
      version.document,
      writeSources(version.sources),
      tx.now,
      version.publishedBy,
    ],
  );
}
