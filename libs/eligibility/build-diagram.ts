import { rowPasses, type Column } from './columns.js';
import { Diagram, TooLarge, type NodeId } from './diagram.js';
import { decidingRows } from './hit-policy.js';
import type { OutcomeSet } from './outcome-set.js';
import type { Reach } from './reach.js';
import { both, meet, rowsIn, rowSet, within, type RowSet } from './row-set.js';
import type { DecisionTable } from './table.js';

/** The two diagrams of a table: which rows decide, and which outcomes that gives. Variables are column indexes. */
export interface ExactReader {
  readonly rows: Diagram<readonly number[]>;
  readonly rowsRoot: NodeId;
  readonly outcomes: Diagram<OutcomeSet>;
  readonly outcomesRoot: NodeId;
  /** What was found before, by the answer classes of the situation. It never changes a result. */
  readonly found: Map<string, Reach>;
}

export interface DiagramInput {
  readonly table: DecisionTable;
  readonly columns: readonly Column[];
  /** Rank of each row's outcome in the declared order. */
  readonly ranks: readonly number[];
  readonly setOf: (deciding: readonly number[]) => OutcomeSet;
}

/** A diagram of more nodes than this is not built: the table is decided by the three-valued reader. */
const mostNodes = 20_000;

/** Null when some column has no classes, or the diagram would be too large. */
export function buildDiagram(input: DiagramInput): ExactReader | null {
  if (input.columns.some((column) => column.classes === null)) return null;
  try {
    const rows = new Diagram<readonly number[]>(mostNodes);
    const rowsRoot = new Builder(input, rows).build();
    const outcomes = new Diagram<OutcomeSet>(mostNodes);
    return {
      rows,
      rowsRoot,
      outcomes,
      outcomesRoot: toOutcomes(rows, rowsRoot, outcomes, input.setOf),
      found: new Map(),
    };
  } catch (error) {
    if (error instanceof TooLarge) return null;
    throw error;
  }
}

/**
 * Builds from the top: the state before column `level` is the set of rows that still can match. Two ways that leave
 * the same rows are one node. The order of the variables is the order of the table's columns.
 */
class Builder {
  private readonly memo = new Map<string, NodeId>();
  /** Per column and class: the rows that it lets through. */
  private readonly passing: readonly (readonly RowSet[])[];
  /** Per level: rows that ask nothing more from there on, so they match for certain. */
  private readonly certain: readonly RowSet[];
  private readonly asking: readonly RowSet[];
  private readonly winners = new Map<number, RowSet>();

  constructor(
    private readonly input: DiagramInput,
    private readonly diagram: Diagram<readonly number[]>,
  ) {
    const { columns, table } = input;
    const count = table.rows.length;
    const asks = (column: Column, row: number): boolean => (column.testsOfRow[row] ?? []).length > 0;
    this.passing = columns.map((column) =>
      Array.from({ length: column.classes?.count ?? 0 }, (_, c) => rowSet(count, (row) => rowPasses(column, row, c))),
    );
    this.asking = columns.map((column) => rowSet(count, (row) => asks(column, row)));
    this.certain = [...columns, null].map((_, level) =>
      rowSet(count, (row) => columns.slice(level).every((column) => !asks(column, row))),
    );
  }

  build(): NodeId {
    return this.from(
      0,
      rowSet(this.input.table.rows.length, () => true),
    );
  }

  private from(level: number, live: RowSet): NodeId {
    const rows = this.trim(level, live);
    const certain = this.certain[level];
    if (!certain || within(rows, certain)) return this.endAt(rowsIn(rows));
    const asking = this.asking[level];
    if (asking && !meet(asking, rows)) return this.from(level + 1, rows);
    const key = `${level}:${rows.join()}`;
    const known = this.memo.get(key);
    if (known !== undefined) return known;
    if (this.memo.size >= mostNodes) throw new TooLarge();
    const children = (this.passing[level] ?? []).map((passing) => this.from(level + 1, both(rows, passing)));
    const id = this.diagram.node(level, children);
    this.memo.set(key, id);
    return id;
  }

  /** Leaves out rows that a certain match already beats (FIRST, PRIORITY). */
  private trim(level: number, live: RowSet): RowSet {
    const { hitPolicy } = this.input.table;
    const certain = this.certain[level];
    if (!certain || (hitPolicy !== 'FIRST' && hitPolicy !== 'PRIORITY') || !meet(live, certain)) return live;
    const [best] = this.deciding(rowsIn(both(live, certain)));
    return best === undefined ? live : both(live, this.beating(best));
  }

  /** The rows that would win over a row, and the row itself. */
  private beating(best: number): RowSet {
    const known = this.winners.get(best);
    if (known) return known;
    const wins = (row: number): boolean => this.deciding([row, best].sort((a, b) => a - b))[0] === row;
    const made = rowSet(this.input.table.rows.length, wins);
    this.winners.set(best, made);
    return made;
  }

  private deciding(matching: readonly number[]): readonly number[] {
    return decidingRows(this.input.table, this.input.ranks, matching);
  }

  private endAt(matching: readonly number[]): NodeId {
    const deciding = this.deciding(matching);
    return this.diagram.end(deciding, deciding.join());
  }
}

function toOutcomes(
  rows: Diagram<readonly number[]>,
  root: NodeId,
  outcomes: Diagram<OutcomeSet>,
  setOf: DiagramInput['setOf'],
): NodeId {
  const memo = new Map<NodeId, NodeId>();
  const convert = (id: NodeId): NodeId => {
    const known = memo.get(id);
    if (known !== undefined) return known;
    const node = rows.at(id);
    const set = node ? 0 : setOf(rows.endOf(id));
    const made = node ? outcomes.node(node.variable, node.children.map(convert)) : outcomes.end(set, String(set));
    memo.set(id, made);
    return made;
  };
  return convert(root);
}
