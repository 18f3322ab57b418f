import type { Tx } from '../platform/index.js';
import type { FactsToRecord } from './fact.js';

/**
 * Adds a version of each fact, all in one statement, and returns the versions by key. Whoever calls holds the lock of
 * the case: two writers at once are refused by the key of the table.
 */
export async function recordFacts(tx: Tx, facts: FactsToRecord): Promise<Readonly<Record<string, number>>> {
  const rows = Object.entries(facts.answers).map(([key, answer]) => ({
    key,
    value: answer && 'value' in answer ? answer.value : null,
    state: answer === null ? 'withdrawn' : 'value' in answer ? 'given' : 'declined',
  }));
  const recorded = await tx.sql<{ key: string; version: number }>(
    'clients.record-facts',
    `INSERT INTO facts (tenant_id, subject_id, case_id, contact_id, said_by, at, key, state, value, version)
     SELECT $1, $2, $3, $4, $5, $6, f.key, f.state, f.value,
       1 + coalesce((SELECT max(version) FROM facts o WHERE o.tenant_id = $1 AND o.case_id = $3 AND o.key = f.key), 0)
     FROM jsonb_to_recordset($7::jsonb) AS f(key text, state text, value jsonb)
     RETURNING key, version`,
    [tx.who.tenant, facts.subjectId, facts.caseId, facts.contactId, facts.saidBy, tx.now, JSON.stringify(rows)],
  );
  return Object.fromEntries(recorded.map(({ key, version }) => [key, version]));
}
