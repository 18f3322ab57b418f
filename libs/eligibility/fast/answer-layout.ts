import { dayOf, isoOf } from '../calendar.js';
import { onGrid } from '../number-partition.js';
import type { Answers, Domain, Value } from '../types.js';
import { declined, farthest, unasked } from './codes.js';

/** The code of an answer that has none: too far from its base, off its grid, or of a list with too many words. */
export const lost = declined + 1;
/** More words of one multiple choice than this do not fit in the bits of one code. */
const mostWords = 30;

/** A text as two whole numbers of 31 bits, neither negative. Whoever calls says how; it must never change. */
export type HashText = (text: string) => readonly [number, number];

/** Where the answer of one question stands among the codes of a case, and how. */
export interface AnswerPlace {
  readonly question: string;
  readonly domain: Domain;
  /** Its first code; a text has two, anything else one. */
  readonly at: number;
}

/**
 * The answers of one case as whole numbers of 32 bits in a fixed order, whatever the tables test: the place of a word in
 * its list, whole steps from a base, days, bits of a multiple choice, the hash of a text.
 */
export interface AnswerLayout {
  readonly places: readonly AnswerPlace[];
  /** How many codes a case has. */
  readonly width: number;
  /** Cases with the same key have the same places with the same meaning. Never 0. */
  readonly key: number;
}

export function answerLayout(questions: readonly { readonly id: string; readonly domain: Domain }[]): AnswerLayout {
  const places: AnswerPlace[] = [];
  let width = 0;
  for (const { id, domain } of questions) {
    places.push({ question: id, domain, at: width });
    width += domain.kind === 'text' ? 2 : 1;
  }
  return { places, width, key: keyOf(JSON.stringify(places.map(({ question, domain }) => [question, domain]))) };
}

/** FNV-1a: to tell layouts apart, not to keep anything secret. */
function keyOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x0100_0193);
  return hash | 0 || 1;
}

/** The codes of a case with these answers. What was not asked, or is erased, is `unasked`. */
export function layOut({ places, width }: AnswerLayout, answers: Answers, hash: HashText): Int32Array {
  const codes = new Int32Array(width).fill(unasked);
  for (const { question, domain, at } of places) {
    const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
    if (answer === undefined) continue;
    if ('declined' in answer) codes[at] = declined;
    else if (domain.kind !== 'text') codes[at] = codeOf(domain, answer.value);
    else if (typeof answer.value === 'string') codes.set(hash(answer.value), at);
    else codes[at] = lost;
  }
  return codes;
}

export type Coded = Exclude<Domain, { kind: 'text' }>;

function codeOf(domain: Coded, value: Value): number {
  switch (domain.kind) {
    case 'choice':
      return placeIn(domain.values, value);
    case 'boolean':
      return placeIn([true, false], value);
    case 'date':
      return (typeof value === 'string' ? dayOf(value) : null) ?? lost;
    case 'multi': {
      const places = Array.isArray(value) ? value.map((word: string) => placeIn(domain.values, word)) : [lost];
      return places.some((place) => place === lost || place >= mostWords)
        ? lost
        : places.reduce((bits, place) => bits | (1 << place), 0);
    }
    case 'number':
      return typeof value === 'number' ? stepsOf(gridOf(domain), value) : lost;
  }
}

function placeIn(values: readonly (string | boolean)[], value: Value): number {
  const place = typeof value === 'string' || typeof value === 'boolean' ? values.indexOf(value) : -1;
  return place < 0 ? lost : place;
}

interface Grid {
  readonly base: number;
  readonly step: number;
}
type Numbers = Extract<Domain, { kind: 'number' }>;

/** As the columns of tables have it, so that most codes are theirs already. */
export function gridOf({ step, min }: Numbers): Grid | null {
  if (step === undefined) return null;
  return step === 1 && (min === undefined || Number.isInteger(min)) ? { base: 0, step } : { base: min ?? 0, step };
}

function stepsOf(grid: Grid | null, value: number): number {
  if (!grid) return lost;
  const code = Math.round((value - grid.base) / grid.step);
  const isOn = Math.abs(grid.base + code * grid.step - value) <= 1e-9 * Math.max(1, Math.abs(value));
  return isOn && Math.abs(code) <= farthest ? code : lost;
}

/** What a case answered; undefined for a text, and for what it did not answer. */
export function answerAt({ domain }: AnswerPlace, code: number): Value | undefined {
  return domain.kind === 'text' || code <= lost ? undefined : valueOf(domain, code);
}

/** The value that has this code; a text has none any more. */
export function valueOf(domain: Coded, code: number): Value | undefined {
  switch (domain.kind) {
    case 'choice':
      return domain.values[code];
    case 'boolean':
      return code === 0;
    case 'date':
      return isoOf(code);
    case 'multi':
      return domain.values.filter((_, place) => place < mostWords && code & (1 << place));
    case 'number': {
      const grid = gridOf(domain);
      return grid ? onGrid(grid.base + code * grid.step, grid.base, grid.step) : undefined;
    }
  }
}
