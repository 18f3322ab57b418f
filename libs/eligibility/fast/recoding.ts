import { type AnswerLayout, type AnswerPlace, gridOf, type HashText, lost, valueOf } from './answer-layout.js';
import type { Codes } from './codes.js';
import { unasked } from './codes.js';
import type { CodedCases, CodedColumn } from './columnar.js';

/** The cases of a batch that have an answer without a code, by the column that asked for it. */
type Lost = Set<number>;
type Fill = (codes: Int32Array, count: number, columns: CodedCases, lostOnes: Lost) => void;

/**
 * From the codes that cases are kept with to those of the columns that some versions of tables read. What a version of
 * the program did not ask, or a word that a table does not know, is not asked to the table, as `decide` has it.
 */
export class Recoding {
  private readonly fills: readonly Fill[];

  constructor(
    layout: AnswerLayout,
    private readonly cases: CodedCases,
    hash: HashText,
  ) {
    this.fills = cases.columns.map((column) => fillOf(column, layout, hash));
  }

  /**
   * Puts in these cases, from place 0 on. Names the places, from the last to the first, of cases that the codes are not
   * enough to decide: whoever calls takes them out (`move`) and decides them by their facts.
   */
  fill(codes: Int32Array, count: number): readonly number[] {
    this.cases.partial.fill(0, 0, count);
    const lostOnes: Lost = new Set();
    for (const fill of this.fills) fill(codes, count, this.cases, lostOnes);
    return [...lostOnes].sort((a, b) => b - a);
  }
}

function fillOf(column: CodedColumn, { places, width }: AnswerLayout, hash: HashText): Fill {
  const place = places.find(({ question }) => question === column.coding.question);
  if (!place) {
    return (_codes, count, { partial }) => {
      column.codes.fill(unasked, 0, count);
      partial.fill(1, 0, count);
    };
  }
  const { at } = place;
  if (place.domain.kind === 'text') return fillText(column, at, width, hash);
  return isSame(place, column.coding.codes) ? fillSame(column, at, width) : fillOther(column, place, width);
}

/** The two kinds of codes mean the same; what lies outside of the table's domain was not asked. */
function isSame({ domain, question }: AnswerPlace, codes: Codes): boolean {
  switch (domain.kind) {
    case 'choice':
      return codes.key === JSON.stringify(domain.values);
    case 'boolean':
      return codes.key === JSON.stringify([true, false]);
    case 'date':
      return codes.key === 'days';
    case 'number': {
      const grid = gridOf(domain);
      return grid !== null && codes.key.startsWith(`[${grid.base},${grid.step},`);
    }
    case 'multi':
      return false;
    case 'text':
      throw new RangeError(`a text has two codes: “${question}”`);
  }
}

function fillSame({ coding, codes: column }: CodedColumn, at: number, width: number): Fill {
  const { low, high } = coding.codes;
  return (codes, count, { partial }, lostOnes) => {
    for (let index = 0, from = at; index < count; index++, from += width) {
      const code = codes[from]!;
      if (code >= low && code <= high) column[index] = code;
      else {
        if (code === lost) lostOnes.add(index);
        column[index] = code < lost ? code : unasked;
        partial[index] = 1;
      }
    }
  };
}

/** Through the value, once for each code. */
function fillOther({ coding, codes: column }: CodedColumn, { domain, at }: AnswerPlace, width: number): Fill {
  const known = new Map<number, number>();
  const read = (code: number): number => {
    const value = domain.kind === 'text' ? undefined : valueOf(domain, code);
    const found = value === undefined ? unasked : coding.codes.of(value);
    if (known.size < 100_000) known.set(code, found);
    return found;
  };
  return (codes, count, { partial }, lostOnes) => {
    for (let index = 0, from = at; index < count; index++, from += width) {
      const code = codes[from]!;
      if (code === lost) lostOnes.add(index);
      const found = code < lost ? code : code === lost ? unasked : (known.get(code) ?? read(code));
      column[index] = found;
      if (found < lost) partial[index] = 1;
    }
  };
}

/** A text is known by its hash alone: it is one that the table names, or another one. */
function fillText({ coding, codes: column }: CodedColumn, at: number, width: number, hash: HashText): Fill {
  const { codes: to } = coding;
  const list = to.words ?? (Array.isArray(to.plain) ? (to.plain as readonly unknown[]).map(String) : null);
  const known = new Map((list ?? []).map((word) => [hash(word).join(), to.of(word)]));
  let other = 'other';
  while (list?.includes(other)) other += '…';
  // A number or a date may be written in it: its hash does not say.
  const otherwise = list ? to.of(other) : lost;
  return (codes, count, { partial }, lostOnes) => {
    for (let index = 0, from = at; index < count; index++, from += width) {
      const code = codes[from]!;
      const found = code <= lost ? code : (known.get(`${code},${codes[from + 1]!}`) ?? otherwise);
      if (found === lost) lostOnes.add(index);
      column[index] = found === lost ? unasked : found;
      if (found <= lost) partial[index] = 1;
    }
  };
}
