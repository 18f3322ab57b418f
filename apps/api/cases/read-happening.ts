import type { Happening } from '../../../libs/cases/index.js';
import type { Answer, Row } from '../../../libs/eligibility/index.js';
import { type FieldValue, MOST_ROWS } from '../../../libs/workflow/index.js';
import { fieldFault } from '../shell/index.js';

const MOST_FIELDS = 200;
const MOST_CELLS = 50;
const LONGEST = 10_000;

/** Answers as they are sent: `prefer-not` is declined, `null` takes an answer back. Throws 422 where one has no such shape. */
export function readAnswers(sent: Readonly<Record<string, unknown>>): Record<string, Answer | null> {
  const entries = Object.entries(sent);
  if (entries.length === 0 || entries.length > MOST_FIELDS)
    throw fieldFault('/answers', 'hasEntries', [1, MOST_FIELDS]);
  return Object.fromEntries(entries.map(([id, value]) => [id, readAnswer(id, value)]));
}

function readAnswer(id: string, value: unknown): Answer | null {
  if (value === null) return null;
  if (value === 'prefer-not') return { declined: true };
  if (isText(value) || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
    return { value };
  if (Array.isArray(value) && value.length <= MOST_FIELDS && value.every(isText)) return { value };
  const pointer = `/answers/${escaped(id)}`;
  if (Array.isArray(value) && value.length > 0 && value.length <= MOST_ROWS && value.every(isObject)) {
    return { value: value.map((row, index) => readRow(row, `${pointer}/${index}`)) };
  }
  throw fieldFault(pointer, 'isAnswer');
}

/** A row's columns are the question's own to check: here each is a word, a number, or yes or no. */
function readRow(row: object, pointer: string): Row {
  const cells = Object.entries(row);
  if (cells.length > MOST_CELLS) throw fieldFault(pointer, 'hasEntries', [0, MOST_CELLS]);
  const wrong = cells.find(([, cell]) => !isCell(cell));
  if (wrong) throw fieldFault(`${pointer}/${escaped(wrong[0])}`, 'isCell');
  return row as Row;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCell = (value: unknown): boolean =>
  isText(value) || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));

/** As RFC 6901 writes a name. */
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** `{event, …fields}`; fields are words or lists of words. Throws 422 for anything else. */
export function readEvent(body: Readonly<Record<string, unknown>>): Happening {
  const { event, ...rest } = body;
  if (!isText(event) || event === '' || event.length > 100) throw fieldFault('/event', 'isString');
  if (Object.keys(rest).length > MOST_FIELDS) throw fieldFault('', 'hasEntries', [0, MOST_FIELDS]);
  const fields: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (!isText(value) && !(Array.isArray(value) && value.length <= MOST_FIELDS && value.every(isText))) {
      throw fieldFault(`/${escaped(name)}`, 'isWord');
    }
    fields[name] = value;
  }
  return { kind: 'event', event, fields };
}

/** Half a character is refused here: the database would, too, but write what stands before it into its log. */
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LONGEST && !/\0|\p{Surrogate}/u.test(value);
