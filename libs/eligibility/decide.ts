import type { Decision } from './decision.js';
import { codeIn, readStates, type ColumnCoding } from './fast/coding.js';
import { findFlips, type Tries } from './find-flips.js';
import { onlyOutcome, outcomesOf, type OutcomeSet } from './outcome-set.js';
import { BitReader, type FoundReach } from './reach-by-bits.js';
import { reachByRows } from './reach-three-valued.js';
import type { Reach } from './reach.js';
import { situationOf, withValue, type Situation } from './situation.js';
import type { Answers, Because, Flip, Value, Verdict } from './types.js';

type Undecided = Omit<Decision, 'decide'>;
type Decide = (answers: Answers) => Verdict;

/** Situations that are remembered of one decision. */
const mostFound = 2_000;

/**
 * The verdicts of one decision under partial answers. Pure to whoever calls it, and total. Where every answer is a
 * choice they are remembered: calls are alike, and one step asks for the same verdict several times; dates, numbers
 * and text are a person's own, and seldom come twice.
 */
export function deciderOf(decision: Undecided): Decide {
  const { bits, coding, domains } = decision.parts;
  if (!bits || !coding) return (answers) => decideByRows(decision, answers);
  const decide = decideByBits(decision, new BitReader(decision, bits), coding);
  const isChoice = ({ question }: ColumnCoding): boolean =>
    ['choice', 'boolean'].includes(domains.get(question)?.kind ?? '');
  return coding.every(isChoice) ? remembered(decide, coding) : decide;
}

function decideByBits(decision: Undecided, reader: BitReader, coding: readonly ColumnCoding[]): Decide {
  const states = new Int32Array(coding.length);
  return (answers) => {
    readStates(coding, answers, states);
    const found = reader.find(states);
    // Kept, not read again: by the time that somebody asks for flips, the answers may be others.
    const values: (Value | undefined)[] = [];
    for (let at = 0; at < coding.length; at++) {
      values.push(states[at]! < 0 ? undefined : valueIn(answers, coding[at]!.question));
    }
    const tries = (outcomes: OutcomeSet): Tries => triesByBits(reader, coding, values, outcomes);
    return new Decided(decision, found, dayOf(decision, found.reach, answers), tries);
  };
}

/** For flips: the state of a column without a value makes no difference between not asked and declined. */
function triesByBits(
  reader: BitReader,
  coding: readonly ColumnCoding[],
  values: readonly (Value | undefined)[],
  outcomes: OutcomeSet,
): Tries {
  const states = Int32Array.from(coding, ({ codes, classes }, at) => {
    const value = values[at];
    return value === undefined ? -1 : classes.of(codes.of(value));
  });
  return {
    valueOf: (column) => values[column],
    withChange: (column, c) => {
      const before = states[column]!;
      states[column] = c;
      const reached = reader.outcomes(states);
      states[column] = before;
      return reached;
    },
    asItIs: () => outcomes,
  };
}

function valueIn(answers: Answers, question: string): Value | undefined {
  const answer = answers[question];
  return answer && 'value' in answer ? answer.value : undefined;
}

/** By the codes of the answers, not their classes: sentences about a verdict are remembered by it, and name the answers. */
function remembered(decide: Decide, coding: readonly ColumnCoding[]): Decide {
  const size = coding.reduce((product, { codes }) => product * (codes.high + 3), 1);
  if (size > Number.MAX_SAFE_INTEGER) return decide;
  const found = new Map<number, Verdict>();
  return (answers) => {
    let key = 0;
    for (const column of coding) {
      const code = codeIn(column, answers);
      // Not asked and declined are the two lowest numbers that there are.
      key = key * (column.codes.high + 3) + (code < 0 ? code + 0x8000_0000 : code + 2);
    }
    const known = found.get(key);
    if (known) return known;
    const verdict = decide(answers);
    if (found.size >= mostFound) found.clear();
    found.set(key, verdict);
    return verdict;
  };
}

/** A verdict whose flips are looked for when they are read, as a copy of it does: most are never shown. */
class Decided implements Verdict {
  readonly status: Verdict['status'];
  readonly outcome: string | null;
  readonly possible: readonly string[];
  readonly missing: readonly string[];
  readonly declined: readonly string[];
  readonly because: Because | null;
  readonly method: Verdict['method'];
  declare readonly flips: readonly Flip[];
  readonly #decision: Undecided;
  readonly #tries: ((now: OutcomeSet) => Tries) | null;
  readonly #outcomes: OutcomeSet;
  #flips: readonly Flip[] | null = null;

  constructor(
    decision: Undecided,
    { reach, method }: FoundReach,
    day: string | null,
    tries: ((now: OutcomeSet) => Tries) | null,
  ) {
    const outcome = onlyOutcome(reach.outcomes, decision.outcomes);
    this.status = outcome !== null ? 'settled' : reach.missing.length > 0 ? 'open' : 'undetermined';
    this.outcome = outcome;
    this.possible = outcomesOf(reach.outcomes, decision.outcomes);
    this.missing = reach.missing;
    this.declined = reach.declined;
    this.because = outcome === null ? null : becauseOf(decision, reach, day);
    this.method = method;
    this.#decision = decision;
    this.#tries = tries;
    this.#outcomes = reach.outcomes;
    Object.defineProperty(this, 'flips', ownFlips);
  }

  static flipsOf(verdict: Decided): readonly Flip[] {
    verdict.#flips ??= verdict.#tries ? findFlips(verdict.#decision, verdict, verdict.#tries(verdict.#outcomes)) : [];
    return verdict.#flips;
  }
}

/** One for all verdicts: a property of its own, so that copies and comparisons have it. */
const ownFlips: PropertyDescriptor & ThisType<Decided> = {
  enumerable: true,
  get() {
    return Decided.flipsOf(this);
  },
};

/** The day that it was decided for, when that made a difference. */
function dayOf({ date }: Undecided, { read }: Reach, answers: Answers): string | null {
  const day = date !== undefined && read.includes(date) ? valueIn(answers, date) : undefined;
  return typeof day === 'string' ? day.slice(0, 10) : null;
}

function becauseOf(decision: Undecided, reach: Reach, day: string | null): Because {
  return {
    table: decision.id,
    version: decision.table.version,
    row: reach.row === null ? null : reach.row + 1,
    read: reach.read,
    ...(day !== null && { date: day }),
  };
}

/** Cells that the fallback would read again to try every change; a large table that computes gets no flips. */
const mostTries = 2_000_000;

/** Tables that compute: row by row. */
function decideByRows(decision: Undecided, answers: Answers): Verdict {
  const { parts, table, reads, outcomes } = decision;
  const situation = situationOf(reads, parts.domains, answers);
  const byRows = (one: Situation): Reach => reachByRows({ hitPolicy: table.hitPolicy, parts, outcomes }, one);
  const reach = byRows(situation);
  const changes = parts.columns.reduce((sum, column) => sum + (column.classes?.count ?? 0), 0);
  const questionAt = (column: number): string => parts.columns[column]?.questions[0] ?? '';
  const tries: Tries = {
    valueOf: (column) => situation.values.get(questionAt(column)),
    withChange: (column, _c, value) => byRows(withValue(situation, questionAt(column), value)).outcomes,
    asItIs: () => reach.outcomes,
  };
  const isTooLong = changes * parts.columns.length * parts.outcomeOfRow.length > mostTries;
  const day = dayOf(decision, reach, answers);
  return new Decided(decision, { reach, method: 'three-valued' }, day, isTooLong ? null : () => tries);
}
