import { each, split } from './atoms.js';
import { isFeel, readsItsOwn } from './cells/truth.js';
import { passingOf } from './passing.js';
import { placesIn, type Spans } from './spans.js';
import type { FeelTest } from './table.js';
import type { Domain, Value } from './types.js';

/**
 * The values of one question, split into classes that no cell of the table can tell apart. A class stands for all
 * of its values, so a table over endless numbers becomes one over a handful of classes.
 */
export interface Partition {
  readonly count: number;
  /** Per distinct test given: does class `c` pass it? */
  passes(test: number, c: number): boolean;
  /** The classes that pass a test, 32 to a word. */
  passing(test: number): Int32Array;
  /** The class of a value, or -1 when the value is outside the domain. */
  classOf(value: Value): number;
  /** The value of class `c` that is nearest to `from` (to the domain's first, without one). */
  nearest(c: number, from: Value | null): Near;
}
export interface Near {
  readonly value: Value;
  /** Any measure that orders the values of one question; choices are in the order of the domain. */
  readonly distance: number;
}

/** A set of values that behave alike: the building block of classes. */
export interface Atom {
  readonly sample: Value;
  nearest(from: Value | null): Near;
}
export interface Atoms {
  readonly atoms: readonly Atom[];
  /** Whether their samples are in the order of `<`. */
  readonly ordered?: true;
  /** The index of the value's atom, or -1. */
  find(value: Value): number;
}

/** Answers times tests: past this a table would take too long to prepare. */
const mostComparisons = 2_000_000;
/** The same for tests of FEEL, which take longer. */
const mostFeel = 100_000;

/** Null when the domain has too many classes to be exact. */
export function partition(domain: Domain, tests: readonly FeelTest[]): Partition | null {
  if (!tests.every(readsItsOwn)) return null;
  const feel = tests.filter(isFeel).length;
  const atoms = feel > 0 ? each(domain) : split(domain, tests);
  if (!atoms || atoms.atoms.length * tests.length > mostComparisons || atoms.atoms.length * feel > mostFeel)
    return null;
  const passing = passingOf(tests, atoms, domain.kind, mostComparisons);
  return passing && group(atoms, passing);
}

/** `passing` has, per test, the places of the atoms that pass it. */
function group({ atoms, find }: Atoms, passing: readonly Spans[]): Partition {
  const classOfAtom = new Int32Array(atoms.length);
  const mark = new Uint8Array(atoms.length);
  let count = Math.min(atoms.length, 1);
  // Split by one test after the other; numbered by their first atom.
  for (const spans of passing) {
    mark.fill(0);
    for (let at = 0; at < spans.length; at += 2) mark.fill(1, spans[at], spans[at + 1]);
    const parts = new Int32Array(2 * count).fill(-1);
    count = 0;
    for (let at = 0; at < mark.length; at++) {
      const part = 2 * classOfAtom[at]! + mark[at]!;
      if (parts[part] === -1) parts[part] = count++;
      classOfAtom[at] = parts[part]!;
    }
  }
  const members = Array.from({ length: count }, (): Atom[] => []);
  const firsts: number[] = [];
  classOfAtom.forEach((c, at) => {
    if (members[c]!.push(atoms[at]!) === 1) firsts.push(at);
  });
  const passes = passing.map((spans) => placesIn(spans, firsts));
  return {
    count,
    passing: (test) => passes[test]!,
    passes: (test, c) => (passes[test]![c >> 5]! & (1 << (c & 31))) !== 0,
    classOf: (value) => classOfAtom[find(value)] ?? -1,
    nearest: (c, from) => {
      const candidates = (members[c] ?? []).map((atom) => atom.nearest(from));
      return candidates.reduce((a, b) => (b.distance < a.distance ? b : a));
    },
  };
}
