import { dayOf } from './calendar.js';
import { textOf, type FeelNode } from './feel-node.js';
import { refuse } from './refusal.js';
import type { Literal } from './table.js';

/** A constant: word, number, true or false, date. Anything else is refused with what would work. */
export function readLiteral(node: FeelNode, text: string): Literal {
  const written = textOf(node, text);
  switch (node.name) {
    case 'StringLiteral':
      return { kind: 'string', value: stringValue(written) };
    case 'BooleanLiteral':
      return { kind: 'boolean', value: written === 'true' };
    case 'NumericLiteral':
      return { kind: 'number', value: numberValue(written) };
    case 'DateTimeLiteral':
      return { kind: 'date', value: dateValue(written) };
    case 'null':
      return refuse(
        'null-is-not-tested',
        'A table cannot test for null: not asked is not an answer.',
        'Leave the row out; the verdict stays open until the question is answered.',
      );
    case 'VariableName':
    case 'PathExpression':
      return refuse(
        'word-without-quotes',
        `“${written}” stands without quotes.`,
        `Write ${JSON.stringify(written)} in double quotes. A cell cannot read another question.`,
      );
    default:
      return refuse(
        'feel-is-not-in-the-subset',
        `“${written}” is not a constant.`,
        'Compare with a "word", a number, true, false or date("2024-01-31").',
      );
  }
}

/** FEEL's string literal has the escapes of JSON, and may hold line breaks. */
export function stringValue(written: string): string {
  const json = written.replace(/[\n\r\t]/g, (control) => JSON.stringify(control).slice(1, -1));
  try {
    return String(JSON.parse(json));
  } catch {
    return refuse(
      'escape-is-unknown',
      `${written} has an escape that is not known.`,
      'Use \\" for a quote and \\\\ for a backslash.',
    );
  }
}

function numberValue(written: string): number {
  const plain = written.replace(/\s+/g, '');
  const value = Number(plain);
  if (!Number.isFinite(value)) {
    return refuse(
      'number-is-too-large',
      `“${written}” is not a number that can be kept.`,
      'Write a plain number such as 18 or 23696.50.',
    );
  }
  if (plain.replace(/e.*$/i, '').replace(/\D/g, '').replace(/^0+/, '').length > 15) {
    return refuse('number-is-too-long', `“${written}” has more than 15 digits.`, 'Round the number.');
  }
  return value === 0 ? 0 : value;
}

function dateValue(written: string): string {
  const [, date] = /^(?:date\s*\(\s*|@)"(\d{4}-\d{2}-\d{2})"\s*\)?$/.exec(written) ?? [];
  if (date === undefined || dayOf(date) === null) {
    return refuse('date-is-not-a-date', `${written} is not a calendar date.`, 'Write date("2024-01-31"), year first.');
  }
  return date;
}
