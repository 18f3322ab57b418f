import { momentsOf } from './clocks.js';
import { isHolders } from './held.js';
import type { CaseState } from './case-state.js';
import type { OfferState, OpenState, Program, State } from './program.js';
import { durationSeconds } from './time.js';

/** How far a dispatch has come. `unassigned`: nobody has it, and somebody of ours must find a team. */
export const dispatchStages = ['unassigned', 'asked', 'accepted', 'en-route', 'on-scene', 'follow-up'] as const;
export type DispatchStage = (typeof dispatchStages)[number];

/**
 * The instants of a dispatch, in their order, by the names that programs give them in `clocks`. A program that names them
 * otherwise is dispatched all the same; its team is then shown as having accepted.
 */
export const dispatchClocks = ['received', 'dispatched', 'accepted', 'en-route', 'on-scene'] as const;

/**
 * The instants to show, of the team that has the case now: the first since somebody last said yes. A clock that came round before
 * that was another team's, and counts as it came last. Pure.
 */
export function clocksNow({ clocks, latest = {} }: Pick<CaseState, 'clocks' | 'latest'>): CaseState['clocks'] {
  const accepted = latest['accepted'] ?? clocks['accepted'];
  const isTheirs = ([, at]: [string, string]) => accepted !== undefined && at >= accepted;
  return { ...clocks, ...latest, ...Object.fromEntries(Object.entries(clocks).filter(isTheirs)) };
}

/** What is due later than this is looked after by the day, not by the minute. */
const LONGEST_MINUTE = 24 * 60 * 60;

/**
 * How far the dispatch of a case has come; null when it has ended, is none, or has not come to that. It is told from what the
 * program says alone: how its offers hand over, who owns its states, and its clocks. Pure.
 */
export function dispatchStage(program: Program, state: CaseState): DispatchStage | null {
  const definition = program.states[state.state];
  if (state.ended || !definition || definition.kind === 'end') return null;
  const dispatched = Object.entries(state.offers).filter(([id]) => isDispatch(program.states[id]));
  if (dispatched.some(([, offer]) => offer.status === 'open')) return 'asked';
  if (dispatched.some(([, offer]) => offer.result === 'handed-over')) return 'accepted';
  if (state.holder !== null && state.handedOver === 'dispatch' && isHolders(definition)) {
    return stageOfHolder(program, state, definition);
  }
  // The team turned back while other help was called beside it.
  if (definition.kind === 'offer' && definition.beside) return 'unassigned';
  const here = [state.state, state.resumeTo].map((id) => (id === null ? undefined : program.states[id]));
  return here.some((one) => isDispatch(one) || picksTeam(one) || seeksTeam(program, one)) ? 'unassigned' : null;
}

/**
 * The agencies whose team is on its way to the client or with them: one that said yes while the case was elsewhere, whoever has
 * it, and who has it again when an interruption is over. Following up needs no team. Pure.
 */
export function agenciesOut(program: Program, state: CaseState): readonly string[] {
  if (state.ended) return [];
  const saidYes = Object.entries(state.offers).flatMap(([id, { result, agency }]) =>
    result === 'handed-over' && agency !== null && isDispatch(program.states[id]) ? [agency] : [],
  );
  const { resumeTo, resumeHolder } = state;
  const places: CaseState[] = [{ ...state, offers: {} }];
  if (resumeTo !== null) places.push({ ...state, ...resumeHolder, state: resumeTo, resumeTo: null, offers: {} });
  const holders = places.flatMap((place) => {
    const stage = dispatchStage(program, place);
    return place.holder !== null && stage !== null && needsTeam[stage] ? [place.holder] : [];
  });
  return [...new Set([...saidYes, ...holders])];
}

const needsTeam: Readonly<Record<DispatchStage, boolean>> = {
  ...{ unassigned: false, asked: false, 'follow-up': false },
  ...{ accepted: true, 'en-route': true, 'on-scene': true },
};

/** True when one of its offers sends a team. */
export const dispatches = (program: Program): boolean => Object.values(program.states).some(isDispatch);

function isDispatch(state: State | undefined): state is OfferState {
  return state?.kind === 'offer' && state.handover.consented === 'dispatch';
}

/** Somebody of ours picks who is asked next. */
export function picksTeam(state: State | undefined): boolean {
  return (
    state?.kind === 'wait' &&
    Object.values(state.events).some(({ fields }) => Object.values(fields).some(({ type }) => type === 'agency'))
  );
}

/** Supervisors decide whether another team goes: what they may do leads to where one is picked or asked. */
function seeksTeam({ states }: Program, state: State | undefined): boolean {
  if (state?.kind !== 'wait' || state.owner !== 'supervisors') return false;
  const next = Object.values(state.events).flatMap(({ targets = [] }) =>
    targets.flatMap((target) => ('to' in target ? [states[target.to]] : [])),
  );
  return next.some((one) => isDispatch(one) || picksTeam(one));
}

function stageOfHolder(program: Program, { clocks, state }: CaseState, definition: OpenState): DispatchStage {
  if ((durationSeconds(definition.due.in ?? definition.due.every) ?? 0) > LONGEST_MINUTE) return 'follow-up';
  const reached = (['on-scene', 'en-route'] as const).find((clock) => {
    const source = program.clocks[clock];
    return source && momentsOf(source).some((moment) => moment.state === state && moment.on === 'entry');
  });
  if (reached) return reached;
  // A clock keeps its first value: where a team has just said yes, one that came before it may have been on its way.
  if (followsAcceptance(program, state)) return 'accepted';
  return clocks['on-scene'] ? 'on-scene' : clocks['en-route'] ? 'en-route' : 'accepted';
}

/** By this event the team of whoever has said yes sets out, or is there already, which nobody had said. Pure. */
export function setsOut(program: Program, state: CaseState, event: string): boolean {
  const here = program.states[state.state];
  if (here?.kind !== 'wait' || dispatchStage(program, state) !== 'accepted') return false;
  const moments = (['en-route', 'on-scene'] as const).flatMap((clock) => {
    const source = program.clocks[clock];
    return source ? momentsOf(source) : [];
  });
  const leadsTo = (here.events[event]?.targets ?? []).flatMap((target) => ('to' in target ? [target.to] : []));
  return moments.some((moment) =>
    moment.on === 'entry' ? leadsTo.includes(moment.state) : moment.state === here.id && moment.on === event,
  );
}

function followsAcceptance(program: Program, state: string): boolean {
  return Object.values(program.states)
    .filter(isDispatch)
    .some((offer) => (offer.leaves['handed-over'] ?? []).some((target) => 'to' in target && target.to === state));
}
