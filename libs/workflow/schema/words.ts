import { ID, ISO, SCOPED, type Schema, assumption, either, str } from './parts.js';

/** One person of the case, or all who do that work. */
const PEOPLE = [
  ...['navigator', 'navigators', 'reviewer', 'reviewers', 'supervisor', 'supervisors'],
  ...['on-call-manager', 'on-call-managers', 'holder'],
];

/** Names, texts, lengths of time, people. */
export const words: Readonly<Record<string, Schema>> = {
  assumption: either('Marks something that is assumed, not known.', { type: 'boolean' }, { type: 'string' }),
  id: str('A name: lower-case words joined by - or _.', { pattern: ID }),
  stateName: str('The name of a state of this program.', { pattern: ID }),
  scopedName: str('A name of this program, or `alias.name` for one that an included fragment brings.', {
    pattern: SCOPED,
  }),
  duration: str('A length of time in ISO 8601: PT5M is five minutes, PT2H two hours, P30D thirty days.', {
    pattern: ISO,
  }),
  text: {
    description: 'The same sentence in each language, by language code.',
    type: 'object',
    minProperties: 1,
    properties: { en: str('English.', { minLength: 1 }), fr: str('French.', { minLength: 1 }), assumption },
    propertyNames: { pattern: '^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*|assumption)$' },
    additionalProperties: str('The sentence in this language.', { minLength: 1 }),
  },
  role: str('A role in the program.', { enum: ['navigator', 'supervisor', 'agency', 'reviewer', 'client'] }),
  owner: str('A person or a staffed queue: never a machine.', { enum: [...PEOPLE, 'navigators-queue'] }),
  alerted: str('Who is told.', { enum: PEOPLE }),
  handedOver: str(
    'A way in which a client was handed over; warm-by-fallback: warm, to a service that stood in for the first.',
    {
      enum: ['warm', 'warm-by-fallback', 'cold', 'number', 'dispatch'],
    },
  ),
  handover: str(
    'warm: introduced by us; cold: passed on without introduction; number: only the number is given; dispatch: a team goes there.',
    { enum: ['warm', 'cold', 'number', 'dispatch'] },
  ),
};
