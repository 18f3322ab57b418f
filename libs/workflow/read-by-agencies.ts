import type { Program } from './program.js';

/**
 * Whether agencies may read the answer to this question: what a disclosure tells, and what their own events fill in. Of news
 * in which nothing is to be read people learn to look away. Pure.
 */
export function isReadByAgencies(program: Program, question: string): boolean {
  const events = Object.values(program.states).flatMap((state) =>
    state.kind === 'wait' ? Object.values(state.events) : [],
  );
  return (
    Object.values(program.disclosures).some(({ to, facts }) => to !== 'us' && facts.includes(question)) ||
    [...events, ...Object.values(program.interrupts)].some(
      ({ by, fields }) => by.includes('agency') && fields[question]?.type === 'question',
    )
  );
}
