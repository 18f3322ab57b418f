import type { ModdleElement } from 'dmn-moddle';
import { mostRows } from './limits.js';
import type { ReadAt, ReadTables } from './read-decision-tables.js';
import type { Text } from './types.js';
import type { TableLines } from './xml-outline.js';

/** A decision table as another notation than DMN says it: the same parts, cells in the same words (FEEL). */
export interface WrittenTable {
  readonly id: string;
  readonly name: string;
  /** `UNIQUE` when left out, as in DMN. */
  readonly hitPolicy?: string;
  readonly inputs: readonly { readonly reads: string; readonly label: Text }[];
  /** The declared words in their order, and the one for when no row fits. */
  readonly outcomes: readonly string[];
  readonly otherwise?: string;
  readonly rows: readonly { readonly cells: readonly string[]; readonly outcome: string; readonly because?: Text }[];
}

/** Where its parts stand in its file: 1-based lines. */
export type WrittenLines = TableLines;

/**
 * The table of a file that is not DMN, by the same reader: the same model, checks and messages, at the lines that the
 * caller has found. Pure.
 */
export async function readWrittenTable(written: WrittenTable, lines: WrittenLines, at: ReadAt): Promise<ReadTables> {
  if (written.rows.length > mostRows) {
    const message = `The table has ${written.rows.length} rows; ${mostRows} is the most.`;
    const instead = 'Split the table, or group rows that give the same outcome.';
    return { ok: false, problems: [{ code: 'too-many-rows', message, instead, file: at.file, line: lines.line }] };
  }
  const { readTable } = await import('./read-table.js');
  const read = readTable(asDecision(written), lines, at);
  if (read.ok) return { ok: true, tables: [read.table] };
  return { ok: false, problems: read.problems.map((problem) => ({ ...problem, file: at.file })) };
}

const quoted = (words: readonly string[]) => words.map((word) => JSON.stringify(word)).join(', ');

function asDecision({ id, name, hitPolicy, inputs, outcomes, otherwise, rows }: WrittenTable): ModdleElement {
  return {
    $type: 'dmn:Decision',
    id,
    name,
    decisionLogic: {
      $type: 'dmn:DecisionTable',
      ...(hitPolicy !== undefined && { hitPolicy }),
      input: inputs.map(({ reads, label }) => ({
        label: `${label.en} / ${label.fr}`,
        inputExpression: { text: reads },
      })),
      output: [
        {
          name: id,
          outputValues: { text: quoted(outcomes) },
          ...(otherwise !== undefined && { defaultOutputEntry: { text: quoted([otherwise]) } }),
        },
      ],
      annotation: [{ name: 'en' }, { name: 'fr' }],
      rule: rows.map(({ cells, outcome, because }) => ({
        inputEntry: cells.map((text) => ({ text })),
        outputEntry: [{ text: quoted([outcome]) }],
        annotationEntry: [{ text: because?.en ?? '' }, { text: because?.fr ?? '' }],
      })),
    },
  };
}
