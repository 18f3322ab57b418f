import type { DueAt, Owner } from './case-state.js';
import type { OpenState, OwnerName, Stay, TimerDefinition } from './program.js';
import { addDuration, addSeconds, durationSeconds, earlier, later, localToInstant } from './time.js';
import { type Walk, stateOf } from './walk.js';

/** Timer names: `due`, `attempt:<offer state>`, `<state>/<timer>` for a state's own, `<timer>` for one that spans states. */
export const DUE = 'due';
/** What an alert is about that was raised as the case came to its state. */
export const ENTRY = 'entry';
export const stateTimer = (state: string, timer: string) => `${state}/${timer}`;
export const attemptTimer = (state: string) => `attempt:${state}`;

/** The ladder above every owner. Its top is told again and again; a case never falls off it. */
const TOP_OF_LADDER = 'on-call-managers';
const QUEUES: Readonly<Record<string, string>> = {
  navigator: 'navigators',
  reviewer: 'reviewers',
  supervisor: 'supervisors',
  'on-call-manager': TOP_OF_LADDER,
};
const queueNamed = (name: string) => QUEUES[name] ?? name.replace(/-queue$/, '');

export function setTimer(walk: Walk, name: string, at: string, fired = 0): void {
  walk.state.generation += 1;
  walk.state.timers = { ...walk.state.timers, [name]: { at, generation: walk.state.generation, fired } };
}

export function clearTimers(walk: Walk, which: (name: string) => boolean): void {
  walk.state.timers = Object.fromEntries(Object.entries(walk.state.timers).filter(([name]) => !which(name)));
}

/** Gives the state just entered its owner and deadline. A `suspended` due time is kept. */
export function takeOver(walk: Walk, state: OpenState, suspended?: string): void {
  walk.state.overdue = 0;
  walk.state.owner = ownerOf(walk, state.owner);
  const due = dueOf(walk, state);
  setDue(walk, suspended === undefined ? due : keepDueTime(due, suspended));
}

function keepDueTime(due: DueAt, at: string): DueAt {
  return { at, since: addSeconds(at, -due.limit), limit: due.limit };
}

export function setDue(walk: Walk, due: DueAt): void {
  walk.state.due = due;
  setTimer(walk, DUE, due.at);
}

/** Whose a case is that the navigator has: what a client began alone, and nobody of ours has worked on, is for all of them. */
export function ownedByNavigator(navigator: string | null): Owner {
  return navigator === null ? { kind: 'queue', id: queueNamed('navigator') } : { kind: 'person', id: navigator };
}

function ownerOf(walk: Walk, name: OwnerName): Owner {
  if (name === 'navigator') return ownedByNavigator(walk.state.navigator);
  if (name === 'holder') {
    return walk.state.holder
      ? { kind: 'agency', id: walk.state.holder }
      : { kind: 'queue', id: queueNamed('supervisor') };
  }
  return { kind: 'queue', id: queueNamed(name) };
}

function dueOf(walk: Walk, state: OpenState): DueAt {
  const { due } = state;
  if (due.at !== undefined) {
    const limit = durationSeconds(due.within) ?? 0;
    const wished = factInstant(walk, due.at) ?? addDuration(walk.now, due.in ?? due.every);
    return { at: earlier(later(wished, walk.now), addSeconds(walk.now, limit)), since: walk.now, limit };
  }
  const since = (due.from !== undefined && lastTime(walk, due.from)) || walk.now;
  const limit = durationSeconds(due.in ?? due.every) ?? 0;
  return { at: addSeconds(since, limit), since, limit };
}

/** Another time was agreed on while the case waits for it: that is the deadline now. */
export function setDueByAnswers(walk: Walk, changed: readonly string[]): void {
  const state = stateOf(walk);
  if (state.kind === 'end' || state.due.at === undefined || !changed.includes(state.due.at)) return;
  if (factInstant(walk, state.due.at) !== null) setDue(walk, dueOf(walk, state));
}

/** Timers of the present state that count from an answer count from the new one. */
export function setTimersByAnswers(walk: Walk, changed: readonly string[]): void {
  const state = stateOf(walk);
  for (const timer of Object.values(state.timers)) {
    if (!('fact' in timer.from) || !changed.includes(timer.from.fact)) continue;
    const name = stateTimer(state.id, timer.id);
    const at = timerInstant(walk, timer, walk.now);
    if (at === null) clearTimers(walk, (other) => other === name);
    else setTimer(walk, name, at);
  }
}

/** The instant that an answered date or local date-time names, in the tenant's zone. */
function factInstant(walk: Walk, question: string): string | null {
  const answer = walk.answers[question];
  return answer && 'value' in answer && typeof answer.value === 'string'
    ? localToInstant(answer.value, walk.run.zone)
    : null;
}

/** The deadline has passed and the state says no exit for it: the case climbs to the next people. */
export function escalate(walk: Walk, state: OpenState): void {
  const ladder = [queueNamed(state.due.owner === 'navigator' ? state.due.alert : state.due.owner), TOP_OF_LADDER];
  const here = walk.state.owner?.kind === 'queue' ? ladder.indexOf(walk.state.owner.id) : -1;
  const next = ladder[Math.min(here + 1, ladder.length - 1)] ?? TOP_OF_LADDER;
  walk.state.overdue += 1;
  walk.state.owner = { kind: 'queue', id: next };
  const limit = durationSeconds(state.due.every) ?? 0;
  setDue(walk, { at: addSeconds(walk.now, limit), since: walk.now, limit });
  alert(walk, next, DUE);
}

/** Tells them once: what both the engine and the program would tell of one step is one thing to look at. */
export function alert(walk: Walk, to: string, about: string): void {
  const [queue, { state }] = [queueNamed(to), walk.state];
  const isTold = walk.effects.some(
    (one) => one.kind === 'alert' && one.to === queue && one.about === about && one.state === state,
  );
  if (!isTold) walk.effects.push({ kind: 'alert', to: queue, about, state });
}

/** Sets the state's own timers; `suspended` ones keep their due times. */
export function setStateTimers(walk: Walk, state: OpenState, suspended: Readonly<Record<string, string>>): void {
  for (const timer of Object.values(state.timers)) {
    const name = stateTimer(state.id, timer.id);
    const at = suspended[name] ?? timerInstant(walk, timer, walk.now);
    if (at !== null) setTimer(walk, name, at);
  }
}

/** Starts the timers that count from a clock that has just got its value. */
export function setClockTimers(walk: Walk, clock: string, at: string): void {
  for (const timer of Object.values(walk.run.program.timers)) {
    // One that runs goes on: who waits has waited since then.
    if ('clock' in timer.from && timer.from.clock === clock && !walk.state.timers[timer.id]) {
      setTimer(walk, timer.id, addDuration(at, timer.in));
    }
  }
}

const lastTime = ({ state }: Walk, clock: string) => state.latest?.[clock] ?? state.clocks[clock];

function timerInstant(walk: Walk, timer: TimerDefinition, entered: string): string | null {
  if ('entry' in timer.from) return addDuration(entered, timer.in);
  if ('clock' in timer.from) {
    const clock = lastTime(walk, timer.from.clock);
    return clock === undefined ? null : addDuration(clock, timer.in);
  }
  const instant = factInstant(walk, timer.from.fact);
  return instant === null ? null : addDuration(instant, timer.in);
}

/** After a firing that stays: sets the timer again where it repeats, else drops it. A late firing is not made up for. */
export function rearm(walk: Walk, name: string, timer: TimerDefinition): void {
  const fired = (walk.state.timers[name]?.fired ?? 0) + 1;
  clearTimers(walk, (other) => other === name);
  if (timer.every === undefined || (timer.max !== undefined && fired >= timer.max)) return;
  setTimer(walk, name, addDuration(walk.now, timer.every), fired);
}

export function timerNamed(walk: Walk, name: string): TimerDefinition | null {
  const spanning = walk.run.program.timers[name];
  if (spanning) return spanning;
  const [state, timer] = name.split('/');
  const owner = state !== undefined && state === walk.state.state ? stateOf(walk, state) : null;
  return (owner && timer !== undefined && owner.timers[timer]) || null;
}

/** Tells people without leaving the state. */
export function stay(walk: Walk, what: Stay | undefined, about: string, questions: readonly string[] = []): void {
  if (what?.alert !== undefined) alert(walk, what.alert, about);
  const { holder } = walk.state;
  if (!what?.tell || holder === null) return;
  const why = about === ENTRY ? 'entry' : 'facts-changed';
  // An answer among the fields may have told them already.
  const told = walk.effects.some((effect) => effect.kind === 'tell-holder' && effect.why === why);
  if (!told) walk.effects.push({ kind: 'tell-holder', agency: holder, why, questions });
}
