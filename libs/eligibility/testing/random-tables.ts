import fc from 'fast-check';
import type { Answer, Answers, DecisionTable, Domain, FeelTest, HitPolicy, Literal, Value } from '../index.js';

/** A question of a random table: its domain, and values that stand for all of it. */
interface RandomQuestion {
  readonly id: string;
  readonly domain: Domain;
  readonly values: readonly Value[];
  readonly test: fc.Arbitrary<FeelTest>;
}

export interface RandomCase {
  readonly table: DecisionTable;
  readonly domains: Readonly<Record<string, Domain>>;
  readonly possible: ReadonlyMap<string, readonly Value[]>;
  readonly answers: Answers;
}

const hostile = ['__proto__', 'constructor', 'a"b', '${x}', 'safety.danger'];

/** Shapes that build on simple tests of constants. */
function tests(simple: fc.Arbitrary<FeelTest>): fc.Arbitrary<FeelTest> {
  const any = fc.constant<FeelTest>({ test: 'any' });
  const list = fc.array(simple, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    { weight: 3, arbitrary: any },
    { weight: 4, arbitrary: simple },
    { weight: 1, arbitrary: list.map((of): FeelTest => ({ test: 'some', of })) },
    { weight: 1, arbitrary: list.map((of): FeelTest => ({ test: 'every', of })) },
    { weight: 2, arbitrary: list.map((of): FeelTest => ({ test: 'not', of: { test: 'some', of } })) },
  );
}

function equality(literals: readonly Literal[]): fc.Arbitrary<FeelTest> {
  return fc.record({
    test: fc.constant('compare' as const),
    operator: fc.constantFrom('=' as const, '!=' as const),
    to: fc.constantFrom(...literals),
  });
}

function order(literals: readonly Literal[]): fc.Arbitrary<FeelTest> {
  const operator = fc.constantFrom(
    '=' as const,
    '!=' as const,
    '<' as const,
    '<=' as const,
    '>' as const,
    '>=' as const,
  );
  const one = fc.constantFrom(...literals);
  const range = fc.record({
    test: fc.constant('range' as const),
    from: one,
    to: one,
    fromIncluded: fc.boolean(),
    toIncluded: fc.boolean(),
  });
  return fc.oneof(fc.record({ test: fc.constant('compare' as const), operator, to: one }), range);
}

const words = (...values: string[]): Literal[] => values.map((value) => ({ kind: 'string', value }));
const numbers = (...values: number[]): Literal[] => values.map((value) => ({ kind: 'number', value }));

type Kind = Omit<RandomQuestion, 'id'>;
const kinds: readonly Kind[] = [
  {
    domain: { kind: 'choice', values: ['yes', 'no', 'unsure'] },
    values: ['yes', 'no', 'unsure'],
    test: tests(equality(words('yes', 'no', 'unsure', 'never'))),
  },
  {
    domain: { kind: 'boolean' },
    values: [true, false],
    test: tests(
      equality([
        { kind: 'boolean', value: true },
        { kind: 'boolean', value: false },
      ]),
    ),
  },
  {
    domain: { kind: 'number', min: 0, max: 4, step: 1 },
    values: [0, 1, 2, 3, 4],
    test: tests(order(numbers(-1, 0, 1, 2.5, 3, 4))),
  },
  { domain: { kind: 'number' }, values: [-1, 0, 0.25, 0.5, 0.75, 1, 2], test: tests(order(numbers(0, 0.5, 1))) },
  {
    domain: { kind: 'number', min: 0, max: 1, step: 0.1 },
    values: [0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1],
    test: tests(order(numbers(0.1, 0.3, 0.9))),
  },
  {
    domain: { kind: 'date' },
    values: ['2024-02-28', '2024-02-29', '2024-03-01', '2024-03-02', '2024-03-03'],
    test: tests(
      order([
        { kind: 'date', value: '2024-02-29' },
        { kind: 'date', value: '2024-03-02' },
      ]),
    ),
  },
  {
    domain: { kind: 'text' },
    values: ['Toronto', '${x}', 'elsewhere'],
    test: tests(equality(words('Toronto', '${x}'))),
  },
  {
    domain: { kind: 'multi', values: ['a', 'b', 'c'] },
    values: [[], ['a'], ['b'], ['c'], ['b', 'a'], ['a', 'c'], ['b', 'c'], ['a', 'b', 'c']],
    test: tests(fc.constantFrom('a', 'b').map((item): FeelTest => ({ test: 'contains', item }))),
  },
];

const outcomes = ['red', 'amber', 'green'];

/** Small tables over every kind of question with partial, declined and hostile answers. */
export const randomCase: fc.Arbitrary<RandomCase> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...hostile), { minLength: 1, maxLength: 4 }),
    fc.array(fc.constantFrom(...kinds), { minLength: 4, maxLength: 4 }),
  )
  .map(([ids, picked]) => ids.map((id, at): RandomQuestion => ({ id, ...(picked[at] ?? kinds[0]!) })))
  .chain((questions) =>
    fc
      .record({
        inputs: fc.array(fc.constantFrom(...questions), { minLength: 1, maxLength: 5 }),
        policy: fc.constantFrom<HitPolicy>('FIRST', 'UNIQUE', 'ANY', 'PRIORITY'),
        otherwise: fc.option(fc.constantFrom(...outcomes), { nil: undefined }),
      })
      .chain(({ inputs, policy, otherwise }) =>
        fc.record({
          table: randomTable(inputs, policy, otherwise),
          domains: fc.constant(Object.fromEntries(questions.map(({ id, domain }) => [id, domain]))),
          possible: fc.constant(new Map(questions.map(({ id, values }) => [id, values]))),
          answers: randomAnswers(questions),
        }),
      ),
  );

function randomTable(
  inputs: readonly RandomQuestion[],
  hitPolicy: HitPolicy,
  otherwise: string | undefined,
): fc.Arbitrary<DecisionTable> {
  const row = fc.record({
    tests: fc.tuple(...inputs.map((input) => input.test)),
    outputs: fc.constantFrom(...outcomes).map((outcome) => [outcome]),
    annotation: fc.constant(null),
  });
  return fc.array(row, { minLength: 1, maxLength: 6 }).map((rows) => ({
    id: 't',
    name: 't',
    version: 'v',
    hitPolicy,
    inputs: inputs.map(({ id }) => ({ question: id, label: { en: id, fr: id } })),
    outputs: [{ name: 'out', values: outcomes, ...(otherwise === undefined ? {} : { otherwise }) }],
    rows,
  }));
}

function randomAnswers(questions: readonly RandomQuestion[]): fc.Arbitrary<Answers> {
  const one = ({ id, values }: RandomQuestion): fc.Arbitrary<[string, Answer | null]> =>
    fc
      .oneof(
        fc.constant(null),
        fc.constant({ declined: true } as const),
        fc.constantFrom(...values).map((value) => ({ value })),
      )
      .map((answer): [string, Answer | null] => [id, answer]);
  return fc
    .tuple(...questions.map(one))
    .map((all) => Object.fromEntries(all.filter((entry): entry is [string, Answer] => entry[1] !== null)));
}
