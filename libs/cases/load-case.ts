import type { Answer } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import { type CaseRow, type FactRef, type LoadedCase, toRecord } from './case-record.js';

interface LoadedRow extends CaseRow {
  readonly time_zone: string;
  /** The revision that the statement's snapshot had, and so the one that the facts belong to. */
  readonly seen: number;
  readonly facts: Readonly<Record<string, FactJson>> | null;
}
interface FactJson {
  readonly value: Extract<Answer, { value: unknown }>['value'] | null;
  readonly state: 'given' | 'declined' | 'withdrawn';
  readonly version: number;
  readonly at: string;
}

const LOAD = `
  SELECT c.*, t.time_zone, k.inquirer, k.relation, (SELECT s.revision FROM cases s WHERE s.tenant_id = $1 AND s.id = $2) AS seen,
    (SELECT jsonb_object_agg(f.key, jsonb_build_object('value', f.value, 'state', f.state, 'version', f.version, 'at', f.at))
     FROM (SELECT DISTINCT ON (key) key, value, state, version, at FROM facts
           WHERE tenant_id = c.tenant_id AND case_id = c.id ORDER BY key, version DESC) f) AS facts
  FROM cases c JOIN tenants t ON t.tenant_id = c.tenant_id
    JOIN contacts k ON k.tenant_id = c.tenant_id AND k.id = c.contact_id
  WHERE c.tenant_id = $1 AND c.id = $2`;

/** One case with its current facts, in one round trip; null when this tenant has none of that id. */
export async function loadCase(tx: Tx, id: string): Promise<LoadedCase | null> {
  const [row] = await tx.sql<LoadedRow>('cases.load-case', LOAD, [tx.who.tenant, id]);
  return row ? toLoaded(row) : null;
}

/**
 * The same, and nobody else changes it until this transaction ends. The first lock that a step takes.
 *
 * Whoever had to wait for the lock gets the newest row of the case, but facts as they were when the waiting began: a
 * step must never decide on those. It reads again then, under its lock; only those who met somebody pay for it.
 */
export async function lockCase(tx: Tx, id: string): Promise<LoadedCase | null> {
  const lock = () => tx.sql<LoadedRow>('cases.lock-case', `${LOAD} FOR UPDATE OF c`, [tx.who.tenant, id]);
  const [first] = await lock();
  const row = first && first.seen !== first.revision ? (await lock())[0] : first;
  return row ? toLoaded(row) : null;
}

function toLoaded(row: LoadedRow): LoadedCase {
  const answers: Record<string, Answer> = {};
  const facts: Record<string, FactRef> = {};
  for (const [key, fact] of Object.entries(row.facts ?? {})) {
    facts[key] = { version: fact.version, at: new Date(fact.at).toISOString() };
    if (fact.state === 'declined') answers[key] = { declined: true };
    else if (fact.state === 'given' && fact.value !== null) answers[key] = { value: fact.value };
  }
  return { record: toRecord(row), answers, facts, zone: row.time_zone };
}
