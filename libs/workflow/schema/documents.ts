import { SCOPED, type Schema, byId, described, either, list, map, ref, str, text } from './parts.js';

/** The other files of a program’s folder. */
export const documents: Readonly<Record<string, Schema>> = {
  routesDocument: map(
    'routes.yaml',
    {
      format: { description: 'Version of this format.', const: 1 },
      routes: described(ref('routes'), 'The routes by name.'),
    },
    ['routes'],
  ),
  columnLabels: map('Texts of one column.', {
    label: text('What it is called.'),
    choices: byId('The label of each choice.', ref('text')),
  }),
  questionLabels: map('Texts of a question.', {
    ask: text('The question.'),
    short: text('A few words for lists.'),
    help: text('A hint for the navigator.'),
    choices: byId('The label of each choice.', ref('text')),
    columns: byId('Texts of the columns of rows.', ref('columnLabels')),
    row: text('What one of the rows is called; its number follows. “Line”, when left out.'),
    'add-row': text('The words on the button that adds a row.'),
  }),
  labelsDocument: map('labels.yaml: texts that would crowd the program.', {
    format: { description: 'Version of this format.', const: 1 },
    questions: byId('Texts of questions.', ref('questionLabels')),
    states: byId(
      'Texts of states.',
      map('Texts of a state.', {
        title: text('What people see of it in lists and in the timeline.'),
        script: text('What the navigator says.'),
        help: text('What the navigator reads and does not say.'),
      }),
    ),
    parameters: byId('Texts of parameters.', map('Texts of a parameter.', { title: text('What it is called.') })),
    grants: byId('Texts of grants.', map('Texts of a grant.', { title: text('What it is called.') })),
    decisions: byId(
      'Texts of decisions.',
      map('Texts of a decision.', {
        title: text('What it is about.'),
        outcomes: byId('What each outcome is called.', ref('text')),
        elsewhere: text('Where else there is help, for whoever is told no.'),
      }),
    ),
    dispositions: byId('What each disposition is called.', ref('text')),
    events: byId('Button texts of events: by name, or `state.event` for one state only.', ref('text'), SCOPED),
    interrupts: byId('Button texts of interrupts.', ref('text')),
    entry: map('The first page of the form on which people apply by themselves.', {
      who: text('Whom the program is for. Leave out figures that change with time.'),
      privacy: text('Who collects what they tell us, what for, and how long it is kept. Whom to ask is added.'),
    }),
    disclosures: byId('Texts of disclosures.', map('Texts of a disclosure.', { purpose: text('Why it is told.') })),
  }),
  tableDocument: map(
    '*.table.yaml: a decision table',
    {
      format: { description: 'Version of this format.', const: 1 },
      table: described(ref('id'), 'Its name.'),
      title: str('What it decides, for people who read the file.', { minLength: 1 }),
      'hit-policy': str('`UNIQUE`: one row fits (when left out); `FIRST`: the first that fits counts.', {
        enum: ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY'],
      }),
      columns: byId('The questions that it reads, each with the heading of its column.', ref('text')),
      outcomes: list('Every outcome, in its order.', ref('id'), { minItems: 1, uniqueItems: true }),
      otherwise: described(ref('id'), 'The outcome when no row fits.'),
      rows: list('The rules, in order.', ref('tableRow'), { minItems: 1 }),
    },
    ['format', 'table', 'columns', 'outcomes', 'rows'],
  ),
  tableRow: map(
    'A rule of a decision table.',
    {
      when: byId(
        "Question → its cell: a word, a number, a list of words, or a test such as '>= 18'. Left out: any answer.",
        ref('tableCell'),
      ),
      then: described(ref('id'), 'The outcome.'),
      because: text('The reason, as the navigator reads it.'),
    },
    ['then'],
  ),
  tableCell: either(
    'What the answer must be.',
    str('A word, or a test in FEEL.', { minLength: 1 }),
    { description: 'A number.', type: 'number' },
    { description: 'True or false.', type: 'boolean' },
    list('One of these words or numbers.', either('One.', str('A word.', { minLength: 1 }), { type: 'number' }), {
      minItems: 1,
      uniqueItems: true,
    }),
  ),
  fragmentDocument: map(
    'fragment.yaml: questions and decisions that several programs include.',
    {
      format: { description: 'Version of this format.', const: 1 },
      fragment: described(ref('id'), 'Its name, the same as the folder’s.'),
      version: { description: 'Its version, the same as the folder’s.', type: 'integer', minimum: 1 },
      title: text('What it is called.'),
      languages: list('Languages that its texts come in.', { type: 'string' }),
      questions: byId('Its questions. A program sees them as `alias.question`.', ref('questionDefinition')),
      parameters: byId(
        'Its constants that change with time. A program sees them as `alias.parameter`.',
        ref('parameter'),
      ),
      decisions: byId('Its decisions. A program sees them as `alias.decision`.', ref('decision')),
    },
    ['format', 'fragment', 'version', 'questions'],
  ),
};
