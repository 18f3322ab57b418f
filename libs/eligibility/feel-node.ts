import type { parser } from 'lezer-feel';

/** A node of the parsed FEEL text. */
export type FeelNode = ReturnType<typeof parser.parse>['topNode'];

export function childrenOf(node: FeelNode | null): FeelNode[] {
  const found: FeelNode[] = [];
  for (let child = node?.firstChild ?? null; child; child = child.nextSibling) {
    if (!child.name.endsWith('Comment')) found.push(child);
  }
  return found;
}

export function textOf(node: FeelNode | null, text: string): string {
  return node ? text.slice(node.from, node.to) : '';
}
