import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { envWith, feel, type Plain, written } from '../../testing/feel-values.js';
import { compare } from '../../values/compare.js';
import { num } from '../../values/number.js';
import type { FeelFunction, FeelValue } from '../../values/value.js';
import { builtIns } from './index.js';

const numRuns = process.env['DEEP'] ? 5_000 : 200;
const call = (name: string, ...values: Plain[]): FeelValue => builtIns.get(name)!.call(values.map(feel), envWith());

/** Points that tell apart all ranges with ends at whole numbers from 0 to 5. */
const points = Array.from({ length: 25 }, (_, index) => index / 4 - 0.5);
interface Piece {
  readonly text: string;
  readonly holds: readonly number[];
}
const pieces: readonly Piece[] = [0, 1, 2, 3].flatMap((low) =>
  [low, low + 1, low + 2].flatMap((high) =>
    ['[', '('].flatMap((open) =>
      [']', ')'].flatMap((close) => {
        const holds = points.filter(
          (point) =>
            (point > low || (open === '[' && point === low)) && (point < high || (close === ']' && point === high)),
        );
        return holds.length === 0 ? [] : [{ text: `@${open}${low}..${high}${close}`, holds }];
      }),
    ),
  ),
);

/** What each relation says, in points and nothing else. */
const first = ({ holds }: Piece): number => holds[0]!;
const last = ({ holds }: Piece): number => holds.at(-1)!;
const within = (a: Piece, b: Piece): boolean => a.holds.every((point) => b.holds.includes(point));
const shared = (a: Piece, b: Piece): number[] => a.holds.filter((point) => b.holds.includes(point));
const before = (a: Piece, b: Piece): boolean => last(a) < first(b);
const meets = (a: Piece, b: Piece): boolean => last(a) === first(b);
const relations: Readonly<Record<string, (a: Piece, b: Piece) => boolean>> = {
  before,
  after: (a, b) => before(b, a),
  meets,
  'met by': (a, b) => meets(b, a),
  overlaps: (a, b) => shared(a, b).length > 0,
  'overlaps before': (a, b) => first(a) < first(b) && shared(a, b).length > 0 && last(a) <= last(b),
  'overlaps after': (a, b) => first(b) < first(a) && shared(a, b).length > 0 && last(b) <= last(a),
  finishes: (a, b) => within(a, b) && last(a) === last(b),
  'finished by': (a, b) => within(b, a) && last(a) === last(b),
  includes: (a, b) => within(b, a),
  during: within,
  starts: (a, b) => within(a, b) && first(a) === first(b),
  'started by': (a, b) => within(b, a) && first(a) === first(b),
  coincides: (a, b) => within(a, b) && within(b, a),
};

describe('ranges', () => {
  it.each(Object.keys(relations))('stand to each other as their points do: %s', (name) => {
    const asked = builtIns.get(name)!;
    const env = envWith();
    for (const a of pieces) {
      for (const b of pieces) {
        const said = asked.call([feel(a.text), feel(b.text)], env);
        if (said !== relations[name]!(a, b)) throw new Error(`${name}(${a.text}, ${b.text}) is not ${String(said)}`);
      }
    }
  });
});

const tenTo = (power: number): bigint => 10n ** BigInt(power);
const abs = (of: bigint): bigint => (of < 0n ? -of : of);

/** Rounds units by 10^drop, by what the name of the function says. */
function roundedTo(name: string, units: bigint, drop: number): bigint {
  const unit = tenTo(drop);
  const down = units / unit;
  const rest = abs(units % unit) * 2n;
  const away = down + (units < 0n ? -1n : 1n);
  const toward: Record<string, boolean> = {
    'round up': rest > 0n,
    'round down': false,
    'round half up': rest >= unit,
    'round half down': rest > unit,
    decimal: rest > unit || (rest === unit && abs(down) % 2n === 1n),
    floor: rest > 0n && units < 0n,
    ceiling: rest > 0n && units > 0n,
  };
  return toward[name] ? away : down;
}

describe('rounding', () => {
  it.each(['round up', 'round down', 'round half up', 'round half down', 'decimal', 'floor', 'ceiling'])(
    '%s goes where integers say',
    (name) => {
      fc.assert(
        fc.property(
          fc.oneof(fc.bigInt({ min: -999n, max: 999n }), fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })),
          fc.integer({ min: -3, max: 6 }),
          fc.integer({ min: 0, max: 5 }),
          (units, digits, drop) => {
            const number = num(`${units}e${-(digits + drop)}`);
            const expected = num(`${roundedTo(name, units, drop)}e${-digits}`);
            expect(written(call(name, number, digits))).toBe(written(expected));
          },
        ),
        { numRuns },
      );
    },
  );
});

describe('modulo', () => {
  it('is what is left below the divisor, with its sign', () => {
    const amounts = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        fc.pre(b !== 0n);
        const rest = a % b;
        const expected = rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
        expect(written(call('modulo', num(`${a}e-4`), num(`${b}e-4`)))).toBe(written(num(`${expected}e-4`)));
      }),
      { numRuns },
    );
  });
});

describe('lists', () => {
  const smaller: FeelFunction = {
    kind: 'function',
    parameters: ['a', 'b'],
    call: ([a = null, b = null]) => (compare(a, b) ?? 0) < 0,
  };
  it('are sorted, counted and taken apart as JavaScript does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 30 }),
        (list, position) => {
          const ordered = list.toSorted((a, b) => a - b);
          const shown = (value: FeelValue): string => written(value);
          expect(shown(call('sort', list, smaller))).toBe(written(feel(ordered)));
          expect(shown(call('min', list))).toBe(String(ordered[0]));
          expect(shown(call('max', ...list))).toBe(String(ordered.at(-1)));
          expect(shown(call('sum', list))).toBe(String(list.reduce((sum, one) => sum + one, 0)));
          expect(shown(call('distinct values', list))).toBe(written(feel([...new Set(list)])));
          const half = list.length / 2;
          const median = list.length % 2 ? ordered[Math.floor(half)]! : (ordered[half - 1]! + ordered[half]!) / 2;
          expect(shown(call('median', list))).toBe(String(median + 0));
          const rest = position > list.length ? null : list.slice(position - 1);
          expect(shown(call('sublist', list, position))).toBe(written(feel(rest)));
          expect(shown(call('sublist', list, -position))).toBe(written(feel(rest && list.slice(-position))));
        },
      ),
      { numRuns },
    );
  });
});
