import type { ExactReader } from './build-diagram.js';
import type { Column } from './columns.js';
import { Diagram, type DiagramNode, type NodeId } from './diagram.js';
import type { OutcomeSet } from './outcome-set.js';
import type { Reach } from './reach.js';
import type { Situation } from './situation.js';

/** State of a column's question: its answer class, or one of these. */
const unasked = -1;
const declined = -2;

/** Work for one verdict; beyond it the diagram throws `TooLarge`. */
const mostNodes = 5_000;

/** Situations that are remembered of one table: calls are alike, and the same few come again and again. */
const mostFound = 2_000;

/** Exact: the diagrams restricted to what is known. */
export function reachExactly(reader: ExactReader, columns: readonly Column[], situation: Situation): Reach {
  const states = columns.map((column) => stateOf(column, situation));
  const key = states.join();
  const known = reader.found.get(key);
  if (known) return known;
  const reach = explore(reader, columns, states);
  if (reader.found.size >= mostFound) reader.found.clear();
  reader.found.set(key, reach);
  return reach;
}

function explore(reader: ExactReader, columns: readonly Column[], states: readonly number[]): Reach {
  const asked = new Diagram<OutcomeSet>(mostNodes);
  const root = new Projection(reader, asked, states).of(reader.outcomesRoot);
  const row = decidingRow(reader, states);
  const has = (wanted: ReadonlySet<number>): string[] =>
    columns.flatMap((column, at) => (wanted.has(at) ? column.questions : []));
  const missing = variablesOf(asked, root, () => true);
  const refused = states.includes(declined) ? declinedThatMatter(reader, states) : new Set<number>();
  const read = readBy(
    reader,
    states,
    row === null ? [] : columns.flatMap((column, at) => ((column.testsOfRow[row] ?? []).length > 0 ? [at] : [])),
  );
  return { outcomes: endsOf(asked, root), missing: has(missing), declined: has(refused), row, read: has(read) };
}

/** The outcomes that are reachable, alone: for trying many changes of one answer. */
export function outcomesExactly(reader: ExactReader, columns: readonly Column[], situation: Situation): OutcomeSet {
  const states = columns.map((column) => stateOf(column, situation));
  let outcomes = 0;
  reader.outcomes.walk(reader.outcomesRoot, follow(states), (id, node) => {
    if (!node) outcomes |= reader.outcomes.endOf(id);
  });
  return outcomes;
}

function stateOf(column: Column, { values, declined: refused }: Situation): number {
  const [question = ''] = column.questions;
  const value = values.get(question);
  if (value !== undefined) return column.classes?.classOf(value) ?? unasked;
  return refused.has(question) ? declined : unasked;
}

function follow(states: readonly number[]): (node: DiagramNode) => readonly NodeId[] {
  return (node) => {
    const child = node.children[states[node.variable] ?? unasked];
    return child === undefined ? node.children : [child];
  };
}

/**
 * Restricts a diagram to the known answers. A declined question may have any answer and cannot be asked, so its
 * branches become the set of their outcomes: what is left depends on the questions that still can be asked, alone.
 */
class Projection {
  private readonly memo = new Map<NodeId, NodeId>();
  private readonly unions = new Map<string, NodeId>();

  constructor(
    private readonly reader: ExactReader,
    private readonly made: Diagram<OutcomeSet>,
    private readonly states: readonly number[],
  ) {}

  of(id: NodeId): NodeId {
    const known = this.memo.get(id);
    if (known !== undefined) return known;
    const node = this.reader.outcomes.at(id);
    const made = node ? this.ofNode(node) : this.end(this.reader.outcomes.endOf(id));
    this.memo.set(id, made);
    return made;
  }

  private ofNode(node: DiagramNode): NodeId {
    const state = this.states[node.variable] ?? unasked;
    const child = node.children[state];
    if (child !== undefined) return this.of(child);
    const children = node.children.map((one) => this.of(one));
    if (state === unasked) return this.made.node(node.variable, children);
    return children.reduce((a, b) => this.union(a, b));
  }

  private union(a: NodeId, b: NodeId): NodeId {
    if (a === b) return a;
    const key = a < b ? `${a},${b}` : `${b},${a}`;
    const known = this.unions.get(key);
    if (known !== undefined) return known;
    const made = this.unite(a, b);
    this.unions.set(key, made);
    return made;
  }

  private unite(a: NodeId, b: NodeId): NodeId {
    const left = this.made.at(a);
    const right = this.made.at(b);
    if (!left && !right) return this.end(this.made.endOf(a) | this.made.endOf(b));
    if (!left || (right && right.variable < left.variable)) {
      return right
        ? this.made.node(
            right.variable,
            right.children.map((child) => this.union(a, child)),
          )
        : a;
    }
    const other = right?.variable === left.variable ? right : null;
    return this.made.node(
      left.variable,
      left.children.map((child, at) => this.union(child, other?.children[at] ?? b)),
    );
  }

  private end(set: OutcomeSet): NodeId {
    return this.made.end(set, String(set));
  }
}

function variablesOf(diagram: Diagram<OutcomeSet>, root: NodeId, wanted: (variable: number) => boolean): Set<number> {
  const found = new Set<number>();
  diagram.walk(
    root,
    (node) => node.children,
    (_id, node) => {
      if (node && wanted(node.variable)) found.add(node.variable);
    },
  );
  return found;
}

function endsOf(diagram: Diagram<OutcomeSet>, root: NodeId): OutcomeSet {
  let outcomes = 0;
  diagram.walk(
    root,
    (node) => node.children,
    (id, node) => {
      if (!node) outcomes |= diagram.endOf(id);
    },
  );
  return outcomes;
}

/** Declined questions that the outcome depends on, whatever else is unknown. */
function declinedThatMatter(reader: ExactReader, states: readonly number[]): Set<number> {
  const open = new Diagram<OutcomeSet>(mostNodes);
  const asIfUnasked = states.map((state) => (state === declined ? unasked : state));
  const root = new Projection(reader, open, asIfUnasked).of(reader.outcomesRoot);
  return variablesOf(open, root, (variable) => states[variable] === declined);
}

function decidingRow(reader: ExactReader, states: readonly number[]): number | null {
  const ends: (readonly number[])[] = [];
  reader.rows.walk(reader.rowsRoot, follow(states), (id, node) => {
    if (!node) ends.push(reader.rows.endOf(id));
  });
  const [only] = ends;
  return ends.length === 1 && only?.length === 1 ? (only[0] ?? null) : null;
}

/** Answered columns that the way to the outcome passes, and those that the deciding row tests itself. */
function readBy(reader: ExactReader, states: readonly number[], tested: readonly number[]): Set<number> {
  const read = new Set(tested);
  reader.outcomes.walk(reader.outcomesRoot, follow(states), (_id, node) => {
    if (node) read.add(node.variable);
  });
  return new Set([...read].filter((variable) => (states[variable] ?? unasked) >= 0));
}
