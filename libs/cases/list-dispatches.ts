import { queuesOf } from '../access/index.js';
import type { Tx } from '../platform/index.js';
import { type CaseState, type DispatchStage, type Owner, clocksNow } from '../workflow/index.js';
import { ASKED_SINCE, DECIDED_AGAIN } from './alert.js';

/** What needs a supervisor first: in this order. */
export const dispatchGroups = [
  'unassigned',
  'late',
  'asked',
  'accepted',
  'en-route',
  'on-scene',
  'follow-up-late',
] as const;
export type DispatchGroup = (typeof dispatchGroups)[number];

/** One dispatch that is not over: a team is looked for, asked, on its way or there; or its follow-up is overdue. */
export interface LiveDispatch {
  readonly id: string;
  readonly number: string;
  readonly program: string;
  readonly version: number;
  readonly revision: number;
  readonly state: string;
  readonly stage: DispatchStage;
  readonly group: DispatchGroup;
  readonly owner: Owner | null;
  readonly due: string | null;
  readonly overdue: number;
  readonly overdueSince: string | null;
  readonly openedAt: string;
  readonly enteredAt: string;
  /** Of the team that has it now, as `clocksNow` says. */
  readonly clocks: CaseState['clocks'];
  readonly settled: CaseState['settled'];
  readonly atRisk: boolean;
  readonly interrupted: boolean;
  /** The agency that took the client last; while it is `unassigned` or `asked`, one that has gone. */
  readonly holder: string | null;
  readonly sortedBy: string;
}

interface Row {
  readonly id: string;
  readonly number: string;
  readonly program: string;
  readonly version: number;
  readonly revision: number;
  readonly state: string;
  readonly stage: DispatchStage;
  readonly owner_kind: Owner['kind'] | null;
  readonly owner_id: string | null;
  readonly due_at: Date | null;
  readonly due_since: Date | null;
  readonly overdue: number;
  readonly opened_at: Date;
  readonly entered_at: Date;
  readonly clocks: CaseState['clocks'];
  readonly latest: CaseState['clocks'];
  readonly settled: CaseState['settled'];
  readonly at_risk: boolean;
  readonly interrupted: boolean;
  readonly holder: string | null;
  readonly rank: number;
  readonly sorted_by: Date;
}

const SINCE = `coalesce((c.progress->'clocks'->>'dispatched')::timestamptz, c.opened_at)`;
const IS_OVERDUE = '(c.overdue > 0 OR c.due_at <= $2)';

/**
 * Somebody was told that it takes too long (a timer of the program, as the one for the arrival), and it still does; or that it
 * came where it is. What was told before a team arrived counts no more once it is there, and a message says nothing of time;
 * what an answer decides otherwise only for as long as it does.
 */
const WAS_TOLD_OF = `EXISTS (SELECT FROM alerts a WHERE a.tenant_id = c.tenant_id AND a.case_id = c.id
  AND a.about <> ALL ('{due,new-message}') AND a.queue = ANY ($3)
  AND NOT (a.about = 'decided-otherwise' AND ${DECIDED_AGAIN}) AND NOT (a.about = 'asked-beside' AND ${ASKED_SINCE}) AND CASE WHEN a.about = 'entry' THEN a.state = c.state AND a.at >= c.entered_at
    WHEN c.dispatch = 'on-scene' THEN a.at > c.entered_at ELSE a.at >= ${SINCE} END)`;

/** The place in `dispatchGroups`. */
const RANK = `CASE WHEN c.dispatch = 'unassigned' THEN 0 WHEN c.dispatch = 'follow-up' THEN 6
  WHEN ${IS_OVERDUE} OR ${WAS_TOLD_OF} THEN 1
  WHEN c.dispatch = 'asked' THEN 2 WHEN c.dispatch = 'accepted' THEN 3 WHEN c.dispatch = 'en-route' THEN 4 ELSE 5 END`;

/** From the index of dispatches, so whatever else is open costs nothing. */
const LIVE = `
  SELECT c.*, ${RANK} AS rank, ${SINCE} AS since FROM cases c
  WHERE c.tenant_id = $1 AND c.dispatch IS NOT NULL AND (c.dispatch <> 'follow-up' OR ${IS_OVERDUE})`;

/**
 * One moment sorts by group, then by whose life is at risk, then by who has waited longest: each group stands a century after the one
 * before, and lives at risk half a century earlier in theirs.
 */
const SORTED_BY = `live.since + live.rank * interval '100 years' - CASE WHEN live.at_risk THEN interval '50 years' ELSE interval '0' END`;
const FIRST = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

export interface DispatchFilter {
  /** Only this group; null: all of them. */
  readonly group: DispatchGroup | null;
  readonly limit: number;
  readonly after: { readonly at: string; readonly id: string } | null;
}

const values = (tx: Tx) => [tx.who.tenant, tx.now, queuesOf(tx.who.role)];

/** Every live dispatch of the tenant: what needs somebody first, and the longest wait before the others. */
export async function listDispatches(tx: Tx, { group, limit, after }: DispatchFilter): Promise<LiveDispatch[]> {
  const { at, id } = after ?? FIRST;
  const rows = await tx.sql<Row>(
    'cases.list-dispatches',
    `WITH live AS (${LIVE})
     SELECT id, number, program_id AS program, program_version AS version, revision, state, dispatch AS stage, owner_kind, owner_id,
       due_at, due_since, overdue, opened_at, entered_at, progress->'clocks' AS clocks, coalesce(progress->'latest', '{}') AS latest,
       progress->'settled' AS settled, at_risk,
       progress->>'resumeTo' IS NOT NULL AS interrupted, progress->>'holder' AS holder, rank, ${SORTED_BY} AS sorted_by
     FROM live WHERE (${SORTED_BY}, id) > ($4::timestamptz, $5::uuid) AND ($7::integer IS NULL OR rank = $7) ORDER BY ${SORTED_BY}, id LIMIT $6`,
    [...values(tx), at, id, limit, group === null ? null : dispatchGroups.indexOf(group)],
  );
  return rows.map((row) => toDispatch(row, tx.now));
}

/** How many there are in each group. */
export async function countDispatches(tx: Tx): Promise<Readonly<Record<DispatchGroup, number>>> {
  const rows = await tx.sql<{ rank: number; count: number }>(
    'cases.count-dispatches',
    `WITH live AS (${LIVE}) SELECT rank, count(*)::int AS count FROM live GROUP BY rank`,
    values(tx),
  );
  const of = (rank: number) => rows.find((row) => row.rank === rank)?.count ?? 0;
  return Object.fromEntries(dispatchGroups.map((group, rank) => [group, of(rank)])) as Record<DispatchGroup, number>;
}

function toDispatch(row: Row, now: Date): LiveDispatch {
  const { id, number, program, version, revision, state, stage, overdue, settled, interrupted, holder } = row;
  const passed = row.due_at !== null && row.due_at <= now ? row.due_at : null;
  return {
    ...{ id, number, program, version, revision, state, stage, overdue, settled, interrupted, holder },
    clocks: clocksNow(row),
    atRisk: row.at_risk,
    group: dispatchGroups[row.rank] ?? 'late',
    owner: row.owner_kind && row.owner_id !== null ? { kind: row.owner_kind, id: row.owner_id } : null,
    due: row.due_at?.toISOString() ?? null,
    overdueSince: (overdue > 0 ? row.due_since : passed)?.toISOString() ?? null,
    openedAt: row.opened_at.toISOString(),
    enteredAt: row.entered_at.toISOString(),
    sortedBy: row.sorted_by.toISOString(),
  };
}
