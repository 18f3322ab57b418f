import type { TemplateLine, TemplatePart } from './letter.js';

export type Fault = (line: number, code: string, message: string, instead: string) => void;
/** What the reader meets on its way, for whoever knows the program. */
export interface Seen {
  readonly fault: Fault;
  readonly value: (name: string, line: number) => void;
}

const NAME = /^(date\.\d+|[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*)$/;

/** `Dear {{answer.first_name}}, you are **eligible**.` Whatever else looks like markup is said to be unknown. */
export function readLine(text: string, line: number, { fault, value }: Seen): TemplateLine {
  if (/\]\(|!\[|```|~~~/.test(text)) {
    const fix = 'Write the address of a page itself; letters have headings, lists, tables, addresses and bold alone.';
    fault(line, 'letter-markup-is-unknown', 'Letters have no links, pictures or code.', fix);
  }
  const parts: TemplatePart[] = [];
  let bold = false;
  for (const piece of text.split(/(\*\*|\{\{[^{}]*\}\})/)) {
    if (piece === '') continue;
    if (piece === '**') bold = !bold;
    else if (piece.startsWith('{{') && piece.endsWith('}}')) {
      const name = piece.slice(2, -2).trim();
      if (NAME.test(name)) {
        value(name, line);
        parts.push({ value: name, ...(bold && { bold: true as const }) });
      } else fault(line, 'letter-value-is-unclear', `"${piece}" is no name of a value.`, advice(name));
    } else {
      if (/\{\{|\}\}/.test(piece)) {
        const message = 'A value begins with {{ and ends with }} on the same line.';
        fault(line, 'letter-value-is-unclear', message, 'Write both, for example {{date}}.');
      }
      parts.push({ text: piece, ...(bold && { bold: true as const }) });
    }
  }
  if (bold) fault(line, 'letter-bold-is-open', 'Bold begins here and does not end.', 'Write ** after it, too.');
  return parts;
}

const advice = (name: string): string =>
  /^[#/]/.test(name)
    ? 'Write {{#when …}} and {{/when}} each on a line of its own.'
    : 'Write one name, for example {{answer.first_name}} or {{decision.gate}}.';
