import { type AnyStateMachine, createMachine, getNextSnapshot } from 'xstate';
import { edgesOf, resumeStates } from './edges.js';
import type { Program, Target, Targets } from './program.js';

/**
 * What moves the machine. The step has already decided which entry of a target list holds (`branch`) and knows
 * whether an interrupt broke in (`resumeTo`); the machine's guards read nothing else.
 */
export type MachineEvent =
  | { readonly type: string; readonly branch: number; readonly resumeTo: string | null }
  | { readonly type: 'reconsider'; readonly state: string };

interface Transition {
  readonly target: string;
  readonly guard: (args: { readonly event: Record<string, unknown> }) => boolean;
  readonly description?: string;
}

const machines = new WeakMap<Program, AnyStateMachine>();

/** The program as an XState machine: one state each, explicit edges only, ends are final. Pure; cached per program. */
export function compileMachine(program: Program): AnyStateMachine {
  let machine = machines.get(program);
  if (!machine) machines.set(program, (machine = createMachine(machineConfig(program))));
  return machine;
}

/** Where an event leads from a state; null when the program has no such edge. */
export function nextState(machine: AnyStateMachine, state: string, event: MachineEvent): string | null {
  if (!Object.hasOwn(machine.states, state)) return null;
  const snapshot = machine.resolveState({ value: state, context: {} });
  // Without this check an unknown event would silently give the same snapshot back.
  if (!snapshot.can(event)) return null;
  return String(getNextSnapshot(machine, snapshot, event).value);
}

function machineConfig(program: Program) {
  const resumable = resumeStates(program);
  const asks = Object.values(program.states).filter((state) => state.kind === 'ask');
  const states = Object.fromEntries(
    Object.values(program.states).map((state) => {
      if (state.kind === 'end') return [state.id, { type: 'final' as const }];
      const on: Record<string, Transition[]> = { reconsider: asks.map((ask) => reconsiderTo(ask.id)) };
      for (const edge of edgesOf(program, state)) on[edge.event] = transitions(edge.targets, resumable);
      return [state.id, { on }];
    }),
  );
  return { id: program.id, initial: program.start, states };
}

function transitions(targets: Targets, resumable: readonly string[]): Transition[] {
  return targets.flatMap((target, branch) => {
    const edges: Transition[] = [];
    if ('resumeOr' in target) {
      for (const state of resumable) edges.push(edgeTo(state, branch, state));
    }
    return [...edges, edgeTo(nameOf(target), branch, null)];
  });
}

/** One edge. `resumeTo` null: taken whatever the case remembers, after those that resume. */
function edgeTo(target: string, branch: number, resumeTo: string | null): Transition {
  return {
    target,
    guard: ({ event }) => event['branch'] === branch && (resumeTo === null || event['resumeTo'] === resumeTo),
    description: resumeTo === null ? `entry ${branch}` : `entry ${branch}, back to ${resumeTo}`,
  };
}

function reconsiderTo(ask: string): Transition {
  return { target: ask, guard: ({ event }) => event['state'] === ask };
}

const nameOf = (target: Target) => ('to' in target ? target.to : target.resumeOr);
