import type { Decision } from '../decision.js';
import type { Labels } from '../explain.js';
import { literalsOf, type Comparison, type DecisionTable, type FeelTest, type Literal } from '../table.js';
import type { Answers, Because, Text, Value } from '../types.js';
import { valueAt } from './expand-parameters.js';
import { inOrder, type Parameter, type Parameters } from './parameter.js';

type Explained = Pick<Decision, 'table' | 'parameters'>;
type Constants = ReadonlyMap<string, Constant>;
interface Constant {
  readonly parameter: Parameter;
  readonly value: Value;
  readonly from: string;
}

/**
 * What an answer was compared with where that changes with time: “at most 23,696 from 2025-01-01” of the row that
 * decided, else what the other rows compare it with, by name. Null where no parameter was, or no longer can be, read.
 */
export function sayConstants(
  { table, parameters }: Explained,
  because: Because,
  question: string,
  answers: Answers,
  labels: Labels,
): Text | null {
  if (!parameters || because.date === undefined) return null;
  const say = (value: Value): Text => labels.value(question, value);
  const columns = table.inputs.flatMap((input, at) => (input.question === question && !input.compute ? [at] : []));
  const testsOf = (row: number): FeelTest[] => columns.flatMap((at) => table.rows[row]?.tests[at] ?? []);
  const own = because.row === null ? [] : testsOf(because.row - 1);
  const deciding = constantsIn(own, parameters, because.date, answers);
  const [only] = own.filter((test) => namesIn([test]).length > 0);
  const said = only && deciding.size === namesIn([only]).length ? sayTest(only, deciding, say) : null;
  if (said) return withDay(said, deciding);
  const all = constantsIn(
    table.rows.flatMap((_, row) => testsOf(row)),
    parameters,
    because.date,
    answers,
  );
  const parts = [...(deciding.size > 0 ? deciding : all).values()].map((constant) => byName(constant, say));
  if (parts.length === 0) return null;
  return { en: parts.map(({ en }) => en).join('; '), fr: parts.map(({ fr }) => fr).join('; ') };
}

/** A value that an answer was compared with, and the day from which that holds. */
export interface LimitRead {
  readonly title: Text;
  readonly value: Value;
  readonly from: string;
}

/** What a table compares an answer with where that changes with time, each once, as of the day that it decided for. */
export function limitsRead(
  { table, parameters }: Explained,
  because: Because,
  question: string,
  answers: Answers,
): readonly LimitRead[] {
  if (!parameters || because.date === undefined) return [];
  const columns = table.inputs.flatMap((input, at) => (input.question === question && !input.compute ? [at] : []));
  const tests = table.rows.flatMap((row) => columns.flatMap((at) => row.tests[at] ?? []));
  const found = constantsIn(tests, parameters, because.date, answers);
  return [...found.values()].map(({ parameter: { title }, value, from }) => ({ title, value, from }));
}

const namesIn = (tests: readonly FeelTest[]): string[] =>
  tests.flatMap((test) => literalsOf(test).flatMap(({ kind, value }) => (kind === 'parameter' ? [value] : [])));

/** The parameters that tests name, as they were; one that depends on an answer that is not kept is left out. */
function constantsIn(tests: readonly FeelTest[], parameters: Parameters, date: string, answers: Answers): Constants {
  const found = [...new Set(namesIn(tests))].flatMap((id): [string, Constant][] => {
    const parameter = parameters[id];
    if (!parameter) return [];
    const { by } = parameter;
    const answer = by !== undefined && Object.hasOwn(answers, by) ? answers[by] : undefined;
    const literal = valueAt(parameter, date, answer && 'value' in answer ? answer.value : null);
    const period = inOrder(parameter).findLast(({ from }) => from <= date);
    return literal && period ? [[id, { parameter, value: literal.value, from: period.from }]] : [];
  });
  return new Map(found);
}

const byName = ({ parameter: { title }, value, from }: Constant, say: (value: Value) => Text): Text => ({
  en: `${title.en}: ${say(value).en} from ${from}`,
  fr: `${title.fr} : ${say(value).fr} à partir du ${from}`,
});

const amounts: Readonly<Record<Comparison, Text>> = {
  '=': { en: '', fr: '' },
  '!=': { en: 'other than ', fr: 'autre que ' },
  '<': { en: 'less than ', fr: 'moins de ' },
  '<=': { en: 'at most ', fr: 'au plus ' },
  '>': { en: 'more than ', fr: 'plus de ' },
  '>=': { en: 'at least ', fr: 'au moins ' },
};
const days: Readonly<Record<Comparison, Text>> = {
  ...amounts,
  '<': { en: 'before ', fr: 'avant le ' },
  '<=': { en: 'no later than ', fr: 'au plus tard le ' },
  '>': { en: 'after ', fr: 'après le ' },
  '>=': { en: 'no earlier than ', fr: 'au plus tôt le ' },
};

/** Of two parameters, the later day: from then on both are as said. */
function withDay({ en, fr }: Text, constants: Constants): Text {
  const from = [...constants.values()].reduce((latest, one) => (one.from > latest ? one.from : latest), '');
  return { en: `${en} from ${from}`, fr: `${fr} à partir du ${from}` };
}

/** One comparison or range in words; null for a test with more in it. */
function sayTest(test: FeelTest, constants: Constants, say: (value: Value) => Text): Text | null {
  const of = (literal: Literal): Text =>
    say(literal.kind === 'parameter' ? (constants.get(literal.value)?.value ?? '') : literal.value);
  const [first] = [...constants.values()];
  if (!first) return null;
  if (test.test === 'compare') {
    const words = (first.parameter.type === 'date' ? days : amounts)[test.operator];
    const value = of(test.to);
    return { en: `${words.en}${value.en}`, fr: `${words.fr}${value.fr}` };
  }
  if (test.test !== 'range') return null;
  const [low, high] = [of(test.from), of(test.to)];
  return { en: `between ${low.en} and ${high.en}`, fr: `entre ${low.fr} et ${high.fr}` };
}

/** A row that compares an answer with what changes with time. */
export interface DatedTest {
  readonly question: string;
  readonly outcome: string;
  readonly test: FeelTest;
  /** The parameters that it names. */
  readonly names: readonly string[];
}

/** Every comparison of a table with a value that changes with time. */
export function datedTests({ inputs, rows }: Pick<DecisionTable, 'inputs' | 'rows'>): readonly DatedTest[] {
  return rows.flatMap(({ tests, outputs }) =>
    inputs.flatMap(({ question }, at): DatedTest[] => {
      const test = tests[at];
      const names = test ? [...new Set(namesIn([test]))] : [];
      return test && names.length > 0 ? [{ question, outcome: outputs[0] ?? '', test, names }] : [];
    }),
  );
}

/** Whether a comparison can be said in a few words. */
export const isPlain = ({ test }: FeelTest): boolean => test === 'compare' || test === 'range';

/** What an outcome asks for, on the day and for the answers that were decided by. */
export interface LimitUsed {
  /** The value itself: $23,696.00. Null where there are several, or it is not known. */
  readonly value: Text | null;
  /** Outcome → what it takes, with how it is compared: at most $23,696.00. Only where one plain comparison says it. */
  readonly takes: Readonly<Record<string, Text>>;
}

/** The limits by which a table decided. Pure. */
export function limitUsed(
  { table, parameters }: Explained,
  because: Because,
  answers: Answers,
  say: (question: string, value: Value) => Text,
): LimitUsed {
  const tests = datedTests(table);
  const { date } = because;
  if (!parameters || date === undefined) return { value: null, takes: {} };
  const known = (test: FeelTest) => constantsIn([test], parameters, date, answers);
  const one = new Set(tests.flatMap(({ names }) => names)).size === 1 ? tests[0] : undefined;
  const [constant] = one ? [...known(one.test).values()] : [];
  const takes = tests.flatMap(({ outcome, question, test, names }): [string, Text][] => {
    const constants = known(test);
    if (tests.filter((other) => other.outcome === outcome).length > 1 || constants.size < names.length) return [];
    const said = sayTest(test, constants, (value) => say(question, value));
    return said ? [[outcome, said]] : [];
  });
  return { value: one && constant ? say(one.question, constant.value) : null, takes: Object.fromEntries(takes) };
}
