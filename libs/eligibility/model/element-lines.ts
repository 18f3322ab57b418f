import { withoutComments } from '../xml-outline.js';

/** Where an element of the requirement graph stands in its file: 1-based lines, both included. */
export interface ElementLines {
  readonly first: number;
  readonly last: number;
}

/**
 * Lines of every decision, knowledge model, service and input, in the order of the document: the parser keeps none.
 * `<` never stands in an attribute, so a tag is a tag; these elements do not stand in one another.
 */
export function elementLines(xml: string): readonly ElementLines[] {
  const found: { first: number; last: number }[] = [];
  const tag =
    /<(\/?)(?:[\w.-]+:)?(?:decision|businessKnowledgeModel|decisionService|inputData|knowledgeSource)(?=[\s/>])([^>]*?)(\/?)>/g;
  const text = withoutComments(xml);
  let line = 1;
  let at = 0;
  for (const match of text.matchAll(tag)) {
    for (; at < match.index; at++) if (text.charCodeAt(at) === 10) line++;
    const [, closing, attributes = '', alone] = match;
    // A service lists its input data by elements that are called inputData too.
    if (/\bhref\s*=/.test(attributes)) continue;
    if (closing === '') found.push({ first: line, last: alone === '/' ? line : Infinity });
    else if (found.length > 0) found[found.length - 1]!.last = line;
  }
  return found;
}
