import { type Schema, byId, described, list, map, ref } from './parts.js';

/** Of an event: from which day of the year on it is there, and which case it opens. */
export const opens: Readonly<Record<string, Schema>> = {
  from: map(
    'The day of the year from which on it is there: the first such day since the time began for which the case has places or waits for them, else that of the present year. People are told when that will be.',
    {
      month: { description: 'The month, from 1 to 12.', type: 'integer', minimum: 1, maximum: 12 },
      day: { description: 'The day of the month.', type: 'integer', minimum: 1, maximum: 31 },
    },
    ['month', 'day'],
  ),
  opens: map(
    'Another case for the same person, once. This one stays where it is, or goes where `to` leads.',
    {
      program: described(ref('id'), 'The program: this one, or another.'),
      confirm: list(
        'Questions whose answers are shown there as earlier ones; all of those that the consent names when left out. Nothing reads them until somebody confirms or changes each.',
        ref('scopedName'),
        { minItems: 1, uniqueItems: true },
      ),
      consent: described(
        ref('id'),
        'The disclosure to us that says that these answers are used again: whoever does this agrees to it.',
      ),
      says: byId('Questions that are answered there by doing this, each with its answer.', {
        description: 'The answer.',
        type: ['string', 'number', 'boolean'],
      }),
    },
    ['program', 'consent'],
  ),
};
