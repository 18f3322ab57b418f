import { renamedIn } from './cells/names-in.js';
import { withLiterals, type DecisionTable, type Expression, type FeelTest, type TableInput } from './table.js';

/**
 * The table of an included fragment, told apart from the program's own: its id and what is its own (`ownIds`:
 * questions, decisions and parameters that it reads) get `<prefix>.` in front. What belongs to the including program
 * keeps its name.
 */
export function scopeTable(table: DecisionTable, prefix: string, ownIds: readonly string[]): DecisionTable {
  const own = new Set(ownIds);
  const scoped = (id: string): string => (own.has(id) ? `${prefix}.${id}` : id);
  return {
    ...table,
    id: `${prefix}.${table.id}`,
    inputs: table.inputs.map((input) => scopeInput(input, scoped)),
    rows: table.rows.map((row) => ({ ...row, tests: row.tests.map((test) => scopeTest(test, scoped)) })),
  };
}

type Scoped = (id: string) => string;

function scopeInput(input: TableInput, scoped: Scoped): TableInput {
  const renamed = { ...input, question: scoped(input.question) };
  return input.compute ? { ...renamed, compute: scopeExpression(input.compute, scoped) } : renamed;
}

/** What a text reads, and the text. */
function scopeText({ text, reads }: { readonly text: string; readonly reads: readonly string[] }, scoped: Scoped) {
  return { text: renamedIn(text, new Map(reads.map((id) => [id, scoped(id)]))), reads: reads.map(scoped) };
}

function scopeTest(test: FeelTest, scoped: Scoped): FeelTest {
  return withLiterals(scopeCell(test, scoped), (literal) => {
    if (literal.kind !== 'parameter') return literal;
    const { by } = literal;
    return { ...literal, value: scoped(literal.value), ...(by !== undefined && { by: scoped(by) }) };
  });
}

function scopeCell(test: FeelTest, scoped: Scoped): FeelTest {
  if (test.test === 'feel') return { ...test, ...scopeText(test, scoped) };
  if (test.test === 'not') return { ...test, of: scopeCell(test.of, scoped) };
  if (test.test !== 'some' && test.test !== 'every') return test;
  return { ...test, of: test.of.map((one) => scopeCell(one, scoped)) };
}

function scopeExpression(expression: Expression, scoped: Scoped): Expression {
  if (expression.op === 'question') return { op: 'question', id: scoped(expression.id) };
  if (expression.op === 'number') return expression;
  if (expression.op === 'feel') return { ...expression, ...scopeText(expression, scoped) };
  return {
    op: expression.op,
    left: scopeExpression(expression.left, scoped),
    right: scopeExpression(expression.right, scoped),
  };
}
