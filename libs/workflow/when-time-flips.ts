import { type Answer, type Answers, type Decision, type Value, inDomain } from '../eligibility/index.js';
import { rowsIn } from './aggregate.js';
import { computedAnswer } from './compute.js';
import type { Computed, Question } from './program.js';
import { type RunnableProgram, verdictOf } from './walk.js';
import { birthday, yearsBetween } from './years.js';

/** What time alone makes of a verdict. */
export interface TimeFlip {
  /** The first local date (ISO 8601) on which it is otherwise. */
  readonly on: string;
  /** Null: what was settled is open again then, because other answers count from that age on. */
  readonly outcome: string | null;
  /** What it can be then. */
  readonly possible: readonly string[];
}

/** Nobody is older, so that every search ends. */
const oldest = 150;

/**
 * The first date, `today` or later, on which the same answers decide otherwise because somebody is older then: a question of
 * `years`, or of how many in a household are of an age, is worked out anew, as an ask that reads it does. Null when that never happens. Only birthdays on which an age comes
 * into another class of the table are looked at, so it is exact. A day of opening and dates that were said stay as they are.
 * A case does not move by it: it says what would be decided by who asks then. Pure.
 */
export function whenTimeFlips(
  run: RunnableProgram,
  decision: string,
  answers: Answers,
  today: string,
): TimeFlip | null {
  const ages = agesOf(run, decision, answers);
  if (ages.length === 0) return null;
  const now = verdictOf(run, decision, answers);
  const dates = new Set([today, ...ages.flatMap((age) => birthdaysOf(run.decisions[decision]!, age, today))]);
  for (const on of [...dates].sort()) {
    const { outcome, possible } = verdictOf(run, decision, answersOn(ages, answers, on));
    if (outcome !== now.outcome) return { on, outcome, possible };
  }
  return null;
}

/** A question that the decision reads and that follows from a date which is known, or from several. */
interface Age {
  readonly question: Question;
  readonly born: string;
  /** Of rows: the years in which one is counted, or no more. Left out, every year counts. */
  readonly turning?: readonly number[];
}

function agesOf({ program, decisions }: RunnableProgram, decision: string, answers: Answers): readonly Age[] {
  return (decisions[decision]?.reads ?? []).flatMap((id): readonly Age[] => {
    const question = program.questions[id];
    const from = question?.computed?.from;
    const answer = from !== undefined && Object.hasOwn(answers, from) ? answers[from] : undefined;
    if (!question?.computed || !answer || !('value' in answer)) return [];
    if (question.computed.how === 'years') return [{ question, born: String(answer.value).slice(0, 10) }];
    return agesInRows(question, question.computed, answer.value);
  });
}

/** Whoever comes of an age is counted from that day on, or no more from the next birthday on. */
function agesInRows(question: Question, { where = [] }: Computed, value: Value): readonly Age[] {
  return where.flatMap((test) => {
    if (!('type' in test) || test.type !== 'years') return [];
    const turning = [test.min ?? [], test.max === undefined ? [] : test.max + 1].flat();
    return rowsIn(value).flatMap((row) => {
      const born = row[test.column];
      return typeof born === 'string' ? [{ question, born, turning }] : [];
    });
  });
}

/** Dates after today on which an age is of another class than the day before. */
function birthdaysOf({ parts }: Decision, { question, born, turning }: Age, today: string): readonly string[] {
  if (turning) return turning.map((age) => birthday(born, age)).filter((date) => date > today);
  const readers = parts.columns.filter(({ questions, reads }) => [...questions, ...reads.flat()].includes(question.id));
  const column = readers.length === 1 && !readers[0]?.compute ? readers[0] : undefined;
  const own = column?.questions.includes(question.id) ? column.classes : null;
  const domain = parts.domains.get(question.id);
  const classOf = (age: number): number | null => own?.classOf(age) ?? null;
  const dates: string[] = [];
  for (let age = Math.max(0, yearsBetween(born, today) + 1); age <= oldest; age++) {
    if (domain && !inDomain(domain, age)) continue;
    // Where a column computes with it, or another's cell reads it, every birthday may change something.
    if (classOf(age) === null || classOf(age) !== classOf(age - 1)) dates.push(birthday(born, age));
  }
  return dates;
}

/** As they would be worked out on that day; where nothing can be worked out, what is known stays. */
function answersOn(ages: readonly Age[], answers: Answers, on: string): Answers {
  const anew = ages.flatMap(({ question }): [string, Answer][] => {
    const answer = computedAnswer(question, answers, on);
    return answer === null ? [] : [[question.id, answer]];
  });
  return { ...answers, ...Object.fromEntries(anew) };
}
