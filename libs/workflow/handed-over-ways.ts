import { startsOf } from './channel.js';
import { edgesOf } from './edges.js';
import type { HandedOver, OfferState, Program, State, Targets } from './program.js';

/** How a client can have been handed over when a case comes somewhere; `nobody`: not at all. */
export type Way = HandedOver | 'nobody';
type Ways = ReadonlyMap<string, ReadonlySet<Way>>;

const cache = new WeakMap<Program, Ways>();

/**
 * In which ways a client can have been handed over last when a case comes to a state. Pure; cached per program. Going back to
 * where an interrupt broke in adds nothing: who had the client there has them again.
 */
export function waysInto(program: Program, state: string): ReadonlySet<Way> {
  let ways = cache.get(program);
  if (!ways) cache.set(program, (ways = findWays(program)));
  return ways.get(state) ?? new Set();
}

function findWays(program: Program): Ways {
  const todo = [...startsOf(program)];
  const ways = new Map<string, Set<Way>>(todo.map((state) => [state, new Set(['nobody'])]));
  const add = (to: string, found: Iterable<Way>) => {
    const known = ways.get(to) ?? new Set();
    const fresh = [...found].filter((way) => !known.has(way));
    if (fresh.length === 0) return;
    ways.set(to, new Set([...known, ...fresh]));
    todo.push(to);
  };
  const all = allWays(program);
  let settled = 0;
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    const state = program.states[id];
    if (!state) continue;
    for (const { event, targets } of edgesOf(program, state)) {
      const arriving =
        event === 'exit:handed-over' && state.kind === 'offer' && !state.beside ? waysOf(state) : ways.get(id)!;
      for (const [to, how] of reached(targets, arriving, all, (other) => ways.get(other))) add(to, how);
    }
    // A condition on the way back reads the ways of other states: whatever came to be known may reach further now.
    if (todo.length === 0 && size(ways) > settled) {
      settled = size(ways);
      todo.push(...ways.keys());
    }
  }
  return ways;
}

const size = (ways: Ways): number => [...ways.values()].reduce((sum, { size: one }) => sum + one, 0);

/** Where the targets lead, with the ways that their conditions let through. */
function reached(
  targets: Targets,
  arriving: ReadonlySet<Way>,
  all: ReadonlySet<Way>,
  waysOfState: (state: string) => ReadonlySet<Way> | undefined,
): [string, ReadonlySet<Way>][] {
  let left = new Set(arriving);
  return targets.flatMap((target) => {
    const accepted = target.when.some((condition) => 'accepted' in condition);
    // These conditions say that there is a way back: then it is taken.
    const goesBack =
      'resumeOr' in target && target.when.some((condition) => 'resumes' in condition || 'accepted' in condition);
    const named = target.when.flatMap((condition) => ('handedOver' in condition ? [condition.handedOver] : []));
    const through = new Set([...left].filter((way) => named.every((list) => (list as readonly Way[]).includes(way))));
    // Where this is all that the condition asks, nobody handed over so comes to the targets below.
    if (named.length > 0 && target.when.length === named.length)
      left = new Set([...left].filter((way) => !through.has(way)));
    if (goesBack) return [];
    const back = target.when.flatMap((condition) => ('resumes' in condition ? condition.resumes : []));
    const before = new Set(back.flatMap((state) => [...(waysOfState(state) ?? [])]));
    const how = accepted ? all : back.length > 0 ? before : through;
    const first: [string, ReadonlySet<Way>] = ['to' in target ? target.to : target.resumeOr, how];
    return 'resume' in target && target.resume !== undefined ? [first, [target.resume, how]] : [first];
  });
}

function waysOf(state: OfferState): ReadonlySet<Way> {
  const planned = [state.handover.consented, ...(state.disclosure?.needsConsent ? [] : [state.handover.otherwise])];
  // Less than was planned is always possible; a team is sent or it is not.
  const lesser = planned.flatMap((way) =>
    way === 'warm' ? (['cold', 'number'] as const) : way === 'cold' ? (['number'] as const) : [],
  );
  const ways = new Set<Way>([...planned, ...lesser]);
  if (ways.has('warm')) ways.add('warm-by-fallback');
  return ways;
}

function allWays(program: Program): ReadonlySet<Way> {
  const offers = Object.values(program.states).filter((state: State): state is OfferState => state.kind === 'offer');
  return new Set(offers.flatMap((state) => [...waysOf(state)]));
}
