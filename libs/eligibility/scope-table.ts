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

function scopeTest(test: FeelTest, scoped: (id: string) => string): FeelTest {
  return withLiterals(test, (literal) => {
    if (literal.kind !== 'parameter') return literal;
    const { by } = literal;
    return { ...literal, value: scoped(literal.value), ...(by !== undefined && { by: scoped(by) }) };
  });
}

function scopeInput(input: TableInput, scoped: (id: string) => string): TableInput {
  const renamed = { ...input, question: scoped(input.question) };
  return input.compute ? { ...renamed, compute: scopeExpression(input.compute, scoped) } : renamed;
}

function scopeExpression(expression: Expression, scoped: (id: string) => string): Expression {
  if (expression.op === 'question') return { op: 'question', id: scoped(expression.id) };
  if (expression.op === 'number') return expression;
  return {
    op: expression.op,
    left: scopeExpression(expression.left, scoped),
    right: scopeExpression(expression.right, scoped),
  };
}
