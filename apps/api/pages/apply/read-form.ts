import type { Answer, Row, Value } from '../../../../libs/eligibility/index.js';
import { type Column, MOST_ROWS, misfitAt, type Question } from '../../../../libs/workflow/index.js';
import type { FormFields } from '../../shell/form-body.js';
import { NOT_SAID } from './controls.js';

type Asked = Pick<Question | Column, 'type' | 'choices'>;

/** The input of a question. */
export const inputOf = (question: string): string => `q.${question}`;

/** What came for a question. `misfit`: it is none of its answers; where, and what would fit. */
export type Came =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | {
      readonly kind: 'misfit';
      readonly field: string;
      readonly expected: string;
      readonly type: Asked['type'] | 'email';
    };

/** Reads what was filled in for one question. What cannot be kept, such as half a character, does not fit. */
export function readQuestion(question: Question, form: FormFields): Came {
  const name = inputOf(question.id);
  const isNot = form.has(`${name}.not`) || form.get(name)?.includes(NOT_SAID);
  if (isNot && question.decline !== 'staff') {
    return { kind: 'answer', answer: { declined: true } };
  }
  if (question.type === 'rows') return readRows(question, name, form);
  const value = readValue(question, name, form);
  if (value === null) return { kind: 'nothing' };
  // Whether a paper is there is for staff to say.
  if (question.type === 'document' && value !== 'coming') return misfitOf(question, name, name, '');
  return fitting(question, name, { value });
}

function fitting(question: Question, name: string, answer: Answer): Came {
  const found = misfitAt(question, answer);
  const isText = !JSON.stringify(answer).match(/\\u0000|\\ud[89a-f]/i);
  if (!found && isText) return { kind: 'answer', answer };
  const at = found?.at ? `${name}${found.at.replaceAll('/', '.')}` : name;
  return misfitOf(question, name, at, found?.expected.join(', ') ?? '');
}

function misfitOf(question: Question, name: string, field: string, expected: string): Came {
  const column = question.columns?.find(({ id }) => field.endsWith(`.${id}`) && field !== name);
  return { kind: 'misfit', field, expected, type: (column ?? question).type };
}

/** Lines in which nothing stands are none. */
function readRows(question: Question, name: string, form: FormFields): Came {
  const count = Math.min(MOST_ROWS, Number(form.get(`${name}.n`)?.[0] ?? 0) || 0);
  const rows = Array.from({ length: count }, (_, index): Row => {
    const cells = (question.columns ?? []).flatMap((column) => {
      const value = readValue(column, `${name}.${index}.${column.id}`, form);
      return value === null ? [] : [[column.id, value] as const];
    });
    return Object.fromEntries(cells) as Row;
  });
  if (rows.every((row) => Object.keys(row).length === 0)) return { kind: 'nothing' };
  return fitting(question, name, { value: rows });
}

/** Null: nothing was filled in. What is no number stays as it was typed, and fits nothing. */
function readValue({ type }: Asked, name: string, form: FormFields): Value | null {
  if (type === 'date') return readDate(name, form);
  const given = (form.get(name) ?? []).map((value) => value.trim()).filter((value) => value !== '');
  const [first] = given;
  if (first === undefined) return null;
  if (type === 'multi') return given;
  if (type === 'boolean') return first === 'true' ? true : first === 'false' ? false : first;
  if (type === 'integer') return wholeOf(first) ?? first;
  if (type === 'money') return centsOf(first) ?? first;
  return first;
}

function readDate(name: string, form: FormFields): string | null {
  const [day, month, year] = ['d', 'm', 'y'].map((part) => form.get(`${name}.${part}`)?.[0]?.trim() ?? '');
  if (!day && !month && !year) return null;
  const two = (text = ''): string => text.padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
}

/** As people write numbers here: `1,250`, `1 250`. */
function wholeOf(text: string): number | null {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '').replaceAll(/,(?=\d{3}\b)/g, '');
  return /^-?\d{1,12}$/.test(plain) ? Number(plain) : null;
}

/** `$1,250.50`, `1 250,50 $`, `1250`: in cents. */
function centsOf(text: string): number | null {
  const bare = text.replaceAll(/[\s\u00a0\u202f$]/g, '');
  const plain = /^\d{1,3}(,\d{3})+(\.\d{1,2})?$/.test(bare) ? bare.replaceAll(',', '') : bare.replace(',', '.');
  const [, whole, part = ''] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
  return whole === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

/** A value that is known, as its inputs hold it. */
export function spread({ type }: Asked, name: string, value: Value): FormFields {
  if (type === 'date' && typeof value === 'string') {
    const [year = '', month = '', day = ''] = value.split('-');
    return new Map([
      [`${name}.y`, [year]],
      [`${name}.m`, [String(Number(month))]],
      [`${name}.d`, [String(Number(day))]],
    ]);
  }
  if (type === 'money' && typeof value === 'number') return new Map([[name, [(value / 100).toFixed(2)]]]);
  return new Map([[name, Array.isArray(value) ? value.map(String) : [String(value)]]]);
}
