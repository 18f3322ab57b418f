import type { CaseState } from './case-state.js';
import type { Walk } from './walk.js';

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
}
