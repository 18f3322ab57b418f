import { misfit } from './check-answer.js';
import { isOfCase } from './compute.js';
import { type Place, type Report, at, inProgram, instead, oneOf } from './problem.js';
import type { EventDefinition, OpensCase, Program, YearDay } from './program.js';

/** Disclosures to which bringing an event says yes. */
export const consentsOfOpens = ({ states }: Program): readonly string[] =>
  Object.values(states).flatMap((state) =>
    state.kind === 'wait' ? Object.values(state.events).flatMap(({ opens }) => opens?.consent ?? []) : [],
  );

/** What opens another case says what is shown there, by which consent; what is from a day of the year on names one. */
export function checkOpens(program: Program, report: Report): void {
  for (const state of Object.values(program.states)) {
    const place = inProgram('states', state.id);
    if (state.kind === 'end')
      for (const [index, id] of (state.opens?.confirm ?? []).entries())
        checkConfirmed(program, id, at(place, 'opens', 'confirm', index), report);
    for (const event of state.kind === 'wait' ? Object.values(state.events) : [])
      checkEvent(program, event, at(place, 'events', event.id), report);
  }
}

function checkEvent(program: Program, { id, by, from, opens }: EventDefinition, place: Place, report: Report): void {
  if (from && !isDay(from)) {
    const message = `There is no day ${from.day} in month ${from.month}, so "${id}" would never be there.`;
    report('no-such-day', at(place, 'from'), message, 'Write a day that each year has: {month: 11, day: 1}.');
  }
  if (!opens) return;
  const there = at(place, 'opens');
  if (by.includes('agency')) {
    const message = `"${id}" opens a case, and what was told to us is used again in it: that is not for an agency.`;
    report('opens-for-an-agency', at(place, 'by'), message, 'Take agency out of `by`.');
  }
  if (by.includes('client') && opens.program !== program.id) {
    const message = `"${id}" is for clients, and opens ${opens.program}: over the web they go on where they are.`;
    const fix = `Take client out of \`by\`, or write program: ${program.id}.`;
    report('opens-elsewhere', at(there, 'program'), message, fix);
  }
  opens.confirm.forEach((question, index) => checkConfirmed(program, question, at(there, 'confirm', index), report));
  checkConsent(program, opens, there, report);
  if (opens.program === program.id) checkSaid(program, opens, there, report);
}

/** 29 February comes every four years: whoever waits for it waits in vain. */
const isDay = ({ month, day }: YearDay): boolean => new Date(Date.UTC(2001, month - 1, day)).getUTCDate() === day;

function checkConfirmed(program: Program, id: string, place: Place, report: Report): void {
  const question = program.questions[id];
  if (!question) {
    const fix = instead(id, Object.keys(program.questions), 'take it out');
    return report('unknown-question', place, `There is no question "${id}" to be confirmed.`, fix);
  }
  const why =
    question.type === 'document'
      ? 'A paper is asked for anew'
      : isOfCase(question)
        ? 'It is a day of the case itself'
        : question.computed?.from === undefined
          ? null
          : `It follows from "${question.computed.from}"`;
  if (why === null) return;
  const from = question.computed?.from;
  const fix = from === undefined ? 'Take it out.' : `Write "${from}" instead, or take it out.`;
  report('confirm-is-no-answer', place, `${why}, so "${id}" cannot be shown to be confirmed.`, fix);
}

function checkConsent({ disclosures }: Program, { consent, confirm }: OpensCase, place: Place, report: Report): void {
  const disclosure = disclosures[consent];
  const ours = Object.values(disclosures).flatMap(({ id, to }) => (to === 'us' ? [id] : []));
  if (disclosure?.to !== 'us') {
    const what = disclosure ? `"${consent}" tells somebody else` : `There is no disclosure "${consent}"`;
    const fix = instead(consent, ours, 'declare a disclosure with to: us');
    return report('unknown-disclosure', at(place, 'consent'), `${what}: using answers again is agreed with us.`, fix);
  }
  const left = confirm.filter((id) => !disclosure.facts.includes(id));
  if (left.length === 0) return;
  const message = `Whoever agrees to "${consent}" is not told that ${oneOf(left)} would be used again.`;
  report('confirm-without-consent', at(place, 'confirm'), message, `Name it among the facts of "${consent}", too.`);
}

function checkSaid({ questions }: Program, { says }: OpensCase, place: Place, report: Report): void {
  for (const [id, value] of Object.entries(says)) {
    const question = questions[id];
    const there = at(place, 'says', id);
    if (!question) {
      const fix = instead(id, Object.keys(questions), 'take it out');
      report('unknown-question', there, `There is no question "${id}" that this could answer.`, fix);
      continue;
    }
    const expected = question.computed ? [] : misfit(question, { value });
    if (expected === null) continue;
    const message = `"${String(value)}" is no answer to "${id}".`;
    const fix = expected.length > 0 ? `Write ${oneOf(expected)}.` : 'Take it out: nobody is asked it.';
    report('says-what-does-not-fit', there, message, fix);
  }
}
