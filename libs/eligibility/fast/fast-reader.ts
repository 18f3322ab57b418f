import type { Decision } from '../decision.js';
import { Traversal } from '../exact/traversal.js';
import type { OutcomeSet } from '../outcome-set.js';
import type { Value } from '../types.js';
import type { ColumnCoding } from './coding.js';
import { ThreeValued } from './three-valued.js';
import { writeFull, writeThreeValued, type Make, type Written } from './write-javascript.js';

/** Answers as plain values; absent is not asked. Whoever takes them in has checked that they are in their domains. */
export type PlainAnswers = Readonly<Record<string, Value | undefined>>;

/** Outcome sets alone, for many cases: no verdict, no reasons. */
export interface FastReader {
  /** All answered: the outcomes (one, unless rows contradict each other). 0 when an answer is absent. */
  readonly full: (answers: PlainAnswers) => OutcomeSet;
  /** Sound for partial answers: never leaves out an outcome that can be reached. */
  readonly threeValued: (answers: PlainAnswers) => OutcomeSet;
  /** Exact for partial answers where there is a diagram, else as `threeValued`. */
  readonly exact: (answers: PlainAnswers) => OutcomeSet;
}

/** Null for a table that computes. With `make`, full answers are read by generated code, else by the row sets. */
export function fastReader(decision: Decision, make?: Make): FastReader | null {
  const { coding, bits, exact } = decision.parts;
  if (!coding || !bits) return null;
  const states = new Int32Array(coding.length);
  const three = new ThreeValued(bits);
  const traversal = exact && new Traversal(exact);
  const threeValued = (answers: PlainAnswers): OutcomeSet => {
    readPlain(coding, answers, states);
    return three.reach(states);
  };
  const made = (written: Written | null): FastReader['full'] | null =>
    make && written ? (make(written.parameters, written.body)(...written.values) as FastReader['full']) : null;
  return {
    threeValued: made(writeThreeValued(decision)) ?? threeValued,
    exact: traversal
      ? (answers) => {
          readPlain(coding, answers, states);
          return traversal.reach(states);
        }
      : threeValued,
    full: made(writeFull(decision)) ?? ((answers) => (readPlain(coding, answers, states) ? three.reach(states) : 0)),
  };
}

/** The class of each column; whether all are known. */
function readPlain(coding: readonly ColumnCoding[], answers: PlainAnswers, states: Int32Array): boolean {
  let known = true;
  for (let at = 0; at < coding.length; at++) {
    const { question, codes, classes } = coding[at]!;
    const value = answers[question];
    const state = value === undefined ? -1 : classes.of(codes.of(value));
    states[at] = state;
    known &&= state >= 0;
  }
  return known;
}
