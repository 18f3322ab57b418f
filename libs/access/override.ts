import { newId, type Tx } from '../platform/index.js';

/** Something was disclosed without consent, because of a risk of harm. A supervisor looks at each one afterwards. */
export interface Override {
  readonly id: string;
  readonly caseId: string;
  readonly disclosure: string;
  /** The program's word for it, `imminent-risk`. */
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  readonly reviewedBy: string | null;
  readonly reviewedAt: Date | null;
}

/** Writes the override down for review, by the person of this transaction. Returns its id. */
export async function recordOverride(
  tx: Tx,
  override: { readonly id?: string; readonly caseId: string; readonly disclosure: string; readonly reason: string },
): Promise<string> {
  const id = override.id ?? newId();
  tx.write(
    'access.record-override',
    `INSERT INTO overrides (tenant_id, id, case_id, disclosure, reason, by, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.who.tenant, id, override.caseId, override.disclosure, override.reason, tx.who.person ?? tx.who.role, tx.now],
  );
  return id;
}

export type Reviewed = { readonly ok: true } | { readonly ok: false; readonly reason: OverrideRefusal };
export type OverrideRefusal = 'override-is-unknown' | 'override-was-reviewed' | 'own-override-needs-somebody-else';

/** Somebody other than the person who overrode has looked at it. */
export async function reviewOverride(tx: Tx, id: string): Promise<Reviewed> {
  const reviewer = tx.who.person ?? tx.who.role;
  const [row] = await tx.sql<{ by: string; reviewed_at: Date | null }>(
    'access.lock-override',
    'SELECT by, reviewed_at FROM overrides WHERE tenant_id = $1 AND id = $2 FOR UPDATE',
    [tx.who.tenant, id],
  );
  if (!row) return { ok: false, reason: 'override-is-unknown' };
  if (row.reviewed_at) return { ok: false, reason: 'override-was-reviewed' };
  if (row.by === reviewer) return { ok: false, reason: 'own-override-needs-somebody-else' };
  tx.write(
    'access.review-override',
    'UPDATE overrides SET reviewed_by = $3, reviewed_at = $4 WHERE tenant_id = $1 AND id = $2',
    [tx.who.tenant, id, reviewer, tx.now],
  );
  return { ok: true };
}

export interface OverrideFilter {
  /** Leaves out what was reviewed. */
  readonly waiting?: boolean;
  readonly caseId?: string;
  readonly limit?: number;
  /** Instant (ISO 8601) and id of the last one that was seen. */
  readonly after?: readonly string[] | null;
}

/** The review list, oldest first. */
export async function listOverrides(tx: Tx, filter: OverrideFilter = {}): Promise<readonly Override[]> {
  const rows = await tx.sql<OverrideRow>(
    'access.list-overrides',
    `SELECT * FROM overrides WHERE tenant_id = $1 AND ($2::boolean IS NOT TRUE OR reviewed_at IS NULL)
     AND ($3::uuid IS NULL OR case_id = $3)
     AND ($5::timestamptz IS NULL OR (at, id) > ($5, $6::uuid))
     ORDER BY at, id LIMIT $4`,
    [
      tx.who.tenant,
      filter.waiting ?? false,
      filter.caseId ?? null,
      filter.limit ?? 200,
      filter.after?.[0] ?? null,
      filter.after?.[1] ?? null,
    ],
  );
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    disclosure: row.disclosure,
    reason: row.reason,
    by: row.by,
    at: row.at,
    reviewedBy: row.reviewed_by,
    reviewedAt: row.reviewed_at,
  }));
}

interface OverrideRow {
  readonly id: string;
  readonly case_id: string;
  readonly disclosure: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  readonly reviewed_by: string | null;
  readonly reviewed_at: Date | null;
}
