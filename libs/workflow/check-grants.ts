import { closure, waysOn } from './check-graph.js';
import { reachedBy } from './edges.js';
import { type Place, type Report, at, inProgram, instead } from './problem.js';
import type { GrantDefinition, GrantState, Program } from './program.js';

const MOMENTS = ['date', 'local-date-time'];

export const grantsOf = ({ grants = {} }: Program): readonly GrantDefinition[] => Object.values(grants);

/** What says how many places there are, and what each is worth. */
export const parametersOfGrants = (program: Program): readonly string[] =>
  grantsOf(program).flatMap(({ places, amount }) => [places, ...(amount === undefined ? [] : [amount])]);

/** A name that a state, an event or a condition uses. */
export function checkGrant(program: Program, id: string, place: Place, report: Report): void {
  const known = Object.keys(program.grants ?? {});
  if (known.includes(id)) return;
  report('unknown-grant', place, `There is no grant "${id}".`, instead(id, known, 'declare it under grants'));
}

/** Grants say what they rest on, are given by some state, and whoever waits for one is given it when it is their turn. */
export function checkGrants(program: Program, report: Report): void {
  for (const grant of grantsOf(program)) {
    const place = inProgram('grants', grant.id);
    checkParameter(program, grant.places, 'integer', at(place, 'places'), report);
    if (grant.amount !== undefined) checkParameter(program, grant.amount, 'money', at(place, 'amount'), report);
    checkReceived(program, grant, at(place, 'received'), report);
    if (givers(program).some((state) => state.grant === grant.id)) continue;
    const fix = `Write {kind: grant, grant: ${grant.id}, …} for a state, or take it out.`;
    report('grant-without-use', place, `No state gives the grant "${grant.id}".`, fix);
  }
  for (const state of givers(program)) {
    checkGrant(program, state.grant, inProgram('states', state.id, 'grant'), report);
    checkTurn(program, state, report);
  }
  checkNamed(program, report);
}

const givers = ({ states }: Program): readonly GrantState[] =>
  Object.values(states).filter((state): state is GrantState => state.kind === 'grant');

function checkParameter(program: Program, id: string, type: string, place: Place, report: Report): void {
  const parameter = program.parameters?.[id];
  const fitting = Object.values(program.parameters ?? {}).filter((one) => one.type === type && one.by === undefined);
  if (parameter && fitting.includes(parameter)) return;
  const why = !parameter
    ? `There is no parameter "${id}".`
    : parameter.by === undefined
      ? `The parameter "${id}" is not of type: ${type}.`
      : `The parameter "${id}" differs by the answer to "${parameter.by}", and a grant is the same for everybody.`;
  const known = fitting.map((one) => one.id);
  report('grant-parameter-does-not-fit', place, why, instead(id, known, `declare a parameter with type: ${type}`));
}

function checkReceived(program: Program, { received }: GrantDefinition, place: Place, report: Report): void {
  if (!received || 'clock' in received) return;
  const question = program.questions[received.fact];
  if (question && MOMENTS.includes(question.type)) return;
  const message = question
    ? `The answer of "${received.fact}" (${question.type}) does not say when an application was received.`
    : `"${received.fact}" is neither a clock nor a question.`;
  const moments = Object.values(program.questions).filter(({ type }) => MOMENTS.includes(type));
  const known = [...Object.keys(program.clocks), ...moments.map(({ id }) => id)];
  report('received-is-no-moment', place, message, instead(received.fact, known, 'ask a question with type: date'));
}

/** Whoever is put on the list comes to a state that says what happens when it is their turn. */
function checkTurn(program: Program, { id, grant, leaves }: GrantState, report: Report): void {
  const ways = waysOn(program, () => true);
  const ahead = closure(reachedBy(leaves['waitlisted'] ?? []), (other) => ways.get(other) ?? []);
  const takes = [...ahead].some((other) => {
    const state = program.states[other];
    return state?.kind === 'wait' && state.grants?.[grant]?.granted !== undefined;
  });
  if (takes || !leaves['waitlisted']) return;
  const message = `Whoever waits for "${grant}" is never given it: no state after "${id}" says what happens when it is their turn.`;
  const fix = `Lead waitlisted to a state with kind: wait and grants: {${grant}: {granted: state}}.`;
  report('waits-in-vain', at(inProgram('states', id), 'leaves', 'waitlisted'), message, fix);
}

function checkNamed(program: Program, report: Report): void {
  for (const state of Object.values(program.states)) {
    const place = inProgram('states', state.id);
    const all = (ids: readonly string[] = [], there: Place) =>
      ids.forEach((id, index) => checkGrant(program, id, at(there, index), report));
    if (state.kind === 'end') all(state.uses, at(place, 'uses'));
    if (state.kind !== 'wait') continue;
    for (const id of Object.keys(state.grants ?? {})) checkGrant(program, id, at(place, 'grants', id), report);
    for (const event of Object.values(state.events)) {
      all(event.frees, at(place, 'events', event.id, 'frees'));
      all(event.uses, at(place, 'events', event.id, 'uses'));
    }
  }
}
