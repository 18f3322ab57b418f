/**
 * Multi-valued decision diagrams, reduced and ordered: a node tests one variable, has one child per class of its
 * values, and is there only when its children differ. So the variables that a diagram holds are exactly those that
 * its result depends on. Ids ≥ 0 are nodes, ids < 0 are ends.
 */
export type NodeId = number;

export interface DiagramNode {
  readonly variable: number;
  readonly children: readonly NodeId[];
}

/** Thrown when a diagram grows past its limit; whoever asked for it falls back to the three-valued reader. */
export class TooLarge extends Error {}

export class Diagram<End> {
  private readonly nodes: DiagramNode[] = [];
  private readonly ends: End[] = [];
  private readonly endIds = new Map<string, NodeId>();
  private readonly nodeIds = new Map<string, NodeId>();

  constructor(private readonly limit: number) {}

  get size(): number {
    return this.nodes.length;
  }

  end(value: End, key: string): NodeId {
    const known = this.endIds.get(key);
    if (known !== undefined) return known;
    this.ends.push(value);
    const id = -this.ends.length;
    this.endIds.set(key, id);
    return id;
  }

  node(variable: number, children: readonly NodeId[]): NodeId {
    const [first = -1] = children;
    if (children.every((child) => child === first)) return first;
    const key = `${variable}:${children.join()}`;
    const known = this.nodeIds.get(key);
    if (known !== undefined) return known;
    if (this.nodes.length >= this.limit) throw new TooLarge();
    const id = this.nodes.push({ variable, children }) - 1;
    this.nodeIds.set(key, id);
    return id;
  }

  at(id: NodeId): DiagramNode | null {
    return this.nodes[id] ?? null;
  }

  endOf(id: NodeId): End {
    const end = this.ends[-id - 1];
    if (end === undefined) throw new RangeError(`no end ${id}`);
    return end;
  }

  /** Every node and end below `root` that is met when `follow` picks children; each once. */
  walk(
    root: NodeId,
    follow: (node: DiagramNode) => readonly NodeId[],
    visit: (id: NodeId, node: DiagramNode | null) => void,
  ): void {
    const seen = new Set<NodeId>([root]);
    const open = [root];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const node = this.at(id);
      visit(id, node);
      for (const child of node ? follow(node) : []) {
        if (seen.has(child)) continue;
        seen.add(child);
        open.push(child);
      }
    }
  }
}
