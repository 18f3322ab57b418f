import type { LineMark, Program } from './program.js';

/** What an event said of the line to the caller when it happened in this state: an event of the state, or an interrupt. */
export function lineMark(program: Program, state: string, event: string): LineMark | undefined {
  const from = Object.hasOwn(program.states, state) ? program.states[state] : undefined;
  if (from?.kind === 'wait' && Object.hasOwn(from.events, event)) return from.events[event]?.line;
  return Object.hasOwn(program.interrupts, event) ? program.interrupts[event]?.line : undefined;
}

/** The names of all that says something of the line in some state. */
export function lineEvents(program: Program): readonly string[] {
  const events = Object.values(program.states).flatMap((state) =>
    state.kind === 'wait' ? Object.values(state.events) : [],
  );
  return [...events, ...Object.values(program.interrupts)].flatMap(({ id, line }) => (line ? [id] : []));
}
