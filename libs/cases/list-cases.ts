import type { Tx } from '../platform/index.js';
import type { Owner } from '../workflow/index.js';

/** One line of a worklist. */
export interface CaseListItem {
  readonly id: string;
  readonly program: string;
  readonly version: number;
  readonly contact: string;
  readonly state: string;
  readonly owner: Owner | null;
  readonly due: string | null;
  readonly overdue: boolean;
  readonly openedAt: string;
  readonly disposition: string | null;
}
export interface CaseFilter {
  readonly status: 'open' | 'ended';
  /** Only what this person opened or owns, and what waits in their queue. */
  readonly mine: boolean;
  readonly limit: number;
  /** Sort key and id of the last item that was seen. */
  readonly after: { readonly at: string; readonly id: string } | null;
}

interface ListRow {
  id: string;
  program_id: string;
  program_version: number;
  contact_id: string;
  state: string;
  owner_kind: Owner['kind'] | null;
  owner_id: string | null;
  due_at: Date | null;
  overdue: number;
  opened_at: Date;
  disposition: string | null;
}

const COLUMNS =
  'id, program_id, program_version, contact_id, state, owner_kind, owner_id, due_at, overdue, opened_at, disposition';
const MINE = `(NOT $2 OR opened_by = $3 OR (owner_kind = 'person' AND owner_id = $3) OR (owner_kind = 'queue' AND owner_id = ANY ($4)))`;
const QUEUES: Readonly<Record<string, readonly string[]>> = {
  navigator: ['navigators'],
  supervisor: ['navigators', 'supervisors', 'on-call-managers'],
};

/** Open cases by deadline, the most overdue first; ended ones newest first. */
export async function listCases(tx: Tx, filter: CaseFilter): Promise<CaseListItem[]> {
  const queues = QUEUES[tx.who.role] ?? [];
  const values = [
    tx.who.tenant,
    filter.mine,
    tx.who.person,
    queues,
    filter.after?.at ?? null,
    filter.after?.id ?? null,
    filter.limit,
  ];
  const rows =
    filter.status === 'open'
      ? await tx.sql<ListRow>(
          'cases.list-open-cases',
          `SELECT ${COLUMNS} FROM cases WHERE tenant_id = $1 AND ended_at IS NULL AND ${MINE}
           AND ($5::timestamptz IS NULL OR (due_at, id) > ($5, $6::uuid)) ORDER BY due_at, id LIMIT $7`,
          values,
        )
      : await tx.sql<ListRow>(
          'cases.list-ended-cases',
          `SELECT ${COLUMNS} FROM cases WHERE tenant_id = $1 AND ended_at IS NOT NULL AND ${MINE}
           AND ($5::timestamptz IS NULL OR (opened_at, id) < ($5, $6::uuid)) ORDER BY opened_at DESC, id DESC LIMIT $7`,
          values,
        );
  return rows.map((row) => toItem(row, tx.now));
}

function toItem(row: ListRow, now: Date): CaseListItem {
  return {
    id: row.id,
    program: row.program_id,
    version: row.program_version,
    contact: row.contact_id,
    state: row.state,
    owner: row.owner_kind && row.owner_id !== null ? { kind: row.owner_kind, id: row.owner_id } : null,
    due: row.due_at?.toISOString() ?? null,
    overdue: row.overdue > 0 || (row.due_at !== null && row.due_at <= now),
    openedAt: row.opened_at.toISOString(),
    disposition: row.disposition,
  };
}
