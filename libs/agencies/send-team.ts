import type { Tx } from '../platform/index.js';

/** A team that is to go, and what it goes for. */
export interface Sending {
  readonly team: string;
  readonly service: string;
  readonly referral: string;
  readonly case: string;
}
export type SendingRefused = 'team-is-not-of-this-service' | 'team-is-sent-already';

/**
 * Whether the team can be sent for this referral; from here on nobody else can send it before this transaction ends. Off shift
 * and out of service is no hindrance: whoever names the team knows better than its plan. Null: it can.
 */
export async function holdTeam(tx: Tx, { team, service, referral }: Sending): Promise<SendingRefused | null> {
  const [row] = await tx.sql<{ busy_with: string | null }>(
    'agencies.hold-team',
    'SELECT busy_with FROM teams WHERE tenant_id = $1 AND id = $2 AND service_id = $3 AND NOT retired FOR UPDATE',
    [tx.who.tenant, team, service],
  );
  if (!row) return 'team-is-not-of-this-service';
  return row.busy_with === null || row.busy_with === referral ? null : 'team-is-sent-already';
}

/** It is busy from now on. Hold it first. Whoever was sent for this referral before is free. */
export function sendTeam(tx: Tx, { team, referral, case: ofCase }: Sending): void {
  freeTeamOf(tx, referral, team);
  tx.write(
    'agencies.send-team',
    `UPDATE teams SET busy_with = $3, busy_case = $4, busy_since = $5
     WHERE tenant_id = $1 AND id = $2 AND busy_with IS DISTINCT FROM $3`,
    [tx.who.tenant, team, referral, ofCase, tx.now],
  );
}

/** What it was sent for is done, or is somebody else's now. `but`: this team stays. */
export function freeTeamOf(tx: Tx, referral: string, but: string | null = null): void {
  tx.write(
    'agencies.free-team-of-referral',
    `UPDATE teams SET busy_with = NULL, busy_case = NULL, busy_since = NULL
     WHERE tenant_id = $1 AND busy_with = $2 AND id IS DISTINCT FROM $3`,
    [tx.who.tenant, referral, but],
  );
}

/** The case needs teams of these agencies alone from now on: all others that were sent for it are free. */
export function freeTeamsOfCase(tx: Tx, caseId: string, butOf: readonly string[]): void {
  tx.write(
    'agencies.free-teams-of-case',
    `UPDATE teams SET busy_with = NULL, busy_case = NULL, busy_since = NULL
     WHERE tenant_id = $1 AND busy_case = $2 AND agency_id <> ALL ($3::text[])`,
    [tx.who.tenant, caseId, butOf],
  );
}
