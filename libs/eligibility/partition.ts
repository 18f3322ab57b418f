import { dayOf, firstDay, isoOf, lastDay } from './calendar.js';
import { answered, isFeel, readsItsOwn, truthOf } from './cells/truth.js';
import { holds } from './holds.js';
import { inDomain } from './domain.js';
import { onGrid, partitionNumbers } from './number-partition.js';
import { literalsOf, type FeelTest } from './table.js';
import type { Domain, Value } from './types.js';

/**
 * The values of one question, split into classes that no cell of the table can tell apart. A class stands for all
 * of its values, so a table over endless numbers becomes one over a handful of classes.
 */
export interface Partition {
  readonly count: number;
  /** Per distinct test given: does class `c` pass it? */
  passes(test: number, c: number): boolean;
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
  /** The index of the value's atom, or -1. */
  find(value: Value): number;
}

/** More words than this in one multiple-choice column make 2^n classes: no longer exact. */
const mostWords = 8;
/** Numbers of a question whose cells are more than comparisons: each is tried. */
const mostNumbers = 1_000;
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
  return group(atoms, asking(domain, tests));
}

/** Per test: whether it holds for a value. Null where it takes more work than it may. */
function asking(domain: Domain, tests: readonly FeelTest[]): ((value: Value) => boolean | null)[] {
  return tests.map((test) => {
    if (!isFeel(test)) return (value) => holds(test, value);
    return (value) => {
      const truth = truthOf(test, answered(value, domain.kind), () => null);
      return truth === 'too-much' ? null : truth === true;
    };
  });
}

/** Every value of a question that has few. */
function each(domain: Domain): Atoms | null {
  if (domain.kind === 'multi') return lists(domain.values, new Set(domain.values));
  if (domain.kind === 'choice' || domain.kind === 'boolean') return split(domain, []);
  return domain.kind === 'number' ? eachNumber(domain) : null;
}

function eachNumber(domain: Domain & { readonly kind: 'number' }): Atoms | null {
  const { min, max, step } = domain;
  if (min === undefined || max === undefined || step === undefined) return null;
  const count = Math.floor((max - min) / step + 1e-9) + 1;
  if (!(count >= 1 && count <= mostNumbers)) return null;
  return {
    atoms: Array.from({ length: count }, (_, at): Atom => {
      const value = onGrid(min + at * step, min, step);
      return {
        sample: value,
        nearest: (from) => ({ value, distance: typeof from === 'number' ? Math.abs(value - from) : at }),
      };
    }),
    find: (value) => (typeof value === 'number' && inDomain(domain, value) ? Math.round((value - min) / step) : -1),
  };
}

function split(domain: Domain, tests: readonly FeelTest[]): Atoms | null {
  const constants = tests.flatMap(literalsOf).map((literal) => literal.value);
  switch (domain.kind) {
    case 'choice':
      return listed(domain.values);
    case 'boolean':
      return listed([true, false]);
    case 'text':
      return texts(constants.filter((constant) => typeof constant === 'string'));
    case 'multi':
      return lists(domain.values, new Set(constants.filter((constant) => typeof constant === 'string')));
    case 'number':
      return partitionNumbers(
        domain,
        constants.filter((constant) => typeof constant === 'number'),
        {
          read: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : null),
          write: (number) => number,
        },
      );
    case 'date': {
      const days = constants.flatMap((constant) => (typeof constant === 'string' ? (dayOf(constant) ?? []) : []));
      return partitionNumbers({ min: firstDay, max: lastDay, step: 1 }, days, {
        read: (value) => (typeof value === 'string' ? dayOf(value) : null),
        write: isoOf,
      });
    }
  }
}

function group({ atoms, find }: Atoms, tests: readonly ((value: Value) => boolean | null)[]): Partition | null {
  const classes = new Map<string, { readonly passes: Uint8Array; readonly index: number; readonly members: Atom[] }>();
  const words = new Int32Array(Math.ceil(tests.length / 32));
  let isTooMuch = false;
  const classOfAtom = atoms.map((atom) => {
    const passes = new Uint8Array(tests.length);
    words.fill(0);
    tests.forEach((test, at) => {
      const holds = test(atom.sample);
      isTooMuch ||= holds === null;
      if (!holds) return;
      passes[at] = 1;
      words[at >> 5]! |= 1 << (at & 31);
    });
    const key = words.join();
    const known = classes.get(key) ?? { passes, index: classes.size, members: [] };
    classes.set(key, known);
    known.members.push(atom);
    return known.index;
  });
  if (isTooMuch) return null;
  const list = [...classes.values()];
  return {
    count: list.length,
    passes: (test, c) => list[c]?.passes[test] === 1,
    classOf: (value) => classOfAtom[find(value)] ?? -1,
    nearest: (c, from) => {
      const candidates = (list[c]?.members ?? []).map((atom) => atom.nearest(from));
      return candidates.reduce((a, b) => (b.distance < a.distance ? b : a));
    },
  };
}

function constantAtom(value: Value, index: number): Atom {
  return { sample: value, nearest: (from) => ({ value, distance: from === value ? -1 : index }) };
}

function listed(values: readonly (string | boolean)[]): Atoms {
  return {
    atoms: values.map(constantAtom),
    find: (value) => (typeof value === 'object' || typeof value === 'number' ? -1 : values.indexOf(value)),
  };
}

function texts(constants: readonly string[]): Atoms {
  const known = [...new Set(constants)];
  let other = 'other';
  while (known.includes(other)) other += '…';
  const anythingElse: Atom = {
    sample: other,
    nearest: (from) => ({
      value: typeof from === 'string' && !known.includes(from) ? from : other,
      distance: known.length,
    }),
  };
  return {
    atoms: [...known.map(constantAtom), anythingElse],
    find: (value) => {
      if (typeof value !== 'string') return -1;
      const at = known.indexOf(value);
      return at === -1 ? known.length : at;
    },
  };
}

/** One atom per choice among the words that some cell names; the other words make no difference. */
function lists(values: readonly string[], named: ReadonlySet<string>): Atoms | null {
  const words = values.filter((value) => named.has(value));
  if (words.length > mostWords) return null;
  const atoms = Array.from({ length: 2 ** words.length }, (_, bits) => {
    const chosen = words.filter((_word, at) => bits & (1 << at));
    return listAtom(chosen, new Set(words));
  });
  return {
    atoms,
    find: (value) => {
      if (typeof value !== 'object' || value.some((word) => !values.includes(word))) return -1;
      return words.reduce((bits, word, at) => (value.includes(word) ? bits | (1 << at) : bits), 0);
    },
  };
}

function listAtom(chosen: readonly string[], named: ReadonlySet<string>): Atom {
  return {
    sample: chosen,
    nearest: (from) => {
      const before = typeof from === 'object' && from !== null ? from : [];
      const kept = before.filter((word) => !named.has(word) || chosen.includes(word));
      const added = chosen.filter((word) => !before.includes(word));
      return { value: [...kept, ...added], distance: before.length - kept.length + added.length };
    },
  };
}
