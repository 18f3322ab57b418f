import { type FieldValue, declineReasons } from './case-state.js';
import type { Field, Program } from './program.js';

const LONGEST_ID = 100;
const MOST_SERVICES = 20;
const LONGEST_TEXT = 2000;

/**
 * Whether what was filled in fits a field of an event. Pure and total over untrusted values; whether a service that is
 * named so exists is for the directory to say. An answer's field is checked as the answer that it is.
 * Returns null when it fits, else what would fit, for the person who typed it.
 */
export function misfitField(program: Program, field: Field, value: FieldValue): readonly string[] | null {
  return fits(program, field, value) ? null : expected(program, field);
}

/** What may be chosen in a field; empty when it is not a choice. */
export function choicesOf(program: Program, field: Field): readonly string[] {
  if (field.type === 'decline-reason') return declineReasons;
  if (field.type !== 'agency') return field.choices ?? [];
  const targets = program.routes[field.inRoute ?? '']?.targets ?? [];
  return targets.flatMap((target) => ('service' in target ? [target.service] : []));
}

function fits(program: Program, field: Field, value: FieldValue): boolean {
  switch (field.type) {
    case 'question':
      return true;
    case 'services':
      return (
        Array.isArray(value) &&
        value.length > 0 &&
        value.length <= MOST_SERVICES &&
        new Set(value).size === value.length &&
        value.every(isId)
      );
    case 'service':
      return isId(value);
    case 'text':
      return typeof value === 'string' && value.trim().length > 0 && value.length <= LONGEST_TEXT;
    case 'choice':
    case 'agency':
    case 'decline-reason':
      return typeof value === 'string' && choicesOf(program, field).includes(value);
  }
}

/** Ids as the directory writes them. Free text is none. */
const isId = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= LONGEST_ID && /^[a-z0-9]+([_-][a-z0-9]+)*$/.test(value);

/** The same in every language: words to send, or the shape of one. */
function expected(program: Program, field: Field): readonly string[] {
  switch (field.type) {
    case 'services':
      return [`1–${MOST_SERVICES} × service-id`, `a–z 0–9 - _ (1–${LONGEST_ID})`];
    case 'service':
      return ['service-id', `a–z 0–9 - _ (1–${LONGEST_ID})`];
    case 'text':
      return [`1–${LONGEST_TEXT}`];
    default:
      return choicesOf(program, field);
  }
}
