import type { Answers } from '../eligibility/index.js';
import type { CaseState, GrantProgress } from './case-state.js';
import { clearTimers, setTimer } from './deadlines.js';
import { follow } from './move.js';
import type { EndsGrants, GrantDefinition, GrantState } from './program.js';
import { type Term, compareTerms, firstDayIn, termAfter, termAt, termOfGrant } from './terms.js';
import { localDate, localToInstant } from './time.js';
import { type RunnableProgram, type Walk, holds, refuse, stateOf } from './walk.js';

/** The name of the timer that ends a grant with its term. */
export const grantTimer = (grant: string) => `grant:${grant}`;

const stands = ({ status }: GrantProgress) => status === 'granted' || status === 'waiting';

/** The calendar year there, at an instant. */
export const yearOf = (instant: string, zone: string) => Number(localDate(instant, zone).slice(0, 4));
const kept = ({ year, month }: Term) => (month === 1 ? { year } : { year, month });

/**
 * Asks for a place, unless the case has one of that term already or waits for it. A case has one of each at a time: that of
 * another term is given up.
 */
export function enterGrant(walk: Walk, state: GrantState): void {
  const { grant } = state;
  const { zone, program } = walk.run;
  const definition = program.grants?.[grant];
  if (!definition) throw new Error(`program ${program.id} has no grant "${grant}"`);
  const { per } = definition;
  const received = receivedAt(walk, definition);
  const term = wantedTerm(walk, state, definition, received);
  const before = walk.state.grants?.[grant];
  if (before && stands(before) && compareTerms(termOfGrant(before), term) === 0) {
    return leaveBy(walk, state, before.status === 'granted' ? 'granted' : 'waitlisted');
  }
  const isOver = before && compareTerms(termOfGrant(before), termAt(walk.now, zone, per)) < 0;
  if (before && stands(before)) end(walk, grant, isOver ? 'lapsed' : 'returned');
  const over = localToInstant(firstDayIn(termAfter(term, per)), zone);
  note(walk, grant, { status: 'waiting', ...kept(term), ...(before?.had && { had: true as const }) });
  setTimer(walk, grantTimer(grant), over);
  walk.effects.push({ kind: 'take-grant', grant, term, over, received });
}

/**
 * The next one counts from when the application was received, not from when somebody decides: who applied in December for the next
 * year, and is approved in January, has that year's place. Never one that is over.
 */
function wantedTerm(asking: Asking, state: GrantState, { per }: GrantDefinition, received: string | null): Term {
  const { run, now } = asking;
  const present = termAt(now, run.zone, per);
  const isNext =
    state.year === 'next' ||
    (state.nextWhen !== undefined && holds(run, asking.state, asking.answers, state.nextWhen, asking.chosen));
  if (!isNext) return present;
  const since = received !== null && Date.parse(received) < Date.parse(now) ? received : now;
  const next = termAfter(termAt(since, run.zone, per), per);
  return compareTerms(next, present) < 0 ? present : next;
}

function receivedAt({ run, state, answers }: Asking, { received }: GrantDefinition): string | null {
  if (!received) return null;
  if ('clock' in received) return state.clocks[received.clock] ?? null;
  const answer = answers[received.fact];
  return answer && 'value' in answer && typeof answer.value === 'string'
    ? localToInstant(answer.value, run.zone)
    : null;
}

/** A case, as it stands when a place is asked for. */
interface Asking {
  readonly run: RunnableProgram;
  readonly state: CaseState;
  readonly answers: Answers;
  readonly now: string;
  readonly chosen?: Walk['chosen'];
}

/**
 * Whose places this case has, waits for, or would be given if somebody decided now: of each grant of its program that term, or each
 * that it may be where the program has several ways to it. Pure.
 */
export function termsOfCase(asking: Asking): readonly { readonly grant: string; readonly term: Term }[] {
  const { program } = asking.run;
  return Object.values(program.grants ?? {}).flatMap((definition) => {
    const grant = definition.id;
    const own = asking.state.grants?.[grant];
    if (own && stands(own)) return [{ grant, term: termOfGrant(own) }];
    const received = receivedAt(asking, definition);
    const ways = Object.values(program.states).flatMap((state) =>
      state.kind === 'grant' && state.grant === grant ? [wantedTerm(asking, state, definition, received)] : [],
    );
    const isFirst = (term: Term, at: number) => ways.findIndex((one) => compareTerms(one, term) === 0) === at;
    return ways.filter(isFirst).map((term) => ({ grant, term }));
  });
}

/** It has a place: at once, or because it was its turn; wherever the case is. */
export function recordGranted(walk: Walk, grant: string): void {
  const before = walk.state.grants?.[grant];
  if (before?.status !== 'waiting') return refuse(walk, 'event-is-not-allowed-here', 'granted');
  note(walk, grant, { ...before, status: 'granted', had: true });
  for (const send of walk.run.program.grants?.[grant]?.sends ?? [])
    walk.effects.push({ kind: 'send-letter', state: walk.state.state, ...send });
  const state = stateOf(walk);
  if (state.kind === 'grant' && state.grant === grant) leaveBy(walk, state, 'granted');
  else followGrants(walk);
}

export function recordWaitlisted(walk: Walk, grant: string): void {
  const state = stateOf(walk);
  if (state.kind !== 'grant' || state.grant !== grant) return refuse(walk, 'event-is-not-allowed-here', 'waitlisted');
  leaveBy(walk, state, 'waitlisted');
}

/** The term is over: whoever has the grant, or waits for it, does so no longer. */
export function lapseGrant(walk: Walk, grant: string): void {
  end(walk, grant, 'lapsed');
  followGrants(walk);
}

/** What an event, or the end of a case, makes of grants. */
export function endGrants(walk: Walk, { frees = [], uses = [] }: EndsGrants): void {
  for (const grant of uses) if (walk.state.grants?.[grant]?.status === 'granted') end(walk, grant, 'used');
  for (const grant of frees) end(walk, grant, 'returned');
}

/** A case that ends has used what its end says; all else goes to whoever waits. */
export function endAllGrants(walk: Walk, uses: readonly string[] = []): void {
  endGrants(walk, { uses, frees: Object.keys(walk.state.grants ?? {}) });
}

/** Goes on where the present state says what follows from a grant, also from one that changed while the case was elsewhere. */
export function followGrants(walk: Walk): void {
  const state = stateOf(walk);
  if (state.kind !== 'wait') return;
  for (const [grant, turns] of Object.entries(state.grants ?? {})) {
    const status = walk.state.grants?.[grant]?.status;
    const targets = status === 'granted' || status === 'lapsed' ? turns[status] : undefined;
    if (targets) return follow(walk, `grant:${grant}:${status}`, targets);
  }
}

function end(walk: Walk, grant: string, as: 'returned' | 'used' | 'lapsed'): void {
  const before = walk.state.grants?.[grant];
  if (!before || !stands(before)) return;
  note(walk, grant, { ...before, status: as });
  clearTimers(walk, (name) => name === grantTimer(grant));
  walk.effects.push({ kind: 'end-grant', grant, term: termOfGrant(before), as });
}

function note(walk: Walk, grant: string, progress: GrantProgress): void {
  walk.state.grants = { ...walk.state.grants, [grant]: progress };
}

function leaveBy(walk: Walk, state: GrantState, exit: 'granted' | 'waitlisted'): void {
  follow(walk, `exit:${exit}`, state.leaves[exit] ?? []);
}
