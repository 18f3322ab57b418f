import type { Answer, Value } from '../eligibility/index.js';
import { misfitInRows } from './check-rows.js';
import type { Question } from './program.js';

/** What would fit, for the person who typed what does not, and where that stands within an answer of rows (a JSON pointer). */
export interface Misfit {
  readonly expected: readonly string[];
  readonly at?: string;
}

/** Whether an answer fits its question: null when it does, else what would. Pure and total over untrusted values. */
export function misfit(question: Question, answer: Answer): readonly string[] | null {
  return misfitAt(question, answer)?.expected ?? null;
}

/** The same, with the place. */
export function misfitAt(question: Question, answer: Answer): Misfit | null {
  if ('declined' in answer) return null;
  if (question.type === 'rows') return misfitInRows(question, answer.value, misfitCell);
  return fits(question, answer.value) ? null : { expected: expected(question) };
}

/** A question, or a column of one. */
type Asked = Pick<Question, 'type' | 'choices' | 'min' | 'max' | 'step'>;

/** Nobody declines one cell: who would rather not say leaves it out. */
function misfitCell(column: Asked, value: Value): readonly string[] | null {
  return fits(column, value) ? null : expected(column).filter((word) => word !== 'prefer-not');
}

const LOCAL_DATE_TIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

function fits(question: Asked, value: Value): boolean {
  switch (question.type) {
    case 'choice':
    case 'document':
      return typeof value === 'string' && words(question).includes(value);
    case 'multi':
      return (
        Array.isArray(value) &&
        new Set(value).size === value.length &&
        value.every((word) => typeof word === 'string' && words(question).includes(word))
      );
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
    case 'money':
      return typeof value === 'number' && Number.isSafeInteger(value) && withinBounds(question, value);
    case 'date':
      return typeof value === 'string' && isDate(value);
    case 'local-date-time':
      return typeof value === 'string' && LOCAL_DATE_TIME.test(value) && isDate(value.slice(0, 10));
    case 'language':
      return typeof value === 'string' && /^[a-z]{2,3}(-[A-Za-z]{2,8})?$/.test(value);
    case 'phone':
      return (
        typeof value === 'string' &&
        /^\+?[\d\s().-]{3,25}( ?(x|ext\.?) ?\d{1,6})?$/i.test(value) &&
        /\d{3}/.test(value.replace(/\D/g, ''))
      );
    case 'text':
    case 'address':
      return typeof value === 'string' && value.trim().length > 0 && value.length <= (question.max ?? 2000);
    case 'rows':
      return false;
  }
}

function words(question: Asked): readonly string[] {
  return question.choices.map((choice) => choice.value);
}

function withinBounds(question: Asked, value: number): boolean {
  if (question.min !== undefined && value < question.min) return false;
  if (question.max !== undefined && value > question.max) return false;
  return question.step === undefined || (value - (question.min ?? 0)) % question.step === 0;
}

function isDate(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return DATE.test(value) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function expected(question: Asked): readonly string[] {
  switch (question.type) {
    case 'choice':
    case 'document':
    case 'multi':
      return [...words(question), 'prefer-not'];
    case 'integer':
    case 'money':
      return [`${question.min ?? '…'}–${question.max ?? '…'}`];
    case 'date':
      return ['YYYY-MM-DD'];
    case 'local-date-time':
      return ['YYYY-MM-DDTHH:MM'];
    case 'language':
      return ['en', 'fr', '…'];
    case 'phone':
      return ['416-555-0123'];
    case 'boolean':
      return ['true', 'false'];
    default:
      return [`1–${question.max ?? 2000}`];
  }
}
