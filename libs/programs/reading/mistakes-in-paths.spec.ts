import { describe, expect, it } from '@jest/globals';
import { type Mistake, lineOf, problemsOf, titleOf } from './testing/mistakes.js';

const exits: readonly Mistake[] = [
  {
    code: 'missing-exit',
    from: ', undetermined: topic}',
    to: '}',
    on: 'gate: {kind: ask',
    instead: 'Add undetermined',
  },
  {
    code: 'missing-exit',
    from: 'imminent: emergency, clear',
    to: 'clear',
    on: 'safety: {kind: ask',
    instead: 'Add imminent',
  },
  {
    code: 'missing-exit',
    from: 'given: help, withheld: help',
    to: 'given: help',
    on: 'consent: {kind',
    instead: 'Add withheld',
  },
  {
    code: 'missing-exit',
    from: ', exhausted: rescue',
    to: '',
    on: 'leaves: {handed-over: rescue}',
    instead: 'Add exhausted',
  },
  {
    code: 'missing-exit',
    from: 'declined-by-client: consent-call, ',
    to: '',
    on: 'to-ourselves: search',
    instead: 'Add declined-by-client',
  },
  {
    code: 'missing-exit',
    from: ', to-ourselves: search',
    to: '',
    on: 'declined-by-client: consent-call',
    instead: 'Add to-ourselves',
  },
  {
    code: 'unknown-exit',
    from: 'exhausted: rescue}',
    to: 'exhausted: rescue, to-ourselves: rescue}',
    instead: 'take it out',
  },
  {
    code: 'unknown-exit',
    from: 'leaves: {answered: safety}',
    to: 'leaves: {answered: safety, asked: safety}',
    instead: 'undetermined',
  },
  {
    code: 'event-for-nobody',
    from: 'confirm-contact: {by: [navigator, supervisor], to: rescued}',
    to: 'confirm-contact: {by: [agency], to: rescued}',
    instead: 'owner: holder',
  },
  {
    code: 'wait-without-exit',
    from: 'confirm-contact: {by: [navigator, supervisor], to: rescued}',
    to: 'confirm-contact: {by: [navigator], stay: {alert: supervisor}}',
    on: 'events:',
    instead: 'to',
  },
  {
    code: 'missing-disposition',
    from: 'warm-by-fallback: no_answer_fallback, ',
    to: '',
    on: 'helped: {kind: end',
    instead: 'Add warm-by-fallback',
  },
  {
    // Less than was planned is always possible.
    code: 'missing-disposition',
    from: 'cold: cold, ',
    to: '',
    on: 'helped: {kind: end',
    instead: 'Add cold',
  },
  { code: 'unreachable-state', from: 'start: greet', to: 'start: safety', on: 'greet:', instead: 'Lead an exit to it' },
  {
    code: 'dead-state',
    from: 'leaves: {given: when, withheld: declined}',
    to: 'leaves: {given: consent-call, withheld: consent-call}',
    on: 'consent-call: {kind',
    instead: 'towards an end',
  },
  {
    code: 'target-is-unclear',
    from: '{resume-or: gate}',
    to: '{resume-or: gate, to: gate}',
    instead: 'Write to: state, or resume-or',
  },
  {
    code: 'last-target-is-guarded',
    from: ', {to: abandoned}]',
    to: ', {when: {gate: out}, to: abandoned}]',
    instead: 'last entry without',
  },
  {
    code: 'target-hides-the-rest',
    from: '{when: {known: phone}, to: call-back}',
    to: '{to: call-back}',
    instead: 'Give it a `when`',
  },
  {
    code: 'event-is-unclear',
    from: 'to: rescued}',
    to: 'to: rescued, stay: {alert: supervisor}}',
    instead: 'Write to: state, or stay',
  },
  {
    code: 'counter-is-unbounded',
    from: 'max: 3, again: {in: PT2H}, then: missed',
    to: 'again: {in: PT2H}, then: missed',
    instead: 'max: 3',
  },
  {
    code: 'interrupt-is-unclear',
    from: 'reopen: [safety.danger], to: safety}',
    to: 'reopen: [safety.danger]}',
    on: 'risk-raised: {by',
    instead: 'Write to: state',
  },
  {
    code: 'resume-is-never-taken',
    from: 'reach-caller: {by: [navigator], to: consent}',
    to: 'reach-caller: {by: [navigator], to: {to: missed, resume: consent}}',
    instead: 'lead to "consent" at once',
  },
  {
    code: 'target-is-unclear',
    from: '{resume-or: gate}',
    to: '{resume-or: gate, resume: topic}',
    instead: 'Keep `resume-or`',
  },
  {
    code: 'reopen-without-target',
    from: 'lose-contact: {by: [navigator], stay',
    to: 'lose-contact: {by: [navigator], reopen: [safety.danger], stay',
    instead: 'Write to:',
  },
  {
    code: 'reopen-without-target',
    from: 'reopen: [safety.danger], to: safety}',
    to: 'reopen: [safety.danger], stay: {alert: supervisor}}',
    instead: 'Write to:',
  },
  { code: 'ask-without-questions', from: '    questions: [town]\n', to: '', on: 'greet:', instead: 'Write questions' },
];

const timing: readonly Mistake[] = [
  {
    code: 'timer-without-effect',
    from: 'every: PT5M, stay: {alert: supervisor}}}',
    to: 'every: PT5M}}',
    instead: 'Write stay',
  },
  { code: 'timer-without-time', from: 'from: received, in: PT25M', to: 'from: received', instead: 'Write in' },
  { code: 'timer-without-start', from: 'from: received, in: PT25M', to: 'in: PT25M', instead: 'name of a clock' },
  {
    code: 'timer-repeats-for-nothing',
    from: 'every: PT5M, stay: {alert: supervisor}',
    to: 'every: PT5M, to: rescued',
    instead: '`every`',
  },
  {
    code: 'timer-on-an-end',
    from: 'informed: {kind: end,',
    to: 'informed: {kind: end, timers: {t: {in: PT5M, stay: {alert: supervisor}}},',
    instead: 'Take it out',
  },
  { code: 'fact-is-not-a-moment', from: 'due: {at: call_at}', to: 'due: {at: town}', instead: 'local-date-time' },
  {
    code: 'deadline-is-unclear',
    from: 'due: {at: call_at}',
    to: 'due: {at: call_at, in: PT5M}',
    instead: 'Keep `in` or `at`',
  },
  {
    code: 'beside-is-for-danger',
    from: 'due: {at: call_at}',
    to: 'due: {at: call_at, beside: PT5M}',
    instead: 'Take it out',
  },
  { code: 'value-is-unknown', from: 'owner: navigators-queue', to: 'owner: system', instead: 'navigator' },
];

const disclosure: readonly Mistake[] = [
  {
    code: 'disclosure-without-consent',
    from: 'consent: {kind: consent, disclosure: brief',
    to: 'consent: {kind: consent, disclosure: again',
    on: 'help:',
    instead: 'kind: consent, disclosure: brief',
  },
  {
    code: 'disclosure-without-consent',
    from: 'handover: {consented: warm, otherwise: number}',
    to: 'disclosure: {name: brief, needs: consent}\n    handover: warm',
    on: 'needs: consent',
    instead: 'before it',
  },
  {
    code: 'disclosure-is-not-for-a-route',
    from: '{name: brief, override',
    to: '{name: again, override',
    instead: 'Write "brief"',
  },
  {
    code: 'disclosure-is-unused',
    from: 'disclosures:\n',
    to: 'disclosures:\n  spare: {to: us, facts: [town], purpose: {en: A, fr: B}}\n',
    on: 'spare:',
    instead: 'Name it in a state',
  },
  {
    code: 'dispatch-without-disclosure',
    from: 'handover: {consented: warm, otherwise: number}',
    to: 'handover: dispatch',
    instead: 'needs: consent',
  },
  {
    code: 'question-without-use',
    from: 'town: {type: text, for: [route, brief]',
    to: 'town: {type: text, for: [decide]',
    instead: 'Read it in the table',
  },
  {
    code: 'question-is-never-asked',
    from: 'questions:\n  topic:',
    to: 'questions:\n  spare: {type: text, for: [report], ask: {en: More?, fr: "Encore?"}}\n  topic:',
    on: 'spare:',
    instead: 'questions: [spare] in a state',
  },
  {
    code: 'question-is-never-asked',
    from: 'questions: [phone, call_at]',
    to: 'questions: [phone]',
    on: '  call_at:',
    instead: 'questions: [call_at] in a state',
  },
  {
    code: 'route-without-otherwise',
    from: 'food: food-bank, otherwise: housing',
    to: 'food: food-bank',
    on: 'route: {by: topic',
    instead: 'Add otherwise',
  },
  {
    code: 'answer-is-not-a-choice',
    from: 'decide: {answer: topic}',
    to: 'decide: {answer: town}',
    instead: 'Give it choices',
  },
  { code: 'question-without-type', from: 'town: {type: text, for', to: 'town: {for', instead: 'type: text' },
  {
    code: 'choices-do-not-fit',
    from: 'lives_here: {choices',
    to: 'lives_here: {type: text, choices',
    instead: 'type: choice',
  },
];

const crisis: readonly Mistake[] = [
  {
    code: 'imminent-risk-is-dropped',
    from: 'to: rescued}',
    to: 'to: abandoned}',
    on: 'imminent: emergency',
    instead: 'crisis: true',
  },
];

for (const [kind, mistakes] of Object.entries({ exits, timing, disclosure, crisis })) {
  describe(`a mistake in ${kind} is refused`, () => {
    it.each(mistakes.map((mistake) => [titleOf(mistake), mistake] as const))('%s', async (_, mistake) => {
      const { code, shownIn, file, instead } = mistake;
      const place = { file: shownIn ?? file ?? 'program.yaml', line: lineOf(mistake) };
      const problem = { code, ...place, instead: expect.stringContaining(instead) };
      const problems = await problemsOf(mistake);
      expect(problems).toContainEqual(expect.objectContaining(problem));
      if (!mistake.many) expect(problems).toHaveLength(1);
    });
  });
}
