import { type Schema, described, list, map, question, ref, str, text } from './parts.js';

/** What a program sends out. */
export const letters: Readonly<Record<string, Schema>> = {
  letter: map(
    'A letter or a card: what it is called and what it may tell.',
    {
      title: text('Its first heading, and what lists call it.'),
      kind: str('A `card` is printed small; a `letter`, when left out, on a whole page.', { enum: ['letter', 'card'] }),
      facts: list(
        'Questions whose answers its text tells. Name no more than it needs: all of them are kept with it until they are erased.',
        ref('scopedName'),
        { uniqueItems: true },
      ),
    },
    ['title'],
  ),
  send: map(
    'A letter that is written when a case comes to this state: by e-mail where an address is known, else on paper.',
    {
      letter: described(ref('id'), 'The letter.'),
      email: question('The question whose answer is the e-mail address.'),
      print: question('The question whose answer is the postal address, for letters that are printed and posted.'),
    },
    ['letter'],
    { anyOf: [{ required: ['letter', 'email'] }, { required: ['letter', 'print'] }] },
  ),
};
