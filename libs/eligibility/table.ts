import type { StoredFeel, StoredUnary } from './cells/stored.js';
import type { Text } from './types.js';

/**
 * A decision table as plain JSON. It is read once from DMN, stored with the program's version and travels to the
 * browser as it is; nothing here needs a parser to be evaluated.
 */
export interface DecisionTable {
  readonly id: string;
  readonly name: string;
  /** SHA-256 (hex) of the file that it was read from. */
  readonly version: string;
  readonly hitPolicy: HitPolicy;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rows: readonly TableRow[];
  /** Where the table begins in its file. */
  readonly line?: number;
}

/** `PRIORITY` ranks outcomes by the order of the output's values. */
export type HitPolicy = 'UNIQUE' | 'FIRST' | 'ANY' | 'PRIORITY';

export interface TableInput {
  /** The question, or the other decision, that the column is about; of a computed column, the first that it reads. */
  readonly question: string;
  readonly label: Text;
  /** Only for a computed column (`year - birth_year`): what its cells test. */
  readonly compute?: Expression;
  /** The values that the table says it takes; the question's domain is what counts. */
  readonly allowed?: FeelTest;
  readonly line?: number;
}

export interface TableOutput {
  readonly name: string;
  /** The declared words in their order; empty when the table declares none. */
  readonly values: readonly string[];
  /** What the table gives when no row matches; without it, that is a gap. */
  readonly otherwise?: string;
  readonly line?: number;
}

export interface TableRow {
  /** One per input, in the order of the inputs. */
  readonly tests: readonly FeelTest[];
  /** One per output. */
  readonly outputs: readonly string[];
  /** Why, in words for the person on the line. */
  readonly annotation: Text | null;
  readonly line?: number;
}

export type Literal =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** ISO 8601 calendar date. */
  | { readonly kind: 'date'; readonly value: string }
  /**
   * The parameter of this id, whatever it is on the day that the decision is for. `by`: written as an invocation,
   * `income_limit(household_size)`, with the question by which its values differ.
   */
  | { readonly kind: 'parameter'; readonly value: string; readonly by?: string };

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** What one cell asks of its input. */
export type FeelTest =
  | { readonly test: 'any' }
  | { readonly test: 'compare'; readonly operator: Comparison; readonly to: Literal }
  | {
      readonly test: 'range';
      readonly from: Literal;
      readonly to: Literal;
      readonly fromIncluded: boolean;
      readonly toIncluded: boolean;
    }
  /** The list that was chosen has this word. */
  | { readonly test: 'contains'; readonly item: string }
  | { readonly test: 'some'; readonly of: readonly FeelTest[] }
  | { readonly test: 'every'; readonly of: readonly FeelTest[] }
  | { readonly test: 'not'; readonly of: FeelTest }
  /** Any other test of FEEL: as it is written, as a tree, and the questions that it reads besides the column's own. */
  | { readonly test: 'feel'; readonly text: string; readonly cell: StoredUnary; readonly reads: readonly string[] };

/** Arithmetic over numeric questions, or any other expression of FEEL over questions. */
export type Expression =
  | { readonly op: 'question'; readonly id: string }
  | { readonly op: 'number'; readonly value: number }
  | { readonly op: '+' | '-' | '*' | '/'; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'feel'; readonly text: string; readonly tree: StoredFeel; readonly reads: readonly string[] };

/** A problem of the whole table is told where the table begins. */
export function atTable<T extends { readonly line?: number }>({ line }: DecisionTable, problem: T): T {
  return problem.line === undefined && line !== undefined ? { ...problem, line } : problem;
}

/** Every question that an expression reads, in order, each once. */
export function questionsOf(expression: Expression): readonly string[] {
  if (expression.op === 'question') return [expression.id];
  if (expression.op === 'number') return [];
  if (expression.op === 'feel') return expression.reads;
  return [...new Set([...questionsOf(expression.left), ...questionsOf(expression.right)])];
}

/** Every question that a column reads. */
export function questionsOfInput(input: TableInput): readonly string[] {
  return input.compute ? questionsOf(input.compute) : [input.question];
}

/** Every question that a test reads besides the one that its column is about. */
export function questionsOfTest(test: FeelTest): readonly string[] {
  if (test.test === 'feel') return test.reads;
  if (test.test === 'not') return questionsOfTest(test.of);
  return test.test === 'some' || test.test === 'every' ? [...new Set(test.of.flatMap(questionsOfTest))] : [];
}

/** Every question that a table names: in its columns, in its cells, and in what the parameters of its cells go by. */
export function questionsOfTable({ inputs, rows }: Pick<DecisionTable, 'inputs' | 'rows'>): readonly string[] {
  const ofCells = (column: number) => rows.flatMap(({ tests }) => questionsOfTest(tests[column] ?? { test: 'any' }));
  const named = rows.flatMap(({ tests }) => tests.flatMap(literalsOf));
  const by = named.flatMap((literal) => (literal.kind === 'parameter' ? (literal.by ?? []) : []));
  return [...new Set([...inputs.flatMap((input, at) => [...questionsOfInput(input), ...ofCells(at)]), ...by])];
}

/** Every constant that a test compares with; a word that a list must contain counts as one. */
export function literalsOf(test: FeelTest): readonly Literal[] {
  switch (test.test) {
    case 'any':
    case 'feel':
      return [];
    case 'compare':
      return [test.to];
    case 'range':
      return [test.from, test.to];
    case 'contains':
      return [{ kind: 'string', value: test.item }];
    case 'not':
      return literalsOf(test.of);
    case 'some':
    case 'every':
      return test.of.flatMap(literalsOf);
  }
}

/** Ids of the parameters that a table's cells compare with, in the order of its rows. */
export function parameterIdsOf(table: Pick<DecisionTable, 'rows'>): readonly string[] {
  const literals = table.rows.flatMap(({ tests }) => tests.flatMap(literalsOf));
  return [...new Set(literals.flatMap(({ kind, value }) => (kind === 'parameter' ? [value] : [])))];
}

/** A test with each of its constants replaced. */
export function withLiterals(test: FeelTest, replace: (literal: Literal) => Literal): FeelTest {
  switch (test.test) {
    case 'any':
    case 'contains':
    case 'feel':
      return test;
    case 'compare':
      return { ...test, to: replace(test.to) };
    case 'range':
      return { ...test, from: replace(test.from), to: replace(test.to) };
    case 'not':
      return { ...test, of: withLiterals(test.of, replace) };
    case 'some':
    case 'every':
      return { ...test, of: test.of.map((one) => withLiterals(one, replace)) };
  }
}
