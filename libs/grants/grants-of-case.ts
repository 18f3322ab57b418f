import type { Tx } from '../platform/index.js';

export interface CaseGrant {
  readonly grant: string;
  readonly year: number;
  /** The first month of its term. */
  readonly month: number;
  readonly status: 'waiting' | 'granted' | 'returned' | 'used' | 'lapsed';
  readonly receivedAt: Date;
  readonly grantedAt: Date | null;
  readonly endedAt: Date | null;
  /** What it is worth, in cents. */
  readonly amount: number | null;
  /** Of one that waits: which in line, from 1, of all who wait for the same. */
  readonly place: number | null;
}

/** The grants of a case, the newest first. The line is the whole tenant's, whoever asks; of it they learn their number alone. */
export function grantsOfCase(tx: Tx, caseId: string): Promise<CaseGrant[]> {
  return tx.sql<CaseGrant>(
    'grants.grants-of-case',
    `SELECT grant_id AS "grant", year, month, status, received_at AS "receivedAt", granted_at AS "grantedAt", ended_at AS "endedAt", amount,
       CASE WHEN status = 'waiting' THEN place_in_line(id, $3) END AS place
     FROM grants WHERE tenant_id = $1 AND case_id = $2 ORDER BY year DESC, month DESC, id DESC`,
    [tx.who.tenant, caseId, tx.now],
  );
}
