import type { Field, Program } from './program.js';

const known = new WeakMap<Program, boolean>();

/** Whether a case of this program can have referrals at all: the client is offered to somebody, or services are named to them. Pure. */
export function refersClients(program: Program): boolean {
  const before = known.get(program);
  if (before !== undefined) return before;
  const names = ({ fields }: { readonly fields: Readonly<Record<string, Field>> }): boolean =>
    Object.values(fields).some(({ type }) => type === 'services');
  const refers =
    Object.values(program.states).some(
      (state) => state.kind === 'offer' || (state.kind === 'wait' && Object.values(state.events).some(names)),
    ) || Object.values(program.interrupts).some(names);
  known.set(program, refers);
  return refers;
}
