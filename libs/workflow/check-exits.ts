import { type Place, type Report, at, inProgram, instead, nearest } from './problem.js';
import { waysInto } from './handed-over-ways.js';
import type { AskState, DecisionDefinition, EndState, OfferState, Program, State, WaitState } from './program.js';
import { isUrgent } from './permission.js';
import { reachesOurselves, routesOf } from './routes-of.js';

/** Every way in which a state can end leads somewhere, and no exit is there for nothing. */
export function checkExits(program: Program, report: Report): void {
  for (const state of Object.values(program.states)) checkState(program, state, report);
}

function checkState(program: Program, state: State, report: Report): void {
  const place = inProgram('states', state.id);
  switch (state.kind) {
    case 'ask':
      return checkAsk(program, state, place, report);
    case 'consent':
      return checkLeaves(state, ['given', 'withheld'], [], place, report);
    case 'grant':
      return checkLeaves(state, ['granted', 'waitlisted'], [], place, report);
    case 'offer':
      return checkOffer(program, state, place, report);
    case 'wait':
      return checkWait(state, place, report);
    case 'end':
      return checkEnd(program, state, place, report);
  }
}

function checkLeaves(
  state: { readonly id: string; readonly leaves: Readonly<Record<string, unknown>> },
  needed: readonly string[],
  allowed: readonly string[],
  place: Place,
  report: Report,
): void {
  const missing = needed.filter((exit) => !Object.hasOwn(state.leaves, exit));
  const surplus = Object.keys(state.leaves).filter((exit) => !needed.includes(exit) && !allowed.includes(exit));
  // The exit is there, with a slip in its name: the surplus one says so.
  const misspelt = surplus.map((exit) => nearest(exit, missing));
  for (const exit of missing) {
    if (misspelt.includes(exit)) continue;
    report(
      'missing-exit',
      at(place, 'leaves', exit),
      `"${state.id}" has no exit "${exit}".`,
      `Add ${exit}: state to its leaves.`,
    );
  }
  for (const exit of surplus) {
    const open = [...needed, ...allowed].filter((name) => !Object.hasOwn(state.leaves, name));
    const known = open.length > 0 ? open : [...needed, ...allowed];
    report(
      'unknown-exit',
      at(place, 'leaves', exit),
      `"${state.id}" never leaves by "${exit}".`,
      instead(exit, known, 'take it out'),
    );
  }
}

function checkAsk(program: Program, state: AskState, place: Place, report: Report): void {
  if (state.decision === undefined) {
    if (state.questions.length === 0) {
      report(
        'ask-without-questions',
        place,
        `"${state.id}" asks nothing.`,
        'Write questions: […] or decide: decision.',
      );
    }
    const required = state.questions.some((id) => program.questions[id]?.optional === false);
    return checkLeaves(state, ['answered'], required ? ['undetermined'] : [], place, report);
  }
  const decision = program.decisions[state.decision];
  if (!decision) return;
  // An outcome that no row gives is the table's problem, or the declaration's.
  const given = decision.outcomes.filter((outcome) => mayGive(decision, outcome));
  checkLeaves(state, [...given, 'undetermined'], decision.outcomes, place, report);
}

function mayGive(decision: DecisionDefinition, outcome: string): boolean {
  if (decision.kind === 'answer') return true;
  const { rows, outputs } = decision.table;
  return outputs[0]?.otherwise === outcome || rows.some((row) => row.outputs[0] === outcome);
}

function checkOffer(program: Program, state: OfferState, place: Place, report: Report): void {
  const ourselves = reachesOurselves(program, state);
  const declined = !isUrgent(state);
  const needed = [
    'handed-over',
    'exhausted',
    ...(declined ? ['declined-by-client'] : []),
    ...(ourselves ? ['to-ourselves'] : []),
  ];
  // Where a route's name leads nowhere, it may well end at our own line.
  const unclear = routesOf(state.route).some(({ id }) => !program.routes[id]) ? ['to-ourselves'] : [];
  // Only what the client must agree to can go where they have not.
  const asked = declined && state.disclosure ? ['not-consented'] : [];
  checkLeaves(state, needed, [...(declined ? [] : ['declined-by-client']), ...asked, ...unclear], place, report);
}

function checkWait(state: WaitState, place: Place, report: Report): void {
  for (const { id, by } of Object.values(state.events)) {
    if (state.owner === 'holder' || by.some((role) => role !== 'agency')) continue;
    const message = `The event "${id}" is for an agency alone, but in "${state.id}" no agency has the case.`;
    report(
      'event-for-nobody',
      at(place, 'events', id, 'by'),
      message,
      'Write owner: holder, or add navigator to `by`.',
    );
  }
  const leads =
    Object.values(state.events).some((event) => event.targets ?? event.bounded) ||
    Object.values(state.grants ?? {}).some((turns) => Object.keys(turns).length > 0) ||
    state.due.to !== undefined;
  if (leads) return;
  const message = `Nothing that can happen in "${state.id}" leads out of it.`;
  report('wait-without-exit', at(place, 'events'), message, 'Give it an event with `to`, or due: {in: …, to: state}.');
}

/** An end whose disposition depends on the handover names every way in which a client can have been handed over there. */
function checkEnd(program: Program, state: EndState, place: Place, report: Report): void {
  if (typeof state.disposition === 'string') return;
  const given = state.disposition;
  for (const way of waysInto(program, state.id)) {
    if (way === 'nobody') {
      const message = `"${state.id}" says how the client was handed over, but can be come to when nobody took them.`;
      report('missing-disposition', at(place, 'disposition'), message, 'Lead there after a handover alone.');
      continue;
    }
    if (given[way] !== undefined) continue;
    const message = `"${state.id}" has no disposition for a client who was handed over ${way}.`;
    report('missing-disposition', at(place, 'disposition', way), message, `Add ${way}: with a disposition.`);
  }
}
