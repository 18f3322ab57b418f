import { isHolders } from './held.js';
import type { WaitState, OpenState, Program, State, Target, Targets } from './program.js';

/** One way out of an open state, named as the machine's event, with the place in program.yaml that says so. */
export interface Edge {
  readonly event: string;
  readonly targets: Targets;
  readonly path: readonly (string | number)[];
}

/** Every way out of a state that the program names: exits, events, timers, the deadline, interrupts. */
export function edgesOf(program: Program, state: State): readonly Edge[] {
  if (state.kind === 'end') return [];
  return [...ownEdges(state), ...timerEdges(program, state), ...interruptEdges(program, state)];
}

function ownEdges(state: OpenState): Edge[] {
  const at = ['states', state.id];
  const edges: Edge[] = [];
  if (state.due.to) edges.push({ event: 'due', targets: [{ ...state.due.to, when: [] }], path: [...at, 'due', 'to'] });
  if (state.kind !== 'wait') {
    for (const [exit, targets] of Object.entries(state.leaves)) {
      edges.push({ event: `exit:${exit}`, targets, path: [...at, 'leaves', exit] });
    }
    return edges;
  }
  edges.push(...grantEdges(state, at));
  for (const event of Object.values(state.events)) {
    const path = [...at, 'events', event.id];
    if (event.targets) edges.push({ event: `event:${event.id}`, targets: event.targets, path: [...path, 'to'] });
    if (event.bounded) {
      const targets = [{ ...event.bounded.then, when: [] }];
      edges.push({ event: `event:${event.id}:then`, targets, path: [...path, 'then'] });
    }
  }
  return edges;
}

/** What becomes of a grant moves a case that waits. */
function grantEdges({ grants = {} }: WaitState, at: readonly string[]): Edge[] {
  return Object.entries(grants).flatMap(([grant, turns]) =>
    Object.entries(turns).map(([turn, targets]) => ({
      event: `grant:${grant}:${turn}`,
      targets,
      path: [...at, 'grants', grant, turn],
    })),
  );
}

function timerEdges(program: Program, state: OpenState): Edge[] {
  const own = Object.values(state.timers).map((timer) => ({ timer, path: ['states', state.id, 'timers', timer.id] }));
  const shared = Object.values(program.timers).map((timer) => ({ timer, path: ['timers', timer.id] }));
  return [...own, ...shared].flatMap(({ timer, path }) =>
    timer.to ? [{ event: `timer:${timer.id}`, targets: [{ ...timer.to, when: [] }], path: [...path, 'to'] }] : [],
  );
}

function interruptEdges(program: Program, state: OpenState): Edge[] {
  return Object.values(program.interrupts).flatMap((interrupt) =>
    interrupt.targets && interrupt.states.includes(state.id)
      ? [{ event: `interrupt:${interrupt.id}`, targets: interrupt.targets, path: ['interrupts', interrupt.id, 'to'] }]
      : [],
  );
}

/**
 * States that a `resumeOr` may lead to: those that a reopening interrupt can break into, those in which an agency has the client
 * (another word about danger breaks in there), and those that a target names.
 */
export function resumeStates(program: Program): readonly string[] {
  const interrupted = Object.values(program.interrupts).flatMap((each) => (each.reopen.length > 0 ? each.states : []));
  const edges = Object.values(program.states).flatMap((state) => edgesOf(program, state));
  const named = edges.flatMap(({ targets }) => targets.flatMap((target) => resumeOf(target) ?? []));
  const held = Object.values(program.states).flatMap((state) => (isHolders(state) ? [state.id] : []));
  return [...new Set([...interrupted, ...held, ...named])].sort();
}

export const resumeOf = (target: Target): string | undefined => ('resume' in target ? target.resume : undefined);

/**
 * States that an edge names, and the one that it leads to by a later `resumeOr`. Going back to where an interrupt broke
 * in adds nothing: the case has been there already.
 */
export function reachedBy(targets: Targets): readonly string[] {
  return targets.flatMap((target) =>
    'to' in target ? [target.to, ...(target.resume === undefined ? [] : [target.resume])] : [target.resumeOr],
  );
}
