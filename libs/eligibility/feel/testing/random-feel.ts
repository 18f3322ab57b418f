import { num } from '../../values/number.js';
import { parseTemporal } from '../../values/parse-temporal.js';
import type { FeelType } from '../../values/type.js';
import type { FeelValue } from '../../values/value.js';
import type { Scope } from '../scope.js';
import type { Feel, Loop, Unary } from '../tree.js';
import { loopName } from './write-feel.js';

/** The same numbers for the same seed (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  }

  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!;
  }
}

const at = { from: 0, to: 0 };
const any: FeelType = { kind: 'any' };
const words = [
  '',
  'a',
  'a"b',
  '\\',
  '\n',
  '${x}',
  '__proto__',
  '😀',
  'a-b',
  '// no',
  '/* no */',
  '?',
  '\\u0041',
  "l'âge",
];
const times = [
  '2020-02-29',
  '10:30:00',
  '2020-02-29T10:30:00Z',
  'P1Y2M',
  'P1DT2H',
  '-999999999-01-01',
  '10:30:00@Europe/Paris',
];
const types: readonly FeelType[] = [
  any,
  { kind: 'number' },
  { kind: 'date and time' },
  { kind: 'days and time duration' },
  { kind: 'list', of: { kind: 'list', of: { kind: 'string' } } },
  { kind: 'range', of: { kind: 'number' } },
  {
    kind: 'context',
    entries: new Map([
      ['a', { kind: 'number' }],
      ['b', { kind: 'date' }],
    ]),
  },
  { kind: 'function', parameters: [{ kind: 'number' }], result: any },
];
const keys = ['k', 'a b', 'a-b', '__proto__', 'not here', 'toString', 'and so'];
const parameters = ['p', 'p one', 'p-two', 'list of'];

/** A random tree over the names of a scope, with loops, filters, contexts and functions that declare more. */
export function randomFeel(dice: Dice, scope: Scope, depth: number, test: { readsInput: boolean } | null = null): Feel {
  const sub = (inner: Scope = scope, within = test): Feel => randomFeel(dice, inner, depth - 1, within);
  if (depth <= 0) return leaf(dice, scope, test);
  switch (dice.below(18)) {
    case 0:
    case 1:
      return { ...at, op: dice.one(['+', '-', '*', '/', '**'] as const), left: sub(), right: sub() };
    case 2:
    case 3:
      return { ...at, op: dice.one(['=', '!=', '<', '<=', '>', '>='] as const), left: sub(), right: sub() };
    case 4:
      return { ...at, op: dice.one(['and', 'or'] as const), left: sub(), right: sub() };
    case 5:
      return { ...at, op: 'negate', of: sub() };
    case 6:
      return { ...at, op: 'between', of: sub(), low: sub(), high: sub() };
    case 7:
      return { ...at, op: 'in', of: sub(), tests: randomTests(dice, scope, depth - 1, ['some']) };
    case 8:
      return { ...at, op: 'if', when: sub(), then: sub(), otherwise: sub() };
    case 9:
      return { ...at, op: 'list', of: many(dice, () => sub()) };
    case 10:
      return randomContext(dice, scope, sub);
    case 11:
      return {
        ...at,
        op: 'range',
        low: sub(),
        high: sub(),
        lowIncluded: dice.below(2) > 0,
        highIncluded: dice.below(2) > 0,
      };
    case 12:
      return { ...at, op: 'unary range', by: dice.one(['<', '>=', '=', '!='] as const), of: sub() };
    case 13:
      return { ...at, op: 'instance of', of: sub(), type: dice.one(types) };
    case 14:
      return { ...at, op: 'path', of: sub(), key: dice.one(['year', 'time offset', '__proto__', 'k']) };
    case 15:
      return randomFilter(dice, scope, sub);
    case 16:
      return randomLoop(dice, scope, sub);
    default:
      return randomCall(dice, scope, sub);
  }
}

type Sub = (scope?: Scope) => Feel;

function many<T>(dice: Dice, make: () => T, least = 0): T[] {
  return Array.from({ length: least + dice.below(3) }, make);
}

function leaf(dice: Dice, scope: Scope, test: { readsInput: boolean } | null): Feel {
  const names = scope.all().filter(({ name, slot }) => name !== 'in' && scope.find(name)?.slot === slot);
  const kind = dice.below(7);
  if (kind === 6 && test) {
    test.readsInput = true;
    return { ...at, op: 'input' };
  }
  if (kind >= 4 && names.length > 0) {
    const { name, slot } = dice.one(names);
    return { ...at, op: 'name', name, slot };
  }
  return { ...at, op: 'literal', value: randomValue(dice) };
}

export function randomValue(dice: Dice): FeelValue {
  switch (dice.below(4)) {
    case 0:
      return num(dice.one(['0', '1', '-7', '0.5', '123456789012345678901234567890.1234', '1e-30']));
    case 1:
      return dice.one(words);
    case 2:
      return parseTemporal(dice.one(times));
    default:
      return dice.one([true, false, null]);
  }
}

export function randomTests(dice: Dice, scope: Scope, depth: number, kinds: readonly ('some' | 'none')[]): Unary {
  const one = (): { test: Feel; readsInput: boolean } => {
    const test = { readsInput: false };
    const tree = randomFeel(dice, scope, depth, test);
    return { test: tree, readsInput: test.readsInput };
  };
  return { test: dice.one(kinds), of: many(dice, one, 1) };
}

function randomContext(dice: Dice, scope: Scope, sub: Sub): Feel {
  let inner = scope;
  const picked = [...new Set(many(dice, () => dice.one(keys)))];
  const entries = picked.map((key) => {
    const of = sub(inner);
    inner = inner.with([{ name: key, type: any }]);
    return { key, slot: inner.find(key)!.slot, of };
  });
  return { ...at, op: 'context', entries };
}

function randomFilter(dice: Dice, scope: Scope, sub: Sub): Feel {
  const numbers: Feel = { ...at, op: 'list', of: [1, 2].map((of): Feel => ({ ...at, op: 'literal', value: num(of) })) };
  const inner = scope.with([{ name: 'item', type: { kind: 'number' } }]);
  return { ...at, op: 'filter', of: numbers, by: sub(inner), item: inner.find('item')!.slot, keys: [] };
}

function randomLoop(dice: Dice, scope: Scope, sub: Sub): Feel {
  let inner = scope;
  const loops = many(dice, () => 0, 1).map((_, index): Loop => {
    const [over, to] = [sub(inner), dice.below(3) === 0 ? sub(inner) : undefined];
    inner = inner.with([{ name: loopName(index), type: any }]);
    return { slot: inner.find(loopName(index))!.slot, over, ...(to ? { to } : {}) };
  });
  const op = dice.one(['for', 'some', 'every'] as const);
  if (op !== 'for') return { ...at, op, loops, body: sub(inner) };
  inner = inner.with([{ name: 'partial', type: any }]);
  return { ...at, op, loops, partial: inner.find('partial')!.slot, body: sub(inner) };
}

function randomCall(dice: Dice, scope: Scope, sub: Sub): Feel {
  const names = [...new Set(many(dice, () => dice.one(parameters)))];
  const inner = scope.with(names.map((name) => ({ name, type: any })));
  const typed = dice.below(2) > 0 ? { type: dice.one(types) } : {};
  const made = names.map((name) => ({ name, slot: inner.find(name)!.slot, ...typed }));
  const of: Feel = { ...at, op: 'function', parameters: made, body: sub(inner) };
  const given = names.map(() => sub());
  return { ...at, op: 'call', of, arguments: given, ...(dice.below(2) > 0 && names.length > 0 ? { names } : {}) };
}
