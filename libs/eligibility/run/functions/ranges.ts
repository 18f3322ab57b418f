import { compare } from '../../values/compare.js';
import { equal } from '../../values/equal.js';
import { hasOrder } from '../../values/range.js';
import { isRange } from '../../values/kind.js';
import type { FeelRange, FeelValue } from '../../values/value.js';
import { type BuiltIn, builtIn, ofSingles } from './built-in.js';

/** One end of a range. `open`: nothing bounds it there. */
interface End {
  readonly at: FeelValue;
  readonly included: boolean;
  readonly open: -1 | 0 | 1;
}
interface Span {
  readonly low: End;
  readonly high: End;
}
type Truth = boolean | null;

function spanOf({ low, high, lowIncluded, highIncluded }: FeelRange): Span {
  return {
    low: { at: low, included: lowIncluded, open: low === null ? -1 : 0 },
    high: { at: high, included: highIncluded, open: high === null ? 1 : 0 },
  };
}
const pointOf = (at: FeelValue): End => ({ at, included: true, open: 0 });

/** Two that have no order. What is thrown never leaves this file. */
class NoOrder extends Error {}

function order(a: End, b: End): number {
  if (a.open !== 0 || b.open !== 0) return a.open - b.open;
  const found = compare(a.at, b.at);
  if (found === null) throw new NoOrder();
  return found;
}

/** Where an end lies when the points that it leaves out count: `(5` begins after `[5`, `5)` ends before `5]`. */
const begins = (a: End, b: End): number => order(a, b) || Number(b.included) - Number(a.included);
const ends = (a: End, b: End): number => order(a, b) || Number(a.included) - Number(b.included);
const meet = (a: End, b: End): boolean => order(a, b) === 0 && a.included && b.included;
/** Whether what ends at `a` ends before what begins at `b`. */
const apart = (a: End, b: End): boolean => order(a, b) < 0 || (order(a, b) === 0 && !(a.included && b.included));

type Asked<A, B> = (a: A, b: B) => Truth;
interface Relation {
  readonly points?: Asked<End, End>;
  readonly pointRange?: Asked<End, Span>;
  readonly rangePoint?: Asked<Span, End>;
  readonly ranges?: Asked<Span, Span>;
}

const turned = ({ points, pointRange, rangePoint, ranges }: Relation): Relation => ({
  ...(points && { points: (a, b) => points(b, a) }),
  ...(rangePoint && { pointRange: (a, b) => rangePoint(b, a) }),
  ...(pointRange && { rangePoint: (a, b) => pointRange(b, a) }),
  ...(ranges && { ranges: (a, b) => ranges(b, a) }),
});

const before: Relation = {
  points: (a, b) => order(a, b) < 0,
  pointRange: (a, b) => apart(a, b.low),
  rangePoint: (a, b) => apart(a.high, b),
  ranges: (a, b) => apart(a.high, b.low),
};
const meets: Relation = { ranges: (a, b) => meet(a.high, b.low) };
const overlaps: Relation = { ranges: (a, b) => !apart(a.high, b.low) && !apart(b.high, a.low) };
const overlapsBefore: Relation = {
  ranges: (a, b) => begins(a.low, b.low) < 0 && !apart(a.high, b.low) && ends(a.high, b.high) <= 0,
};
const finishes: Relation = {
  pointRange: (a, b) => meet(a, b.high),
  ranges: (a, b) => ends(a.high, b.high) === 0 && begins(a.low, b.low) >= 0,
};
const includes: Relation = {
  rangePoint: (a, b) => begins(a.low, b) <= 0 && ends(b, a.high) <= 0,
  ranges: (a, b) => begins(a.low, b.low) <= 0 && ends(b.high, a.high) <= 0,
};
const starts: Relation = {
  pointRange: (a, b) => meet(a, b.low),
  ranges: (a, b) => begins(a.low, b.low) === 0 && ends(a.high, b.high) <= 0,
};
const coincides: Relation = {
  points: (a, b) => equal(a.at, b.at),
  ranges: (a, b) => begins(a.low, b.low) === 0 && ends(a.high, b.high) === 0,
};

function ask(relation: Relation, a: FeelValue, b: FeelValue): Truth {
  try {
    if (isRange(a)) {
      if (a.by === '!=') return null;
      if (isRange(b)) return b.by === '!=' ? null : (relation.ranges?.(spanOf(a), spanOf(b)) ?? null);
      return hasOrder(b) ? (relation.rangePoint?.(spanOf(a), pointOf(b)) ?? null) : null;
    }
    if (!hasOrder(a)) return null;
    if (isRange(b)) return b.by === '!=' ? null : (relation.pointRange?.(pointOf(a), spanOf(b)) ?? null);
    return hasOrder(b) ? (relation.points?.(pointOf(a), pointOf(b)) ?? null) : null;
  } catch (error) {
    if (error instanceof NoOrder) return null;
    throw error;
  }
}

function related(name: string, relation: Relation): BuiltIn {
  const signatures = [
    ...(relation.points ? ['point1, point2'] : []),
    ...(relation.pointRange ? ['point, range'] : []),
    ...(relation.rangePoint ? ['range, point'] : []),
    ...(relation.ranges ? ['range1, range2'] : []),
  ];
  return ofSingles(builtIn(name, signatures, ([a = null, b = null]) => ask(relation, a, b)));
}

export const ranges: readonly BuiltIn[] = [
  related('before', before),
  related('after', turned(before)),
  related('meets', meets),
  related('met by', turned(meets)),
  related('overlaps', overlaps),
  related('overlaps before', overlapsBefore),
  related('overlaps after', turned(overlapsBefore)),
  related('finishes', finishes),
  related('finished by', turned(finishes)),
  related('includes', includes),
  related('during', turned(includes)),
  related('starts', starts),
  related('started by', turned(starts)),
  related('coincides', coincides),
];
