import { nameOf, type DmnElement } from './element.js';
import type { ElementLines } from './element-lines.js';
import { Problems } from './problems.js';

/** One file, under the name that the file that imports it gives it. */
export interface DmnFile {
  readonly namespace: string;
  readonly root: DmnElement;
  readonly lines: readonly ElementLines[];
  /** Name of each import, by namespace. */
  readonly imports: ReadonlyMap<string, string>;
}

/** A file, then all that it imports without a name, by and by: their elements and types count as its own. */
export function asOne(file: DmnFile, files: readonly DmnFile[]): readonly DmnFile[] {
  const found = new Set([file]);
  const into = (outer: DmnFile): void => {
    for (const [namespace, name] of outer.imports) {
      const inner = name === '' ? files.find((one) => one.namespace === namespace) : undefined;
      if (!inner || found.has(inner)) continue;
      found.add(inner);
      into(inner);
    }
  };
  into(file);
  return [...found];
}

export type NodeKind = 'input' | 'decision' | 'knowledge' | 'service';

/** An input, decision, knowledge model or service, with what it requires. */
export interface GraphNode {
  readonly kind: NodeKind;
  readonly name: string;
  readonly element: DmnElement;
  readonly file: DmnFile;
  readonly problems: Problems;
  readonly needs: GraphNode[];
}

const kinds: Readonly<Record<string, NodeKind>> = {
  'dmn:InputData': 'input',
  'dmn:Decision': 'decision',
  'dmn:BusinessKnowledgeModel': 'knowledge',
  'dmn:DecisionService': 'service',
};
/** Deeper chains are refused: reading and running them goes as deep. */
export const deepestChain = 200;

export class RequirementGraph {
  readonly nodes: readonly GraphNode[];
  private readonly byHref = new Map<string, GraphNode>();

  /** The first file is the model; the others are what it imports, by and by. */
  constructor(private readonly files: readonly DmnFile[]) {
    this.nodes = files.flatMap((file) => this.nodesOf(file));
    for (const node of this.nodes) node.needs.push(...this.requirementsOf(node));
    this.refuseCircles();
  }

  private nodesOf(file: DmnFile): GraphNode[] {
    return (file.root.drgElement ?? []).flatMap((element, index) => {
      const kind = kinds[element.$type];
      if (!kind) return [];
      const name = nameOf(element);
      const node = { kind, name, element, file, problems: new Problems(name, file.lines[index]), needs: [] };
      if (element.id !== undefined) this.byHref.set(`${file.namespace}#${element.id}`, node);
      return [node];
    });
  }

  /**
   * What a reference points to. `#id` is in the same file, or in what that file imports without a name; `namespace#id` in
   * one that it imports.
   */
  target(href: string | undefined, from: GraphNode): GraphNode | null {
    const [namespace = '', id = ''] = (href ?? '').split(/#(?=[^#]*$)/);
    const namespaces = namespace === '' ? asOne(from.file, this.files).map((file) => file.namespace) : [namespace];
    const found = namespaces.flatMap((one) => this.byHref.get(`${one}#${id}`) ?? [])[0];
    if (found) return found;
    from.problems.add(
      'requirement-is-missing',
      `“${from.name}” requires “${href ?? ''}”, which is not in the model.`,
      this.files.length > 1 || from.file.imports.size === 0
        ? 'Remove the requirement, or draw it again in your modeller.'
        : 'Hand in the imported model too.',
    );
    return null;
  }

  private requirementsOf(node: GraphNode): GraphNode[] {
    const { informationRequirement = [], knowledgeRequirement = [], outputDecision = [] } = node.element;
    const references = [
      ...informationRequirement.map((one) => one.requiredInput ?? one.requiredDecision),
      ...knowledgeRequirement.map((one) => one.requiredKnowledge),
      ...outputDecision,
    ];
    const targets = references.flatMap((reference) => this.target(reference?.href, node) ?? []);
    return [...new Set(targets)];
  }

  /** Walks without recursion: a file may hold a chain of thousands. */
  private refuseCircles(): void {
    const depth = new Map<GraphNode, number>();
    const open = new Set<GraphNode>();
    for (const start of this.nodes) {
      const stack = [start];
      for (let node = stack.at(-1); node; node = stack.at(-1)) {
        open.add(node);
        const next = node.needs.find((need) => !depth.has(need) && !open.has(need));
        if (next && !depth.has(node)) {
          stack.push(next);
          continue;
        }
        stack.pop();
        if (!depth.has(node)) this.leave(node, depth, open);
        open.delete(node);
      }
    }
  }

  private leave(node: GraphNode, depth: Map<GraphNode, number>, open: ReadonlySet<GraphNode>): void {
    const circle = node.needs.filter((need) => open.has(need));
    for (const need of circle) {
      node.problems.add(
        'requirements-go-in-a-circle',
        need === node ? `“${node.name}” requires itself.` : `“${node.name}” and “${need.name}” require each other.`,
        'Remove one of the requirements.',
      );
    }
    // What is in a circle is read without it: every element can be read, and those that need it are refused with it.
    for (const need of circle) node.needs.splice(node.needs.indexOf(need), 1);
    const deepest = 1 + Math.max(0, ...node.needs.map((need) => depth.get(need) ?? 0));
    depth.set(node, deepest);
    if (deepest <= deepestChain) return;
    node.problems.add(
      'requirements-go-too-deep',
      `“${node.name}” stands on a chain of ${deepest} requirements; ${deepestChain} is the most.`,
      'Join decisions that follow one another.',
    );
    node.needs.length = 0;
  }
}
