import type { Value } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import type { Fact, FactKey } from './fact.js';

/** The newest version of every fact of a case, by key. A withdrawn one is among them. */
export async function currentFacts(tx: Tx, caseId: string): Promise<Readonly<Record<string, Fact>>> {
  const rows = await tx.sql<FactRow>(
    'clients.current-facts',
    `SELECT DISTINCT ON (key) ${columns} FROM facts WHERE tenant_id = $1 AND case_id = $2 ORDER BY key, version DESC`,
    [tx.who.tenant, caseId],
  );
  return Object.fromEntries(rows.map((row) => [row.key, toFact(row)]));
}

/**
 * The answers of a case as they were before a moment, as SQL for one JSON object: for a statement that reads much else. The three
 * are SQL themselves. What was taken back by then is not among them, nor what was erased since.
 */
export const answersBefore = (tenant: string, caseId: string, moment: string): string => `
  SELECT coalesce(json_object_agg(f.key, CASE f.state WHEN 'declined' THEN '{"declined":true}' ELSE json_build_object('value', f.value) END), '{}')
  FROM (SELECT DISTINCT ON (key) key, state, value FROM facts
        WHERE tenant_id = ${tenant} AND case_id = ${caseId} AND at < ${moment} ORDER BY key, version DESC) f
  WHERE f.state = 'declined' OR f.value IS NOT NULL`;

/**
 * What the same client said in other cases of the same contact, to be confirmed in this one: shared keys only, the
 * latest word on each, and none that this case has an answer to. They are proposals, not facts of this case.
 */
export async function proposedFacts(tx: Tx, subjectId: string, caseId: string): Promise<readonly Fact[]> {
  const rows = await tx.sql<FactRow>(
    'clients.proposed-facts',
    `SELECT DISTINCT ON (key) ${columns} FROM facts f
     WHERE tenant_id = $1 AND subject_id = $2 AND case_id <> $3
     AND key IN (SELECT k.key FROM fact_keys k WHERE k.tenant_id = $1)
     AND NOT EXISTS (SELECT FROM facts own WHERE own.tenant_id = $1 AND own.case_id = $3 AND own.key = f.key)
     ORDER BY key, at DESC, version DESC`,
    [tx.who.tenant, subjectId, caseId],
  );
  return rows.map(toFact).filter((fact) => fact.state === 'given' && fact.erasedAt === null);
}

/** Brings the shared keys to what the configuration says. */
export async function seedFactKeys(tx: Tx, keys: readonly FactKey[]): Promise<void> {
  await tx.sql(
    'clients.seed-fact-keys',
    `WITH wanted AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS k(key text, type text, label jsonb)),
     gone AS (DELETE FROM fact_keys WHERE tenant_id = $1 AND key NOT IN (SELECT key FROM wanted))
     INSERT INTO fact_keys (tenant_id, key, type, label) SELECT $1, key, type, label FROM wanted ORDER BY key
     ON CONFLICT (tenant_id, key) DO UPDATE SET type = excluded.type, label = excluded.label`,
    [tx.who.tenant, JSON.stringify(keys)],
  );
}

const columns = 'key, version, state, value, said_by, contact_id, at, erased_at';

interface FactRow {
  readonly key: string;
  readonly version: number;
  readonly state: Fact['state'];
  readonly value: Value | null;
  readonly said_by: string;
  readonly contact_id: string;
  readonly at: Date;
  readonly erased_at: Date | null;
}

function toFact({ said_by, contact_id, erased_at, ...row }: FactRow): Fact {
  return { ...row, saidBy: said_by, contactId: contact_id, erasedAt: erased_at };
}
