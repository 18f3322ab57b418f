import { momentsOf } from './clocks.js';
import { resumeOf } from './edges.js';
import { nextState, compileMachine } from './machine.js';
import { compute, setDaysOf } from './compute.js';
import type { AskState, NeedOutcome, OpenState, Question, State, Target, Targets } from './program.js';
import { DUE, ENTRY, clearTimers, setClockTimers, setStateTimers, stay, takeOver } from './deadlines.js';
import { endAllGrants, enterGrant, followGrants } from './grants.js';
import { enterOffer, revokeOffers } from './offers.js';
import { isUrgent } from './permission.js';
import { type Walk, askExit, forget, holds, refuse, rememberSettled, stateOf } from './walk.js';

/** More states than any program passes in one step; a longer walk is a loop that validation should have refused. */
const MOST_MOVES = 200;

/** Leaves by an exit of the present state: `exit:settled`, `event:depart`, `interrupt:risk-raised`, `timer:x`, `due`. */
export function follow(walk: Walk, edge: string, targets: Targets): void {
  if (walk.trace.length >= MOST_MOVES)
    throw new Error(`program ${walk.run.program.id} goes round without end at "${walk.state.state}"`);
  const branch = targets.findIndex((target) => holds(walk.run, walk.state, walk.answers, target.when, walk.chosen));
  walk.chosen = {};
  const target = targets[branch];
  if (!target) return refuse(walk, 'condition-does-not-hold', edge);
  // Coming back to where the case is would offer the same once more: then there was no way back.
  if (isResume(target) && walk.state.resumeTo === walk.state.state) forgetResume(walk);
  const { resumeTo } = walk.state;
  const to = nextState(compileMachine(walk.run.program), walk.state.state, { type: edge, branch, resumeTo });
  if (to === null) throw new Error(`program ${walk.run.program.id}: "${walk.state.state}" has no edge "${edge}"`);
  const resuming = isResume(target) && resumeTo !== null;
  if (edge === 'exit:handed-over' && !isResume(target)) settleElsewhere(walk);
  if (edge.startsWith('exit:') && !isResume(target)) goOnWithHolder(walk);
  leave(walk, edge);
  const resume = resumeOf(target);
  if (resume !== undefined) resumeLater(walk, resume);
  enter(walk, to, edge, resuming);
}

/** The state that these targets lead back to, where an interrupt broke in; null when they lead elsewhere. */
export function wayBack(walk: Walk, targets: Targets): string | null {
  const { resumeTo, state } = walk.state;
  const target = targets.find(({ when }) => holds(walk.run, walk.state, walk.answers, when, walk.chosen));
  return target && isResume(target) && resumeTo !== state ? resumeTo : null;
}

/**
 * Who has taken the client ends what was interrupted, unless the program leads back to it. Help for a life at risk does not:
 * when the danger turns out to be none, the call goes back to where it was.
 */
function settleElsewhere(walk: Walk): void {
  const state = stateOf(walk);
  if (state.kind === 'offer' && (state.beside || isUrgent(state))) return;
  revokeOffers(walk);
  forgetResume(walk);
}

/** Other help was called beside whoever has the client: they say how it goes on from here, and nothing leads back. */
function goOnWithHolder(walk: Walk): void {
  const state = stateOf(walk);
  if (state.kind === 'offer' && state.beside && walk.state.holder !== null) forgetResume(walk);
}

/** The program itself says where the call goes on after what comes now: nothing was interrupted, so no time is kept. */
function resumeLater(walk: Walk, state: string): void {
  walk.state.resumeTo = state;
  walk.state.resumeAfter = walk.state.passed.length;
  walk.state.suspended = {};
  rememberHolder(walk);
}

function rememberHolder(walk: Walk): void {
  const { holder, handedOver } = walk.state;
  walk.state.resumeHolder = { holder, handedOver };
}

export function followTarget(walk: Walk, edge: string, target: Target): void {
  follow(walk, edge, [{ ...target, when: [] }]);
}

const isResume = (target: Target) => 'resumeOr' in target;

/** Goes back to an ask whose answers were corrected. */
export function reconsider(walk: Walk, state: string): void {
  const to = nextState(compileMachine(walk.run.program), walk.state.state, { type: 'reconsider', state });
  if (to === null) throw new Error(`program ${walk.run.program.id}: no way back to "${state}"`);
  leave(walk, 'reconsider');
  enter(walk, to, 'reconsider', false);
}

function leave(walk: Walk, edge: string): void {
  const state = stateOf(walk);
  if (state.kind === 'ask' && edge.startsWith('exit:')) {
    const passed = walk.state.passed.filter((entry) => entry.state !== state.id);
    walk.state.passed = [...passed, { state: state.id, exit: edge.slice('exit:'.length) }];
  }
  setClocks(walk, state.id, edge.replace(/^(grant:[^:]+|[a-z]+):/, ''));
  clearTimers(walk, (name) => name === DUE || name.startsWith(`${state.id}/`));
}

function enter(walk: Walk, to: string, edge: string, resuming: boolean): void {
  const suspended = resuming ? walk.state.suspended : {};
  if (resuming) {
    Object.assign(walk.state, walk.state.resumeHolder);
    forgetResume(walk);
  }
  walk.trace.push({ from: walk.state.state, exit: edge.replace(/^exit:/, ''), to });
  walk.state.state = to;
  walk.state.enteredAt = walk.now;
  // What the interrupt itself offered has no place to come back to.
  if (resuming) revokeOffers(walk, to);
  arrive(walk, suspended, resuming);
}

/**
 * Everything that entering the present state brings: clocks, timers, owner, deadline, and passing straight through. `at` is when it
 * came there for clocks: of an application on paper, when that came in.
 */
export function arrive(
  walk: Walk,
  suspended: Readonly<Record<string, string>> = {},
  resuming = false,
  at = walk.now,
): void {
  const state = stateOf(walk);
  // Going back to where an interrupt broke in is no new beginning.
  if (!resuming) setClocks(walk, state.id, 'entry', at);
  endTimersUntil(walk, state.id);
  if (!resuming) sendLetters(walk, state);
  if (state.kind === 'end') return finish(walk);
  takeOver(walk, state, suspended[DUE]);
  if (!resuming) stay(walk, state.entry, ENTRY);
  setStateTimers(walk, state, suspended);
  if (state.kind === 'ask' && state.again) {
    forget(
      walk,
      state.questions.filter((id) => 'declined' in (walk.answers[id] ?? {})),
    );
  }
  if (state.kind === 'offer') enterOffer(walk, state, resuming);
  else if (state.kind === 'grant') enterGrant(walk, state);
  else if (state.kind === 'wait') followGrants(walk);
  else settle(walk);
}

function sendLetters(walk: Walk, { id, sends }: State): void {
  for (const send of sends ?? []) walk.effects.push({ kind: 'send-letter', state: id, ...send });
}

/** Leaves the present ask as soon as nothing is left to ask. */
export function settle(walk: Walk): void {
  const state = stateOf(walk);
  if (state.kind !== 'ask') return;
  if (compute(walk, computedFor(walk, state))) rememberSettled(walk);
  const exit = askExit(walk.run, state, walk.answers);
  if (exit === null) return;
  const targets = state.leaves[exit];
  if (!targets) throw new Error(`program ${walk.run.program.id}: ask "${state.id}" has no exit "${exit}"`);
  follow(walk, `exit:${exit}`, targets);
}

/** What an ask decides by is as of this step: an age may have changed since it was last looked at. */
function computedFor(walk: Walk, state: AskState): readonly Question[] {
  const { questions } = walk.run.program;
  const decision = state.decision === undefined ? undefined : walk.run.decisions[state.decision];
  const reads = decision ? [...decision.reads, ...(decision.date === undefined ? [] : [decision.date])] : [];
  return reads.flatMap((id) => (questions[id]?.computed ? [questions[id]] : []));
}

export function forgetResume(walk: Walk): void {
  walk.state.resumeTo = null;
  walk.state.resumeHolder = null;
  walk.state.resumeAfter = 0;
  walk.state.suspended = {};
}

/** Keeps the way back and the due times of the state that an interrupt breaks into. A second interrupt keeps the first. */
export function rememberResume(walk: Walk, state: OpenState): void {
  if (walk.state.resumeTo !== null) return;
  const timers = Object.entries(walk.state.timers).filter(([name]) => name === DUE || name.startsWith(`${state.id}/`));
  rememberHolder(walk);
  walk.state.resumeTo = state.id;
  walk.state.resumeAfter = walk.state.passed.length;
  walk.state.suspended = Object.fromEntries(timers.map(([name, timer]) => [name, timer.at]));
}

/** What happens while the case stays is a moment for clocks, too. */
export function passMoment(walk: Walk, event: string): void {
  setClocks(walk, walk.state.state, event);
}

function setClocks(walk: Walk, state: string, on: string, at = walk.now): void {
  for (const [clock, source] of Object.entries(walk.run.program.clocks)) {
    if (momentsOf(source).some((moment) => moment.state === state && moment.on === on)) setClock(walk, clock, at);
  }
}

/** The first value is kept, for reports. Deadlines and timers count from the last time that it came round. */
export function setClock(walk: Walk, clock: string, at = walk.now): void {
  if (walk.state.clocks[clock] === undefined) {
    walk.state.clocks = { ...walk.state.clocks, [clock]: at };
    if (setDaysOf(walk, clock)) rememberSettled(walk);
  } else walk.state.latest = { ...walk.state.latest, [clock]: at };
  setClockTimers(walk, clock, at);
}

function endTimersUntil(walk: Walk, state: string): void {
  clearTimers(walk, (name) => [walk.run.program.timers[name]?.until ?? []].flat().includes(state));
}

function finish(walk: Walk): void {
  const state = stateOf(walk);
  if (state.kind !== 'end') return;
  revokeOffers(walk);
  endAllGrants(walk, state.uses);
  for (const [clock, source] of Object.entries(walk.run.program.clocks)) {
    if ('at' in source && source.at === 'end') setClock(walk, clock);
  }
  const need = 'from' in state.need ? needSaid(walk, state.need.from) : state.need;
  walk.state.ended = { disposition: disposition(walk, state.disposition), need, crisis: state.crisis, at: walk.now };
  walk.state.owner = null;
  walk.state.due = null;
  walk.state.overdue = 0;
  walk.state.timers = {};
  forgetResume(walk);
  walk.effects.push({ kind: 'record-outcome', ended: walk.state.ended });
  if (!state.opens) return;
  const { program, carry, confirm = [] } = state.opens;
  const declined = state.opens.declined ? walk.state.declined : [];
  walk.effects.push({ kind: 'open-program', program, carry, confirm, declined });
}

/** `met`, `referred` and `unknown` are what they say; any other word is why it was not met. Never said: not known. */
function needSaid(walk: Walk, fields: readonly string[]): NeedOutcome {
  const said = fields.flatMap((id) => {
    const answer = walk.facts[id] ?? walk.answers[id];
    return answer && 'value' in answer ? [String(answer.value)] : [];
  });
  const [word = 'unknown'] = said;
  return isNeed(word) ? { status: word } : { status: 'unmet', reason: word };
}
const isNeed = (word: string): word is 'met' | 'referred' | 'unknown' => ['met', 'referred', 'unknown'].includes(word);

function disposition(walk: Walk, given: string | Readonly<Partial<Record<string, string>>>): string {
  if (typeof given === 'string') return given;
  const how = walk.state.handedOver;
  const found = how === null ? undefined : (given[how] ?? given[how.replace('-by-fallback', '')]);
  if (found === undefined) throw new Error(`"${walk.state.state}" has no disposition for a handover "${how}"`);
  return found;
}
