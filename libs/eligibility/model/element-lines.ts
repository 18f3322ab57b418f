import { withoutComments } from '../xml-outline.js';

/** Where an element of the requirement graph stands in its file: 1-based lines, both included. */
export interface ElementLines {
  readonly first: number;
  readonly last: number;
  /** Lines of the rows of its table; empty where it has several tables, or none. */
  readonly rows: readonly number[];
}

/**
 * Lines of every decision, knowledge model, service and input, in the order of the document: the parser keeps none.
 * `<` never stands in an attribute, so a tag is a tag; these elements do not stand in one another.
 */
export function elementLines(xml: string): readonly ElementLines[] {
  const found: { first: number; last: number; tables: number; rows: number[] }[] = [];
  const tag =
    /<(\/?)(?:[\w.-]+:)?(decision|businessKnowledgeModel|decisionService|inputData|knowledgeSource|decisionTable|rule)(?=[\s/>])([^>]*?)(\/?)>/g;
  const text = withoutComments(xml);
  let line = 1;
  let at = 0;
  for (const match of text.matchAll(tag)) {
    for (; at < match.index; at++) if (text.charCodeAt(at) === 10) line++;
    const [, closing, name = '', attributes = '', alone] = match;
    const inside = found.at(-1);
    // A service lists its input data by elements that are called inputData too.
    if (/\bhref\s*=/.test(attributes)) continue;
    if (name === 'rule' || name === 'decisionTable') {
      if (closing === '' && inside) noteTable(inside, name, line);
    } else if (closing === '') found.push({ first: line, last: alone === '/' ? line : Infinity, tables: 0, rows: [] });
    else if (inside) inside.last = line;
  }
  return found.map(({ first, last, tables, rows }) => ({ first, last, rows: tables === 1 ? rows : [] }));
}

function noteTable(inside: { tables: number; rows: number[] }, name: string, line: number): void {
  if (name === 'rule') inside.rows.push(line);
  else inside.tables++;
}
