import type { parser } from 'lezer-feel';

/** A node of the parsed text. */
export type FeelNode = ReturnType<typeof parser.parse>['topNode'];

/** Its parts, without comments. */
export function partsOf(node: FeelNode | null): FeelNode[] {
  const parts: FeelNode[] = [];
  for (let child = node?.firstChild ?? null; child; child = child.nextSibling) {
    if (!child.name.endsWith('Comment')) parts.push(child);
  }
  return parts;
}

export function writtenAt(node: FeelNode | null, text: string): string {
  return node ? text.slice(node.from, node.to) : '';
}
