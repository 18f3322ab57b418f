import type { Tx } from '../../platform/index.js';
import type { FileProblem } from '../reading/index.js';
import type { Sources } from './sources.js';

/** A change of a program that is not published yet. */
export interface DraftHead {
  readonly id: string;
  readonly program: string;
  /** The version that it is to take the place of. */
  readonly base: number;
  /** The version whose files it began with; null: the configuration's. */
  readonly from: number | null;
  readonly note: string;
  readonly status: 'open' | 'published' | 'withdrawn';
  /** One more with each change of its files or its standing. */
  readonly revision: number;
  /** SHA-256 of its files: what was said of others no longer holds. */
  readonly sha256: string;
  readonly createdAt: string;
  /** Null: the configuration. */
  readonly createdBy: string | null;
  /** Everybody who changed a file of it, each once. */
  readonly editedBy: readonly string[];
  readonly editedAt: string | null;
  readonly checked: Checked | null;
  readonly approval: Approval | null;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  /** The version that it became. */
  readonly version: number | null;
}
export interface Draft extends DraftHead {
  readonly sources: Sources;
}

/** What the checks found in the files of this SHA-256. */
export interface Checked {
  readonly sha256: string;
  readonly at: string;
  readonly faults: readonly FileProblem[];
  readonly warnings: readonly FileProblem[];
}
export interface Approval {
  readonly sha256: string;
  readonly by: string;
  readonly at: string;
  readonly note: string;
  /** The comparison with past cases that they had before them. */
  readonly backtest: string;
}

export interface DraftRow {
  id: string;
  program_id: string;
  base_version: number;
  from_version: number | null;
  note: string;
  status: Draft['status'];
  revision: number;
  sha256: string;
  created_at: Date;
  created_by: string | null;
  edited_by: string[];
  edited_at: Date | null;
  checked: Checked | null;
  approval: Approval | null;
  closed_at: Date | null;
  closed_by: string | null;
  published_version: number | null;
}

export const headColumns = `id, program_id, base_version, from_version, note, status, revision, sha256, created_at, created_by, edited_by,
  edited_at, checked, approval, closed_at, closed_by, published_version`;

export function headOf(row: DraftRow): DraftHead {
  return {
    id: row.id,
    program: row.program_id,
    base: row.base_version,
    from: row.from_version,
    note: row.note,
    status: row.status,
    revision: row.revision,
    sha256: row.sha256,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    editedBy: row.edited_by,
    editedAt: row.edited_at?.toISOString() ?? null,
    checked: row.checked,
    approval: row.approval,
    closedAt: row.closed_at?.toISOString() ?? null,
    closedBy: row.closed_by,
    version: row.published_version,
  };
}

/** Null when this tenant has no such draft of this program. */
export async function findDraft(tx: Tx, program: string, id: string): Promise<Draft | null> {
  const [row] = await tx.sql<DraftRow & { sources: Sources }>(
    'programs.find-draft',
    `SELECT ${headColumns}, sources FROM program_drafts WHERE tenant_id = $1 AND program_id = $2 AND id = $3`,
    [tx.who.tenant, program, id],
  );
  return row ? { ...headOf(row), sources: row.sources } : null;
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockDraft(tx: Tx, program: string, id: string): Promise<DraftHead | null> {
  const [row] = await tx.sql<DraftRow>(
    'programs.lock-draft',
    `SELECT ${headColumns} FROM program_drafts WHERE tenant_id = $1 AND program_id = $2 AND id = $3 FOR UPDATE`,
    [tx.who.tenant, program, id],
  );
  return row ? headOf(row) : null;
}

/** Newest first, behind a place. */
export async function listDrafts(
  tx: Tx,
  program: string,
  filter: {
    readonly status: Draft['status'] | null;
    readonly limit: number;
    readonly after: readonly [string, string] | null;
  },
): Promise<readonly DraftHead[]> {
  const [at, id] = filter.after ?? ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
  const rows = await tx.sql<DraftRow>(
    'programs.list-drafts',
    `SELECT ${headColumns} FROM program_drafts WHERE tenant_id = $1 AND program_id = $2 AND ($3::text IS NULL OR status = $3)
     AND (created_at, id) < ($4::timestamptz, $5::uuid)
     ORDER BY created_at DESC, id DESC LIMIT $6`,
    [tx.who.tenant, program, filter.status, at, id, filter.limit],
  );
  return rows.map(headOf);
}
