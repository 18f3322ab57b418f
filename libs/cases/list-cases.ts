import { queuesOf } from '../access/index.js';
import type { Tx } from '../platform/index.js';
import type { Owner } from '../workflow/index.js';
import { readCaseNumber } from './case-number.js';

/** One line of a worklist. */
export interface CaseListItem {
  readonly id: string;
  readonly number: string;
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
  number: string;
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
  'id, number, program_id, program_version, contact_id, state, owner_kind, owner_id, due_at, overdue, opened_at, disposition';
const MINE = `(NOT $2 OR opened_by = $3 OR (owner_kind = 'person' AND owner_id = $3) OR (owner_kind = 'queue' AND owner_id = ANY ($4)))`;

/** Open cases by deadline, the most overdue first; ended ones newest first. */
export async function listCases(tx: Tx, filter: CaseFilter): Promise<CaseListItem[]> {
  const queues = queuesOf(tx.who.role);
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

/** The case that somebody names by its number, however they write it, open or ended; else null. */
export async function findCaseByNumber(tx: Tx, typed: string): Promise<CaseListItem | null> {
  const number = readCaseNumber(typed);
  if (number === null) return null;
  const [row] = await tx.sql<ListRow>(
    'cases.find-case-by-number',
    `SELECT ${COLUMNS} FROM cases WHERE tenant_id = $1 AND number = $2`,
    [tx.who.tenant, number],
  );
  return row ? toItem(row, tx.now) : null;
}

/** These cases, open or ended, in no order; those that this tenant does not have are left out. */
export async function findCases(tx: Tx, ids: readonly string[]): Promise<CaseListItem[]> {
  if (ids.length === 0) return [];
  const rows = await tx.sql<ListRow>(
    'cases.find-cases',
    `SELECT ${COLUMNS} FROM cases WHERE tenant_id = $1 AND id = ANY ($2)`,
    [tx.who.tenant, ids],
  );
  return rows.map((row) => toItem(row, tx.now));
}

/** The cases of these contacts, oldest first. */
export async function listCasesOfContacts(tx: Tx, contacts: readonly string[]): Promise<CaseListItem[]> {
  if (contacts.length === 0) return [];
  const rows = await tx.sql<ListRow>(
    'cases.list-cases-of-contacts',
    `SELECT ${COLUMNS} FROM cases WHERE tenant_id = $1 AND contact_id = ANY ($2) ORDER BY opened_at, id`,
    [tx.who.tenant, contacts],
  );
  return rows.map((row) => toItem(row, tx.now));
}

/** An open case as a supervisor sees it among all that is open. */
export interface FloorCase extends Omit<CaseListItem, 'overdue'> {
  /** How often its deadline has passed. */
  readonly overdue: number;
  /** What each decision has settled on, and whether the case was broken into and is to go back. */
  readonly settled: Readonly<Record<string, string>>;
  readonly interrupted: boolean;
  /** When its deadline passed last; until then, when it will pass. The list is sorted by it. */
  readonly urgentSince: string;
}
interface FloorRow extends ListRow {
  readonly settled: Readonly<Record<string, string>>;
  readonly interrupted: boolean;
  readonly urgent_since: Date;
}

/** Everything open in the tenant: whose deadline has passed first, the longest wait before the others; then by deadline. */
export async function listFloorCases(
  tx: Tx,
  { limit, after }: Pick<CaseFilter, 'limit' | 'after'>,
): Promise<FloorCase[]> {
  const rows = await tx.sql<FloorRow>(
    'cases.list-floor-cases',
    `SELECT * FROM (
       SELECT ${COLUMNS}, progress->'settled' AS settled, progress->>'resumeTo' IS NOT NULL AS interrupted,
         CASE WHEN overdue > 0 THEN due_since ELSE due_at END AS urgent_since
       FROM cases WHERE tenant_id = $1 AND ended_at IS NULL) open
     WHERE $2::timestamptz IS NULL OR (urgent_since, id) > ($2, $3::uuid) ORDER BY urgent_since, id LIMIT $4`,
    [tx.who.tenant, after?.at ?? null, after?.id ?? null, limit],
  );
  return rows.map((row) => ({
    ...toItem(row, tx.now),
    overdue: row.overdue,
    settled: row.settled,
    interrupted: row.interrupted,
    urgentSince: row.urgent_since.toISOString(),
  }));
}

function toItem(row: ListRow, now: Date): CaseListItem {
  return {
    id: row.id,
    number: row.number,
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
