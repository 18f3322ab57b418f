import type { ExactReader } from './build-diagram.js';
import type { Finding } from './check-decision.js';
import type { Decision } from './decision.js';
import { describe, exampleOf, pathsTo } from './find-gaps.js';

/** Pairs more than this are not listed one by one. */
const mostOverlaps = 20;

/** Rows of a UNIQUE or ANY table that match together and give different outcomes. */
export function findOverlaps(decision: Decision, { rows, rowsRoot }: ExactReader): Finding[] {
  const { outcomeOfRow } = decision.parts;
  const findings = new Map<string, Finding>();
  for (const end of endsOf(rows, rowsRoot)) {
    for (const [a, b] of pairsOf(end)) {
      const key = `${a},${b}`;
      if (outcomeOfRow[a] === outcomeOfRow[b] || findings.has(key) || findings.size >= mostOverlaps) continue;
      const [path] = pathsTo(rows, rowsRoot, (one) => one === end, 1);
      if (path) findings.set(key, overlap(decision, [a, b], path));
    }
  }
  return [...findings.values()];
}

/** Sets of rows that decide for somebody. */
function endsOf(rows: ExactReader['rows'], root: ExactReader['rowsRoot']): (readonly number[])[] {
  const ends: (readonly number[])[] = [];
  rows.walk(
    root,
    (node) => node.children,
    (id, node) => {
      if (!node) ends.push(rows.endOf(id));
    },
  );
  return ends;
}

function* pairsOf(rows: readonly number[]): Generator<readonly [number, number]> {
  for (const [at, a] of rows.entries()) for (const b of rows.slice(at + 1)) yield [a, b];
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
  const alive = new Set(endsOf(rows, rowsRoot).flat());
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
