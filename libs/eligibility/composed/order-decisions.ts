import { questionsOfTable, type DecisionTable } from '../table.js';
import type { TableProblem } from '../types.js';

export type OrderedDecisions =
  | { readonly ok: true; readonly order: readonly DecisionTable[] }
  | { readonly ok: false; readonly problems: readonly TableProblem[] };

/**
 * Tables in an order in which each comes after those whose outcome it reads. `questionIds` are no decisions, whatever a
 * table is called. Decisions without a table read no other: compile them first. A circle is refused, and named.
 */
export function orderDecisions(tables: readonly DecisionTable[], questionIds: readonly string[]): OrderedDecisions {
  const questions = new Set(questionIds);
  const byId = new Map(tables.filter(({ id }) => !questions.has(id)).map((table) => [table.id, table]));
  const order: DecisionTable[] = [];
  const done = new Set<DecisionTable>();
  const circles: (readonly DecisionTable[])[] = [];
  const visit = (table: DecisionTable, way: readonly DecisionTable[]): void => {
    if (done.has(table)) return;
    const begins = way.indexOf(table);
    if (begins >= 0) {
      circles.push(way.slice(begins));
      return;
    }
    for (const id of questionsOfTable(table)) {
      const other = byId.get(id);
      if (other) visit(other, [...way, table]);
    }
    done.add(table);
    order.push(table);
  };
  for (const table of tables) visit(table, []);
  return circles.length === 0 ? { ok: true, order } : { ok: false, problems: circles.map(problemOf) };
}

function problemOf(circle: readonly DecisionTable[]): TableProblem {
  const [first] = circle;
  const names = [...circle, ...circle.slice(0, 1)].map(({ id }) => `“${id}”`);
  return {
    code: 'decisions-in-a-circle',
    message:
      circle.length === 1
        ? `${names[0]} reads its own outcome.`
        : `Decisions read each other in a circle: ${names.join(' reads ')}.`,
    instead: 'Let one of them read the questions themselves.',
    ...(first && { text: first.id }),
    ...(first?.line !== undefined && { line: first.line }),
  };
}
