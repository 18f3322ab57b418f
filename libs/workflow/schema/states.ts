import {
  ID,
  type Schema,
  assumption,
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
} from './parts.js';

const common = {
  kind: str('What happens in this state.', { enum: ['ask', 'consent', 'offer', 'grant', 'wait', 'end'] }),
  script: text('What the navigator says on entering; may stand in labels.yaml instead.'),
  help: text('What the navigator reads and does not say; may stand in labels.yaml instead.'),
  questions: list('Questions asked here besides those that the decision reads, in this order.', ref('scopedName'), {
    uniqueItems: true,
  }),
  timers: byId('Timers that run while the case is in this state.', ref('timer')),
  send: either(
    'A letter, or several, that are written when a case comes here.',
    ref('send'),
    list('Letters.', ref('send'), { minItems: 1 }),
  ),
};
const open = {
  ...common,
  owner: described(ref('owner'), 'Whose hands the case is in; the program’s default when left out.'),
  entry: described(ref('stay'), 'Who is told as soon as a case comes here.'),
  due: described(
    ref('due'),
    'When this state is too late, and what happens then; the program’s default when left out.',
  ),
  overdue: described(ref('overdue'), 'Who is told when the deadline passes; the same as `overdue` inside `due`.'),
};
const leaves = (description: string) => byId(description, ref('targets'));

/** The kinds of state. */
export const states: Readonly<Record<string, Schema>> = {
  askState: map(
    'Asks questions and leaves by the outcome of a decision.',
    {
      ...open,
      decide: either(
        'The decision, or `{answer: question}` when a single choice is its own table. Without it the state leaves by `answered`.',
        ref('scopedName'),
        map('A single choice that is its own table.', { answer: question('The question.') }, ['answer']),
      ),
      again: {
        description: 'What was declined of these questions earlier is asked once more on coming here.',
        type: 'boolean',
      },
      order: str(
        'How the questions of its decision are asked: first the one expected to settle most (`expected`, when left out), or in the order of the table’s columns (`written`). Questions about safety always stay as written.',
        { enum: ['expected', 'written'] },
      ),
      leaves: leaves('Where each outcome leads, and `undetermined`; without a decision, `answered`.'),
    },
    ['kind', 'leaves'],
  ),
  consentState: map(
    'Asks the client to agree to a disclosure.',
    {
      ...open,
      disclosure: described(ref('id'), 'The disclosure they agree to.'),
      by: list('Who may agree.', str('In what capacity.', { enum: ['self', 'third-party', 'substitute'] }), {
        minItems: 1,
        uniqueItems: true,
      }),
      leaves: leaves('Where `given` and `withheld` lead. Withheld never ends the help.'),
    },
    ['kind', 'disclosure', 'leaves'],
  ),
  offerState: map(
    'Offers the client to the targets of a route, one after the other.',
    {
      ...open,
      route: either(
        'A route by name; `{by: question or decision, <value>: route, otherwise: route}`; `{by: decision, then: route}` for the route named like the outcome and then another; or `{picked: state.field}`.',
        ref('id'),
        {
          description: 'A choice among routes.',
          type: 'object',
          properties: {
            by: question('The question or decision that chooses.'),
            then: described(ref('id'), 'The route to go on with after the one named like the value.'),
            otherwise: described(ref('id'), 'The route for any other value, or for none.'),
            picked: str(
              '`state.field`: what a person picked in an event. It is asked even when it said that it is full or closed.',
              {
                pattern: '^[a-z][a-z0-9_-]*\\.[a-z][a-z0-9_-]*$',
              },
            ),
            assumption,
          },
          propertyNames: { pattern: ID },
          additionalProperties: described(ref('id'), 'The route for this value.'),
        },
      ),
      handover: either(
        'How the client is handed over: one way, or one with consent and one without.',
        ref('handover'),
        map(
          'By consent.',
          {
            consented: described(ref('handover'), 'When the client agreed to the disclosure.'),
            otherwise: described(ref('handover'), 'When not.'),
          },
          ['consented', 'otherwise'],
        ),
      ),
      disclosure: either(
        'What the service is told. May be left out when the program has exactly one disclosure to a route.',
        ref('id'),
        map(
          'A disclosure with its terms.',
          {
            name: described(ref('id'), 'The disclosure.'),
            override: described(ref('id'), 'Why it is told without consent; a supervisor reviews it.'),
            needs: str('No offer at all without consent.', { const: 'consent' }),
            'or-override': map(
              'Who may override a missing consent, and why.',
              { by: described(ref('role'), 'Who may.'), why: described(ref('id'), 'The reason that is recorded.') },
              ['why'],
            ),
          },
          ['name'],
        ),
      ),
      dial: question('The question whose answer is the number to dial, where the directory has none.'),
      area: question(
        'The decision whose outcome is where the client is: a service whose `service_area` does not name it is passed over. Left out, the route alone says who is asked.',
      ),
      attempt: duration('How long one target is tried; three minutes when left out.'),
      beside: either(
        'A second offer beside the one that holds the case.',
        { type: 'boolean' },
        described(ref('handover'), 'The handover that it stands beside.'),
      ),
      mode: str('How targets are tried; one after the other when left out.', {
        enum: ['in-order', 'first-to-accept', 'all', 'beside'],
      }),
      leaves: leaves(
        'Where `handed-over`, `declined-by-client`, `exhausted` and (when our own line is a target) `to-ourselves` lead; and `not-consented`, when the next service is not one that the client agreed to.',
      ),
    },
    ['kind', 'route', 'handover', 'leaves'],
  ),
  grantState: map(
    'Takes a place of a grant, first come, first served; the case passes through at once.',
    {
      ...open,
      grant: described(ref('id'), 'The grant.'),
      year: either(
        'Whose place it is: that of the present year, half-year or quarter (when left out), or of the one after that in which the application was received.',
        str('This or the next.', { enum: ['this', 'next'] }),
        map(
          'The next one’s while a condition holds, else this one’s.',
          { next: described(ref('when'), 'The condition.') },
          ['next'],
        ),
      ),
      leaves: leaves(
        'Where `granted` leads, and `waitlisted`: when no place is left, or somebody waits whose application was received earlier.',
      ),
    },
    ['kind', 'grant', 'leaves'],
  ),
  waitState: map(
    'Someone acts; the case waits for them.',
    {
      ...open,
      events: byId('What may happen, by name.', ref('event')),
      grants: byId('Where the case goes by itself when something becomes of a grant.', ref('grantTurns')),
      correct: {
        description:
          'Write true: clients may put right here what they were asked on their way. Nothing of it is asked again.',
        const: true,
      },
      stands: {
        description:
          'Write true: what was decided stands here. An answer that is put right moves nothing; an event may lead to somebody who looks again.',
        const: true,
      },
    },
    ['kind'],
  ),
  endState: map(
    'The case is over.',
    {
      ...common,
      disposition: either(
        'How our handling ended: one word, or one per way in which the client was handed over.',
        ref('id'),
        map(
          'By how the client was handed over.',
          Object.fromEntries(
            ['warm', 'warm-by-fallback', 'cold', 'number', 'dispatch'].map((k) => [
              k,
              described(ref('id'), `When the handover was ${k}.`),
            ]),
          ),
          [],
          { minProperties: 1 },
        ),
      ),
      uses: oneOrMore(
        'A grant, or several, that the client has used: the place stays taken until its time is over. Every other grant of the case goes to whoever waits.',
        'Grants.',
      ),
      crisis: { description: 'True when this is the end of an emergency.', type: 'boolean' },
      need: either(
        'What became of the need.',
        str('Referred, met or unknown.', { enum: ['referred', 'met', 'unknown'] }),
        map(
          'A need with more to say.',
          {
            unmet: described(ref('id'), 'Why it was not met.'),
            from: described(ref('id'), 'The field of an earlier event that says it.'),
          },
          [],
          { minProperties: 1 },
        ),
      ),
      opens: map(
        'Another program that the same contact goes on with.',
        {
          program: described(ref('id'), 'The program.'),
          carry: list('Questions (or fragment aliases) whose answers go along.', ref('scopedName'), {
            uniqueItems: true,
          }),
          confirm: list(
            'Questions whose answers are shown there as earlier ones, to be confirmed or changed one by one.',
            ref('scopedName'),
            { minItems: 1, uniqueItems: true },
          ),
          declined: {
            description: 'What the client said no to goes along, for the conditions `declined` of that program.',
            type: 'boolean',
          },
        },
        ['program'],
      ),
    },
    ['kind', 'disposition', 'need'],
  ),
  state: {
    description: 'One state. Its `kind` says which keys it has.',
    type: 'object',
    required: ['kind'],
    properties: { kind: common.kind },
    allOf: ['ask', 'consent', 'offer', 'grant', 'wait', 'end'].map((k) => ({
      if: { required: ['kind'], properties: { kind: { const: k } } },
      then: ref(`${k}State`),
    })),
  },
};
