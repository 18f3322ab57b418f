import type { ExactReader } from './build-diagram.js';
import type { Finding } from './check-decision.js';
import type { Decision } from './decision.js';
import type { Diagram, NodeId } from './diagram.js';
import { onlyOutcome } from './outcome-set.js';
import type { Value } from './types.js';

/** More gaps than this are not listed one by one. */
const mostGaps = 10;

/** Answers for which no row matches and there is no default, each with an example person. */
export function findGaps(decision: Decision, exact: ExactReader): Finding[] {
  const gap = 1 << decision.outcomes.length;
  const found = pathsTo(
    exact.outcomes,
    exact.outcomesRoot,
    (set) => set === gap && onlyOutcome(set, decision.outcomes) === null,
  );
  return found.map((path) => {
    const example = exampleOf(decision, path);
    return {
      code: 'gap',
      severity: 'fault',
      message: `No row says what happens when ${describe(example)}.`,
      instead: 'Add a row for it, or a default output.',
      example,
    };
  });
}

/** Ways (class per variable) to ends that `wanted` accepts, without trying the same dead part twice. */
export function pathsTo<End>(
  diagram: Diagram<End>,
  root: NodeId,
  wanted: (end: End) => boolean,
  most = mostGaps,
): ReadonlyMap<number, number>[] {
  const leads = new Map<NodeId, boolean>();
  const leadsTo = (id: NodeId): boolean => {
    const known = leads.get(id);
    if (known !== undefined) return known;
    const node = diagram.at(id);
    const answer = node ? node.children.some(leadsTo) : wanted(diagram.endOf(id));
    leads.set(id, answer);
    return answer;
  };
  const paths: ReadonlyMap<number, number>[] = [];
  const search = (id: NodeId, path: ReadonlyMap<number, number>): void => {
    if (paths.length >= most || !leadsTo(id)) return;
    const node = diagram.at(id);
    if (!node) paths.push(path);
    else node.children.forEach((child, c) => search(child, new Map(path).set(node.variable, c)));
  };
  search(root, new Map());
  return paths;
}

/** One person for a choice of classes. */
export function exampleOf({ parts }: Decision, path: ReadonlyMap<number, number>): Readonly<Record<string, Value>> {
  const entries = [...path].flatMap(([variable, c]): [string, Value][] => {
    const column = parts.columns[variable];
    const [question] = column?.questions ?? [];
    return question === undefined || !column?.classes ? [] : [[question, column.classes.nearest(c, null).value]];
  });
  return Object.fromEntries(entries);
}

export function describe(example: Readonly<Record<string, Value>>): string {
  const parts = Object.entries(example).map(([question, value]) => `${question} is ${JSON.stringify(value)}`);
  return parts.length === 0 ? 'any answers are given' : parts.join(' and ');
}
