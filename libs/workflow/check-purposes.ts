import { sendsOf } from './letters/check-sends.js';
import type { Decision } from '../eligibility/index.js';
import { isOfCase } from './compute.js';
import { conditionsOf, decisionsRead } from './decisions-read.js';
import { grantsOf } from './check-grants.js';
import { questionsThatTell } from './duplicates.js';
import { type Place, type Report, at, inProgram, oneOf } from './problem.js';
import type { Field, OpenState, Program, Purpose, Question, State, TimerDefinition } from './program.js';

/**
 * No question is asked for nothing: each has a purpose for which the program really uses its answer. And none is
 * forgotten: each is asked somewhere. A fragment may bring questions that this program leaves alone.
 */
export function checkPurposes(program: Program, decisions: Readonly<Record<string, Decision>>, report: Report): void {
  // A table that cannot be read says which questions it needs only once it is mended.
  if (Object.keys(program.decisions).some((id) => !decisions[id])) return;
  const uses = usesOf(program, decisions);
  const asked = askedSomewhere(program, decisions);
  for (const question of Object.values(program.questions)) {
    const place = questionPlace(program, question.id);
    if (!asked.has(question.id) && place.document !== inProgram().document) continue;
    if (!question.purposes.some((purpose) => isUsed(uses, question, purpose))) {
      const message = `The question "${question.id}" is for ${oneOf(question.purposes)}, and nothing uses it for that.`;
      report('question-without-use', at(place, 'for'), message, adviceFor(question));
    } else if (!asked.has(question.id)) {
      const message = `The question "${question.id}" is never asked: no state names it or needs its answer.`;
      const fix = `Name it where it is asked: questions: [${question.id}] in a state. Or take it out.`;
      report('question-is-never-asked', place, message, fix);
    }
  }
}

/** What some state can ask: its own questions, those that its decision reads, what a brief there needs, and fields. */
function askedSomewhere(
  program: Program,
  decisions: Readonly<Record<string, Decision>>,
): Pick<ReadonlySet<string>, 'has'> {
  const named = new Set(Object.values(program.states).flatMap((state) => askedIn(program, decisions, state)));
  const fields = Object.values(program.interrupts).flatMap((interrupt) => questionsAmong(interrupt.fields));
  const asked = withOrigins(program, [...named, ...fields]);
  // What follows from an answer, or from the case itself, need not be asked.
  const follows = (id: string) => asked.has(program.questions[id]?.computed?.from ?? '');
  return { has: (id) => asked.has(id) || follows(id) || isOfCase(program.questions[id]) };
}

/** Whatever uses what follows from an answer uses that answer. */
function withOrigins(program: Program, ids: readonly string[]): ReadonlySet<string> {
  return new Set(ids.flatMap((id) => [id, program.questions[id]?.computed?.from ?? id]));
}

function askedIn(program: Program, decisions: Readonly<Record<string, Decision>>, state: State): readonly string[] {
  const own = state.questions;
  switch (state.kind) {
    case 'ask':
      return [...own, ...(state.decision === undefined ? [] : (decisions[state.decision]?.reads ?? []))];
    case 'consent': {
      const disclosure = program.disclosures[state.disclosure];
      return disclosure && disclosure.to !== 'us' ? [...own, ...disclosure.facts] : own;
    }
    case 'offer':
      return [...own, ...(program.disclosures[state.disclosure?.name ?? '']?.facts ?? [])];
    case 'wait':
      return [...own, ...Object.values(state.events).flatMap((event) => questionsAmong(event.fields))];
    case 'grant':
      return own;
    case 'end':
      return [];
  }
}

const questionsAmong = (fields: Readonly<Record<string, Field>>) =>
  Object.entries(fields).flatMap(([name, field]) => (field.type === 'question' ? [name] : []));

interface Uses {
  readonly decided: ReadonlySet<string>;
  readonly told: ReadonlySet<string>;
  readonly contacted: ReadonlySet<string>;
  readonly routed: boolean;
  readonly rescued: boolean;
}

function isUsed(uses: Uses, { id }: Question, purpose: Purpose): boolean {
  switch (purpose) {
    case 'decide':
      return uses.decided.has(id);
    case 'route':
      return uses.routed;
    case 'brief':
      return uses.told.has(id);
    case 'contact':
      return uses.contacted.has(id);
    case 'rescue':
      return uses.rescued;
    case 'report':
      return true;
  }
}

function usesOf(program: Program, decisions: Readonly<Record<string, Decision>>): Uses {
  const states = Object.values(program.states);
  const offers = states.filter((state) => state.kind === 'offer');
  const named = new Set(
    states.flatMap((s) => (s.kind === 'consent' ? [s.disclosure] : s.kind === 'offer' ? [s.disclosure?.name] : [])),
  );
  const disclosures = Object.values(program.disclosures).filter(({ id }) => named.has(id));
  const open = states.filter((state): state is OpenState => state.kind !== 'end');
  const conditions = conditionsOf(program);
  const asked = conditions.flatMap((condition) => ('known' in condition ? [condition.known] : []));
  const known = [
    ...asked,
    ...grantsOf(program).flatMap(({ received }) => (received && 'fact' in received ? received.fact : [])),
  ];
  return {
    decided: withOrigins(program, [...decidingQuestions(program, decisions), ...known]),
    told: new Set(disclosures.filter(({ to }) => to !== 'us').flatMap(({ facts }) => facts)),
    contacted: withOrigins(program, [
      ...Object.values(program.letters ?? {}).flatMap(({ facts }) => facts),
      ...sendsOf(program).flatMap(({ send: { email, print } }) => [email ?? [], print ?? []].flat()),
      ...disclosures.flatMap(({ facts }) => facts),
      ...(program.duplicates ? questionsThatTell(program.duplicates) : []),
      ...known,
      ...open.flatMap(({ due, timers }) => [...(due.at ? [due.at] : []), ...Object.values(timers).flatMap(factOf)]),
      ...Object.values(program.timers).flatMap(factOf),
    ]),
    routed: offers.length > 0,
    rescued:
      offers.some(({ disclosure }) => disclosure?.override !== undefined) ||
      states.some((s) => s.kind === 'end' && s.crisis),
  };
}

const factOf = ({ from }: TimerDefinition) => ('fact' in from ? [from.fact] : []);

/** Questions whose answers some decision reads that is read itself. One of the program that is not is a mistake of its own. */
function decidingQuestions(program: Program, decisions: Readonly<Record<string, Decision>>): string[] {
  const own = Object.keys(program.decisions).filter((id) => !id.includes('.'));
  return [...new Set([...decisionsRead(program), ...own])].flatMap((id) => [...(decisions[id]?.reads ?? []), id]);
}

function adviceFor(question: Question): string {
  const wants = question.purposes.includes('brief')
    ? 'Name it among the facts of a disclosure'
    : question.purposes.includes('decide')
      ? 'Read it in the table of a decision that a state decides'
      : question.purposes.includes('contact')
        ? 'Name it among the facts of a disclosure to us or of a letter, or in a deadline'
        : 'Use it';
  return `${wants}, or do not ask it.`;
}

/** Where a question is written: in the program, or in the fragment whose alias it carries. */
export function questionPlace(program: Program, id: string): Place {
  const [alias, name] = id.includes('.') ? id.split('.') : [null, id];
  const fragment = alias === null ? undefined : program.fragments[alias ?? ''];
  return fragment === undefined
    ? inProgram('questions', id)
    : { document: `${fragment}/fragment.yaml`, path: ['questions', name ?? ''] };
}
