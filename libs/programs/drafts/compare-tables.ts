import { type DecisionTable, type TableInput, type Text, writeExpression, writeTest } from '../../eligibility/index.js';
import { type Step, alignRows } from './align-rows.js';
import type { DraftTable } from './find-tables.js';

/** What a draft does to one decision's table. Rows count from 1. */
export interface TableChange {
  readonly decision: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Columns by what they read, and `hit policy`, `default`, `outcomes` where they are others. */
  readonly columns: { readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly settings: readonly { readonly what: string; readonly before: string; readonly after: string }[];
  readonly counts: { readonly added: number; readonly removed: number; readonly changed: number };
  /** The first of them. */
  readonly rows: readonly RowChange[];
}
export interface RowChange {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Where it stands now, and where it stood. */
  readonly row: number | null;
  readonly before: number | null;
  readonly cells: readonly CellChange[];
}
export interface CellChange {
  /** The column's label; of the outcome and the reason, what they are. */
  readonly column: Text;
  readonly before: string;
  readonly after: string;
}

const mostRowsTold = 500;

/** Which tables a draft adds, takes out and changes. Pure. */
export function compareTables(before: readonly DraftTable[], after: readonly DraftTable[]): readonly TableChange[] {
  const was = new Map(before.map((each) => [each.decision, each.table]));
  const is = new Map(after.map((each) => [each.decision, each.table]));
  const decisions = [...new Set([...is.keys(), ...was.keys()])];
  return decisions.flatMap((decision) => changeOf(decision, was.get(decision), is.get(decision)) ?? []);
}

function changeOf(decision: string, was?: DecisionTable, is?: DecisionTable): TableChange | null {
  const [a, b] = [columnsOf(was), columnsOf(is)];
  const columns = {
    added: [...b.keys()].filter((key) => !a.has(key)),
    removed: [...a.keys()].filter((key) => !b.has(key)),
  };
  const settings = was && is ? settingsOf(was, is) : [];
  const steps = alignRows(rowsOf(was), rowsOf(is), ({ key }) => key).filter(({ kind }) => kind !== 'same');
  const count = (kind: Step<unknown>['kind']) => steps.filter((step) => step.kind === kind).length;
  const counts = { added: count('added'), removed: count('removed'), changed: count('changed') };
  if (was && is && steps.length === 0 && settings.length === 0 && columns.added.length + columns.removed.length === 0) {
    return null;
  }
  const labels = new Map([...a, ...b]);
  const rows = steps.slice(0, mostRowsTold).map((step) => rowChange(step, labels));
  return { decision, kind: was ? (is ? 'changed' : 'removed') : 'added', columns, settings, counts, rows };
}

function columnsOf(table: DecisionTable | undefined): ReadonlyMap<string, Text> {
  return new Map(keysOf(table?.inputs ?? []).map((key, at) => [key, table!.inputs[at]!.label]));
}

/** What a column reads; a second one that reads the same is told by its number. */
function keysOf(inputs: readonly TableInput[]): readonly string[] {
  const seen = new Map<string, number>();
  return inputs.map(({ compute, question }) => {
    const reads = compute ? writeExpression(compute) : question;
    const count = (seen.get(reads) ?? 0) + 1;
    seen.set(reads, count);
    return count === 1 ? reads : `${reads} (${count})`;
  });
}

const outcome: Text = { en: 'Outcome', fr: 'Résultat' };
const reason: Text = { en: 'Reason', fr: 'Raison' };

interface Row {
  readonly at: number;
  /** Cells that test something, by column; then the outcome, and the reason in both languages. */
  readonly cells: ReadonlyMap<string, string>;
  readonly outcome: string;
  readonly reason: string;
  readonly key: string;
}

function rowsOf(table: DecisionTable | undefined): readonly Row[] {
  const keys = keysOf(table?.inputs ?? []);
  return (table?.rows ?? []).map(({ tests, outputs, annotation }, index) => {
    const written = tests.map((test, at) => [keys[at] ?? '', writeTest(test)] as const);
    const cells = written.filter(([, cell]) => cell !== '-').sort(([a], [b]) => (a < b ? -1 : 1));
    const said = annotation ? `${annotation.en} / ${annotation.fr}` : '';
    const key = JSON.stringify([cells, outputs, said]);
    return { at: index + 1, cells: new Map(cells), outcome: outputs.join(', '), reason: said, key };
  });
}

function rowChange({ kind, before, after }: Step<Row>, labels: ReadonlyMap<string, Text>): RowChange {
  const columns = [...labels].map(([key, label]) => ({
    column: label,
    before: before?.cells.get(key) ?? (before ? '-' : ''),
    after: after?.cells.get(key) ?? (after ? '-' : ''),
  }));
  const cells = [
    ...columns,
    { column: outcome, before: before?.outcome ?? '', after: after?.outcome ?? '' },
    { column: reason, before: before?.reason ?? '', after: after?.reason ?? '' },
  ];
  return {
    kind: kind === 'same' ? 'changed' : kind,
    row: after?.at ?? null,
    before: before?.at ?? null,
    cells: cells.filter((cell) => cell.before !== cell.after && !(cell.before + cell.after === '-')),
  };
}

function settingsOf(was: DecisionTable, is: DecisionTable): TableChange['settings'] {
  const of = ({ hitPolicy, outputs }: DecisionTable) => ({
    'hit policy': hitPolicy,
    default: outputs[0]?.otherwise ?? '',
    outcomes: (outputs[0]?.values ?? []).join(', '),
  });
  const [before, after] = [of(was), of(is)];
  return (['hit policy', 'default', 'outcomes'] as const)
    .filter((what) => before[what] !== after[what])
    .map((what) => ({ what, before: before[what], after: after[what] }));
}
