import type {
  EventDefinition,
  Interrupt,
  OfferState,
  OpenState,
  Program,
  Role,
  Targets,
} from '../../libs/workflow/index.js';
import { placesOf, routesOf } from '../../libs/workflow/routes-of.js';

/** What somebody does in a state, or what the clock brings. `beside`: what becomes of other help that is called as well. */
export type Way =
  | 'accept'
  | 'decline'
  | 'expire'
  | 'declined-by-client'
  | 'withdraw'
  | 'event'
  | 'interrupt'
  | 'due'
  | 'timer'
  | 'given'
  | 'withheld'
  | 'beside';
export interface PathStep {
  readonly from: string;
  readonly way: Way;
  /** Of the event, interrupt, timer, disclosure or exit; the way itself where it has none. */
  readonly name: string;
  readonly by: Role | 'clock';
  /** How often it has to happen. */
  readonly times: number;
  /** Null: the agency has nothing more to do with it, wherever the case goes then. */
  readonly to: string | null;
}
export type Path = readonly PathStep[];

/**
 * Every path through the states in which one agency is asked or has the client: from each offer that can reach one of its
 * services until the client is with it no more, or a state comes round again. What changes no state (a fact told, a yes taken
 * back) is tried once in each state, at the end of a shortest way there. Ways on that only other people see are one.
 */
export function pathsOf(program: Program, services: ReadonlySet<string>): readonly Path[] {
  const offers = Object.values(program.states).filter(
    (state): state is OfferState => state.kind === 'offer' && !state.beside && reaches(program, state, services),
  );
  const paths = offers.flatMap((offer) => walk(program, offer, []));
  const shortest = new Map<string, Path>();
  for (const path of [...paths].sort((one, other) => one.length - other.length)) {
    for (const [at, { from }] of path.entries()) if (!shortest.has(from)) shortest.set(from, path.slice(0, at));
  }
  const staying = [...shortest].flatMap(([id, way]) =>
    staysOf(program, openState(program, id), way).map((step) => [...way, step]),
  );
  return [...paths, ...staying];
}

/** `team: accept › accepted: depart › en-route: arrive`. */
export const nameOf = (path: Path): string =>
  path.map(({ from, way, name }) => `${from}: ${way === name ? way : name}`).join(' › ');

/** Every step of these paths, each once. */
export const stepsOf = (paths: readonly Path[]): ReadonlySet<string> =>
  new Set(paths.flatMap((path) => path.map(({ from, way, name, to }) => `${from} ${way} ${name} ${to ?? 'away'}`)));

/** Some of the paths that together take every step of all of them: each next one takes most of what is open, for its length. */
export function covering(paths: readonly Path[]): readonly Path[] {
  const open = new Set(stepsOf(paths));
  const chosen: Path[] = [];
  const worth = (path: Path) => [...stepsOf([path])].filter((step) => open.has(step)).length / (path.length + 1);
  while (open.size > 0) {
    const best = paths.reduce((one, other) => (worth(other) > worth(one) ? other : one));
    chosen.push(best);
    for (const step of stepsOf([best])) open.delete(step);
  }
  return chosen;
}

function walk(program: Program, state: OpenState, before: Path): Path[] {
  const passed = new Set([...before.map(({ from }) => from), state.id]);
  return onward(program, state).flatMap((step) => {
    const path = [...before, step];
    return step.to === null || passed.has(step.to) ? [path] : walk(program, openState(program, step.to), path);
  });
}

function openState(program: Program, id: string): OpenState {
  const state = program.states[id];
  if (!state || state.kind === 'end') throw new Error(`"${id}" is no state in which anybody could do something`);
  return state;
}

/** A number alone is given to the client: nobody is asked. */
function reaches(program: Program, { route, handover }: OfferState, services: ReadonlySet<string>): boolean {
  if (handover.consented === 'number') return false;
  const picked = 'picked' in route ? placesOf(program).get(route.picked) : undefined;
  const routes = picked === undefined ? routesOf(route).map(({ id }) => id) : [picked];
  const targets = routes.flatMap((id) => program.routes[id]?.targets ?? []);
  return targets.some((target) => 'service' in target && services.has(target.service));
}

/** Whether the agency still has something to do there. */
const isTheirs = (program: Program, id: string): boolean => {
  const state = program.states[id];
  return (
    state !== undefined &&
    state.kind !== 'end' &&
    (state.owner === 'holder' || (state.kind === 'offer' && state.beside))
  );
};

/** Where these lead, as the agency sees it: each of its own states, and "away" once. Nobody who accepts is a mere number. */
function seen(program: Program, targets: Targets): (string | null)[] {
  const led = targets
    .filter(({ when }) => !when.some((one) => 'handedOver' in one && one.handedOver.every((how) => how === 'number')))
    .map((target) => ('to' in target ? target.to : target.resumeOr));
  return [...new Set(led.map((id) => (isTheirs(program, id) ? id : null)))];
}

function onward(program: Program, state: OpenState): PathStep[] {
  const make = (way: Way, name: string, by: PathStep['by'], targets: Targets, times = 1): PathStep[] =>
    seen(program, targets).map((to) => ({ from: state.id, way, name, by, times, to }));
  const own =
    state.kind === 'offer'
      ? ofOffer(state, make)
      : state.kind === 'wait'
        ? ofWait(state.events, make)
        : ofConsent(state, make);
  const timers = Object.values({ ...program.timers, ...state.timers })
    .filter(({ id, to }) => to !== undefined && (id in state.timers || isTheirs(program, state.id)))
    .flatMap(({ id, to }) => (to ? make('timer', id, 'clock', [{ ...to, when: [] }]) : []));
  const due = state.due.to ? make('due', 'due', 'clock', [{ ...state.due.to, when: [] }]) : [];
  const breaking = breakingInto(program, state).flatMap((one) =>
    make('interrupt', one.id, whoDoes(one.by), one.targets ?? []),
  );
  return [...own, ...due, ...timers, ...breaking];
}

type Make = (way: Way, name: string, by: PathStep['by'], targets: Targets, times?: number) => PathStep[];
const AWAY: Targets = [{ to: '', when: [] }];

function ofOffer(state: OfferState, make: Make): PathStep[] {
  const { leaves, beside } = state;
  if (beside) {
    return Object.entries(leaves).flatMap(([exit, targets]) =>
      make('beside', exit, exit === 'handed-over' ? 'navigator' : 'clock', targets),
    );
  }
  return [
    ...make('accept', 'accept', 'agency', leaves['handed-over'] ?? []),
    ...make('decline', 'decline', 'agency', AWAY),
    ...make('expire', 'expire', 'clock', AWAY),
    ...(leaves['declined-by-client'] ? make('declined-by-client', 'declined-by-client', 'navigator', AWAY) : []),
    ...(leaves['not-consented'] ? make('withdraw', state.disclosure?.name ?? '', 'navigator', AWAY) : []),
  ];
}

function ofWait(events: Readonly<Record<string, EventDefinition>>, make: Make): PathStep[] {
  return Object.values(events).flatMap(({ id, by, targets, bounded }) => [
    ...(targets ? make('event', id, whoDoes(by), targets) : []),
    ...(bounded ? make('event', id, whoDoes(by), [{ ...bounded.then, when: [] }], bounded.max) : []),
  ]);
}

function ofConsent(state: OpenState, make: Make): PathStep[] {
  if (state.kind !== 'consent') return [];
  return (['given', 'withheld'] as const).flatMap((exit) => make(exit, exit, 'agency', state.leaves[exit] ?? []));
}

/** While the agency is only asked, what takes the question back; "risk now" leaves it open. */
function breakingInto(program: Program, state: OpenState): Interrupt[] {
  const isOffer = state.kind === 'offer' && !state.beside;
  return Object.values(program.interrupts).filter(
    ({ states, targets, revoke }) => targets && states.includes(state.id) && (!isOffer || revoke),
  );
}

const whoDoes = (by: readonly Role[]): Role => (by.includes('agency') ? 'agency' : (by[0] ?? 'navigator'));

/** What happens in this state and changes none. */
function staysOf(program: Program, state: OpenState, way: Path): PathStep[] {
  const stay = (kind: Way, name: string, by: PathStep['by']): PathStep => ({
    ...{ from: state.id, way: kind, name, by, times: 1, to: state.id },
  });
  const events = state.kind === 'wait' ? Object.values(state.events) : [];
  const interrupts = Object.values(program.interrupts).filter(({ states }) => states.includes(state.id));
  return [
    ...events
      .filter(({ targets, bounded }) => !targets && !bounded)
      .map(({ id, by }) => stay('event', id, whoDoes(by))),
    ...interrupts.filter(({ targets }) => !targets).map(({ id, by }) => stay('interrupt', id, whoDoes(by))),
    ...toldBy(program, state, way).map((name) => stay('withdraw', name, 'navigator')),
  ];
}

/** By which of the client's yeses the agency is told something there, where taking one back does not end it. */
function toldBy(program: Program, state: OpenState, way: Path): readonly string[] {
  if (state.kind === 'offer')
    return state.beside || state.leaves['not-consented'] || !state.disclosure ? [] : [state.disclosure.name];
  const passed = way.flatMap(({ from, way: kind }) => {
    const one = program.states[from];
    if (one?.kind === 'offer' && !one.beside) return one.disclosure?.name ?? [];
    return one?.kind === 'consent' && kind === 'given' ? one.disclosure : [];
  });
  return [...new Set(passed)];
}
