import type { Decision } from '../decision.js';
import { Traversal } from '../exact/traversal.js';
import type { Answers } from '../types.js';
import { codeIn, type ColumnCoding } from './coding.js';
import { declined, type Codes } from './codes.js';
import { literal } from './literal.js';
import { ThreeValued } from './three-valued.js';
import { writeOutcome, type Make } from './write-javascript.js';

/** One question of many cases, as codes. Versions for which the codes mean the same share it. */
export interface CodedColumn {
  readonly coding: ColumnCoding;
  readonly codes: Int32Array;
}

/** The columns that these versions read, for so many cases; `put` fills them. */
export class CodedCases {
  readonly columns: readonly CodedColumn[];
  /** 1 for a case of which something that a version reads is not known. */
  readonly partial: Uint8Array;

  /** Throws a RangeError for a version that computes: its cases are decided one by one. */
  constructor(
    versions: readonly Decision[],
    readonly count: number,
  ) {
    const all = new Map<string, CodedColumn>();
    for (const coding of versions.flatMap(codingOfVersion)) {
      const key = keyOf(coding);
      if (!all.has(key)) all.set(key, { coding, codes: new Int32Array(count) });
    }
    this.columns = [...all.values()];
    this.partial = new Uint8Array(count).fill(this.columns.length === 0 ? 0 : 1);
  }

  put(index: number, answers: Answers): void {
    let partial = 0;
    for (const { coding, codes } of this.columns) {
      const code = codeIn(coding, answers);
      codes[index] = code;
      if (code <= declined) partial = 1;
    }
    this.partial[index] = partial;
  }

  /** Puts one case in the place of another. */
  move(from: number, to: number): void {
    for (const { codes } of this.columns) codes[to] = codes[from]!;
    this.partial[to] = this.partial[from]!;
  }

  columnOf(coding: ColumnCoding): Int32Array {
    const found = this.columns.find((column) => keyOf(column.coding) === keyOf(coding));
    if (!found) throw new RangeError(`the cases have no column for “${coding.question}”`);
    return found.codes;
  }
}

const keyOf = ({ question, codes }: { question: string; codes: Codes }): string =>
  JSON.stringify([question, codes.key]);

function codingOfVersion({ id, parts }: Decision): readonly ColumnCoding[] {
  if (parts.coding && parts.bits) return parts.coding;
  throw new RangeError(`“${id}” computes, or has too many combinations: its cases are decided one by one`);
}

type Loop = (from: number, to: number, counts: Float64Array, flipped: Uint32Array, at: number) => number;

/** Two versions of a decision over the same cases: how many went from which outcome to which, and who changed. */
export class VersionComparison {
  /** Outcomes of both, the first version's first; null stands for every case that is not settled. */
  readonly outcomes: readonly (string | null)[];
  /** How many went from outcome `a` to `b`: at `a * outcomes.length + b`. */
  readonly counts: Float64Array;
  private readonly ids: Uint32Array;
  private changed = 0;
  private readonly loop: Loop;
  private readonly versions: readonly Version[];

  constructor(
    private readonly cases: CodedCases,
    before: Decision,
    after: Decision,
    make?: Make,
  ) {
    this.outcomes = [...new Set([...before.outcomes, ...after.outcomes]), null];
    this.counts = new Float64Array(this.outcomes.length ** 2);
    this.ids = new Uint32Array(cases.count);
    this.versions = [before, after].map((version) => versionOf(version, cases, this.outcomes));
    this.loop = make
      ? generated(this.versions, cases.partial, this.outcomes.length, make)
      : plain(this.versions, this.outcomes.length);
  }

  /** Compares the cases `from` until `to`; a part at a time, so that whoever waits is told how far it is. */
  run(from: number, to: number): void {
    this.changed = this.loop(from, Math.min(to, this.cases.count), this.counts, this.ids, this.changed);
  }

  /** Indexes of the cases whose outcome is another. */
  flipped(): Uint32Array {
    return this.ids.slice(0, this.changed);
  }

  /** The same, and forgets them: other cases come in the same places. The counts go on. */
  takeFlipped(): Uint32Array {
    const taken = this.ids.subarray(0, this.changed);
    this.changed = 0;
    return taken;
  }

  /** What both versions say of one case. */
  outcomesAt(index: number): readonly (string | null)[] {
    return this.versions.map(({ decide }) => this.outcomes[decide(index)] ?? null);
  }
}

interface Version {
  readonly decision: Decision;
  readonly columns: readonly Int32Array[];
  /** The place among the outcomes of both versions of an outcome set. */
  readonly place: (set: number) => number;
  /** The same for one case, known or not. */
  readonly decide: (index: number) => number;
}

function versionOf(decision: Decision, cases: CodedCases, outcomes: readonly (string | null)[]): Version {
  const { exact, bits } = decision.parts;
  const coding = codingOfVersion(decision);
  const columns = coding.map((one) => cases.columnOf(one));
  const places = Int32Array.from(decision.outcomes, (outcome) => outcomes.indexOf(outcome));
  const open = outcomes.length - 1;
  const place = (set: number): number => ((set & (set - 1)) === 0 ? (places[31 - Math.clz32(set)] ?? open) : open);
  const states = new Int32Array(columns.length);
  const reader = exact ? new Traversal(exact) : new ThreeValued(bits!);
  const decide = (index: number): number => {
    for (let at = 0; at < columns.length; at++) states[at] = coding[at]!.classes.of(columns[at]![index]!);
    return place(reader.reach(states));
  };
  return { decision, columns, place, decide };
}

/** Where no code may be made. */
function plain([before, after]: readonly Version[], width: number): Loop {
  return (from, to, counts, flipped, start) => {
    let at = start;
    for (let index = from; index < to; index++) {
      const a = before!.decide(index);
      const b = after!.decide(index);
      counts[a * width + b]! += 1;
      if (a !== b) flipped[at++] = index;
    }
    return at;
  };
}

/** One loop with both versions written out; a case with something unknown goes the general way. */
function generated(versions: readonly Version[], partial: Uint8Array, width: number, make: Make): Loop {
  const columns = [...new Set(versions.flatMap((version) => version.columns))];
  const written = versions.map((version, at) => {
    const spelled = version.columns.map((column, index) => ({
      variable: `v${columns.indexOf(column)}`,
      codes: version.decision.parts.coding![index]!.codes,
      words: null,
    }));
    return writeOutcome(version.decision.parts, spelled, { numberOf: version.place, parameter: `w${at}` }, `f${at}`);
  });
  const body = [
    '"use strict";',
    ...written.map(({ before }) => before),
    'return (from, to, counts, flipped, at) => {',
    'for (let i = from; i < to; i++) {',
    'let a, b;',
    'if (p[i] !== 0) { a = d0(i); b = d1(i); } else {',
    ...columns.map((_, at) => `const v${at} = c${at}[i];`),
    `a = ${written[0]!.expression};`,
    `b = ${written[1]!.expression};`,
    '}',
    `counts[a * ${literal(width)} + b] += 1;`,
    'if (a !== b) flipped[at++] = i;',
    '}',
    'return at;',
    '};',
  ].join('\n');
  const parameters = ['p', ...columns.map((_, at) => `c${at}`), 'd0', 'w0', 'd1', 'w1'];
  const values = versions.flatMap(({ decide, place }) => [decide, place]);
  return make(parameters, body)(partial, ...columns, ...values) as Loop;
}
