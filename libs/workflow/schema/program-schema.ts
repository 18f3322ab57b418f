import { byId, described, either, list, map, ref, str, text } from './parts.js';

import { documents } from './documents.js';
import { duplicates } from './duplicates.js';
import { flow, start } from './flow.js';
import { letters } from './letters.js';
import { knowledge } from './knowledge.js';
import { states } from './states.js';
import { words } from './words.js';

const program = map(
  'program.yaml',
  {
    format: { description: 'Version of this format, so that an old case still loads in ten years.', const: 1 },
    program: described(ref('id'), 'The program’s name, the same as its folder’s.'),
    title: text('What the program is called.'),
    languages: list(
      'Languages that the program’s own people speak; any other goes through an interpreter.',
      str('A language code.', { pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' }),
      { minItems: 1, uniqueItems: true },
    ),
    subject: map(
      'Whom the program helps.',
      {
        'third-party': str('Whether somebody else may ask for them.', { enum: ['allowed', 'refused'] }),
        name: str('Whether a name is asked.', { enum: ['never', 'optional', 'required'] }),
      },
      ['third-party', 'name'],
    ),
    include: byId(
      'Fragments by alias: `safety: safety-gate@1`.',
      str('A fragment and its version.', { pattern: '^[a-z][a-z0-9-]*@[1-9][0-9]*$' }),
    ),
    defaults: map(
      'For states that say nothing else.',
      {
        owner: described(ref('owner'), 'Whose hands a case is in.'),
        due: described(ref('due'), 'When a state is too late.'),
        overdue: described(ref('overdue'), 'Who is told then.'),
      },
      ['owner', 'due', 'overdue'],
    ),
    questions: byId('Questions by name.', ref('questionDefinition')),
    parameters: byId('Constants that change with time, by name.', ref('parameter')),
    grants: byId('Grants by name.', ref('grant')),
    decisions: byId('Decisions by name.', ref('decision')),
    disclosures: byId('Disclosures by name.', ref('disclosure')),
    letters: byId(
      'Letters and cards by name; their texts are letters/<name>.en.md and letters/<name>.fr.md.',
      ref('letter'),
    ),
    duplicates: described(ref('duplicates'), 'What tells that two applications may be of one household.'),
    clocks: byId(
      'Named moments: `start`, `end`, `state.entry`, `state.exit`, or a list of such for whichever comes first. The first value is kept.',
      either(
        'The moment, or the moments.',
        str('The moment.', { pattern: '^(start|end|[a-z][a-z0-9_-]*\\.[a-z][a-z0-9_-]*)$' }),
        list('Moments.', str('A moment.', { pattern: '^[a-z][a-z0-9_-]*\\.[a-z][a-z0-9_-]*$' }), {
          minItems: 1,
          uniqueItems: true,
        }),
      ),
    ),
    timers: byId('Timers that span states.', ref('timer')),
    interrupts: byId('What can happen in several states.', ref('interrupt')),
    routes: described(ref('routes'), 'Routes, when they are too few for a file of their own.'),
    start,
    states: byId('States by name.', ref('state')),
  },
  ['format', 'program', 'title', 'languages', 'subject', 'defaults', 'start', 'states'],
);

/** The published JSON Schema of program.yaml; `$defs` has those of fragment.yaml, labels.yaml and routes.yaml. */
export const programSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://front-door.dev/schemas/program-1.json',
  title: 'A Front Door program',
  ...program,
  $defs: { ...words, ...flow, ...knowledge, ...letters, ...duplicates, ...documents, ...states },
};
