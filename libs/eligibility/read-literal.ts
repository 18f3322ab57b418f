import { dayOf } from './calendar.js';
import { childrenOf, textOf, type FeelNode } from './feel-node.js';
import { suggest } from './feel/suggest.js';
import { refuse } from './refusal.js';
import type { Literal } from './table.js';

/** The text of one cell, and the parameters that it may name. */
export interface Cell {
  readonly text: string;
  readonly parameters: readonly string[];
}

/** A constant: word, number, true or false, date, or the name of a parameter. Anything else is refused with what would work. */
export function readLiteral(node: FeelNode, cell: Cell): Literal {
  const written = textOf(node, cell.text);
  const parameter = readParameter(node, cell);
  if (parameter) return parameter;
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
        `Write ${JSON.stringify(written)} in double quotes. A cell cannot read another question.${hint(written, cell)}`,
      );
    default:
      return refuse(
        'feel-is-not-in-the-subset',
        `“${written}” is not a constant.`,
        `Compare with a "word", a number, true, false or date("2024-01-31").${hint(written, cell)}`,
      );
  }
}

const names = ['VariableName', 'PathExpression'];

/** `income_limit`, or `income_limit(household_size)`; null for what names no parameter. */
export function readParameter(node: FeelNode, { text, parameters }: Cell): Literal | null {
  const isCall = node.name === 'FunctionInvocation';
  const value = textOf(isCall ? node.firstChild : node, text);
  if (!parameters.includes(value) || !(isCall || names.includes(node.name))) return null;
  if (!isCall) return { kind: 'parameter', value };
  const given = childrenOf(node.getChild('PositionalParameters'));
  const [by] = given;
  if (by && given.length === 1 && names.includes(by.name)) return { kind: 'parameter', value, by: textOf(by, text) };
  return refuse(
    'parameter-reads-one-question',
    `“${textOf(node, text)}” does not name one question.`,
    `Write ${value}, or ${value}(…) with the question by which its values differ.`,
  );
}

function hint(written: string, { parameters }: Cell): string {
  return parameters.length === 0 ? '' : ` Of the parameters: ${suggest(written.replace(/\(.*/s, ''), parameters)}`;
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
