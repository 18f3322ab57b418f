/** 1-based lines of what problems point to: dmn-moddle keeps no positions. */
export interface TableLines {
  readonly line: number;
  readonly inputs: number[];
  readonly outputs: number[];
  readonly rows: { readonly line: number; readonly inputs: number[]; readonly outputs: number[] }[];
}

/** The text with comments and CDATA blanked, so that what looks like a tag is one. Lines keep their numbers. */
export function withoutComments(xml: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const { 0: open, index } of xml.matchAll(/<!--|<!\[CDATA\[/g)) {
    if (index < at) continue;
    const close = open === '<!--' ? '-->' : ']]>';
    const end = xml.indexOf(close, index + open.length);
    // Never closed: no XML, and the parser says so. Searching on for every other one would take for ever.
    if (end < 0) break;
    parts.push(xml.slice(at, index), xml.slice(index, end + close.length).replace(/[^\n]/g, ' '));
    at = end + close.length;
  }
  return parts.join('') + xml.slice(at);
}

/** Lines of every `decision`, in the order of the document. `<` never stands in an attribute, so a tag is a tag. */
export function outline(xml: string): TableLines[] {
  const decisions: TableLines[] = [];
  const tag = /<(?:[\w.-]+:)?(decision|input|output|rule|inputEntry|outputEntry)(?=[\s/>])/g;
  let line = 1;
  let at = 0;
  for (const match of withoutComments(xml).matchAll(tag)) {
    for (; at < match.index; at++) if (xml.charCodeAt(at) === 10) line++;
    note(decisions, match[1] ?? '', line);
  }
  return decisions;
}

function note(decisions: TableLines[], tag: string, line: number): void {
  if (tag === 'decision') decisions.push({ line, inputs: [], outputs: [], rows: [] });
  const decision = decisions.at(-1);
  const row = decision?.rows.at(-1);
  if (tag === 'input') decision?.inputs.push(line);
  if (tag === 'output') decision?.outputs.push(line);
  if (tag === 'rule') decision?.rows.push({ line, inputs: [], outputs: [] });
  if (tag === 'inputEntry') row?.inputs.push(line);
  if (tag === 'outputEntry') row?.outputs.push(line);
}
