import { type Place, type Report, at, inProgram, instead, oneOf } from './problem.js';
import { questionPlace } from './check-purposes.js';
import type { OpenState, Program, TimerDefinition } from './program.js';
import { isAboutSafety } from './safety.js';
import { durationSeconds } from './time.js';

const OWNERS = ['navigator', 'navigators', 'reviewers', 'supervisors', 'on-call-managers', 'holder'];
const MOMENTS = ['date', 'local-date-time'];

/** Owners, deadlines, timers and counters: who has the case, until when, and what happens then. */
export function checkTiming(program: Program, report: Report): void {
  for (const timer of Object.values(program.timers)) checkTimer(program, timer, inProgram('timers', timer.id), report);
  for (const question of Object.values(program.questions)) {
    if (question.keep !== undefined)
      checkDuration(question.keep, at(questionPlace(program, question.id), 'keep'), report);
  }
  for (const state of Object.values(program.states)) {
    const place = inProgram('states', state.id);
    if (state.kind === 'end') {
      for (const id of Object.keys(state.timers)) {
        report(
          'timer-on-an-end',
          at(place, 'timers', id),
          `"${state.id}" is an end: no timer runs there.`,
          'Take it out.',
        );
      }
      continue;
    }
    checkOpenState(program, state, place, report);
  }
}

function checkOpenState(program: Program, state: OpenState, place: Place, report: Report): void {
  checkOwner(state.owner, at(place, 'owner'), report);
  checkOwner(state.due.owner, at(place, 'due', 'owner'), report);
  checkDue(program, state, at(place, 'due'), report);
  checkBeside(program, state, at(place, 'due'), report);
  for (const timer of Object.values(state.timers)) checkTimer(program, timer, at(place, 'timers', timer.id), report);
  if (state.kind === 'offer') checkDuration(state.attempt, at(place, 'attempt'), report);
  if (state.kind !== 'wait') return;
  for (const event of Object.values(state.events)) {
    if (!event.bounded) continue;
    checkDuration(event.bounded.again, at(place, 'events', event.id, 'again', 'in'), report);
    if (event.bounded.max < 1) {
      report(
        'counter-is-unbounded',
        at(place, 'events', event.id, 'max'),
        'It may never happen.',
        'Write max: 1 or more.',
      );
    }
  }
}

function checkOwner(owner: string, place: Place, report: Report): void {
  if (OWNERS.includes(owner)) return;
  report('unknown-owner', place, `"${owner}" is nobody who could own a case.`, instead(owner, OWNERS));
}

/** Nothing else is asked beside whoever has the client. */
function checkBeside(program: Program, state: OpenState, place: Place, report: Report): void {
  const { beside } = state.due;
  if (beside === undefined) return;
  checkDuration(beside, at(place, 'beside'), report);
  const decision = state.kind === 'ask' ? program.decisions[state.decision ?? ''] : undefined;
  if (decision && isAboutSafety(decision)) return;
  const message =
    'Only questions about danger are asked beside whoever has the client, and this state decides nothing about it.';
  report('beside-is-for-danger', at(place, 'beside'), message, 'Take it out, or write it where danger is decided.');
}

function checkDue(program: Program, { due }: OpenState, place: Place, report: Report): void {
  for (const key of ['in', 'within', 'every'] as const) {
    const value = due[key];
    if (value !== undefined) checkDuration(value, at(place, key), report);
  }
  if (due.at !== undefined) checkMoment(program, due.at, at(place, 'at'), report);
  if (due.from !== undefined && !program.clocks[due.from]) {
    const message = `The deadline counts from a clock "${due.from}" that does not exist.`;
    report(
      'unknown-clock',
      at(place, 'from'),
      message,
      instead(due.from, Object.keys(program.clocks), 'declare it under clocks'),
    );
  }
}

function checkTimer(program: Program, timer: TimerDefinition, place: Place, report: Report): void {
  checkDuration(timer.in, at(place, 'in'), report);
  if (timer.every !== undefined) checkDuration(timer.every, at(place, 'every'), report);
  if ((timer.to === undefined) === (timer.stay === undefined)) {
    const message = `The timer "${timer.id}" fires, and ${timer.to ? 'two things happen' : 'nothing happens'}.`;
    report('timer-without-effect', place, message, 'Write stay: {alert: supervisor}, or to: state.');
  }
  for (const state of [timer.until ?? []].flat()) {
    if (program.states[state]) continue;
    const message = `The timer "${timer.id}" runs until a state "${state}" that does not exist.`;
    report('unknown-state', at(place, 'until'), message, instead(state, Object.keys(program.states)));
  }
  if (timer.to !== undefined && (timer.every !== undefined || timer.max !== undefined)) {
    const message = `The timer "${timer.id}" moves the case, so it fires only once.`;
    report('timer-repeats-for-nothing', place, message, 'Take `every` and `max` out.');
  }
  if ('fact' in timer.from) checkStart(program, timer.from.fact, timer.id, place, report);
}

function checkStart(program: Program, name: string, timer: string, place: Place, report: Report): void {
  if (program.questions[name]) return checkMoment(program, name, at(place, 'from'), report);
  const moments = Object.values(program.questions).filter(({ type }) => MOMENTS.includes(type));
  const known = ['entry', ...Object.keys(program.clocks), ...moments.map(({ id }) => id)];
  const message = `The timer "${timer}" counts from "${name}", which is neither entry, a clock nor a question.`;
  report('unknown-clock', at(place, 'from'), message, instead(name, known));
}

function checkMoment(program: Program, question: string, place: Place, report: Report): void {
  const found = program.questions[question];
  if (found && MOMENTS.includes(found.type)) return;
  if (found) {
    const message = `The answer of "${question}" (${found.type}) is not a moment.`;
    report('fact-is-not-a-moment', place, message, `Give it type: ${oneOf(MOMENTS).replaceAll('"', '')}.`);
    return;
  }
  report(
    'unknown-question',
    place,
    `There is no question "${question}".`,
    instead(question, Object.keys(program.questions)),
  );
}

function checkDuration(value: string, place: Place, report: Report): void {
  if (durationSeconds(value) !== null) return;
  const fix = 'Write PT5M for five minutes, PT2H for two hours, P30D for thirty days.';
  report('duration-is-malformed', place, `"${value}" is not a length of time.`, fix);
}
