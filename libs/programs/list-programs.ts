import type { Text } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';

export interface ProgramView {
  readonly id: string;
  readonly title: Text;
  readonly languages: readonly string[];
  /** The version that new cases get. */
  readonly version: number;
  /** SHA-256 of the resolved document. */
  readonly sha256: string;
  readonly publishedAt: string;
  /** Null: published from the configuration at start. */
  readonly publishedBy: string | null;
  /** Drafts that wait for a person. */
  readonly drafts: number;
}

/** Programs with an active version in this tenant, by id. */
export async function listPrograms(tx: Tx): Promise<readonly ProgramView[]> {
  return readPrograms(tx, null);
}

export async function findProgram(tx: Tx, id: string): Promise<ProgramView | null> {
  const [program] = await readPrograms(tx, id);
  return program ?? null;
}

async function readPrograms(tx: Tx, id: string | null): Promise<readonly ProgramView[]> {
  const rows = await tx.sql<ProgramRow>(
    'programs.list-programs',
    `SELECT program_id, version, sha256, published_at, published_by,
       document->'title' AS title, document->'languages' AS languages,
       (SELECT count(*)::integer FROM program_drafts d
        WHERE d.tenant_id = v.tenant_id AND d.program_id = v.program_id AND d.status = 'open') AS drafts
     FROM program_versions v
     WHERE tenant_id = $1 AND active AND ($2::text IS NULL OR program_id = $2) ORDER BY program_id`,
    [tx.who.tenant, id],
  );
  return rows.map((row) => ({
    id: row.program_id,
    title: row.title,
    languages: row.languages,
    version: row.version,
    sha256: row.sha256,
    publishedAt: row.published_at.toISOString(),
    publishedBy: row.published_by,
    drafts: row.drafts,
  }));
}

interface ProgramRow {
  readonly program_id: string;
  readonly title: Text;
  readonly languages: readonly string[];
  readonly version: number;
  readonly sha256: string;
  readonly published_at: Date;
  readonly published_by: string | null;
  readonly drafts: number;
}
