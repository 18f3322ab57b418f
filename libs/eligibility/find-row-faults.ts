import type { ExactReader } from './build-diagram.js';
import type { Finding } from './check-decision.js';
import { rowPasses } from './columns.js';
import type { Decision } from './decision.js';
import { describe, exampleOf } from './find-gaps.js';

/** Pairs more than this are not listed one by one. */
const mostOverlaps = 20;

/** Rows of a UNIQUE or ANY table that match together and give different outcomes. */
export function findOverlaps(decision: Decision): Finding[] {
  const { table, parts } = decision;
  if (table.hitPolicy !== 'UNIQUE' && table.hitPolicy !== 'ANY') return [];
  const findings: Finding[] = [];
  for (let a = 0; a < table.rows.length; a++) {
    for (let b = a + 1; b < table.rows.length && findings.length < mostOverlaps; b++) {
      if (parts.outcomeOfRow[a] === parts.outcomeOfRow[b]) continue;
      const path = meeting(decision, a, b);
      if (path) findings.push(overlap(decision, [a, b], path));
    }
  }
  return findings;
}

/** A class per column that both rows accept, or null when some column tells them apart. */
function meeting({ parts }: Decision, a: number, b: number): ReadonlyMap<number, number> | null {
  const path = new Map<number, number>();
  for (const [variable, column] of parts.columns.entries()) {
    const classes = Array.from({ length: column.classes?.count ?? 0 }, (_, c) => c);
    const common = classes.find((c) => rowPasses(column, a, c) && rowPasses(column, b, c));
    if (common === undefined) return null;
    path.set(variable, common);
  }
  return path;
}

function overlap(decision: Decision, [a, b]: readonly [number, number], path: ReadonlyMap<number, number>): Finding {
  const example = exampleOf(decision, path);
  const { table } = decision;
  const line = table.rows[b]?.line;
  return {
    code: 'overlap',
    severity: 'fault',
    message: `Rows ${a + 1} and ${b + 1} both match when ${describe(example)}, and give “${table.rows[a]?.outputs[0] ?? ''}” and “${table.rows[b]?.outputs[0] ?? ''}”.`,
    instead: 'Narrow one of the rows, or use FIRST if the order is meant.',
    rows: [a + 1, b + 1],
    row: b + 1,
    example,
    ...(line === undefined ? {} : { line }),
  };
}

/** Rows that decide for nobody. */
export function findDeadRows({ table }: Decision, { rows, rowsRoot }: ExactReader): Finding[] {
  const alive = new Set<number>();
  rows.walk(
    rowsRoot,
    (node) => node.children,
    (id, node) => {
      if (!node) rows.endOf(id).forEach((row) => alive.add(row));
    },
  );
  return table.rows.flatMap((row, index): Finding[] =>
    alive.has(index)
      ? []
      : [
          {
            code: 'row-never-fires',
            severity: 'fault',
            message: `Row ${index + 1} can never decide: other rows come first, or no answer matches all of its cells.`,
            instead: 'Remove it, or move it before the rows that cover it.',
            row: index + 1,
            rows: [index + 1],
            ...(row.line === undefined ? {} : { line: row.line }),
          },
        ],
  );
}
