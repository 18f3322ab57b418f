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
  /** When its deadline passed last. The next one, `due`, lies ahead then. */
  readonly overdueSince: string | null;
  readonly openedAt: string;
  readonly disposition: string | null;
}
export interface ListedCase extends CaseListItem {
  /** An ended one: when it was opened. Else when its deadline passed last; until then, when it will pass. */
  readonly sortedBy: string;
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
  due_since: Date | null;
  overdue: number;
  opened_at: Date;
  disposition: string | null;
}
type Sorted<Row> = Row & { readonly sorted_by: Date };

const COLUMNS =
  'id, number, program_id, program_version, contact_id, state, owner_kind, owner_id, due_at, due_since, overdue, opened_at, disposition';
const MINE = `(NOT $2 OR opened_by = $3 OR (owner_kind = 'person' AND owner_id = $3) OR (owner_kind = 'queue' AND owner_id = ANY ($4)))`;

/**
 * Where a page begins. The first page too: with values for all, the index goes there at once, whatever plan is kept.
 * (A `coalesce` or an `IS NULL OR` would be filtered row by row, behind row-level security.)
 */
const FIRST = ['-infinity', '00000000-0000-0000-0000-000000000000'];
const LAST = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
type Place = CaseFilter['after'];
const placeIn = (after: Place, otherwise: readonly string[]) => (after ? [after.at, after.id] : otherwise);

/** As the index `cases_by_urgency` has it. A deadline that passes is set anew, so whose has passed counts from then. */
const URGENT = 'CASE WHEN overdue > 0 THEN due_since ELSE due_at END';

/** Open cases: whose deadline has passed first, the longest wait before the others; then by deadline. Ended ones newest first. */
export async function listCases(tx: Tx, filter: CaseFilter): Promise<ListedCase[]> {
  const { status, mine, after, limit } = filter;
  const who = [tx.who.tenant, mine, tx.who.person, queuesOf(tx.who.role)];
  const rows =
    status === 'open'
      ? await tx.sql<Sorted<ListRow>>(
          'cases.list-open-cases',
          `SELECT ${COLUMNS}, ${URGENT} AS sorted_by FROM cases WHERE tenant_id = $1 AND ended_at IS NULL AND ${MINE}
           AND (${URGENT}, id) > ($5::timestamptz, $6::uuid) ORDER BY ${URGENT}, id LIMIT $7`,
          [...who, ...placeIn(after, FIRST), limit],
        )
      : await tx.sql<Sorted<ListRow>>(
          'cases.list-ended-cases',
          `SELECT ${COLUMNS}, opened_at AS sorted_by FROM cases WHERE tenant_id = $1 AND ended_at IS NOT NULL AND ${MINE}
           AND (opened_at, id) < ($5::timestamptz, $6::uuid) ORDER BY opened_at DESC, id DESC LIMIT $7`,
          [...who, ...placeIn(after, LAST), limit],
        );
  return rows.map((row) => ({ ...toItem(row, tx.now), sortedBy: row.sorted_by.toISOString() }));
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
export interface FloorCase extends Omit<ListedCase, 'overdue'> {
  /** How often its deadline has passed. */
  readonly overdue: number;
  readonly atRisk: boolean;
  /** The case was broken into and is to go back. */
  readonly interrupted: boolean;
}
interface FloorRow extends ListRow {
  readonly at_risk: boolean;
  readonly interrupted: boolean;
}

const FLOOR = `SELECT ${COLUMNS}, at_risk, progress->>'resumeTo' IS NOT NULL AS interrupted`;
const OPEN = 'FROM cases WHERE tenant_id = $1 AND ended_at IS NULL';
/** Where a life is at risk stands before all else: a century earlier. */
const CENTURY = `interval '100 years'`;

/**
 * Everything open in the tenant: whose life is at risk; then whose deadline has passed, the longest wait before the others; then by
 * deadline. Those at risk are few, and have an index of their own.
 */
export async function listFloorCases(
  tx: Tx,
  { limit, after }: Pick<CaseFilter, 'limit' | 'after'>,
): Promise<FloorCase[]> {
  const values = [tx.who.tenant, ...placeIn(after, FIRST), limit];
  const atRisk = await tx.sql<Sorted<FloorRow>>(
    'cases.list-floor-cases-at-risk',
    `${FLOOR}, ${URGENT} - ${CENTURY} AS sorted_by ${OPEN} AND at_risk
     AND (${URGENT}, id) > ($2::timestamptz + ${CENTURY}, $3::uuid) ORDER BY ${URGENT}, id LIMIT $4`,
    values,
  );
  const others = await tx.sql<Sorted<FloorRow>>(
    'cases.list-floor-cases',
    `${FLOOR}, ${URGENT} AS sorted_by ${OPEN} AND NOT at_risk
     AND (${URGENT}, id) > ($2::timestamptz, $3::uuid) ORDER BY ${URGENT}, id LIMIT $4`,
    values,
  );
  return [...atRisk, ...others].slice(0, limit).map((row) => ({
    ...toItem(row, tx.now),
    overdue: row.overdue,
    atRisk: row.at_risk,
    interrupted: row.interrupted,
    sortedBy: row.sorted_by.toISOString(),
  }));
}

function toItem(row: ListRow, now: Date): CaseListItem {
  const passed = row.due_at !== null && row.due_at <= now ? row.due_at : null;
  const overdueSince = row.overdue > 0 ? row.due_since : passed;
  return {
    id: row.id,
    number: row.number,
    program: row.program_id,
    version: row.program_version,
    contact: row.contact_id,
    state: row.state,
    owner: row.owner_kind && row.owner_id !== null ? { kind: row.owner_kind, id: row.owner_id } : null,
    due: row.due_at?.toISOString() ?? null,
    overdue: overdueSince !== null,
    overdueSince: overdueSince?.toISOString() ?? null,
    openedAt: row.opened_at.toISOString(),
    disposition: row.disposition,
  };
}
