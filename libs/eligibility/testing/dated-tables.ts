import type { DecisionTable, Domain, FeelTest, Literal, Parameter, Parameters, Value } from '../index.js';
import { hostile } from './hostile.js';
import { smallTable, type Seeded, type SmallTable } from './small-tables.js';

export interface DatedTable extends SmallTable {
  readonly parameters: Parameters;
  /** The question whose answer is the day that is decided for. */
  readonly date: string;
}

const froms = ['2024-02-01', '2024-03-01', '2025-01-01'];
const days = ['2024-01-31', '2024-02-01', '2024-02-29T23:59', '2024-03-01', '2026-01-01'];
/** Days that only a column about the day itself tells apart. */
const between = ['2024-02-10', '2024-06-15', '2025-06-15'];
const keysOf: Readonly<Record<string, readonly string[]>> = {
  size: ['0', '1', '2', '3'],
  who: ['x', '__proto__', 'constructor'],
};
const added: Readonly<Record<string, { readonly domain: Domain; readonly values: readonly Value[] }>> = {
  size: { domain: { kind: 'number', min: 0, max: 4, step: 1 }, values: [0, 1, 2, 3, 4] },
  who: { domain: { kind: 'choice', values: keysOf['who']! }, values: keysOf['who']! },
  when: { domain: { kind: 'date' }, values: days },
};

/** A small table some of whose constants became parameters, over days and households for which some are not known. */
export function datedTable(random: Seeded): DatedTable {
  const small = smallTable(random);
  const parameters: Record<string, Parameter> = Object.create(null) as Record<string, Parameter>;
  const put = (question: string, literal: Literal): Literal => {
    const constants = constantsFor(small, question);
    if (constants.length === 0 || random.upTo(2) > 0) return literal;
    const id = `${random.of(hostile)} ${question}`;
    const own = parameters[id] ?? parameterFor(random, id, literal.kind, constants);
    parameters[id] = own;
    return { kind: 'parameter', value: id, ...(own.by !== undefined && random.upTo(2) === 0 && { by: own.by }) };
  };
  const swapped = (test: FeelTest, at: number): FeelTest =>
    swap(test, (literal) => put(small.table.inputs[at]!.question, literal));
  const rows = small.table.rows.map((row) => ({ ...row, tests: row.tests.map(swapped) }));
  const table: DecisionTable = { ...small.table, rows };
  const bys = new Set(Object.values(parameters).flatMap(({ by }) => by ?? []));
  const own = small.questions.find((id) => small.domains[id]!.kind === 'date');
  const date = own !== undefined && random.upTo(2) === 0 ? own : 'when';
  const more = [...(date === 'when' ? ['when'] : []), ...bys];
  return {
    table,
    parameters,
    date,
    questions: [...small.questions, ...more],
    values: [
      ...small.values.map((values, at) => (small.questions[at] === date ? [...days, ...between, ...values] : values)),
      ...more.map((id) => added[id]!.values),
    ],
    domains: { ...small.domains, ...Object.fromEntries(more.map((id) => [id, added[id]!.domain])) },
  };
}

/** Every constant of a test, whether or not it becomes a parameter; an order of words is none. */
function swap(test: FeelTest, put: (literal: Literal) => Literal): FeelTest {
  if (test.test === 'compare') return { ...test, to: put(test.to) };
  if (test.test === 'range') return { ...test, from: put(test.from), to: put(test.to) };
  if (test.test === 'not') return { ...test, of: swap(test.of, put) };
  if (test.test === 'some' || test.test === 'every') return { ...test, of: test.of.map((one) => swap(one, put)) };
  return test;
}

/** Constants that the question's sample values tell apart. */
function constantsFor({ questions, domains, values }: SmallTable, question: string): readonly (number | string)[] {
  const domain = domains[question]!;
  if (domain.kind === 'number') return domain.step === 1 ? [-1, 0, 1] : [];
  if (domain.kind === 'date') return ['2024-02-29', '2024-03-01'];
  if (domain.kind !== 'choice' && domain.kind !== 'text') return [];
  const known = values[questions.indexOf(question)] as string[];
  // The last of a text's samples stands for every word that no cell names.
  return domain.kind === 'text' ? known.slice(0, -1) : ['never', ...known];
}

function parameterFor(
  random: Seeded,
  id: string,
  kind: Literal['kind'],
  constants: readonly (number | string)[],
): Parameter {
  const type = kind === 'number' ? 'integer' : kind === 'date' ? 'date' : 'text';
  const one = (): number | string => random.of(constants);
  const by = random.of([undefined, 'size', 'who']);
  const is = (): Parameter['values'][number]['is'] => {
    if (by === undefined || random.upTo(4) === 0) return one();
    const keys = keysOf[by]!.filter(() => random.upTo(3) > 0);
    return Object.fromEntries((keys.length === 0 ? keysOf[by]!.slice(0, 1) : keys).map((key) => [key, one()]));
  };
  const periods = froms.filter(() => random.upTo(2) === 0);
  const values = (periods.length === 0 ? froms.slice(1, 2) : periods).map((from) => ({ from, is: is() }));
  return { id, title: { en: id, fr: id }, type, ...(by !== undefined && { by }), values };
}
