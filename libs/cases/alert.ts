import { queuesOf } from '../access/index.js';
import { type Tx, newId } from '../platform/index.js';

/** Something that people must look at now. It names a case and a reason, never an answer. */
export interface Alert {
  readonly id: string;
  /** Null: it is about an agency's system, and no case. */
  readonly caseId: string | null;
  /** `supervisors`, `on-call-managers`, `navigators`, or `agency/<id>`. */
  readonly queue: string;
  /** `due` for a deadline, `entry` of the state, a timer's or event's name of the program, `facts-changed`, `called-off`. */
  readonly about: string;
  readonly state: string;
  readonly at: Date;
  readonly seenBy: string | null;
  readonly seenAt: Date | null;
  /** Of the case: its number, and the program version that has the words. Null for an agency that has the case no more. */
  readonly number: string | null;
  readonly program: string | null;
  readonly version: number | null;
  /** Where the case stands, if it has gone on since; its disposition once it has ended. Null for an agency. */
  readonly since: { readonly state: string; readonly disposition: string | null } | null;
  /** What it was about is over: it waits for nobody any more. */
  readonly over: boolean;
}

export const agencyQueue = (agency: string) => `agency/${agency}`;

export async function insertAlert(
  tx: Tx,
  caseId: string | null,
  alert: Pick<Alert, 'queue' | 'about' | 'state'>,
): Promise<void> {
  tx.write(
    'cases.insert-alert',
    'INSERT INTO alerts (tenant_id, id, case_id, queue, about, state, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [tx.who.tenant, newId(), caseId, alert.queue, alert.about, alert.state, tx.now],
  );
}

/** Of a message that waits to be read. */
export const newMessage = 'new-message';

/**
 * Somebody wrote about a referral of this case: to that agency, or (null) to us, where the case's queue reads it, else the
 * navigators. One that nobody has seen yet speaks for all.
 */
export async function alertOfMessage(tx: Tx, caseId: string, agency: string | null): Promise<void> {
  tx.write(
    'cases.alert-of-message',
    `INSERT INTO alerts (tenant_id, id, case_id, queue, about, state, at)
     SELECT $1, $2, c.id, q.queue, $5, c.state, $6 FROM cases c CROSS JOIN LATERAL (
       SELECT coalesce($4, CASE WHEN c.owner_kind = 'queue' THEN c.owner_id ELSE 'navigators' END) AS queue) q
     WHERE c.tenant_id = $1 AND c.id = $3 AND NOT EXISTS (SELECT FROM alerts a WHERE a.tenant_id = $1 AND a.case_id = $3
       AND a.queue = q.queue AND a.about = $5 AND a.seen_at IS NULL)`,
    [tx.who.tenant, newId(), caseId, agency === null ? null : agencyQueue(agency), newMessage, tx.now],
  );
}

/** Whose alerts the person of this transaction looks after. */
export function queuesOfMine(tx: Tx): readonly string[] {
  const { role, agency } = tx.who;
  if (role === 'agency-worker') return agency === null ? [] : [agencyQueue(agency)];
  return queuesOf(role);
}

export interface AlertFilter {
  /** Only those that nobody has seen, and whose cause is not over. */
  readonly waiting: boolean;
  readonly limit: number;
  readonly after: { readonly at: string; readonly id: string } | null;
}

/** Its case has left the state that it tells of, for good: one that was broken into goes back there. */
const MOVED = `(c.state <> a.state OR c.entered_at > a.at)`;
/** The answer is put right, or whoever had the client has them no more: the case says since when it is as told, and null once it is not. */
export const DECIDED_AGAIN = `coalesce(a.at < (c.progress->>'decidedOtherwise')::timestamptz, c.progress ? 'decidedOtherwise')`;
/** The question about danger that was open beside whoever has the client was answered since, or the case went where it is asked. */
export const ASKED_SINCE = `coalesce(a.at < (c.progress->>'askedBeside')::timestamptz, c.progress ? 'askedBeside')`;
/** It was over when a life came to be at risk: the case had left the state that it tells of, and nothing led back there. */
const OVER_BEFORE_RISK = `(a.about = ANY ('{entry,due}') AND a.at < (c.risk_began->>'at')::timestamptz
  AND c.risk_began->>'resumeTo' IS DISTINCT FROM a.state
  AND (c.risk_began->>'state' <> a.state OR (c.risk_began->>'entered')::timestamptz > a.at))`;
/**
 * The step that ends its cause closes it: its case has ended; the state that it tells of, or whose deadline had passed, is left for
 * good. Not while a life is at risk, unless it was over before; nor what was written or told. What an event of the program tells
 * waits for somebody.
 */
const OVER = `coalesce((NOT c.at_risk OR a.about = 'asked-beside' OR ${OVER_BEFORE_RISK}) AND a.queue NOT LIKE 'agency/%' AND CASE
  WHEN a.about = ANY ('{new-message,agency-is-gone,facts-changed,letter-failed,letter-on-paper,file-refused}') OR a.about LIKE 'webhook-%' THEN false
  WHEN c.ended_at IS NOT NULL THEN true
  WHEN a.about = ANY ('{entry,due}') THEN ${MOVED} AND c.progress->>'resumeTo' IS DISTINCT FROM a.state
  WHEN a.about = 'decided-otherwise' THEN ${DECIDED_AGAIN}
  WHEN a.about = 'asked-beside' THEN ${ASKED_SINCE}
  ELSE false END, false)`;

const COLUMNS = `${OVER} AS over, CASE WHEN ${MOVED} AND a.queue NOT LIKE 'agency/%' THEN jsonb_build_object('state', c.state,
  'disposition', c.disposition) END AS since, a.id, a.case_id AS "caseId", a.queue, a.about, a.state, a.at, a.seen_by AS "seenBy", a.seen_at AS "seenAt",
  c.number, c.program_id AS program, c.program_version AS version`;

/** The alerts of my queues, newest first. */
export function listAlerts(tx: Tx, filter: AlertFilter): Promise<Alert[]> {
  return tx.sql<Alert>(
    'cases.list-alerts',
    `SELECT ${COLUMNS} FROM alerts a LEFT JOIN cases c ON c.tenant_id = a.tenant_id AND c.id = a.case_id
     WHERE a.tenant_id = $1 AND a.queue = ANY ($2) AND (NOT $3 OR (a.seen_at IS NULL AND NOT ${OVER}))
     AND ($4::timestamptz IS NULL OR (a.at, a.id) < ($4, $5::uuid)) ORDER BY a.at DESC, a.id DESC LIMIT $6`,
    [tx.who.tenant, queuesOfMine(tx), filter.waiting, filter.after?.at ?? null, filter.after?.id ?? null, filter.limit],
  );
}

/** Somebody has seen it; the first one counts. Null when none of my queues has such an alert. */
export async function seeAlert(tx: Tx, id: string): Promise<Alert | null> {
  const [row] = await tx.sql<Alert>(
    'cases.see-alert',
    `WITH a AS (
       UPDATE alerts SET seen_by = coalesce(seen_by, $4), seen_at = coalesce(seen_at, $5)
       WHERE tenant_id = $1 AND id = $2 AND queue = ANY ($3) RETURNING *
     ) SELECT ${COLUMNS} FROM a LEFT JOIN cases c ON c.tenant_id = a.tenant_id AND c.id = a.case_id`,
    [tx.who.tenant, id, queuesOfMine(tx), tx.who.person ?? tx.who.role, tx.now],
  );
  return row ?? null;
}

/** The newest few alerts of my queues about each of these cases. */
export function alertsOfCases(tx: Tx, cases: readonly string[]): Promise<Alert[]> {
  if (cases.length === 0) return Promise.resolve([]);
  return tx.sql<Alert>(
    'cases.alerts-of-cases',
    `SELECT ${COLUMNS} FROM cases c CROSS JOIN LATERAL (
       SELECT * FROM alerts a WHERE tenant_id = $1 AND case_id = c.id AND queue = ANY ($3) AND NOT (seen_at IS NULL AND ${OVER})
       ORDER BY at DESC, id DESC LIMIT 5) a
     WHERE c.tenant_id = $1 AND c.id = ANY ($2::uuid[])`,
    [tx.who.tenant, cases, queuesOfMine(tx)],
  );
}

/** What an agency was told of a case, and when somebody there read it. */
export interface ToldAgency {
  readonly caseId: string;
  readonly agency: string;
  readonly about: (typeof toldToHolder)[number];
  readonly at: Date;
  readonly readAt: Date | null;
}
export const toldToHolder = ['facts-changed', 'entry', 'called-off'] as const;

/** The newest of each kind that each agency was told of each of these cases. */
export function toldOfCases(tx: Tx, cases: readonly string[]): Promise<ToldAgency[]> {
  if (cases.length === 0) return Promise.resolve([]);
  return tx.sql<ToldAgency>(
    'cases.told-of-cases',
    `SELECT a.* FROM unnest($2::uuid[]) AS wanted (id) CROSS JOIN LATERAL (
       SELECT DISTINCT ON (queue, about) case_id AS "caseId", substr(queue, 8) AS agency, about, at, seen_at AS "readAt" FROM alerts
       WHERE tenant_id = $1 AND case_id = wanted.id AND queue LIKE 'agency/%' AND about = ANY ($3)
       ORDER BY queue, about, at DESC, id DESC) a`,
    [tx.who.tenant, cases, toldToHolder],
  );
}

/** Somebody of this agency has just asked for all that it may be told of the case, and reads it: also what changed. */
export function readWhatWasTold(tx: Tx, caseId: string, agency: string): void {
  tx.write(
    'cases.read-what-was-told',
    `UPDATE alerts SET seen_by = $4, seen_at = $5 WHERE tenant_id = $1 AND case_id = $2 AND queue = $3 AND about = ANY ($6)
     AND seen_at IS NULL`,
    [tx.who.tenant, caseId, agencyQueue(agency), tx.who.person ?? tx.who.role, tx.now, toldToHolder],
  );
}
