import type { PassedOver } from './case-state.js';
import type { Walk } from './walk.js';

/** Whom the search for somebody could not ask: of each the last reason, until somebody has the client. */
export function rememberPassedOver(walk: Walk, offer: string, found: readonly PassedOver[] | undefined): void {
  if (!found || found.length === 0) return;
  const before = walk.state.passedOver?.[offer] ?? [];
  const others = before.filter(({ service }) => !found.some((one) => one.service === service));
  walk.state.passedOver = { ...walk.state.passedOver, [offer]: [...others, ...found] };
}

/** Nobody looks for somebody there any more, or begins to look anew. */
export function forgetPassedOver(walk: Walk, offer: string): void {
  const { [offer]: gone, ...others } = walk.state.passedOver ?? {};
  if (gone) walk.state.passedOver = others;
}
