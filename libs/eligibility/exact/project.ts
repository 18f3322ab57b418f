import { Diagram, type DiagramNode, type NodeId } from '../diagram.js';
import type { OutcomeSet } from '../outcome-set.js';
import { setOf, type FlatDiagram, type Ref } from './flat-diagram.js';

/** Nodes that one projection may have; beyond it `Diagram` throws `TooLarge`. */
const mostNodes = 5_000;
/** State of a column whose question was declined. */
const declined = -2;

/**
 * Columns that still may be asked and that the outcome depends on, where something declined matters. A declined
 * question may have any answer and cannot be asked, so its branches become the set of their outcomes: what is left
 * depends on the questions that still can be asked, alone. Throws `TooLarge`.
 */
export function columnsLeft(diagram: FlatDiagram, states: Int32Array): ReadonlySet<number> {
  const made = new Diagram<OutcomeSet>(mostNodes);
  const root = new Projection(diagram, made, states).of(diagram.root);
  const left = new Set<number>();
  made.walk(
    root,
    (node) => node.children,
    (_id, node) => {
      if (node) left.add(node.variable);
    },
  );
  return left;
}

class Projection {
  private readonly memo = new Map<Ref, NodeId>();
  private readonly unions = new Map<string, NodeId>();
  /** Place of a column in the diagram's own order: parents come before children. */
  private readonly place: Int32Array;

  constructor(
    private readonly diagram: FlatDiagram,
    private readonly made: Diagram<OutcomeSet>,
    private readonly states: Int32Array,
  ) {
    this.place = diagram.places;
  }

  of(ref: Ref): NodeId {
    const known = this.memo.get(ref);
    if (known !== undefined) return known;
    const made = ref < 0 ? this.end(setOf(ref)) : this.ofNode(ref);
    this.memo.set(ref, made);
    return made;
  }

  private ofNode(node: number): NodeId {
    const { column, first, classes, children } = this.diagram;
    const variable = column[node]!;
    const state = this.states[variable]!;
    const begin = first[node]!;
    if (state >= 0) return this.of(children[begin + state]!);
    const all = Array.from(children.subarray(begin, begin + classes[variable]!), (child) => this.of(child));
    return state === declined ? all.reduce((a, b) => this.union(a, b)) : this.made.node(variable, all);
  }

  private union(a: NodeId, b: NodeId): NodeId {
    if (a === b) return a;
    const key = a < b ? `${a},${b}` : `${b},${a}`;
    const known = this.unions.get(key);
    if (known !== undefined) return known;
    const made = this.unite(this.made.at(a), this.made.at(b), a, b);
    this.unions.set(key, made);
    return made;
  }

  private unite(left: DiagramNode | null, right: DiagramNode | null, a: NodeId, b: NodeId): NodeId {
    if (!left && !right) return this.end(this.made.endOf(a) | this.made.endOf(b));
    const placeOf = (node: DiagramNode | null): number => (node ? this.place[node.variable]! : Infinity);
    const [top, other, low] = placeOf(left) <= placeOf(right) ? [left, right, b] : [right, left, a];
    const beside = other && other.variable === top?.variable ? other : null;
    return this.made.node(
      top!.variable,
      top!.children.map((child, at) => this.union(child, beside?.children[at] ?? low)),
    );
  }

  private end(set: OutcomeSet): NodeId {
    return this.made.end(set, String(set));
  }
}
