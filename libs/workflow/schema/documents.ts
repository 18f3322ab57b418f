import { SCOPED, type Schema, byId, described, list, map, ref, text } from './parts.js';

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
  questionLabels: map('Texts of a question.', {
    ask: text('The question.'),
    help: text('A hint for the navigator.'),
    choices: byId('The label of each choice.', ref('text')),
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
    decisions: byId(
      'Texts of decisions.',
      map('Texts of a decision.', {
        title: text('What it is about.'),
        outcomes: byId('What each outcome is called.', ref('text')),
      }),
    ),
    dispositions: byId('What each disposition is called.', ref('text')),
    events: byId('Button texts of events: by name, or `state.event` for one state only.', ref('text'), SCOPED),
    interrupts: byId('Button texts of interrupts.', ref('text')),
    disclosures: byId('Texts of disclosures.', map('Texts of a disclosure.', { purpose: text('Why it is told.') })),
  }),
  fragmentDocument: map(
    'fragment.yaml: questions and decisions that several programs include.',
    {
      format: { description: 'Version of this format.', const: 1 },
      fragment: described(ref('id'), 'Its name, the same as the folder’s.'),
      version: { description: 'Its version, the same as the folder’s.', type: 'integer', minimum: 1 },
      title: text('What it is called.'),
      languages: list('Languages that its texts come in.', { type: 'string' }),
      questions: byId('Its questions. A program sees them as `alias.question`.', ref('questionDefinition')),
      decisions: byId('Its decisions. A program sees them as `alias.decision`.', ref('decision')),
    },
    ['format', 'fragment', 'version', 'questions'],
  ),
};
