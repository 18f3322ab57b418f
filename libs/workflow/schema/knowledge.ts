import { capacities, columnTypes, MOST_ROWS, parameterTypes, questionTypes } from '../program.js';
import { grantPeriods } from '../terms.js';
import {
  DAY,
  ID,
  type Schema,
  byId,
  described,
  duration,
  either,
  list,
  map,
  oneOrMore,
  question,
  ref,
  str,
  text,
  SCOPED,
} from './parts.js';

/** Questions, decisions, disclosures, routes. */
export const knowledge: Readonly<Record<string, Schema>> = {
  questionDefinition: map(
    'A question and what its answer is for.',
    {
      type: str(
        'The kind of answer. `choice` when there are choices and no type. `document`: a file that people send in, by mail or in person; it needs `keep`.',
        {
          enum: [...questionTypes],
        },
      ),
      choices: either(
        'The words that may be answered: a list (labels in labels.yaml) or a map with a label for each. `prefer-not` offers declining aloud; "yes" and "no" are quoted.',
        list('The words.', ref('id'), { minItems: 1, uniqueItems: true }),
        byId('The words with their labels.', either('The label.', ref('text'), { type: 'null' })),
      ),
      for: list(
        'What the answer may be used for.',
        str('A purpose.', { enum: ['decide', 'route', 'brief', 'contact', 'rescue', 'report'] }),
        { minItems: 1, uniqueItems: true },
      ),
      ask: text('The question as it is said; may stand in labels.yaml instead.'),
      short: text(
        'A few words for lists, where the whole question would be too long; the question itself when left out.',
      ),
      help: text('A hint for the navigator.'),
      optional: { description: 'It never keeps a state waiting.', type: 'boolean' },
      decline: str(
        'With `staff`, clients are not offered “I would rather not say” on the form, as under a name; staff may still note it.',
        { enum: ['staff'] },
      ),
      columns: byId(
        `Of rows: what is asked of each, such as the age and income of each member of a household. At most ${MOST_ROWS} rows.`,
        ref('column'),
        undefined,
        { minProperties: 1, maxProperties: 20 },
      ),
      row: text('Of rows: what one of them is called; its number follows. May stand in labels.yaml instead.'),
      'add-row': text('Of rows: the words on the button that adds one; may stand in labels.yaml instead.'),
      min: { description: 'Smallest number; for rows, the fewest.', type: 'number' },
      max: { description: 'Largest number; for text, the most characters; for rows, the most rows.', type: 'number' },
      step: { description: 'Distance between two possible numbers.', type: 'number', exclusiveMinimum: 0 },
      keep: duration('How long after the end of the case the answer is kept.'),
      from: question('Looked up or computed from this question’s answer; asked only when that fails.'),
      compute: str(
        'How it is computed: `years` since that date, `birthday-18` the date on which that person turns 18, `first-2` the first two letters and digits, `opened` (without `from`) the date on which the case was opened, `clock` (without `from`) the date on which `clock` was first set, or today as long as it was not, `clock-month` its month (1 to 12), `count` how many rows there are, `sum` the sum of the columns in `of`.',
        { pattern: '^(years|birthday-[1-9][0-9]{0,2}|first-[1-9]|fsa|opened|clock|clock-month|count|sum)$' },
      ),
      clock: described(ref('id'), 'The clock of `compute: clock` and `clock-month`.'),
      of: list('The columns that a sum takes in, over all rows.', ref('id'), { minItems: 1, uniqueItems: true }),
      where: byId(
        'Which rows are counted or summed: those for which all of this holds, by column.',
        either(
          'A word of a choice or a list of them, true or false, or bounds. Bounds of a date are whole years, on the day of the step.',
          ref('id'),
          list('One of these words.', ref('id'), { minItems: 1, uniqueItems: true }),
          { description: 'Yes or no.', type: 'boolean' },
          map('From min to max, both included.', {
            min: { description: 'This or more.', type: 'integer' },
            max: { description: 'This or less.', type: 'integer' },
          }),
        ),
        undefined,
        { minProperties: 1 },
      ),
      about: described(
        ref('scopedName'),
        'The decision whose outcome this answer is about: it is forgotten once that settles on another outcome.',
      ),
      'speaks-as': byId(
        'In what capacity somebody speaks who answers so. A consent then begins with it.',
        str('The capacity.', { enum: [...capacities] }),
      ),
      'asks-again': byId(
        'By choice of this question: which answers to other questions contradict it. Whoever answers so after one of them is asked that question again.',
        byId(
          'The other question, and its answers that are not believed any more.',
          either(
            'One answer, or several.',
            ref('id'),
            list('Any of these answers.', ref('id'), { minItems: 1, uniqueItems: true }),
          ),
          SCOPED,
        ),
      ),
    },
    ['for'],
  ),
  column: map('What is asked of each row: a small question of its own.', {
    type: str('The kind of value. `choice` when there are choices and no type.', { enum: [...columnTypes] }),
    choices: either(
      'The words of a choice, as in a question.',
      list('The words.', ref('id'), { minItems: 1, uniqueItems: true }),
      byId('The words with their labels.', either('The label.', ref('text'), { type: 'null' })),
    ),
    label: text('What it is called; may stand in labels.yaml instead.'),
    optional: { description: 'A row may be without it.', type: 'boolean' },
    min: { description: 'Smallest number.', type: 'number' },
    max: { description: 'Largest number; for text, the most characters.', type: 'number' },
    step: { description: 'Distance between two possible numbers.', type: 'number', exclusiveMinimum: 0 },
    missing: {
      description: 'What a number counts as where a row is without it. Left out, a sum over such a row is not known.',
      const: 0,
    },
  }),
  parameter: map(
    'A constant that changes with time, such as an income limit. Cells of tables name it: `<= income_limit`.',
    {
      title: text('What it is called; may stand in labels.yaml instead.'),
      type: str('The kind of constant: `money` in cents, `integer`, or `date`.', { enum: [...parameterTypes] }),
      by: question('The whole-number or single-choice question by whose answer the values differ.'),
      values: list('The values, each from its first day until the next one begins.', ref('datedValue'), {
        minItems: 1,
      }),
    },
    ['type', 'values'],
  ),
  grant: map(
    'Something funded, of which there are so many places: first come, first served by when the application was received. A place is held until it is given back, or its time is over: the quarter or half-year; the calendar year for `month` and `year`.',
    {
      title: text('What it is called; may stand in labels.yaml instead.'),
      places: described(
        ref('id'),
        'The parameter (type: integer) that says how many there are. What counts is today’s value in the active version, for running cases too.',
      ),
      per: str(
        'There are so many in each month, quarter, half-year or calendar year. Quarters and half-years begin on the first of January, April, July and October, or of January and July.',
        { enum: [...grantPeriods] },
      ),
      amount: described(ref('id'), 'The parameter (type: money) that says what each is worth.'),
      received: described(
        ref('scopedName'),
        'The clock, or the question with a date, that says when the application was received; when the case was opened, if left out.',
      ),
      send: either(
        'A letter or card, or several, that are written whenever somebody is given one.',
        ref('send'),
        list('Letters.', ref('send'), { minItems: 1 }),
      ),
    },
    ['places', 'per'],
  ),
  grantTurns: map(
    'What may become of a grant while a case waits.',
    {
      granted: described(ref('targets'), 'Where the case goes when it is its turn.'),
      lapsed: described(
        ref('targets'),
        'Where the case goes when the time of the grant is over, at midnight there: on 1 January, or with its half-year or quarter.',
      ),
    },
    [],
    { minProperties: 1 },
  ),
  datedValue: map(
    'What a parameter is from a day on.',
    {
      from: str('The first day on which it holds, as 2025-01-31.', { pattern: DAY }),
      is: either(
        'The value; or with `by` one for each answer: `{1: 2369600, 2: 2949800}`. The highest number holds for that and more.',
        ref('constant'),
        byId('A value for each answer.', ref('constant'), `^([0-9]+|${ID.slice(1, -1)})$`),
      ),
    },
    ['from', 'is'],
  ),
  constant: either(
    'A whole number, money in cents, or a date.',
    { description: 'A whole number.', type: 'integer' },
    str('A date, as 2025-01-31.', { pattern: DAY }),
  ),
  decision: map('A decision: a table, or a single choice that is its own table.', {
    table: str('The DMN or .table.yaml file beside the program; `file.dmn#decision` when it holds several.', {
      pattern: '^[A-Za-z0-9_.-]+\\.(dmn|table\\.yaml)(#.+)?$',
    }),
    outcomes: list('Every outcome, in the order in which they are spoken of.', ref('id'), {
      minItems: 1,
      uniqueItems: true,
    }),
    date: question(
      'The question that says for which date it decides: parameters hold as of that day. Needed when its table names a parameter.',
    ),
    stays: list(
      'Outcomes that conditions go on reading when an answer is refused later. Whoever was in danger is so until they say otherwise; whoever was safe and would then rather not say is not known to be.',
      ref('id'),
      { minItems: 1, uniqueItems: true },
    ),
    benefit: map(
      'It decides about something that people apply for: clients are told its outcome, by itself, and no other table’s.',
      {
        given: oneOrMore('The outcome by which it may be had, or several. Any other one is a no.', 'Outcomes.'),
        unasked: oneOrMore('The outcome by which it was not asked for: nothing is told of it.', 'Outcomes.'),
      },
      ['given'],
    ),
    answer: question('The single-choice question whose answer is the outcome.'),
  }),
  disclosure: map(
    'What may be told to whom, and why: a consent asks for it, an offer tells it.',
    {
      to: str('`route`: the service found; `us`: ourselves, to call back; `holder`: whoever took the case.', {
        enum: ['route', 'us', 'holder'],
      }),
      facts: list(
        'Questions whose answers are told. A fragment’s alias stands for all of its questions.',
        ref('scopedName'),
        { minItems: 1, uniqueItems: true },
      ),
      purpose: text('Why, as it is said to the client.'),
    },
    ['to', 'facts'],
  ),
  routeTarget: either(
    'A service by name, `ourselves`, or a map.',
    ref('id'),
    map('A target in full.', {
      service: described(ref('id'), 'The service, as it stands in the directory.'),
      fallback: {
        description:
          'It takes over when the earlier ones could not; true for every target but the first when left out.',
        type: 'boolean',
      },
      interpreter: {
        description: 'An interpreter may join, so that the client’s language does not exclude it; true when left out.',
        type: 'boolean',
      },
      'at-most': described(ref('handover'), 'The most that this service takes, whatever the state asks for.'),
      ourselves: either('Our own line takes the client: true, or the words for it.', { const: true }, ref('text')),
    }),
  ),
  routes: byId(
    'Routes by name: targets in order; the first that is open, in area, speaks the language and has room gets the client.',
    list('Targets in order.', ref('routeTarget'), { minItems: 1 }),
  ),
};
