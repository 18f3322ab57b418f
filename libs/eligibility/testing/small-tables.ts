import type { DecisionTable, Domain, FeelTest, HitPolicy, Literal, Text, Value } from '../index.js';
import { hostile } from './hostile.js';

/** The same numbers from the same seed, everywhere. */
export class Seeded {
  constructor(private state: number) {}

  /** A whole number from 0 until `limit`. */
  upTo(limit: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) | 0;
    return (this.state >>> 8) % limit;
  }

  of<T>(list: readonly T[]): T {
    return list[this.upTo(list.length)]!;
  }
}

/** A question with values that stand for all that it can be. */
interface Kind {
  readonly domain: Domain;
  readonly values: readonly Value[];
  readonly test: (random: Seeded) => FeelTest;
}

export interface SmallTable {
  readonly table: DecisionTable;
  readonly domains: Readonly<Record<string, Domain>>;
  readonly questions: readonly string[];
  /** Per question. */
  readonly values: readonly (readonly Value[])[];
}

const order = ['=', '!=', '<', '<=', '>', '>='] as const;

function compare(operators: readonly (typeof order)[number][], literals: readonly Literal[]): Kind['test'] {
  return (random) => ({ test: 'compare', operator: random.of(operators), to: random.of(literals) });
}

function ordered(literals: readonly Literal[]): Kind['test'] {
  const one = compare(order, literals);
  return (random) =>
    random.upTo(2) === 0
      ? one(random)
      : {
          test: 'range',
          from: random.of(literals),
          to: random.of(literals),
          fromIncluded: random.upTo(2) === 0,
          toIncluded: random.upTo(2) === 0,
        };
}

const numbers = (...values: number[]): Literal[] => values.map((value) => ({ kind: 'number', value }));
const words = (values: readonly string[]): Literal[] => values.map((value) => ({ kind: 'string', value }));

function kindOf(random: Seeded): Kind {
  const some = [...new Set([random.of(hostile), random.of(hostile), random.of(hostile)])];
  switch (random.upTo(8)) {
    case 0:
      return { domain: { kind: 'boolean' }, values: [true, false], test: compare(['=', '!='], booleans) };
    case 1:
      return {
        domain: { kind: 'number', min: 0, max: 4, step: 1 },
        values: [0, 1, 2, 3, 4],
        test: ordered(numbers(-1, 0, 1, 2.5, 3, 4)),
      };
    case 2:
      return { domain: { kind: 'number', step: 1 }, values: [-7, -1, 0, 1, 2], test: ordered(numbers(-1, 0, 1, 1.5)) };
    case 3:
      return {
        domain: { kind: 'number', min: 0, max: 0.5, step: 0.1 },
        values: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
        test: ordered(numbers(0.1, 0.25, 0.3)),
      };
    case 4:
      return { domain: { kind: 'number' }, values: [-1, 0, 0.25, 0.5, 2], test: ordered(numbers(0, 0.5)) };
    case 5:
      return {
        domain: { kind: 'date' },
        values: ['2024-02-28', '2024-02-29', '2024-03-01', '2025-01-01'],
        test: ordered([
          { kind: 'date', value: '2024-02-29' },
          { kind: 'date', value: '2024-03-01' },
        ]),
      };
    case 6:
      return {
        domain: { kind: 'text' },
        values: [...some, 'something else'],
        test: compare(['=', '!='], words(some)),
      };
    default:
      return listKind(random, some);
  }
}

const booleans: Literal[] = [
  { kind: 'boolean', value: true },
  { kind: 'boolean', value: false },
];

function listKind(random: Seeded, some: readonly string[]): Kind {
  if (random.upTo(3) > 0) {
    return {
      domain: { kind: 'choice', values: some },
      values: some,
      test: compare(['=', '!='], words([...some, 'never'])),
    };
  }
  const [first = '', second = first] = some;
  return {
    domain: { kind: 'multi', values: some },
    values: [[], [first], [second], [first, second]],
    test: (one) => ({ test: 'contains', item: one.of([first, second]) }),
  };
}

function cell(random: Seeded, { test }: Kind): FeelTest {
  switch (random.upTo(8)) {
    case 0:
    case 1:
    case 2:
      return { test: 'any' };
    case 3:
      return { test: 'not', of: { test: 'some', of: [test(random), test(random)] } };
    case 4:
      return { test: random.of(['some', 'every'] as const), of: [test(random), test(random)] };
    default:
      return test(random);
  }
}

const textOf = (random: Seeded): Text => ({ en: random.of(hostile), fr: random.of(hostile) });

const policies: readonly HitPolicy[] = ['FIRST', 'UNIQUE', 'ANY', 'PRIORITY'];

/** A table of up to three questions and eight rows over every kind of question. `rowsBefore` copies of rows make it longer than a word. */
export function smallTable(random: Seeded, rowsBefore = 0): SmallTable {
  const kinds = Array.from({ length: 1 + random.upTo(3) }, () => kindOf(random));
  const start = random.upTo(hostile.length);
  const questions = kinds.map((_, at) => hostile[(start + at) % hostile.length]!);
  const columns = [...kinds.keys(), ...(random.upTo(4) === 0 ? [0] : [])];
  const outcomes = [random.of(hostile), 'amber', 'green'];
  const rows = Array.from({ length: 1 + random.upTo(8) }, () => ({
    tests: columns.map((at) => cell(random, kinds[at]!)),
    outputs: [random.of(outcomes)],
    annotation: random.upTo(2) === 0 ? null : textOf(random),
  }));
  const copies = Array.from({ length: rowsBefore }, () => random.of(rows));
  const otherwise = random.upTo(2) === 0 ? { otherwise: random.of(outcomes) } : {};
  return {
    questions,
    values: kinds.map(({ values }) => values),
    domains: Object.fromEntries(kinds.map(({ domain }, at) => [questions[at]!, domain])),
    table: {
      id: random.of(hostile),
      name: random.of(hostile),
      version: 'v',
      hitPolicy: random.of(policies),
      inputs: columns.map((at) => ({ question: questions[at]!, label: textOf(random) })),
      outputs: [{ name: 'out', values: outcomes, ...otherwise }],
      rows: [...copies, ...rows],
    },
  };
}
