import type { LetterCondition, TemplateBlock, TemplateLine, TwoCells } from './letter.js';
import { readCondition } from './read-condition.js';
import { readLine, type Seen } from './read-line.js';

export interface SeenAll extends Seen {
  readonly when: (condition: LetterCondition, line: number) => void;
}
/** A line of the file that belongs to the block in the making. */
interface Numbered {
  readonly text: string;
  readonly line: number;
}
interface Open {
  readonly blocks: TemplateBlock[];
  /** Null: the letter itself. */
  readonly when: { readonly condition: LetterCondition | null; readonly line: number } | null;
}

/**
 * Reads a letter's text: a small part of Markdown (headings, paragraphs, lists, tables of two columns, `>` for the lines of an
 * address, `**bold**`), values and conditions. Pure; tells every fault, and goes on.
 */
export function readTemplate(text: string, seen: SeenAll): readonly TemplateBlock[] {
  const open: Open[] = [{ blocks: [], when: null }];
  let pending: Numbered[] = [];
  const flush = () => {
    if (pending.length > 0) open.at(-1)!.blocks.push(...readBlock(pending, seen));
    pending = [];
  };
  text.split(/\r?\n/).forEach((written, index) => {
    const at = { text: written.trimEnd(), line: index + 1 };
    const tag = /^\s*\{\{\s*(?:#when\s+(.*?)|(\/when))\s*\}\}\s*$/.exec(written);
    const starts = kindOf(at.text) !== kindOf(pending[0]?.text ?? '') && !/^\s{2,}\S/.test(written);
    if (tag || at.text.trim() === '' || starts || kindOf(at.text) === 'heading') flush();
    if (tag) turn(open, tag, at.line, seen);
    else if (at.text.trim() !== '') pending.push(at);
  });
  flush();
  while (open.length > 1) {
    const { when } = open.at(-1)!;
    close(open);
    seen.fault(when?.line ?? 1, 'letter-condition-is-open', 'This {{#when}} has no end.', 'Write {{/when}} after it.');
  }
  return open[0]!.blocks;
}

function turn(open: Open[], [, condition, end]: RegExpExecArray, line: number, seen: SeenAll): void {
  if (condition !== undefined) {
    const read = readCondition(condition, line, seen.fault);
    if (read) seen.when(read, line);
    open.push({ blocks: [], when: { condition: read, line } });
  } else if (end !== undefined && open.length > 1) close(open);
  else
    seen.fault(line, 'letter-condition-is-open', 'Nothing ends here.', 'Write {{#when …}} before it, or take it out.');
}

function close(open: Open[]): void {
  const { blocks, when } = open.pop()!;
  if (when?.condition) open.at(-1)!.blocks.push({ block: 'when', when: when.condition, blocks });
}

type Kind = 'heading' | 'bullets' | 'numbers' | 'table' | 'address' | 'paragraph' | 'nothing';

function kindOf(line: string): Kind {
  if (line === '') return 'nothing';
  if (/^#/.test(line)) return 'heading';
  if (/^[-*]\s/.test(line)) return 'bullets';
  if (/^\d+\.\s/.test(line)) return 'numbers';
  if (line.startsWith('|')) return 'table';
  return line.startsWith('>') ? 'address' : 'paragraph';
}

function readBlock(lines: readonly Numbered[], seen: Seen): readonly TemplateBlock[] {
  const [first] = lines;
  if (!first) return [];
  switch (kindOf(first.text)) {
    case 'heading':
      return readHeading(first, seen);
    case 'bullets':
    case 'numbers':
      return [readList(lines, kindOf(first.text) === 'numbers', seen)];
    case 'table':
      return readTable(lines, seen);
    case 'address': {
      const each = lines.map(({ text, line }) => readLine(text.replace(/^>\s?/, ''), line, seen));
      return [{ block: 'address', lines: each.filter((one) => one.length > 0) }];
    }
    default:
      return [{ block: 'paragraph', text: joined(lines, seen) }];
  }
}

function readHeading({ text, line }: Numbered, seen: Seen): readonly TemplateBlock[] {
  const [, marks, words] = /^(#{2,3})\s+(.+)$/.exec(text) ?? [];
  if (marks && words) return [{ block: 'heading', level: marks.length as 2 | 3, text: readLine(words, line, seen) }];
  const message = 'A letter has headings of two sizes; its title from program.yaml stands above them.';
  seen.fault(line, 'letter-heading-is-unknown', message, 'Write ## or ###, a space, and the words.');
  return [];
}

function readList(lines: readonly Numbered[], ordered: boolean, seen: Seen): TemplateBlock {
  const items: Numbered[][] = [];
  for (const { text, line } of lines) {
    const item = /^(?:[-*]|\d+\.)\s+(.*)$/.exec(text)?.[1];
    if (item === undefined) items.at(-1)?.push({ text: text.trim(), line });
    else items.push([{ text: item, line }]);
  }
  return { block: 'list', ordered, items: items.map((item) => joined(item, seen)) };
}

function readTable(lines: readonly Numbered[], seen: Seen): readonly TemplateBlock[] {
  const cells = (text: string) => text.replace(/^\|/, '').replace(/\|$/, '').split('|');
  const [head, rule, ...rows] = lines;
  const wrong = lines.find(({ text }) => cells(text).length !== 2);
  if (!head || wrong || rows.length === 0 || !/^\|\s*:?-+:?\s*\|\s*:?-+:?\s*\|?$/.test(rule?.text ?? '')) {
    const fix = 'Write | What | How much |, below it |---|---|, and below that the rows, each with two cells.';
    const message = 'A table has two columns, with what each is called above them.';
    seen.fault((wrong ?? head)?.line ?? 1, 'letter-table-is-unclear', message, fix);
    return [];
  }
  const read = ({ text, line }: Numbered): TwoCells => {
    const [left = '', right = ''] = cells(text);
    return [readLine(left.trim(), line, seen), readLine(right.trim(), line, seen)];
  };
  return [{ block: 'table', head: read(head), rows: rows.map(read) }];
}

/** Lines of one paragraph are one text: where they break is the file's business. */
function joined(lines: readonly Numbered[], seen: Seen): TemplateLine {
  return lines.flatMap(({ text, line }, index) => [
    ...(index === 0 ? [] : [{ text: ' ' }]),
    ...readLine(text.trim(), line, seen),
  ]);
}
