import { describe, expect, it } from '@jest/globals';
import { evenly, fromMidnight, type Load, planCitizens } from './plan.js';

const load: Load = { citizens: 10_000, seconds: 600, arrival: evenly, seed: 211 };

describe('the load of applications', () => {
  const citizens = planCitizens(load);

  it('has everybody begin and end within the run, and nobody press the first page within three seconds', () => {
    expect(citizens).toHaveLength(10_000);
    const all = citizens.flatMap(({ moments }) => moments);
    expect(Math.min(...citizens.map(({ moments }) => moments[0]!))).toBeGreaterThanOrEqual(0);
    expect(all.reduce((a, b) => Math.max(a, b))).toBeLessThanOrEqual(600_000);
    for (const { moments } of citizens) {
      expect(moments[1]! - moments[0]!).toBeGreaterThan(3_000);
      expect(moments).toEqual([...moments].sort((a, b) => a - b));
    }
    expect(planCitizens({ ...load, seconds: 30, citizens: 50 }).every(({ moments }) => moments.at(-1)! <= 30_000)).toBe(
      true,
    );
  });

  it('has as many come in each minute, or most in the first minutes after midnight', () => {
    const counts = (arrival: Load['arrival']) => {
      const from = planCitizens({ ...load, arrival }).map(({ moments }) => moments[0]!);
      const last = from.at(-1)!;
      return Array.from(
        { length: 10 },
        (_, tenth) => from.filter((at) => Math.min(9, Math.floor((at / last) * 10)) === tenth).length,
      );
    };
    // Of the last to come fewer are left: whoever has much to do came before.
    for (const count of counts(evenly)) expect(count).toBeGreaterThan(800);
    const [first, second, ...later] = counts(fromMidnight);
    expect(first).toBeGreaterThan(4_000);
    expect(first).toBeGreaterThan(2 * second!);
    expect(later.at(-1)).toBeLessThan(500);
    expect([fromMidnight(0), fromMidnight(0.2), fromMidnight(1)].map((part) => Math.round(part * 60))).toEqual([
      0, 1, 60,
    ]);
  });

  it('has some of each kind, and no more at one place than the hurdle lets begin at once', () => {
    const some = ['forgets', 'leaves', 'corrects', 'isUnlikely'] as const;
    for (const kind of some) expect(citizens.filter((one) => one[kind]).length).toBeGreaterThan(800);
    const places = new Map<string, number>();
    for (const { address } of citizens) places.set(address, (places.get(address) ?? 0) + 1);
    expect(new Set(places.values())).toEqual(new Set([1, 3]));
    expect(planCitizens(load)).toEqual(citizens);
  });
});
