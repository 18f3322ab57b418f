import type { Tx } from '../platform/index.js';

/** Something that happened in a case, in the state where it did. */
export interface LineEvent {
  readonly caseId: string;
  readonly state: string;
  readonly event: string;
}

/** Of these cases, what happened by these names: newest first. */
export function findLineEvents(tx: Tx, caseIds: readonly string[], events: readonly string[]): Promise<LineEvent[]> {
  return tx.sql<LineEvent>(
    'cases.find-line-events',
    `SELECT case_id AS "caseId", from_state AS state, event FROM case_history
     WHERE tenant_id = $1 AND case_id = ANY ($2) AND event = ANY ($3) ORDER BY seq DESC`,
    [tx.who.tenant, caseIds, events],
  );
}
