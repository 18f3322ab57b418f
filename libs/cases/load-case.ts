import type { Answer } from '../eligibility/index.js';
import { caseIs, type Tx } from '../platform/index.js';
import { type CaseRow, type FactRef, type LoadedCase, caseColumns, toRecord } from './case-record.js';

interface LoadedRow extends CaseRow {
  readonly time_zone: string;
  /** The revision that the statement's snapshot had, and so the one that the facts belong to. */
  readonly seen: number;
  readonly facts: Readonly<Record<string, FactJson>> | null;
}
type FactJson = readonly [
  state: 'given' | 'declined' | 'withdrawn',
  value: Extract<Answer, { value: unknown }>['value'] | null,
  version: number,
  at: string,
  agency: string | null,
];

/**
 * The contact and the tenant are looked up one by one, by key: joined, an early plan may read all contacts of the tenant,
 * and it is kept as long as the connection lives (ADR 0010).
 */
const load = (theCase: string): string => `
  SELECT ${caseColumns('c')}, t.time_zone, k.inquirer, k.relation, (SELECT s.revision FROM cases s WHERE s.tenant_id = $1 AND s.id = ${theCase}) AS seen,
    (SELECT json_object_agg(f.key, json_build_array(f.state, f.value, f.version, f.at, f.agency_id))
     FROM (SELECT DISTINCT ON (key) key, value, state, version, at, agency_id FROM facts
           WHERE tenant_id = $1 AND case_id = ${theCase} ORDER BY key, version DESC) f) AS facts
  FROM cases c
    CROSS JOIN LATERAL (SELECT time_zone FROM tenants WHERE tenant_id = $1 LIMIT 1) t
    CROSS JOIN LATERAL (SELECT inquirer, relation FROM contacts WHERE tenant_id = $1 AND id = c.contact_id LIMIT 1) k
  WHERE c.tenant_id = $1 AND c.id = ${theCase}`;

const LOAD = load(caseIs('$2'));
const LOCK = `${load('$2')} FOR UPDATE OF c`;
const LOCK_AS_SEEN = `
  WITH held AS (SELECT id FROM cases WHERE tenant_id = $1 AND id = $2 AND revision = $3 FOR UPDATE)
  SELECT count(*) = 1 OR refuse_lost_race() FROM held`;

/** One case with its current facts, in one round trip; null when this tenant has none of that id. */
export async function loadCase(tx: Tx, id: string | null): Promise<LoadedCase | null> {
  const [row] = await tx.sql<LoadedRow>('cases.load-case-or-own', LOAD, [tx.who.tenant, id]);
  return row ? toLoaded(row) : null;
}

/**
 * The same, and nobody else changes it until this transaction ends. The first lock that a step takes.
 *
 * Whoever had to wait for the lock gets the newest row of the case, but facts as they were when the waiting began: a
 * step must never decide on those. It reads again then, under its lock; only those who met somebody pay for it.
 */
export async function lockCase(tx: Tx, id: string): Promise<LoadedCase | null> {
  const lock = () => tx.sql<LoadedRow>('cases.lock-case', LOCK, [tx.who.tenant, id]);
  const [first] = await lock();
  const row = first && first.seen !== first.revision ? (await lock())[0] : first;
  return row ? toLoaded(row) : null;
}

/**
 * The case was read already, and is locked as it was then: nothing is read again, and no round trip is waited for. Had anybody changed
 * it since, nothing of this transaction would be kept and the work would run again: it must read the case itself then.
 */
export function lockAsSeen(tx: Tx, { record: { id, revision } }: LoadedCase): void {
  tx.write('cases.lock-as-seen', LOCK_AS_SEEN, [tx.who.tenant, id, revision]);
}

function toLoaded(row: LoadedRow): LoadedCase {
  const answers: Record<string, Answer> = {};
  const facts: Record<string, FactRef> = {};
  for (const [key, [state, value, version, at, agency]] of Object.entries(row.facts ?? {})) {
    facts[key] = { version, at: new Date(at).toISOString(), agency };
    if (state === 'declined') answers[key] = { declined: true };
    else if (state === 'given' && value !== null) answers[key] = { value };
  }
  return { record: toRecord(row), answers, facts, zone: row.time_zone };
}
