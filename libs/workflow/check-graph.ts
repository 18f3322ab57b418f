import { startsOf } from './channel.js';
import { edgesOf, reachedBy, resumeOf } from './edges.js';
import { type Report, at, inProgram } from './problem.js';
import type { Program, State, Targets } from './program.js';

/** Every state can be reached, and from every open state an end can be reached. */
export function checkGraph(program: Program, report: Report): void {
  const states = Object.values(program.states);
  const onward = waysOn(program, () => true);
  const from = (id: string) => closure([id], (other) => onward.get(other) ?? []);
  const ends = states.filter((state) => state.kind === 'end').map((state) => state.id);
  if (ends.length === 0) {
    report('no-end', inProgram('states'), 'The program has no end.', 'Add a state with kind: end and a disposition.');
    return;
  }
  // An interrupt may end a case anywhere; a state that only an interrupt leads out of is still a dead end.
  const back = new Map<string, string[]>();
  for (const [from, targets] of waysOn(program, (event) => !event.startsWith('interrupt:'))) {
    for (const to of targets) back.set(to, [...(back.get(to) ?? []), from]);
  }
  const finishing = closure(ends, (id) => back.get(id) ?? []);
  const dead = states.filter(({ id }) => !finishing.has(id)).map(({ id }) => id);
  // Of several in a row the last is the one to mend.
  for (const id of firstOnes(dead, (one, other) => from(one).has(other))) {
    report(
      'dead-state',
      inProgram('states', id),
      `From "${id}" no end can be reached.`,
      'Lead one of its exits towards an end.',
    );
  }
  if (dead.length > 0) return;
  const reached = closure(startsOf(program), (other) => onward.get(other) ?? []);
  const lost = states.filter(({ id }) => !reached.has(id)).map(({ id }) => id);
  // Of several in a row the first is the one to lead to.
  for (const id of firstOnes(lost, (one, other) => from(other).has(one))) {
    report(
      'unreachable-state',
      inProgram('states', id),
      `No way leads to "${id}".`,
      'Lead an exit to it, or take it out.',
    );
  }
}

/** Those that depend on no other, and one of each ring that depend on one another. */
function firstOnes(ids: readonly string[], dependsOn: (id: string, other: string) => boolean): readonly string[] {
  return ids.filter((id, at) =>
    ids.every((other, place) => other === id || !dependsOn(id, other) || (dependsOn(other, id) && at < place)),
  );
}

/** A way back that is named is taken at some time: the state that comes first leads to a `resume-or`. */
export function checkResumes(program: Program, report: Report): void {
  const onward = waysOn(program, () => true);
  const takesIt = (id: string) => {
    const state = program.states[id];
    return state ? edgesOf(program, state).some(({ targets }) => targets.some((one) => 'resumeOr' in one)) : false;
  };
  for (const state of Object.values(program.states)) {
    for (const { targets, path } of edgesOf(program, state)) {
      targets.forEach((target, index) => {
        const resume = resumeOf(target);
        if (resume === undefined || !('to' in target)) return;
        if ([...closure([target.to], (id) => onward.get(id) ?? [])].some(takesIt)) return;
        const place = targets.length > 1 ? at(inProgram(...path), index) : inProgram(...path);
        const message = `This goes on later at "${resume}", but from "${target.to}" nothing leads back by resume-or.`;
        const fix = `Write {resume-or: state} for an exit on the way, or lead to "${resume}" at once.`;
        report('resume-is-never-taken', at(place, 'resume'), message, fix);
      });
    }
  }
}

/** State → the states that its edges lead to. */
export function waysOn(
  program: Program,
  counts: (event: string, state: State) => boolean,
  taken: (target: Targets[number]) => boolean = () => true,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.values(program.states).map((state) => {
      const edges = edgesOf(program, state).filter((edge) => counts(edge.event, state));
      return [state.id, edges.flatMap((edge) => reachedBy(edge.targets.filter(taken)))];
    }),
  );
}

/** Everything that can be come to from here. */
export function closure(start: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set(start);
  const todo = [...start];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    for (const other of next(id)) {
      if (found.has(other)) continue;
      found.add(other);
      todo.push(other);
    }
  }
  return found;
}
