import {
  type ReadTables,
  type Text,
  type WrittenLines,
  type WrittenTable,
  readWrittenTable,
} from '../../eligibility/index.js';
import { withoutMarks } from '../../workflow/index.js';
import type { FileProblem } from './file-problem.js';
import { type YamlFile, locate } from './parse-yaml.js';

type CellSource = string | number | boolean | readonly (string | number)[];
/** A `*.table.yaml` that has passed its schema. */
interface TableSource {
  readonly table: string;
  readonly title?: string;
  readonly 'hit-policy'?: string;
  readonly columns: Readonly<Record<string, { readonly en?: string; readonly fr?: string }>>;
  readonly outcomes: readonly string[];
  readonly otherwise?: string;
  readonly rows: readonly {
    readonly when?: Readonly<Record<string, CellSource>>;
    readonly then: string;
    readonly because?: Text;
  }[];
}

/** A decision table written in YAML, read as one in DMN is: the same model and the same checks. */
export async function readYamlTable(
  file: YamlFile,
  version: string,
  parameters: readonly string[] = [],
): Promise<ReadTables | { readonly ok: false; readonly mistakes: readonly FileProblem[] }> {
  const source = withoutMarks(file.tree) as TableSource;
  const mistakes = [...checkColumns(file, source), ...checkCells(file, source)];
  if (mistakes.length > 0) return { ok: false, mistakes };
  return readWrittenTable(written(source), linesOf(file, source), { file: file.name, version, parameters });
}

function written(source: TableSource): WrittenTable {
  const { table: id, title, columns, outcomes, otherwise, rows } = source;
  const reads = Object.keys(columns);
  return {
    id,
    name: title ?? id,
    ...(source['hit-policy'] !== undefined && { hitPolicy: source['hit-policy'] }),
    inputs: reads.map((question) => ({ reads: question, label: { en: '', fr: '', ...columns[question] } })),
    outcomes,
    ...(otherwise !== undefined && { otherwise }),
    rows: rows.map(({ when = {}, then, because }) => ({
      cells: reads.map((question) => cellOf(when[question])),
      outcome: then,
      ...(because && { because }),
    })),
  };
}

/** A word needs no quotes of its own here; what is more than a word is a test, written as in DMN. */
const WORD = /^[\p{L}\p{N}]+([_-][\p{L}\p{N}]+)*$/u;

function cellOf(cell: CellSource | undefined): string {
  if (cell === undefined) return '-';
  if (Array.isArray(cell)) return cell.map((each) => JSON.stringify(each)).join(', ');
  return typeof cell === 'string' && WORD.test(cell) ? JSON.stringify(cell) : String(cell);
}

function checkColumns(file: YamlFile, { columns }: TableSource): FileProblem[] {
  return Object.entries(columns).flatMap(([question, heading]) =>
    (['en', 'fr'] as const).flatMap((language): FileProblem[] => {
      if (heading[language] !== undefined) return [];
      const message = `The column "${question}" has no heading in ${language === 'en' ? 'English' : 'French'}.`;
      const instead = `Add ${language}: "…" to it.`;
      return [{ file: file.name, ...locate(file, ['columns', question]), code: 'text-missing', message, instead }];
    }),
  );
}

/** A cell of a question that is no column would be read by nobody. */
function checkCells(file: YamlFile, { columns, rows }: TableSource): FileProblem[] {
  const known = Object.keys(columns);
  return rows.flatMap(({ when = {} }, row) =>
    Object.keys(when)
      .filter((question) => !known.includes(question))
      .map((question) => ({
        file: file.name,
        ...locate(file, ['rows', row, 'when', question], true),
        code: 'cell-without-column',
        message: `Row ${row + 1} tests "${question}", which is no column of this table.`,
        instead: `Add it to columns, or use one of: ${known.join(', ')}.`,
      })),
  );
}

function linesOf(file: YamlFile, { columns, rows }: TableSource): WrittenLines {
  const line = (...path: (string | number)[]) => locate(file, path).line;
  const reads = Object.keys(columns);
  return {
    line: line('table'),
    inputs: reads.map((question) => line('columns', question)),
    outputs: [line('outcomes')],
    rows: rows.map((_, row) => ({
      line: line('rows', row),
      inputs: reads.map((question) => line('rows', row, 'when', question)),
      outputs: [line('rows', row, 'then')],
    })),
  };
}
