import { freeTeamOf, holdTeam, sendTeam, type SendingRefused } from '../agencies/index.js';
import type { RunnableProgram, CaseState } from '../workflow/index.js';
import { agenciesOut } from '../workflow/index.js';
import type { Tx } from '../platform/index.js';
import { CHANGED } from './changed-referrals.js';
import type { Referral, ReferralStatus } from './referral.js';

/** What an agency does with a client whom it has. It is no step of the case. */
export type CarryingOn =
  | { readonly kind: 'start' }
  | { readonly kind: 'complete'; readonly outcome: string | null }
  /** Who goes, or goes instead. Null: nobody of the teams that we know. */
  | { readonly kind: 'name-team'; readonly team: string | null };

/** The case is locked in this transaction; `state`: where it stands. */
export async function carryOn(
  tx: Tx,
  referral: Referral,
  action: CarryingOn,
  { run, state }: { readonly run: RunnableProgram; readonly state: CaseState },
): Promise<SendingRefused | null> {
  if (action.kind === 'name-team') {
    const refused = await mayGo(tx, referral, action.team);
    if (!refused) nameTeam(tx, referral, action.team, isOut(run, state, referral));
    return refused;
  }
  const status: ReferralStatus = action.kind === 'start' ? 'in-progress' : 'completed';
  const outcome = action.kind === 'complete' ? action.outcome : null;
  tx.write(
    'referrals.carry-on',
    `UPDATE referrals SET status = $3, outcome = coalesce($4, outcome), revision = revision + 1, ${CHANGED}
     WHERE tenant_id = $1 AND id = $2`,
    [tx.who.tenant, referral.id, status, outcome],
  );
  if (action.kind === 'complete') freeTeamOf(tx, referral.id);
  return null;
}

/**
 * Null: the team can go, or none is named. Ask before anything is written: a refusal keeps what was written before it. The team's
 * row is locked from here on; rows of referrals are never waited for by anybody who does not have the lock of their case.
 */
export async function mayGo(tx: Tx, referral: Referral, team: string | null): Promise<SendingRefused | null> {
  if (team === null) return null;
  return holdTeam(tx, { team, service: referral.service, referral: referral.id, case: referral.caseId });
}

export const isOut = (run: RunnableProgram, state: CaseState, { agency }: Referral): boolean =>
  agency !== null && agenciesOut(run.program, state).includes(agency);

/** Who goes is written down in any case; busy it is only while the case has need of it. */
export function nameTeam(tx: Tx, { id, caseId, service }: Referral, team: string | null, isNeeded: boolean): void {
  tx.write(
    'referrals.name-team',
    `UPDATE referrals SET team_id = $3, revision = revision + 1, ${CHANGED} WHERE tenant_id = $1 AND id = $2`,
    [tx.who.tenant, id, team],
  );
  if (team !== null && isNeeded) sendTeam(tx, { team, service, referral: id, case: caseId });
  else freeTeamOf(tx, id);
}
