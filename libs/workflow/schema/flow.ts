import { channels } from '../channel.js';
import { opens } from './opens.js';
import {
  SCOPED,
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
  state,
  str,
  text,
} from './parts.js';

const roles = either(
  'Who may do it: one role or a list.',
  ref('role'),
  list('Roles.', ref('role'), { minItems: 1, uniqueItems: true }),
);

/** Where a case begins. */
export const start: Schema = either(
  'The first state; or one for each channel that a case comes in by, and `otherwise`.',
  state('The first state.'),
  map(
    'By channel.',
    {
      otherwise: state('For every other channel.'),
      ...Object.fromEntries(channels.map((channel) => [channel, state(`For what comes in by ${channel}.`)])),
    },
    ['otherwise'],
  ),
);

const goal = {
  to: state('The state.'),
  resume: state('Beside `to`: where the next `resume-or` leads.'),
  'resume-or': state(
    'Back to where an interrupt broke in, or to where `resume` said; to this state when there was neither.',
  ),
};

const told = {
  alert: described(ref('alerted'), 'Who is told now.'),
  tell: str('The agency that holds the case learns what changed.', { const: 'holder' }),
};

const line = str(
  'What it says of the line to the caller: `lost` when it broke, `back` when somebody is on it again. While it is lost, nothing is shown to say aloud, and supervisors see it.',
  { enum: ['lost', 'back'] },
);

/** What moves a case: targets, guards, timers, events, interrupts. */
export const flow: Readonly<Record<string, Schema>> = {
  overdue: map(
    'Who is told when a deadline passes, and how often again.',
    {
      alert: described(ref('alerted'), 'Who is told; the case goes to their queue.'),
      every: duration('How long until they are told again; the deadline’s own length when left out.'),
    },
    ['alert'],
  ),
  due: either(
    'A deadline: a length of time from entry, or a map.',
    ref('duration'),
    map('A deadline in full.', {
      in: duration('How long after entry (or after `from`).'),
      at: question('The question whose answer is the moment.'),
      from: described(ref('id'), 'The clock that `in` counts from, instead of entry.'),
      within: duration('The longest that an `at` may lie ahead; 14 days when left out.'),
      beside: duration(
        'Of an ask that decides about danger: how long its questions may stay open while an agency has the client or 911 is called, before people are told; `in` when left out.',
      ),
      to: described(
        ref('target'),
        'Where the case goes when the deadline passes. Without it the case stays and its owner changes.',
      ),
      owner: described(ref('owner'), 'Who owns the case once the deadline has passed.'),
      overdue: described(ref('overdue'), 'Who is told when it passes.'),
    }),
  ),
  target: either(
    'Where the case goes: a state, or back to where an interrupt broke in.',
    ref('stateName'),
    map('A target in full.', goal),
  ),
  when: {
    description:
      'Conditions that must all hold: `decision: outcome`, `decision: [outcome, outcome]`, `known: question`, `refused: disclosure`, `agreed: disclosure`, `declined: offer`, `no-number: offer`, `resumes: state`, `handed-over: way`, `granted: grant`, `waitlisted: grant`, `had: grant`, `accepted: true`, `held: true`, `taken: true`, or a field with choices of the event itself: `why: refused`.',
    type: 'object',
    minProperties: 1,
    properties: {
      known: either(
        'A question, or several, that must have been answered.',
        ref('scopedName'),
        list('Questions.', ref('scopedName'), { minItems: 1 }),
      ),
      refused: either(
        'A disclosure, or several, to which the client last said no.',
        ref('id'),
        list('Disclosures.', ref('id'), { minItems: 1 }),
      ),
      agreed: either(
        'A disclosure, or several, to which the client last said yes, and has not taken it back.',
        ref('id'),
        list('Disclosures.', ref('id'), { minItems: 1 }),
      ),
      declined: either(
        'An offer, or several: the client has said no to a service of the route that it would take, or took only its number. Asking answers again (`reopen`, a correction that leads back) makes an end of it.',
        ref('stateName'),
        list('Offers.', ref('stateName'), { minItems: 1 }),
      ),
      'no-number': state(
        'An offer: no service of the route that it would take has a phone number in the directory that is not one of our own lines, and none was noted (`dial`). Then there is nobody to call yet.',
      ),
      resumes: either(
        'A state, or several: `resume-or` would lead back there.',
        ref('stateName'),
        list('States.', ref('stateName'), { minItems: 1 }),
      ),
      'handed-over': either(
        'A way, or several, in which the client was handed over last.',
        ref('handedOver'),
        list('Ways.', ref('handedOver'), { minItems: 1 }),
      ),
      granted: oneOrMore('A grant, or several, that the case has now.', 'Grants.'),
      had: oneOrMore('A grant, or several, that the case was given, whatever has become of it.', 'Grants.'),
      waitlisted: oneOrMore('A grant, or several, that the case waits for.', 'Grants.'),
      accepted: {
        description:
          'Write true: while the case was elsewhere, an agency took the client in the offer that `resume-or` leads back to.',
        const: true,
      },
      held: {
        description: 'Write true: an agency has the client, or has them again once what broke in is over.',
        const: true,
      },
      taken: {
        description:
          'Write true: the client has taken something in this case: services were given, or a service took them or gave its number. A team that was sent does not count.',
        const: true,
      },
      assumption,
    },
    propertyNames: { pattern: SCOPED },
    additionalProperties: either(
      'The outcome, or any one of a list.',
      ref('id'),
      list('Outcomes, one of which must be the verdict.', ref('id'), { minItems: 1, uniqueItems: true }),
    ),
  },
  targets: either(
    'A target, or a list whose first entry with all its conditions met is taken; the last has none.',
    ref('stateName'),
    map('One target.', goal),
    list(
      'Guarded targets in order.',
      map('One entry.', {
        when: described(ref('when'), 'When this entry is taken.'),
        ...goal,
      }),
      { minItems: 1 },
    ),
  ),
  stay: map('Who is told.', told, [], { minProperties: 1 }),
  stayed: map('Who is told; `{}` when nobody needs to be.', told),
  timer: map('Something that happens by itself after a while.', {
    from: described(
      ref('scopedName'),
      'What it counts from: `entry` (of the state), a clock, or a question whose answer is a moment.',
    ),
    in: duration('How long after that.'),
    at: question('A question whose answer is the moment itself; then neither `from` nor `in` is needed.'),
    until: either(
      'For timers of the whole program: entering this state, or one of these, stops it.',
      ref('stateName'),
      list('States.', ref('stateName'), { minItems: 1, uniqueItems: true }),
    ),
    every: duration('It fires again each time this long has passed.'),
    max: { description: 'How often it fires at most.', type: 'integer', minimum: 1, maximum: 1000 },
    to: described(ref('target'), 'It moves the case here.'),
    stay: described(ref('stay'), 'It tells somebody and the case stays.'),
  }),
  fieldType: str('The kind of a field.', {
    enum: ['text', 'service', 'services', 'decline-reason', 'agency', 'choice', 'question'],
  }),
  field: either(
    'One thing to fill in when this happens: a kind, a list of choices, [service] for several services, or a map.',
    ref('fieldType'),
    list('The choices, or [service].', ref('id'), { minItems: 1, uniqueItems: true }),
    map('A field in full.', {
      type: described(ref('fieldType'), 'Its kind.'),
      choices: list('What may be chosen.', ref('id'), { minItems: 1, uniqueItems: true }),
      optional: { description: 'It may be left empty.', type: 'boolean' },
      'in-route': described(ref('id'), 'An agency among the targets of this route.'),
    }),
  ),
  fields: either(
    'What must be filled in: named fields, or a list of questions to answer anew.',
    byId('Named fields.', ref('field')),
    list('Questions.', ref('scopedName'), { minItems: 1, uniqueItems: true }),
  ),
  event: map(
    'Something that a person does in a `wait` state. It leads somewhere (`to`), or the case stays (`stay`), or it is counted (`max`, `again`, `then`); or it opens another case (`opens`).',
    {
      by: roles,
      label: text('The words on the button; may stand in labels.yaml instead.'),
      fields: described(ref('fields'), 'What must be filled in.'),
      'four-eyes': either(
        'An event, or several: whoever was the last to bring one of them may not bring this one. Two people have looked then.',
        ref('id'),
        list('Events.', ref('id'), { minItems: 1, uniqueItems: true }),
      ),
      reopen: list('Answers to ask again, because time has passed.', ref('scopedName'), {
        minItems: 1,
        uniqueItems: true,
      }),
      to: described(ref('targets'), 'Where the case goes.'),
      stay: described(ref('stayed'), 'The case stays and somebody is told; nobody with `{}`.'),
      line,
      max: {
        description: 'How often it may happen before the case goes to `then`.',
        type: 'integer',
        minimum: 1,
        maximum: 100,
      },
      again: map('When the case is due again after each time.', { in: duration('How long until then.') }, ['in']),
      then: described(ref('target'), 'Where the case goes after the last time.'),
      frees: oneOrMore(
        'A grant, or several, that is given back, or waited for no longer: its place goes to whoever waits.',
        'Grants.',
      ),
      uses: oneOrMore('A grant, or several, that is used up: its place stays taken until its time is over.', 'Grants.'),
      ...opens,
    },
    ['by'],
  ),
  interrupt: map(
    'Something that can happen in several states.',
    {
      by: roles,
      label: text('The words on the button; may stand in labels.yaml instead.'),
      in: list('Only in these states.', ref('stateName'), { minItems: 1, uniqueItems: true }),
      except: list('In every open state except these.', ref('stateName'), { uniqueItems: true }),
      when: described(ref('when'), 'Only while these conditions hold.'),
      fields: described(ref('fields'), 'What must be filled in.'),
      reopen: list('Answers to ask again. The case remembers where it was, for `resume-or`.', ref('scopedName'), {
        uniqueItems: true,
      }),
      doubt: list(
        'Answers that nobody knows any more, and that nobody is asked: they are shown with the time at which they were given, and conditions read no verdict that rests on them, but for outcomes in `stays`.',
        ref('scopedName'),
        { minItems: 1, uniqueItems: true },
      ),
      withdraws: oneOrMore(
        'A disclosure, or several, to which a yes was given that counts no more: the client is asked anew before anybody else is told.',
        'Disclosures.',
      ),
      revoke: {
        description:
          'Open offers are taken back, except help that is called without consent (`override`), and the one that `resume-or` leads back to.',
        type: 'boolean',
      },
      to: described(ref('targets'), 'Where the case goes.'),
      stay: described(ref('stayed'), 'The case stays and somebody is told; nobody with `{}`.'),
      line,
    },
    ['by'],
  ),
};
