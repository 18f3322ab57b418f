import { describe, expect, it } from '@jest/globals';
import { type Mistake, lineOf, problemsOf, titleOf } from './testing/mistakes.js';

const names: readonly Mistake[] = [
  { code: 'unknown-state', from: 'given: help,', to: 'given: hepl,', instead: 'Did you mean "help"?' },
  { code: 'unknown-state', from: 'start: greet', to: 'start: gret', instead: 'Did you mean "greet"?' },
  { code: 'unknown-state', from: '{to: abandoned}]', to: '{to: abandonned}]', instead: 'Did you mean "abandoned"?' },
  { code: 'unknown-state', from: '{resume-or: gate}', to: '{resume-or: gat}', instead: 'Did you mean "gate"?' },
  { code: 'unknown-state', from: 'until: helped', to: 'until: help-ed', instead: 'Did you mean "helped"?' },
  {
    code: 'unknown-state',
    from: 'except: [emergency, rescue]',
    to: 'except: [emergency, rescu]',
    instead: 'Did you mean "rescue"?',
  },
  {
    code: 'interrupt-names-an-end',
    from: 'in: [greet, gate, topic]',
    to: 'in: [greet, gate, declined]',
    instead: 'Take it out',
  },
  { code: 'unknown-question', from: 'questions: [town]', to: 'questions: [twon]', instead: 'Did you mean "town"?' },
  { code: 'unknown-question', from: 'facts: [town, safety]', to: 'facts: [town, safty]', instead: 'Write' },
  {
    code: 'unknown-question',
    from: 'reopen: [safety.danger]',
    to: 'reopen: [safety.dangr]',
    instead: 'Did you mean "safety.danger"?',
  },
  {
    code: 'unknown-question',
    from: 'reach-caller: {by: [navigator], to: consent}',
    to: 'reach-caller: {by: [navigator], reopen: [safety.dangr], to: safety}',
    instead: 'Did you mean "safety.danger"?',
  },
  {
    code: 'unknown-state',
    from: 'reach-caller: {by: [navigator], to: consent}',
    to: 'reach-caller: {by: [navigator], to: {to: safety, resume: consnt}}',
    instead: 'Did you mean "consent"?',
  },
  { code: 'unknown-question', from: 'known: phone', to: 'known: fone', instead: 'Write' },
  { code: 'unknown-offer', from: 'known: phone', to: 'no-number: hepl', instead: 'Did you mean "help"?' },
  { code: 'unknown-offer', from: 'known: phone', to: 'no-number: greet', instead: 'Write' },
  {
    code: 'unknown-question',
    from: 'decide: {answer: topic}',
    to: 'decide: {answer: topics}',
    instead: 'Did you mean "topic"?',
  },
  {
    code: 'unknown-question',
    from: 'carry: [town, safety]',
    to: 'carry: [towns, safety]',
    instead: 'Did you mean "town"?',
  },
  {
    code: 'unknown-decision',
    from: 'decide: safety.risk',
    to: 'decide: safety.risks',
    instead: 'Did you mean "safety.risk"?',
  },
  { code: 'unknown-decision', from: 'when: {known: phone}', to: 'when: {lives_here: "yes"}', instead: 'Declare it' },
  {
    code: 'unknown-outcome',
    from: 'outcomes: [in, out]',
    to: 'outcomes: [in, out], benefit: {given: inn}',
    instead: 'Did you mean "in"?',
  },
  { code: 'unknown-outcome', from: 'when: {known: phone}', to: 'when: {gate: inn}', instead: 'Did you mean "in"?' },
  {
    code: 'unknown-outcome',
    from: 'rent: housing, food:',
    to: 'rents: housing, food:',
    instead: 'Did you mean "rent"?',
  },
  {
    code: 'unknown-outcome',
    from: 'fields: {services: [service]}, to: informed',
    to: 'fields: {services: [service], why: [tired, solved]}, to: [{when: {why: tird}, to: informed}, {to: informed}]',
    instead: 'Did you mean "tired"?',
  },
  { code: 'unknown-disclosure', from: 'disclosure: again', to: 'disclosure: agian', instead: 'Did you mean "again"?' },
  { code: 'unknown-route', from: 'food: food-bank,', to: 'food: foodbank,', instead: 'Did you mean "food-bank"?' },
  {
    code: 'unknown-route',
    from: 'fields: {services: [service]}',
    to: 'fields: {services: [service], who: {in-route: hosing}}',
    instead: 'Did you mean "housing"?',
  },
  { code: 'unknown-pick', from: 'route: emergency-911', to: 'route: {picked: search.agency}', instead: 'in-route' },
  {
    code: 'unknown-decision',
    from: 'route: emergency-911',
    to: 'route: emergency-911\n    area: gat',
    on: 'area: gat',
    instead: 'Did you mean "gate"?',
  },
  { code: 'unknown-clock', from: 'from: received', to: 'from: recieved', instead: 'Did you mean "received"?' },
  { code: 'unknown-exit', from: 'offered: help.entry', to: 'offered: help.entri', instead: 'Did you mean "entry"?' },
  {
    code: 'unknown-fragment',
    from: 'safety: gate@1',
    to: 'safety: gate@2',
    on: 'include:',
    instead: 'Did you mean "gate@1"?',
  },
  { code: 'unknown-table', from: 'table: gate.dmn', to: 'table: gates.dmn', instead: 'Did you mean "gate.dmn"?' },
  {
    code: 'label-for-nothing',
    file: 'labels.yaml',
    from: 'miss-caller',
    to: 'mis-caller',
    instead: 'Did you mean "miss-caller"?',
  },
  {
    code: 'label-for-nothing',
    file: 'labels.yaml',
    from: 'questions:\n',
    to: 'entry: {who: {en: For everybody., fr: Pour tout le monde.}}\nquestions:\n',
    on: 'entry: {who',
    instead: 'Write start: {web: state, …}, or take these words out.',
  },
];

const texts: readonly Mistake[] = [
  {
    code: 'text-missing',
    from: 'ask: {en: Which town?, fr: "Quelle ville?"}',
    to: 'ask: {en: Which town?}',
    instead: 'Write fr: "…" here or under questions.town.ask in labels.yaml',
  },
  {
    code: 'text-missing',
    from: 'ask: {en: Which town?, fr: "Quelle ville?"}',
    to: 'ask: {en: Which town?, fr: "Quelle ville?"}, short: {en: Town}',
    instead: 'under questions.town.short in labels.yaml',
  },
  {
    code: 'language-without-texts',
    from: 'languages: [en, fr]',
    to: 'languages: [en, fr, es]',
    on: 'languages:',
    instead: 'Write es',
  },
  {
    code: 'text-missing',
    from: 'title: {en: Lantern, fr: Lanterne}\nlanguages: [en, fr]',
    to: 'title: {en: Lantern, fr: Lanterne, es: Linterna}\nlanguages: [en, fr, es]',
    on: '{en: Which town?',
    instead: 'Write es: "…" here or under questions.town.ask',
    many: true,
  },
  {
    code: 'text-missing',
    file: 'labels.yaml',
    from: '  caller-gone: {en: Caller is gone, fr: La personne est partie}\n',
    to: '',
    on: '  caller-gone:',
    shownIn: 'program.yaml',
    instead: 'interrupts.caller-gone in labels.yaml',
  },
  {
    code: 'text-missing',
    file: 'labels.yaml',
    from: ', fr: Pas de réponse',
    to: '',
    on: 'miss-caller',
    instead: 'Write fr',
  },
  {
    code: 'text-missing',
    from: 'rent: {en: Rent, fr: Loyer}',
    to: 'rent: {en: Rent}',
    on: 'choices: {rent',
    instead: 'Write fr',
  },
  {
    code: 'text-twice',
    file: 'labels.yaml',
    from: '  lives_here: {',
    to: '  lives_here: {ask: {fr: Encore?}, ',
    on: 'Encore',
    instead: 'Keep one',
  },
];

const tables: readonly Mistake[] = [
  {
    code: 'outcome-is-never-given',
    from: 'outcomes: [in, out]',
    to: 'outcomes: [in, out, maybe]',
    instead: 'take it out',
  },
  {
    code: 'outcome-is-not-declared',
    file: 'gate.dmn',
    from: '<text>"out"</text>',
    to: '<text>"outt"</text>',
    on: '<rule id="gate-2">',
    instead: '"out"',
  },
  {
    code: 'constant-outside-domain',
    file: 'gate.dmn',
    from: '&quot;no&quot;',
    to: '&quot;non&quot;',
    on: '<rule id="gate-2">',
    instead: '"no"',
  },
  {
    code: 'question-is-not-known',
    file: 'gate.dmn',
    from: '<text>lives_here</text>',
    to: '<text>livs_here</text>',
    instead: 'lives_here',
  },
  {
    code: 'decision-without-table',
    from: 'gate: {table: gate.dmn, outcomes: [in, out]}',
    to: 'gate: {outcomes: [in, out]}',
    instead: 'Write table',
  },
  {
    code: 'outcomes-missing',
    from: 'table: gate.dmn, outcomes: [in, out]',
    to: 'table: gate.dmn',
    instead: 'Write outcomes',
  },
];

for (const [kind, mistakes] of Object.entries({ names, texts, tables })) {
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
