import type { Feel, Loop } from '../feel/tree.js';
import { dateOfDay, dayNumber } from '../values/date.js';
import { compare } from '../values/compare.js';
import { isKind, isList, isRange } from '../values/kind.js';
import { num, wholeOf } from '../values/number.js';
import type { FeelRange, FeelValue } from '../values/value.js';
import type { Env, Run } from './env.js';
import { nullFor, reads, sizeOf, someNode, spend } from './work.js';

type For = Extract<Feel, { readonly op: 'for' }>;
type Quantified = Extract<Feel, { readonly op: 'some' | 'every' }>;
type Close = (tree: Feel) => Run;

interface Turn {
  readonly slot: number;
  readonly over: Run;
  readonly to: Run | null;
}

const turnsOf = (loops: readonly Loop[], closureOf: Close): readonly Turn[] =>
  loops.map(({ slot, over, to }) => ({ slot, over: closureOf(over), to: to ? closureOf(to) : null }));

/** Each value of the body, in order; the last of several loops turns fastest. Null where a loop has nothing to go over. */
export function loop(tree: For, closureOf: Close): Run {
  const turns = turnsOf(tree.loops, closureOf);
  const body = closureOf(tree.body);
  const { nodes } = sizeOf(tree.body);
  // A copy each time costs; and the list must not grow in the hands of whoever kept it.
  const partial = new Set([tree.partial]);
  const readsPartial = someNode(tree.body, (node) => reads(node, partial));
  return (env) => {
    const made: FeelValue[] = [];
    const done = walk(env, turns, 0, () => {
      if (readsPartial) {
        spend(env, made.length);
        env.slots[tree.partial] = [...made];
      }
      spend(env, nodes);
      made.push(body(env));
      return true;
    });
    return done === null ? nullFor(env, 'loop-has-no-list', tree) : made;
  };
}

/** Three-valued: what is no truth value counts as not known. Stops where the answer cannot change. */
export function quantified(tree: Quantified, closureOf: Close): Run {
  const turns = turnsOf(tree.loops, closureOf);
  const body = closureOf(tree.body);
  const { nodes } = sizeOf(tree.body);
  const deciding = tree.op === 'some';
  return (env) => {
    let found: boolean | null = !deciding;
    const done = walk(env, turns, 0, () => {
      spend(env, nodes);
      const value = body(env);
      if (value === deciding) found = deciding;
      else if (value !== !deciding) found = null;
      return value !== deciding;
    });
    return done === null ? nullFor(env, 'loop-has-no-list', tree) : found;
  };
}

/** Calls `each` for every combination until it says false. Null: a loop had nothing that it could go over. */
function walk(env: Env, turns: readonly Turn[], at: number, each: () => boolean): boolean | null {
  const turn = turns[at];
  if (!turn) return each();
  const values = turn.to ? between(turn.over(env), turn.to(env)) : valuesOf(turn.over(env));
  if (!values) return null;
  for (const value of values) {
    spend(env, 1);
    env.slots[turn.slot] = value;
    const goesOn = walk(env, turns, at + 1, each);
    if (goesOn !== true) return goesOn;
  }
  return true;
}

function valuesOf(value: FeelValue): Iterable<FeelValue> | null {
  if (isList(value)) return value;
  if (isRange(value)) return withinRange(value);
  return value === null ? null : [value];
}

/** Upwards alone: a range whose first end is the larger one holds nothing that could be gone over. */
function withinRange({ low, high, lowIncluded, highIncluded }: FeelRange): Iterable<FeelValue> | null {
  const all = (compare(low, high) ?? 0) > 0 ? null : between(low, high);
  return all && ends(all, lowIncluded, highIncluded);
}

function* ends(all: Iterable<FeelValue>, first: boolean, last: boolean): Iterable<FeelValue> {
  let before: { readonly value: FeelValue } | null = null;
  let index = 0;
  for (const value of all) {
    if (before) yield before.value;
    before = index++ === 0 && !first ? null : { value };
  }
  if (before && last) yield before.value;
}

/** Whole numbers or days from one to the other, downwards too. Made one at a time: the budget ends those without end. */
function between(from: FeelValue, to: FeelValue): Iterable<FeelValue> | null {
  if (isKind(from, 'date') && isKind(to, 'date')) return counted(dayNumber(from), dayNumber(to), dateOfDay);
  const [first, last] = [wholeOf(from), wholeOf(to)];
  return first === null || last === null ? null : counted(first, last, num);
}

function* counted(from: number, to: number, make: (at: number) => FeelValue): Iterable<FeelValue> {
  const step = from <= to ? 1 : -1;
  for (let at = from; step > 0 ? at <= to : at >= to; at += step) yield make(at);
}
