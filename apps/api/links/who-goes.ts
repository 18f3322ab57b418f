import { listTeams } from '../../../libs/agencies/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import type { LoadedCase } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import type { Referral } from '../../../libs/referrals/index.js';
import { type RunnableProgram, setsOut } from '../../../libs/workflow/index.js';

/** Of an agency that could send more than one team, which has not set out yet: who could go, and who is to. */
export interface WhoGoes {
  /** By these one sets out, or is there. */
  readonly events: readonly string[];
  readonly teams: readonly { readonly id: string; readonly name: Text }[];
  readonly named: string | null;
}

const MOST_TEAMS = 200;

/** Null: nobody need be asked. Those count that are free, or named for this client already. */
export async function whoGoes(
  tx: Tx,
  { agency, service, team }: Referral,
  run: RunnableProgram,
  { record }: LoadedCase,
  allowed: readonly { readonly event: string }[],
): Promise<WhoGoes | null> {
  const events = allowed.flatMap(({ event }) => (setsOut(run.program, record.state, event) ? [event] : []));
  if (events.length === 0 || agency === null) return null;
  const named = team?.id ?? null;
  const all = await listTeams(tx, agency, { limit: MOST_TEAMS, after: null });
  const teams = all.filter((one) => one.service === service && (one.condition === 'free' || one.id === named));
  return teams.length < 2 ? null : { events, teams: teams.map(({ id, name }) => ({ id, name })), named };
}
