import type { Referral } from '../../../libs/referrals/index.js';
import type { Program } from '../../../libs/workflow/index.js';

interface Told {
  readonly about: string;
  readonly state: string;
  readonly at: Date;
}

/** It tells of an event by which whoever has the client gives them back, and says why. */
export function asksWhy(program: Program | undefined, { state, about }: Told): boolean {
  const here = program?.states[state];
  const own = here?.kind === 'wait' ? here.events[about]?.fields : undefined;
  const fields = Object.values(own ?? program?.interrupts[about]?.fields ?? {});
  return fields.some(({ type }) => type === 'decline-reason');
}

/** The reason: the referral of whoever gave them back keeps it. */
export function whyGivenBack(
  program: Program | undefined,
  told: Told,
  referrals: readonly Pick<Referral, 'status' | 'releasedAt' | 'reason'>[],
): string | null {
  if (!asksWhy(program, told)) return null;
  const isBack = (one: (typeof referrals)[number]) =>
    one.status === 'declined' && one.releasedAt?.getTime() === told.at.getTime();
  return referrals.find(isBack)?.reason ?? null;
}
