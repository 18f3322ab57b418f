import { closure, waysOn } from './check-graph.js';
import { type Report, at, inProgram } from './problem.js';
import { isHolders } from './held.js';
import type { Program } from './program.js';
import { IMMINENT } from './safety.js';

/**
 * Imminent risk that was not judged anew ends only in an end with `crisis: true`. Interrupts are left out: whether
 * their guards hold is for the proofs over all paths. An agency that has the client while other help was called beside it
 * judges the risk itself: it is with them.
 */
export function checkCrisis(program: Program, report: Report): void {
  const judges = judgedThere(program);
  for (const state of Object.values(program.states)) {
    if (state.kind !== 'ask' || !state.leaves[IMMINENT]) continue;
    const { decision } = state;
    const ways = waysOn(program, (event, from) => {
      if (event.startsWith('interrupt:')) return false;
      if (from.id === state.id) return event === `exit:${IMMINENT}`;
      if (judges.has(from.id)) return false;
      return !(from.kind === 'ask' && from.decision === decision);
    });
    for (const id of closure([state.id], (from) => ways.get(from) ?? [])) {
      const end = program.states[id];
      if (end?.kind !== 'end' || end.crisis) continue;
      const message = `Imminent risk found in "${state.id}" can end in "${id}", which is not the end of an emergency.`;
      const fix = 'Lead it to an end with crisis: true, or through an ask that judges the risk anew.';
      report('imminent-risk-is-dropped', at(inProgram('states', state.id, 'leaves'), IMMINENT), message, fix);
    }
  }
}

/** The holder's states to which help that is called beside it leads. */
function judgedThere({ states }: Program): ReadonlySet<string> {
  const beside = Object.values(states).filter((state) => state.kind === 'offer' && state.beside);
  const next = beside.flatMap((state) => ('leaves' in state ? Object.values(state.leaves).flat() : []));
  const ids = next.flatMap((target) => ('to' in target ? [target.to] : []));
  return new Set(ids.filter((id) => states[id]?.kind === 'wait' && isHolders(states[id])));
}
