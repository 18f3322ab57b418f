import { dayOf, firstDay, isoOf, lastDay } from './calendar.js';
import { inDomain } from './domain.js';
import { onGrid, partitionNumbers } from './number-partition.js';
import type { Atom, Atoms } from './partition.js';
import { literalsOf, type FeelTest } from './table.js';
import type { Domain, Value } from './types.js';

/** More words than this in one multiple-choice column make 2^n classes: no longer exact. */
const mostWords = 8;
/** Numbers of a question whose cells are more than comparisons: each is tried. */
const mostNumbers = 1_000;

/** Every value of a question that has few. */
export function each(domain: Domain): Atoms | null {
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
    ordered: true,
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

/** As few values as these tests can tell apart. */
export function split(domain: Domain, tests: readonly FeelTest[]): Atoms | null {
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

function constantAtom(value: Value, index: number): Atom {
  return { sample: value, nearest: (from) => ({ value, distance: from === value ? -1 : index }) };
}

function listed(values: readonly (string | boolean)[]): Atoms {
  const places = placesOf(values);
  return { atoms: values.map(constantAtom), find: (value) => places.get(value) ?? -1 };
}

/** The first place of each value. */
function placesOf(values: readonly Value[]): ReadonlyMap<Value, number> {
  const places = new Map<Value, number>();
  values.forEach((value, at) => places.has(value) || places.set(value, at));
  return places;
}

function texts(constants: readonly string[]): Atoms {
  const known = [...new Set(constants)];
  const places = placesOf(known);
  let other = 'other';
  while (places.has(other)) other += '…';
  const anythingElse: Atom = {
    sample: other,
    nearest: (from) => ({
      value: typeof from === 'string' && !places.has(from) ? from : other,
      distance: known.length,
    }),
  };
  return {
    atoms: [...known.map(constantAtom), anythingElse],
    find: (value) => (typeof value === 'string' ? (places.get(value) ?? known.length) : -1),
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
      if (typeof value !== 'object') return -1;
      const chosen = wordsIn(value);
      if (chosen.length < value.length || chosen.some((word) => !values.includes(word))) return -1;
      return words.reduce((bits, word, at) => (chosen.includes(word) ? bits | (1 << at) : bits), 0);
    },
  };
}

/** What was chosen of several; rows are no words. */
export const wordsIn = (value: readonly unknown[]): readonly string[] =>
  value.filter((word): word is string => typeof word === 'string');

function listAtom(chosen: readonly string[], named: ReadonlySet<string>): Atom {
  return {
    sample: chosen,
    nearest: (from) => {
      const before = typeof from === 'object' && from !== null ? wordsIn(from) : [];
      const kept = before.filter((word) => !named.has(word) || chosen.includes(word));
      const added = chosen.filter((word) => !before.includes(word));
      return { value: [...kept, ...added], distance: before.length - kept.length + added.length };
    },
  };
}
