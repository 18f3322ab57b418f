import { type Document, isScalar, type LineCounter, visit } from 'yaml';
import type { FileProblem } from './file-problem.js';

const MOST_PROBLEMS = 50;

/** What is wrong, and what to write instead. `at`: where, when that is not where the parser stumbled. */
interface Slip {
  readonly code: string;
  readonly message: string;
  readonly instead: string;
  readonly at?: number;
}

/** Where the parser stumbled over what. */
interface Stumble {
  readonly code: string;
  readonly said: string;
  readonly offset: number;
  readonly text: string;
  readonly document: Document.Parsed;
}

/**
 * Why a file is not YAML, in plain words: one problem a slip. The parser says of one slip several things, and of a tab says
 * it line by line; so one a line is kept, and of tabs the first.
 */
export function explainSyntax(
  file: string,
  text: string,
  document: Document.Parsed,
  lines: LineCounter,
): readonly FileProblem[] {
  const { errors } = document;
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  const told = tabs.length > 0 ? tabs.slice(0, 1) : errors.slice(0, MOST_PROBLEMS);
  const seen = new Set<number>();
  return told.flatMap(({ code, message, pos: [offset] }) => {
    const { at = offset, ...slip } = explain({ code, said: message, offset, text, document }, tabs.length);
    const { line, col } = lines.linePos(at);
    if (seen.has(line)) return [];
    seen.add(line);
    return [{ file, line: Math.max(1, line), column: Math.max(1, col), ...slip }];
  });
}

function explain(stumble: Stumble, tabs: number): Slip {
  const { code, said } = stumble;
  switch (code) {
    case 'TAB_AS_INDENT':
      return {
        code: 'tab-indent',
        message: `A tab is used to indent${tabs > 1 ? `, in ${tabs} lines from here on` : ''}.`,
        instead: 'Indent with spaces: two for each level.',
      };
    case 'DUPLICATE_KEY':
      return {
        code: 'duplicate-key',
        message: 'The same key stands twice in this map.',
        instead: 'Keep one of the two, or give the other another name.',
      };
    case 'MULTIPLE_DOCS':
      return {
        code: 'several-documents',
        message: 'The file holds several documents.',
        instead: 'Take the line with --- out, or make two files.',
      };
    default:
      return smartQuote(stumble) ?? noSpace(stumble) ?? colon(stumble) ?? quote(stumble) ?? other(code, said, stumble);
  }
}

/** The line on which the parser stumbled: up to there, and from there on. */
function lineAround({ text, offset }: Stumble): { readonly before: string; readonly after: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { before: text.slice(start, offset), after: text.slice(offset, end < 0 ? undefined : end).trimEnd() };
}

/** What a word processor makes of quotes. « » are none of them: in French they are part of the text. */
export const smartQuotes = /^[“”„‟‘‚]|^’.*[’‘]$/;

export function explainSmartQuote(value: string): Slip {
  const bare = value.replace(/^[“”„‟‘‚’]\s*|\s*[“”„‟‘’"']$/g, '');
  const message = `${value[0]} is a typographic quote, which YAML takes for part of the text.`;
  return { code: 'smart-quotes', message, instead: `Write straight quotes: ${inQuotes(bare)}` };
}

function smartQuote(stumble: Stumble): Slip | null {
  const { before, after } = lineAround(stumble);
  const found = /(?:^|[:,[{-])\s*([“”„‟‘‚][^“”„‟‘’"]*[”“‟’‘"]?)/u.exec(before + after);
  if (!found?.[1]) return null;
  return {
    ...explainSmartQuote(found[1]),
    at: stumble.offset - before.length + found.index + found[0].indexOf(found[1]),
  };
}

/** `key:value` is one word to YAML. */
function noSpace(stumble: Stumble): Slip | null {
  const { before, after } = lineAround(stumble);
  const found = /^[\s-]*([\w.-]+):([^\s:/][^:]*)$/.exec(before + after);
  if (!found) return null;
  const [, key, value] = found;
  return {
    code: 'no-space-after-colon',
    message: `There is no space after the colon of "${key}".`,
    instead: `Write ${key}: ${value}`,
  };
}

/** `en: Note: call back` looks like a key with a key. */
function colon(stumble: Stumble): Slip | null {
  if (stumble.code !== 'BLOCK_IN_FLOW' && stumble.code !== 'BLOCK_AS_IMPLICIT_KEY') return null;
  const { before, after } = lineAround(stumble);
  const inBrackets = stumble.code === 'BLOCK_IN_FLOW';
  const value = (inBrackets ? /^[^,}\]]*/.exec(after)?.[0] : after)?.trimEnd() ?? '';
  if (!/^[^"'[{|>#]/.test(value) || !/:(\s|$)/.test(value)) return null;
  const key = /([\w.-]+):\s*$/.exec(before)?.[1];
  return {
    code: 'colon-in-text',
    message: 'A text with a colon in it needs quotes.',
    instead: `Write ${key === undefined ? '' : `${key}: `}${inQuotes(value)}`,
  };
}

function quote(stumble: Stumble): Slip | null {
  const { said, text, offset } = stumble;
  if (/^Missing closing /.test(said)) {
    const mark = said.includes('"') ? '"' : "'";
    const instead = `Close the text with ${mark}, or take the one that opens it away.`;
    return {
      code: 'quote-is-open',
      message: 'The quote that opens here is not closed.',
      instead,
      at: openQuote(stumble),
    };
  }
  const mark = /["']\s*$/.exec(text.slice(0, offset))?.[0].trim();
  if (!/^Unexpected \S+ at node end/.test(said) || mark === undefined) return null;
  return {
    code: 'text-after-quote',
    message: `The text ends at the ${mark} before this, and something follows.`,
    instead:
      mark === '"'
        ? 'Write a " within the text as \\".'
        : 'Begin and end the text with ": an apostrophe ends one in \'.',
  };
}

/** The parser stumbles at the end of the file; the last quoted text of the file is the one that went on until there. */
function openQuote({ document, offset }: Stumble): number {
  let last = offset;
  visit(document, {
    Scalar: (_, node) => {
      if (isScalar(node) && /^QUOTE/.test(node.type ?? '') && node.range) last = node.range[0];
    },
  });
  return last;
}

function other(code: string, said: string, stumble: Stumble): Slip {
  const { before, after } = lineAround(stumble);
  if (code === 'BAD_INDENT' && said.startsWith('Flow')) {
    return {
      code: 'yaml-syntax',
      message: 'A list or map in brackets does not end.',
      instead: 'Close it with ] or }, or indent its next lines.',
    };
  }
  if (code === 'BAD_INDENT') return wrongIndent();
  const below = stumble.offset + after.length + 1;
  const next = /^ *(?=\S)/.exec(stumble.text.slice(below))?.[0].length ?? 0;
  if (code !== 'BAD_SCALAR_START' && next > /^ */.exec(before)![0].length) return wrongIndent(below + next);
  const word = /[:-]\s+([*&@`%].*)$/.exec(before + after)?.[1];
  if (word !== undefined) {
    const message = `A text cannot begin with ${word[0]} unless it is in quotes.`;
    return { code: 'yaml-syntax', message, instead: `Write ${inQuotes(word)}` };
  }
  return {
    code: 'yaml-syntax',
    message: `This is not YAML: ${said}.`,
    instead: 'Mend it here; a text with a colon or a quote in it stands in "quotes".',
  };
}

const wrongIndent = (at?: number): Slip => ({
  code: 'yaml-syntax',
  message: 'This line is indented otherwise than its neighbours.',
  instead: 'Indent all keys of one map by the same number of spaces.',
  ...(at !== undefined && { at }),
});

const inQuotes = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
