import type { DecisionTable, Expression, TableInput } from './table.js';

/**
 * The table of an included fragment, told apart from the program's own: its id and its own questions
 * (`questionIds`) get `<prefix>.` in front. Questions of the including program keep their names.
 */
export function scopeTable(table: DecisionTable, prefix: string, questionIds: readonly string[]): DecisionTable {
  const own = new Set(questionIds);
  const scoped = (id: string): string => (own.has(id) ? `${prefix}.${id}` : id);
  return {
    ...table,
    id: `${prefix}.${table.id}`,
    inputs: table.inputs.map((input) => scopeInput(input, scoped)),
  };
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
