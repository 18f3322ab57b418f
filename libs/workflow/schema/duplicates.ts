import { described, either, list, map, oneOrMore, question, ref, str } from './parts.js';

/** `duplicates`: what tells that two applications may be of one household. */
export const duplicates = {
  duplicates: map(
    'What tells that two applications may be of one household. People are told of it and say whether they are; nothing is merged or refused by it.',
    {
      received: described(ref('id'), 'The clock from which an application counts, whatever becomes of it.'),
      year: either(
        'Only applications for the same calendar year are compared: `this` year’s, or the next one’s while a condition holds. Left out, all are.',
        str('The calendar year in which it was received.', { enum: ['this'] }),
        map('The next year’s, while this holds.', { next: described(ref('when'), 'When it is the next year’s.') }, [
          'next',
        ]),
      ),
      except: list('Dispositions with which an application counts no more.', ref('id'), {
        minItems: 1,
        uniqueItems: true,
      }),
      name: oneOrMore(
        'The question, or the questions, whose answers are the applicant’s name.',
        'Given name and family name.',
      ),
      born: question('The question that says when the applicant was born.'),
      phone: question('The question that says their telephone number.'),
      email: question('The question that says their e-mail address.'),
      address: question('The question that says where they live.'),
      members: map(
        'Who else belongs to the household.',
        {
          rows: question('The question of rows, one for each member.'),
          name: described(ref('id'), 'Its column with the member’s name.'),
          born: described(ref('id'), 'Its column with the date on which the member was born.'),
        },
        ['rows'],
      ),
    },
    ['received'],
  ),
};
