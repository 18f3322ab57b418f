import { checkArea } from './case-area.js';
import { edgesOf, resumeOf } from './edges.js';
import { type Place, type Report, at, inProgram, instead, oneOf } from './problem.js';
import type { Condition, Program, State, Targets } from './program.js';
import { checkSends } from './letters/check-sends.js';
import { momentsOf } from './clocks.js';
import { checkGrant } from './check-grants.js';
import { placesOf, routesOf } from './routes-of.js';

/** Names that lead nowhere: states, questions, decisions, disclosures, routes, clocks. */
export function checkNames(program: Program, report: Report): void {
  const names = namesOf(program, report);
  names.state(program.start, inProgram('start'), 'The program starts at');
  for (const [channel, state] of Object.entries(program.starts ?? {}))
    names.state(state, inProgram('start', channel), `What comes in by ${channel} starts at`);
  for (const state of Object.values(program.states)) {
    checkState(program, state, names, report);
    for (const edge of edgesOf(program, state)) checkTargets(edge.targets, inProgram(...edge.path), names);
  }
  checkSends(program, report);
  for (const decision of Object.values(program.decisions)) checkPlaces(decision, names);
  for (const [id, clock] of Object.entries(program.clocks)) checkClock(program, id, clock, names, report);
  checkDaysOfClocks(program, report);
  checkConditions(program.duplicates?.year?.next ?? [], inProgram('duplicates', 'year', 'next'), names);
  for (const interrupt of Object.values(program.interrupts)) {
    const place = inProgram('interrupts', interrupt.id);
    if (interrupt.states.length === 0) {
      report(
        'interrupt-without-states',
        place,
        `"${interrupt.id}" cannot break into any state.`,
        'Name open states in `in`.',
      );
    }
    interrupt.reopen.forEach((question, index) => names.question(question, at(place, 'reopen', index)));
    interrupt.doubt?.forEach((question, index) => names.question(question, at(place, 'doubt', index)));
    interrupt.withdraws?.forEach((disclosure) => names.consent(disclosure, at(place, 'withdraws')));
    if (interrupt.targets) checkTargets(interrupt.targets, at(place, 'to'), names);
    checkConditions(interrupt.when, at(place, 'when'), names);
    checkFields(program, interrupt.fields, at(place, 'fields'), names, report);
  }
}

interface Names {
  readonly state: (id: string, place: Place, who: string) => void;
  readonly question: (id: string, place: Place) => void;
  readonly verdict: (id: string, words: readonly string[], place: Place) => void;
  readonly offer: (id: string, place: Place) => void;
  readonly declinable: (id: string, place: Place) => void;
  readonly consent: (disclosure: string, place: Place) => void;
  readonly grant: (id: string, place: Place) => void;
}

function namesOf(program: Program, report: Report): Names {
  const states = Object.keys(program.states);
  const questions = Object.keys(program.questions);
  const offers = states.filter((id) => program.states[id]?.kind === 'offer');
  const consents = Object.values(program.states).flatMap((state) =>
    state.kind === 'consent' ? [state.disclosure] : [],
  );
  return {
    grant: (id, place) => checkGrant(program, id, place, report),
    consent: (id, place) => {
      if (consents.includes(id)) return;
      const message = `No consent asks about "${id}", so nobody could have said yes or no to it.`;
      report(
        'unknown-disclosure',
        place,
        message,
        instead(id, consents, 'name a disclosure that a consent asks about'),
      );
    },
    declinable: (id, place) => {
      const state = program.states[id];
      if (state?.kind !== 'offer' || state.leaves['declined-by-client']) return;
      const message = `Nobody can say no to "${id}": it does not leave by declined-by-client.`;
      report('unknown-offer', place, message, 'Name an offer that the client may decline.');
    },
    offer: (id, place) => {
      if (offers.includes(id)) return;
      const message = `"${id}" is no offer, so there is no route that it would take.`;
      report('unknown-offer', place, message, instead(id, offers, 'name a state of kind: offer'));
    },
    state: (id, place, who) => {
      if (Object.hasOwn(program.states, id)) return;
      report(
        'unknown-state',
        place,
        `${who} a state "${id}" that does not exist.`,
        instead(id, states, 'write that state'),
      );
    },
    question: (id, place) => {
      if (Object.hasOwn(program.questions, id)) return;
      report('unknown-question', place, `There is no question "${id}".`, instead(id, questions, 'write that question'));
    },
    verdict: (id, words, place) => {
      const decision = program.decisions[id];
      if (!decision) {
        const about = program.questions[id]
          ? `"${id}" is a question; a condition reads decisions`
          : `There is no decision "${id}"`;
        const fix = program.questions[id]
          ? `Declare it: decisions: {${id}: {answer: ${id}}}.`
          : instead(id, Object.keys(program.decisions));
        report('unknown-decision', place, `${about}.`, fix);
        return;
      }
      for (const word of words) {
        if (decision.outcomes.includes(word)) continue;
        const message = `The decision "${id}" has no outcome "${word}".`;
        report('unknown-outcome', place, message, instead(word, decision.outcomes));
      }
    },
  };
}

function checkState(program: Program, state: State, names: Names, report: Report): void {
  const place = inProgram('states', state.id);
  state.questions.forEach((question, index) => names.question(question, at(place, 'questions', index)));
  if (state.kind === 'grant') checkConditions(state.nextWhen ?? [], at(place, 'year', 'next'), names);
  if (state.kind === 'ask' && state.decision !== undefined && !program.decisions[state.decision]) {
    const message = `"${state.id}" decides "${state.decision}", which does not exist.`;
    const fix = instead(state.decision, Object.keys(program.decisions), 'declare that decision');
    report('unknown-decision', at(place, 'decide'), message, fix);
  }
  const disclosure =
    state.kind === 'consent' ? state.disclosure : state.kind === 'offer' ? state.disclosure?.name : undefined;
  if (disclosure !== undefined && !program.disclosures[disclosure]) {
    const message = `"${state.id}" names a disclosure "${disclosure}" that does not exist.`;
    const fix = instead(disclosure, Object.keys(program.disclosures), 'declare that disclosure');
    const inMap = state.kind === 'offer' ? at(place, 'disclosure', 'name') : at(place, 'disclosure');
    report('unknown-disclosure', inMap, message, fix);
  }
  if (state.kind === 'offer') {
    checkRoute(program, state, report);
    checkArea(program, state, report);
    if (state.dial !== undefined) checkDial(program, state.id, state.dial, names, report);
  }
  if (state.kind === 'wait') {
    for (const event of Object.values(state.events)) {
      const here = at(place, 'events', event.id);
      checkFields(program, event.fields, at(here, 'fields'), names, report);
      event.reopen?.forEach((question, index) => names.question(question, at(here, 'reopen', index)));
    }
  }
}

/** `({question})` in an outcome's words stands for an answer. */
function checkPlaces({ id, labels }: Program['decisions'][string], names: Names): void {
  for (const [outcome, text] of Object.entries(labels)) {
    for (const words of Object.values(text as Readonly<Record<string, string>>)) {
      for (const [, question = ''] of words.matchAll(/\(\{([^}]*)\}\)/g)) {
        names.question(question, inProgram('decisions', id, 'outcomes', outcome));
      }
    }
  }
}

/** A number is dialled as it was written: a choice or a date is none. */
function checkDial(program: Program, state: string, dial: string, names: Names, report: Report): void {
  const place = inProgram('states', state, 'dial');
  names.question(dial, place);
  const question = program.questions[dial];
  if (!question || question.type === 'phone' || question.type === 'text') return;
  const message = `The offer "${state}" would dial the answer to "${dial}", which is no phone number.`;
  report('dial-is-no-number', place, message, 'Name a question of type: phone or type: text.');
}

function checkTargets(targets: Targets, place: Place, names: Names): void {
  targets.forEach((target, index) => {
    const key = 'to' in target ? 'to' : 'resume-or';
    const listed = targets.length > 1 ? at(place, index) : place;
    names.state('to' in target ? target.to : target.resumeOr, at(listed, key), 'This leads to');
    const resume = resumeOf(target);
    if (resume !== undefined) names.state(resume, at(listed, 'resume'), 'This goes on later at');
    checkConditions(target.when, at(listed, 'when'), names);
  });
}

function checkConditions(conditions: readonly Condition[], place: Place, names: Names): void {
  for (const condition of conditions) {
    if ('accepted' in condition || 'held' in condition || 'taken' in condition || 'field' in condition) continue;
    if ('known' in condition) names.question(condition.known, at(place, 'known'));
    else if ('refused' in condition) names.consent(condition.refused, at(place, 'refused'));
    else if ('granted' in condition) names.grant(condition.granted, at(place, 'granted'));
    else if ('had' in condition) names.grant(condition.had, at(place, 'had'));
    else if ('waitlisted' in condition) names.grant(condition.waitlisted, at(place, 'waitlisted'));
    else if ('agreed' in condition) names.consent(condition.agreed, at(place, 'agreed'));
    else if ('declined' in condition) {
      names.offer(condition.declined, at(place, 'declined'));
      names.declinable(condition.declined, at(place, 'declined'));
    } else if ('handedOver' in condition) continue;
    else if ('resumes' in condition)
      condition.resumes.forEach((id) => names.state(id, at(place, 'resumes'), 'This asks about'));
    else if ('noNumber' in condition) names.offer(condition.noNumber, at(place, 'no-number'));
    else names.verdict(condition.verdict, condition.is, at(place, condition.verdict));
  }
}

function checkFields(
  program: Program,
  fields: Extract<State, { kind: 'wait' }>['events'][string]['fields'],
  place: Place,
  names: Names,
  report: Report,
): void {
  for (const [name, field] of Object.entries(fields)) {
    if (field.type === 'question') names.question(name, at(place, name));
    if (field.inRoute !== undefined && !program.routes[field.inRoute]) {
      const message = `The field "${name}" picks from a route "${field.inRoute}" that does not exist.`;
      report(
        'unknown-route',
        at(place, name, 'in-route'),
        message,
        instead(field.inRoute, Object.keys(program.routes)),
      );
    }
  }
}

function checkRoute(program: Program, state: Extract<State, { kind: 'offer' }>, report: Report): void {
  const place = inProgram('states', state.id, 'route');
  const { route } = state;
  for (const { id, path } of routesOf(route)) {
    if (Object.hasOwn(program.routes, id)) continue;
    const message = `The offer "${state.id}" takes a route "${id}" that does not exist.`;
    report(
      'unknown-route',
      at(place, ...path),
      message,
      instead(id, Object.keys(program.routes), 'write it in routes.yaml'),
    );
  }
  if ('picked' in route && !placesOf(program).has(route.picked)) {
    const message = `No event picks "${route.picked}".`;
    const fix = instead(route.picked, placesOf(program).keys(), 'give an event a field {agency: {in-route: …}}');
    report('unknown-pick', at(place, 'picked'), message, fix);
  }
  if (!('by' in route)) return;
  const values =
    program.decisions[route.by]?.outcomes ?? program.questions[route.by]?.choices.map((choice) => choice.value);
  if (!values) {
    const known = [...Object.keys(program.decisions), ...Object.keys(program.questions)];
    const message = `The route is chosen by "${route.by}", which is neither a question nor a decision.`;
    report('unknown-question', at(place, 'by'), message, instead(route.by, known));
    return;
  }
  for (const value of Object.keys(route.routes)) {
    if (values.includes(value)) continue;
    report('unknown-outcome', at(place, value), `"${route.by}" is never "${value}".`, instead(value, values));
  }
  const left = values.filter((value) => !Object.hasOwn(route.routes, value));
  if (route.otherwise === undefined) {
    const message = `No route is given when "${route.by}" is ${left.length > 0 ? `${oneOf(left)} or ` : ''}not known.`;
    report('route-without-otherwise', place, message, 'Add otherwise: with a route.');
  }
}

/** A question that is told by a clock names one that there is. */
function checkDaysOfClocks({ questions, clocks }: Program, report: Report): void {
  for (const { id, computed } of Object.values(questions)) {
    if (computed?.clock === undefined || Object.hasOwn(clocks, computed.clock)) continue;
    const message = `"${id}" is told by the clock "${computed.clock}", which there is not.`;
    report('unknown-clock', inProgram('questions', id, 'clock'), message, instead(computed.clock, Object.keys(clocks)));
  }
}

function checkClock(
  program: Program,
  id: string,
  clock: Program['clocks'][string],
  names: Names,
  report: Report,
): void {
  const place = inProgram('clocks', id);
  for (const { state: name, on } of momentsOf(clock)) {
    names.state(name, place, 'This clock is set by');
    const state = program.states[name];
    if (!state || on === 'entry') continue;
    const own = 'leaves' in state ? Object.keys(state.leaves) : 'events' in state ? Object.keys(state.events) : [];
    const staying = Object.values(program.interrupts).filter(({ states, stay }) => stay && states.includes(name));
    const turns = state.kind === 'wait' ? Object.values(state.grants ?? {}).flatMap((each) => Object.keys(each)) : [];
    const exits = [...own, ...turns, ...staying.map((interrupt) => interrupt.id)];
    if (exits.includes(on)) continue;
    const message = `The state "${name}" has no exit "${on}" to set this clock.`;
    report('unknown-exit', place, message, instead(on, ['entry', ...exits]));
  }
}
