import type { Answer, Answers, Value } from '../eligibility/index.js';
import { aggregateOf, rowsIn } from './aggregate.js';
import { misfit } from './check-answer.js';
import type { Computed, Program, Question } from './program.js';
import { localDate } from './time.js';
import type { Walk } from './walk.js';
import { birthday, yearsBetween } from './years.js';

/**
 * The answer of a computed question, or null when what it comes from is not known or does not serve: then it may be
 * asked. Pure: `today` is the local date of the step.
 */
export function computedAnswer(question: Question, answers: Answers, today: string): Answer | null {
  const { computed } = question;
  const origin = computed?.from !== undefined && Object.hasOwn(answers, computed.from) ? answers[computed.from] : null;
  if (!computed || !origin) return null;
  // The day on which somebody turns 18 tells when they were born: who keeps one back is not asked the other.
  if ('declined' in origin) return withheld[computed.how];
  const value = valueOf(computed, origin.value, today);
  const answer = value === null ? null : { value };
  return answer && misfit(question, answer) === null ? answer : null;
}

/** `-` is no beginning of anything: a table that reads it goes by its other columns. */
const NOTHING = '-';
const withheld: Readonly<Record<Computed['how'], Answer | null>> = {
  years: null,
  birthday: { declined: true },
  first: { value: NOTHING },
  fsa: { value: NOTHING },
  opened: null,
  clock: null,
  // How many there are can be said without saying who they are.
  count: null,
  sum: null,
};

function valueOf(computed: Computed, said: Value, today: string): string | number | null {
  const { how, of } = computed;
  if (how === 'count' || how === 'sum') return aggregateOf(computed, rowsIn(said), today);
  const origin = String(said);
  switch (how) {
    case 'years':
      return yearsBetween(origin.slice(0, 10), today);
    case 'birthday':
      return birthday(origin.slice(0, 10), of);
    case 'first':
      return firstLetters(origin, of);
    case 'fsa':
      return sortationArea(origin);
    case 'opened':
    case 'clock':
      return null;
  }
}

function firstLetters(text: string, count: number): string {
  const letters = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return letters.length < count ? NOTHING : letters.slice(0, count);
}

/** A postal code as Canada Post writes it, or its first half alone: D, F, I, O, Q and U never stand in one. */
const POSTAL_CODE =
  /(?<![A-Z0-9])([ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z])(?:[ -]?\d[ABCEGHJ-NPRSTV-Z]\d)?(?![A-Z0-9])/g;

/** Which forward sortation area an address lies in. Two that differ say nothing: nobody is sent to the wrong one. */
function sortationArea(address: string): string {
  const found = new Set([...address.toUpperCase().matchAll(POSTAL_CODE)].map(([, area]) => area));
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : NOTHING;
}

/** The questions that follow from one of these. */
export function computedFrom(program: Program, ids: readonly string[]): readonly Question[] {
  return Object.values(program.questions).filter(({ computed }) => ids.includes(computed?.from ?? ''));
}

/** The day on which a case is opened, or what opened it came in, whatever was known before: set once, and never changed. */
export function setOpened(walk: Walk, at: string): void {
  const value = localDate(at, walk.run.zone);
  for (const question of ofCase(walk.run.program)) {
    if (question.computed?.how === 'opened') setComputed(walk, question.id, { value });
    else setByClock(walk, question);
  }
}

/** The clock was set for the first time: what says its day says it from now on, and for good. */
export function setDaysOf(walk: Walk, clock: string): boolean {
  const questions = ofCase(walk.run.program).filter(({ computed }) => computed?.clock === clock);
  return questions.filter((question) => setByClock(walk, question)).length > 0;
}

function setByClock(walk: Walk, { id, computed }: Question): boolean {
  const date = localDate(walk.state.clocks[computed?.clock ?? ''] ?? walk.now, walk.run.zone);
  return setComputed(walk, id, { value: computed?.unit === 'month' ? Number(date.slice(5, 7)) : date });
}

/** Its answer is a day of the case itself: when it was opened, or came to a clock. Nobody is asked for it, or says otherwise. */
export const isOfCase = (question: Question | undefined): boolean =>
  question?.computed?.how === 'opened' || question?.computed?.how === 'clock';
const ofCase = ({ questions }: Program) => Object.values(questions).filter(isOfCase);

/** Brings computed answers up to this step; where nothing can be computed, what a person has said stays. */
export function compute(walk: Walk, questions: readonly Question[]): boolean {
  const today = localDate(walk.now, walk.run.zone);
  const changed = questions.filter((question) => {
    if (question.computed?.how === 'clock') return setByClock(walk, question);
    const answer = computedAnswer(question, walk.answers, today);
    return answer !== null && setComputed(walk, question.id, answer);
  });
  return changed.length > 0;
}

/** Where an answer has just changed, what followed from the old one is not known any more, unless it was said itself. */
export function computeAnew(walk: Walk, changed: readonly string[]): readonly string[] {
  const today = localDate(walk.now, walk.run.zone);
  return computedFrom(walk.run.program, changed).flatMap((question) => {
    const said = changed.includes(question.id);
    const answer = computedAnswer(question, walk.answers, today);
    if (answer === null && said) return [];
    return setComputed(walk, question.id, answer) ? [question.id] : [];
  });
}

function setComputed(walk: Walk, id: string, answer: Answer | null): boolean {
  if (JSON.stringify(walk.answers[id] ?? null) === JSON.stringify(answer)) return false;
  walk.facts[id] = answer;
  if (answer === null) delete walk.answers[id];
  else walk.answers[id] = answer;
  return true;
}
