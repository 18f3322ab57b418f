import type { CaseState } from './case-state.js';
import type { Walk } from './walk.js';

/** Why a referral is completed whose agency took the client once more, by a later one. */
export const takenAgain = 'taken-again';

/** Agencies that took the client and have them, or have them again where something leads back, or whose yes waits for the case. */
function inWhoseHands({ holder, resumeHolder, offers, ended }: CaseState): readonly (string | null)[] {
  if (ended) return [holder];
  const waiting = Object.values(offers).filter(({ result }) => result === 'handed-over');
  return [holder, resumeHolder?.holder ?? null, ...waiting.map(({ agency }) => agency)];
}

/** Somebody else has taken the client by this step, for good: what whoever had them before was asked to do is over. */
export function letGo(walk: Walk, before: CaseState): void {
  if (walk.state.holder === null) return;
  const now = inWhoseHands(walk.state);
  for (const agency of new Set(inWhoseHands(before))) {
    if (agency === null || now.includes(agency)) continue;
    walk.effects.push({ kind: 'release-holder', agency, as: 'completed', reason: null });
  }
  if (isTakenAgain(walk, before)) {
    const agency = walk.state.holder;
    walk.effects.push({ kind: 'release-holder', agency, as: 'completed', reason: takenAgain });
  }
}

/** Whoever had the client has them by another offer now, and nothing leads back: what it said of them before, it says there. */
function isTakenAgain({ run, state: { holder, resumeTo, offers }, effects, trace }: Walk, before: CaseState): boolean {
  if (holder === null || before.holder !== holder || resumeTo !== null) return false;
  if (trace.some(({ to }) => to === before.resumeTo)) return false;
  return effects.some((effect) => {
    if (effect.kind !== 'close-offer' || effect.as !== 'accepted' || effect.handover === 'number') return false;
    const state = run.program.states[effect.state];
    const isBeside = state?.kind === 'offer' && state.beside;
    return !isBeside && !offers[effect.state] && before.offers[effect.state]?.agency === holder;
  });
}
