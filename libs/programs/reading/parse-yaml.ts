import {
  type Document,
  LineCounter,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  parseDocument,
  visit,
} from 'yaml';
import { explainSmartQuote, explainSyntax, smartQuotes } from './explain-syntax.js';
import type { FileProblem } from './file-problem.js';

/** A YAML file as plain data, with the means to find the line of any part of it. */
export interface YamlFile {
  readonly name: string;
  readonly tree: unknown;
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** Many times the largest program. The parser's time grows faster than the text, so this bounds it to seconds. */
const MOST_CHARACTERS = 250_000;
const MOST_DEPTH = 24;
/** Words that older YAML reads as true or false. */
const OLD_BOOLEANS = /^(yes|no|on|off|y|n)$/i;

/** Reads YAML 1.2, and of it only what the format allows: no anchors, aliases, merge keys, tags, second documents. */
export function parseYaml(
  name: string,
  text: string,
): { readonly file: YamlFile | null; readonly problems: FileProblem[] } {
  const start = { file: name, line: 1, column: 1 };
  if (text.length > MOST_CHARACTERS) {
    const message = `The file has ${text.length} characters; ${MOST_CHARACTERS} are the most.`;
    return {
      file: null,
      problems: [
        { ...start, code: 'file-is-too-large', message, instead: 'Split it up, or take texts to labels.yaml.' },
      ],
    };
  }
  if (text.startsWith('%')) {
    const message = 'The file starts with a YAML directive.';
    return { file: null, problems: [{ ...start, code: 'directive', message, instead: 'Take the line out.' }] };
  }
  const blank = noBreakSpace(name, text);
  if (blank) return { file: null, problems: [blank] };
  if (nestsTooDeeply(text)) return { file: null, problems: [{ ...start, ...tooDeep }] };
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      merge: false,
      uniqueKeys: true,
      lineCounter: lines,
      prettyErrors: false,
    });
    // What the parser made of a file with mistakes says nothing about the rest of it.
    const syntax = explainSyntax(name, text, document, lines);
    const problems = [...(syntax.length > 0 ? syntax : forbiddenParts(name, document, lines))];
    if (problems.length > 0) return { file: null, problems };
    return { file: { name, tree: document.toJS({ maxAliasCount: 0 }) as unknown, document, lines }, problems };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { file: null, problems: [{ ...start, ...tooDeep }] };
  }
}

const controlSigns = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const tooDeep = {
  code: 'nested-too-deep',
  message: 'Maps and lists stand in one another too deeply.',
  instead: `Use at most ${MOST_DEPTH} levels.`,
};

/** It looks like a space, comes from a word processor, and is a letter to YAML. Within a text it may stand. */
function noBreakSpace(file: string, text: string): FileProblem | null {
  const found = /^(?:[ \t]*|[ -]*[\w.-]+:)\u00a0/m.exec(text);
  if (!found) return null;
  const at = found.index + found[0].length - 1;
  const before = text.slice(0, at).split('\n');
  return {
    file,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    code: 'no-break-space',
    message: 'A no-break space stands where YAML needs a plain one.',
    instead: 'Replace it by a space from the space bar.',
  };
}

/** A look before parsing: a parser that descends into thousands of brackets takes minutes. */
function nestsTooDeeply(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '[' || char === '{') depth += 1;
    else if ((char === ']' || char === '}') && depth > 0) depth -= 1;
    if (depth > 10 * MOST_DEPTH) return true;
  }
  return new RegExp(`^\\s*([-?:]\\s+){${2 * MOST_DEPTH}}`, 'm').test(text) || /^ {200}/m.test(text);
}

function forbiddenParts(file: string, document: Document.Parsed, lines: LineCounter): FileProblem[] {
  const problems: FileProblem[] = [];
  const report = (node: unknown, code: string, message: string, instead: string) => {
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    const { line, col } = lines.linePos(offset);
    problems.push({ file, line: Math.max(1, line), column: Math.max(1, col), code, message, instead });
  };
  visit(document, {
    Node: (key, node, path) => {
      if (isAlias(node)) {
        report(node, 'alias', `*${node.source} repeats another part of the file.`, 'Write the part out.');
        return;
      }
      if (node.anchor)
        report(
          node,
          'anchor',
          `&${node.anchor} names a part to be repeated.`,
          'Take the anchor out and write each part out.',
        );
      if (node.tag) report(node, 'tag', `${node.tag} is a YAML tag.`, 'Take it out.');
      if (isScalar(node)) checkWord(node, key, report);
      if (isScalar(node) && typeof node.value === 'string' && controlSigns.test(node.value))
        report(node, 'control-sign', 'The text has a sign that cannot be seen.', 'Take the sign out.');
      if (isCollection(node) && path.filter(isCollection).length >= MOST_DEPTH) {
        report(node, tooDeep.code, tooDeep.message, tooDeep.instead);
        return visit.SKIP;
      }
      return;
    },
  });
  return problems;
}

type ReportNode = (node: unknown, code: string, message: string, instead: string) => void;

function checkWord(node: { value: unknown; type?: string | null }, key: unknown, report: ReportNode): void {
  if (node.type !== 'PLAIN') return;
  if (key === 'key' && node.value === '<<') {
    report(node, 'merge-key', '<< merges another map into this one.', 'Write its keys out here.');
  }
  if (typeof node.value === 'string' && smartQuotes.test(node.value)) {
    const { code, message, instead } = explainSmartQuote(node.value);
    report(node, code, message, instead);
  }
  if (typeof node.value === 'string' && OLD_BOOLEANS.test(node.value)) {
    const message = `${node.value} without quotes is a word here, but true or false to other readers of YAML.`;
    report(node, 'unquoted-yes-no', message, `Write "${node.value}" in quotes, or true or false if that is meant.`);
  }
}

/**
 * Where a path leads in the file: at the value when it is a word, at its key when it is a map or list, and at the
 * nearest part that exists when the path goes on beyond it. `onKey`: always at the key.
 */
export function locate(
  file: YamlFile,
  path: readonly (string | number)[],
  onKey = false,
): { readonly line: number; readonly column: number } {
  let node: unknown = file.document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
      );
      if (!pair) break;
      node = pair.value;
      const onValue = !onKey && isScalar(node) && node.range && node.value !== null;
      offset = onValue
        ? (node as { range: [number, number, number] }).range[0]
        : isNode(pair.key)
          ? (pair.key.range?.[0] ?? offset)
          : offset;
    } else if (isCollection(node)) {
      const item: unknown = node.items[Number(step)];
      if (!isNode(item)) break;
      node = item;
      offset = item.range?.[0] ?? offset;
    } else break;
  }
  const { line, col } = file.lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
