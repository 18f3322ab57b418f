import type { ClockSource, StateClock } from './program.js';

/** The passings of states that set a clock; none for the start and the end of a case. */
export function momentsOf(clock: ClockSource): readonly StateClock[] {
  if ('at' in clock) return [];
  return 'first' in clock ? clock.first : [clock];
}
