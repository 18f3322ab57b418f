import { freeTeamOf, holdTeam, sendTeam, type SendingRefused } from '../agencies/index.js';
import { actorOf, holderNow, type LoadedCase } from '../cases/index.js';
import {
  agenciesOut,
  allowedEvents,
  type AllowedEvent,
  type CaseState,
  type RunnableProgram,
} from '../workflow/index.js';
import type { Tx } from '../platform/index.js';
import { CHANGED } from './changed-referrals.js';
import type { Referral, ReferralStatus } from './referral.js';

/** What an agency does with a client whom it has. It is no step of the case. */
export type CarryingOn =
  | { readonly kind: 'start' }
  | { readonly kind: 'complete'; readonly outcome: string | null }
  /** Who goes, or goes instead. Null: nobody of the teams that we know. */
  | { readonly kind: 'name-team'; readonly team: string | null };

export type CarryingRefused =
  | { readonly ok: false; readonly reason: SendingRefused }
  /** The case waits for what comes of that. `instead`: what may be said of it now; nothing while the case is not with the agency. */
  | { readonly ok: false; readonly reason: 'team-is-out'; readonly instead: readonly Sayable[] };
export type Sayable = Pick<AllowedEvent, 'event' | 'label'>;

/** The case is locked in this transaction. */
export async function carryOn(
  tx: Tx,
  referral: Referral,
  action: CarryingOn,
  { run, record, answers }: Pick<LoadedCase, 'record' | 'answers'> & { readonly run: RunnableProgram },
): Promise<CarryingRefused | null> {
  const { state } = record;
  if (action.kind === 'name-team') {
    const reason = await mayGo(tx, referral, action.team);
    if (!reason) nameTeam(tx, referral, action.team, isOut(run, state, referral));
    return reason && { ok: false, reason };
  }
  if (action.kind === 'complete' && isOut(run, state, referral)) {
    const isWithIt = holderNow(run.program, state) === referral.agency;
    const allowed = isWithIt ? allowedEvents(run, state, answers, actorOf(tx.who), tx.now.toISOString()) : [];
    return { ok: false, reason: 'team-is-out', instead: allowed.filter(({ kind }) => kind === 'event') };
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
