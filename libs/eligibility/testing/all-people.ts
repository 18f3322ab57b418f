import type { Answers, Value } from '../index.js';
import { judge } from './oracle.js';
import type { SmallTable } from './small-tables.js';

/** What is known of one question: the place of its value, not asked, or declined. */
export type Known = number;
export const notAsked: Known = -1;
export const refused: Known = -2;

/** Every person of a small table, decided one by one: person `n` has value `n / stride[q] % count[q]` of question `q`. */
export class AllPeople {
  readonly count: number;
  /** Per person: outcomes as bits; the bit after the last is a gap. Several: rows contradict each other. */
  readonly sets: Int32Array;
  /** Per person: rows that decide. */
  readonly rows: readonly (readonly number[])[];
  private readonly stride: readonly number[];

  constructor(
    readonly small: SmallTable,
    readonly outcomes: readonly string[],
    judgeOne: (values: ReadonlyMap<string, Value>) => ReturnType<typeof judge> = (values) => judge(small.table, values),
  ) {
    const strides: number[] = [];
    this.count = small.values.reduce((product, values) => {
      strides.push(product);
      return product * values.length;
    }, 1);
    this.stride = strides;
    const judged = Array.from({ length: this.count }, (_, person) => judgeOne(new Map(this.valuesOf(person))));
    this.rows = judged.map(({ rows }) => rows);
    this.sets = Int32Array.from(judged, (one) =>
      one.outcomes.reduce(
        (set, outcome) => set | (1 << (outcome === null ? outcomes.length : outcomes.indexOf(outcome))),
        0,
      ),
    );
  }

  valuesOf(person: number): [string, Value][] {
    return this.small.questions.map((question, at) => [question, this.small.values[at]![this.placeOf(person, at)]!]);
  }

  /** People who may be meant. */
  matching(known: readonly Known[]): number[] {
    return Array.from({ length: this.count }, (_, person) => person).filter((person) =>
      known.every((place, at) => place < 0 || place === this.placeOf(person, at)),
    );
  }

  union(people: readonly number[]): number {
    return people.reduce((set, person) => set | this.sets[person]!, 0);
  }

  /** Questions not asked on which the set of outcomes depends, whatever was declined. */
  missing(known: readonly Known[]): string[] {
    const people = this.matching(known);
    const hidden = this.placesOf(known, refused);
    return this.dependent(known, notAsked, people, (person) =>
      hidden.length === 0
        ? this.sets[person]!
        : this.union(people.filter((other) => this.agree(person, other, hidden))),
    );
  }

  /** Declined questions on which the outcome depends. */
  declined(known: readonly Known[]): string[] {
    return this.dependent(known, refused, this.matching(known), (person) => this.sets[person]!);
  }

  answers(known: readonly Known[]): Answers {
    return Object.fromEntries(
      this.small.questions.flatMap((question, at) => {
        const place = known[at]!;
        if (place === notAsked) return [];
        return [[question, place === refused ? { declined: true } : { value: this.small.values[at]![place]! }]];
      }),
    );
  }

  private dependent(
    known: readonly Known[],
    state: Known,
    people: readonly number[],
    setOf: (person: number) => number,
  ): string[] {
    const sets = new Map(people.map((person) => [person, setOf(person)]));
    return this.small.questions.filter((_, at) => {
      if (known[at] !== state) return false;
      return people.some(
        (person) => sets.get(person) !== sets.get(person - this.placeOf(person, at) * this.stride[at]!),
      );
    });
  }

  /** Whether two people differ in nothing but these questions. */
  private agree(a: number, b: number, but: readonly number[]): boolean {
    return this.stride.every((_, at) => but.includes(at) || this.placeOf(a, at) === this.placeOf(b, at));
  }

  private placesOf(known: readonly Known[], state: Known): number[] {
    return known.flatMap((place, at) => (place === state ? [at] : []));
  }

  private placeOf(person: number, at: number): number {
    return Math.floor(person / this.stride[at]!) % this.small.values[at]!.length;
  }
}
