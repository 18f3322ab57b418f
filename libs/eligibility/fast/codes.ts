import { dayOf, firstDay, isoOf, lastDay } from '../calendar.js';
import { onGrid } from '../number-partition.js';
import { isFeel } from '../cells/truth.js';
import type { Partition } from '../partition.js';
import { literalsOf, type Literal, type FeelTest } from '../table.js';
import type { Domain, Value } from '../types.js';
import { readDay } from './read-day.js';

/** The code of what was not asked (or is no value of the domain). No value has it. */
export const unasked = -0x8000_0000;
/** The code of what was declined. */
export const declined = unasked + 1;

/**
 * The values of one question as whole numbers of 32 bits: steps of a number from its base (money in cents, ages,
 * 0.1 in tenths), days of a date, places of a word in its list. Codes that no cell can tell apart are one class, and
 * each class is a few runs of codes.
 */
export interface Codes {
  /** Codes with the same key mean the same values: two versions of a table can share a column. */
  readonly key: string;
  readonly low: number;
  readonly high: number;
  /** The first code of each run, in order; `classes` has the class of each. */
  readonly starts: Int32Array;
  readonly classes: Int32Array;
  /** What a value is itself when it needs no coding: a whole number, or a word of a list. */
  readonly plain: 'number' | readonly (string | boolean)[] | null;
  /** The texts that tests name, when these are codes of a text. */
  readonly words?: readonly string[];
  of(value: Value): number;
  /** The constant that a code stands for; absent where the code is the class. */
  readonly literalAt?: (code: number) => Literal;
}

/** Codes of numbers stay below this, so that sums of two stay whole. */
export const farthest = 2 ** 30;

export function codesOf(domain: Domain, tests: readonly FeelTest[], partition: Partition): Codes {
  switch (domain.kind) {
    case 'choice':
      return listed(domain.values, partition);
    case 'boolean':
      return listed([true, false], partition);
    case 'date':
      return days(tests, partition);
    case 'number':
      return (tests.some(isFeel) ? null : scaled(domain, tests, partition)) ?? byClass(domain, tests, partition);
    case 'text':
    case 'multi':
      return byClass(domain, tests, partition);
  }
}

function listed(values: readonly (string | boolean)[], partition: Partition): Codes {
  const places = new Map<Value, number>(values.map((value, at) => [value, at]));
  return {
    key: JSON.stringify(values),
    low: 0,
    high: values.length - 1,
    starts: Int32Array.from(values, (_, at) => at),
    classes: Int32Array.from(values, (value) => partition.classOf(value)),
    plain: values,
    of: (value) => places.get(value) ?? unasked,
    literalAt: (code) => {
      const value = values[code]!;
      return typeof value === 'boolean' ? { kind: 'boolean', value } : { kind: 'string', value };
    },
  };
}

function days(tests: readonly FeelTest[], partition: Partition): Codes {
  const named = tests
    .flatMap(literalsOf)
    .flatMap(({ value }) => (typeof value === 'string' ? (dayOf(value) ?? []) : []));
  const cuts = named.flatMap((day) => [day, day + 1]);
  return {
    key: 'days',
    literalAt: (code) => ({ kind: 'date', value: isoOf(code) }),
    low: firstDay,
    high: lastDay,
    ...runsOf([firstDay, ...cuts.filter((cut) => cut > firstDay && cut <= lastDay)], (day) =>
      partition.classOf(isoOf(day)),
    ),
    plain: null,
    of: (value) => {
      const day = typeof value === 'string' ? readDay(value) : null;
      return day === null || day < firstDay || day > lastDay ? unasked : day;
    },
  };
}

type Numbers = Extract<Domain, { kind: 'number' }>;

/** Whole steps from the base, or null when the domain has no step or its constants are too far apart. */
function scaled(domain: Numbers, tests: readonly FeelTest[], partition: Partition): Codes | null {
  const { step, min, max } = domain;
  if (step === undefined) return null;
  const plain = step === 1 && (min === undefined || Number.isInteger(min));
  const base = plain ? 0 : (min ?? 0);
  const valueOf = (code: number): number => onGrid(base + code * step, base, step);
  const codeNear = (value: number): number => Math.round((value - base) / step);
  const low = min === undefined ? -farthest : Math.ceil((min - base) / step - 1e-9);
  const high = max === undefined ? farthest : Math.floor((max - base) / step + 1e-9);
  const numbers = tests.flatMap(literalsOf).flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  const cuts = numbers.flatMap((number) => {
    const near = codeNear(number);
    return valueOf(near) === number ? [near, near + 1] : [Math.ceil((number - base) / step)];
  });
  const isFar = (code: number): boolean => !(Math.abs(code) <= farthest);
  if ([low, high, ...cuts].some(isFar) || low > high) return null;
  return {
    key: JSON.stringify([base, step, low, high]),
    literalAt: (code) => ({ kind: 'number', value: valueOf(code) }),
    low,
    high,
    ...runsOf([low, ...cuts.filter((cut) => cut > low && cut <= high)], (code) => partition.classOf(valueOf(code))),
    plain: plain ? 'number' : null,
    of: (value) => {
      if (typeof value !== 'number' || (min !== undefined && value < min) || (max !== undefined && value > max)) {
        return unasked;
      }
      const code = codeNear(value);
      // As near as decimals are written; `inGrid` of the domain says the same.
      if (!(Math.abs(base + code * step - value) <= 1e-9 * Math.max(1, Math.abs(value)))) return unasked;
      return code < low ? low : code > high ? high : code;
    },
  };
}

/** Where values have no whole numbers of their own: the code is the class. */
function byClass(domain: Domain, tests: readonly FeelTest[], partition: Partition): Codes {
  const known = new Map<string, number>();
  const words = domain.kind === 'text' ? tests.flatMap(literalsOf).map(({ value }) => String(value)) : [];
  for (const word of words) known.set(word, partition.classOf(word));
  let other = 'other';
  while (known.has(other)) other += '…';
  const otherClass = domain.kind === 'text' ? partition.classOf(other) : -1;
  const all = Int32Array.from({ length: partition.count }, (_, c) => c);
  const ofAny = (value: Value): number => {
    if (domain.kind === 'multi' && !Array.isArray(value)) return unasked;
    const c = partition.classOf(value);
    return c < 0 ? unasked : c;
  };
  return {
    key: JSON.stringify([domain, tests]),
    ...(domain.kind === 'text' && { words }),
    low: 0,
    high: partition.count - 1,
    starts: all,
    classes: all,
    plain: null,
    of:
      domain.kind === 'text'
        ? (value) => (typeof value === 'string' ? (known.get(value) ?? otherClass) : unasked)
        : ofAny,
  };
}

/** Neighbouring runs of one class are one run. */
function runsOf(cuts: readonly number[], classAt: (code: number) => number): Pick<Codes, 'starts' | 'classes'> {
  const starts: number[] = [];
  const classes: number[] = [];
  for (const start of Float64Array.from(new Set(cuts)).sort()) {
    const c = classAt(start);
    if (classes.at(-1) === c) continue;
    starts.push(start);
    classes.push(c);
  }
  return { starts: Int32Array.from(starts), classes: Int32Array.from(classes) };
}
