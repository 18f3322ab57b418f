import type { Tx } from '../platform/index.js';

export interface CaseGrant {
  readonly grant: string;
  readonly year: number;
  readonly status: 'waiting' | 'granted' | 'returned' | 'used' | 'lapsed';
  readonly receivedAt: Date;
  readonly grantedAt: Date | null;
  readonly endedAt: Date | null;
  /** What it is worth, in cents. */
  readonly amount: number | null;
}

/** The grants of a case, the newest first. */
export function grantsOfCase(tx: Tx, caseId: string): Promise<CaseGrant[]> {
  return tx.sql<CaseGrant>(
    'grants.grants-of-case',
    `SELECT grant_id AS "grant", year, status, received_at AS "receivedAt", granted_at AS "grantedAt", ended_at AS "endedAt", amount
     FROM grants WHERE tenant_id = $1 AND case_id = $2 ORDER BY year DESC, id DESC`,
    [tx.who.tenant, caseId],
  );
}
