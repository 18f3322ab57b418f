import type { SendingRefused } from '../agencies/index.js';
import { type AdvanceResult, asStep } from '../cases/index.js';
import type { Tx } from '../platform/index.js';
import { isOut, mayGo, nameTeam } from './carry-on.js';
import { findReferral } from './referral.js';

export interface TeamRefused {
  readonly ok: false;
  readonly reason: SendingRefused;
}

/**
 * Its team sets out in this step of the case, and this is who goes: a team that somebody else sent meanwhile does not, and then the
 * step is not taken. Null: none of the teams that we know. The case is locked in this transaction.
 */
export async function setOutWith(
  tx: Tx,
  id: string,
  team: string | null,
  step: () => Promise<AdvanceResult>,
): Promise<AdvanceResult | TeamRefused> {
  const referral = await findReferral(tx, id);
  if (!referral || team === (referral.team?.id ?? null)) return step();
  const reason = await asStep(tx, () => mayGo(tx, referral, team));
  if (reason) return { ok: false, reason };
  const stepped = await step();
  if (stepped.ok) {
    const isNeeded = isOut(stepped.run, stepped.record.state, referral);
    await asStep(tx, async () => nameTeam(tx, referral, team, isNeeded));
  }
  return stepped;
}
