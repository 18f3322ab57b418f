import { describe, expect, it } from '@jest/globals';
import { type Mistake, lineOf, problemsOf, titleOf } from './testing/mistakes.js';

const yaml: readonly Mistake[] = [
  {
    code: 'duplicate-key',
    from: 'start: greet',
    to: 'start: greet\nstart: safety',
    on: 'start: safety',
    instead: 'Keep one',
  },
  { code: 'anchor', from: 'start: greet', to: 'start: &here greet', instead: 'write each part out' },
  { code: 'alias', from: 'when: {kind: ask', to: 'when: {kind: *ask', instead: 'Write the part out' },
  { code: 'merge-key', from: 'search:\n', to: 'search:\n    <<: {}\n', on: '<<: {}', instead: 'Write its keys out' },
  { code: 'tag', from: 'start: greet', to: 'start: !!str greet', instead: 'Take it out' },
  {
    code: 'directive',
    from: 'format: 1\n',
    to: '%YAML 1.1\n---\nformat: 1\n',
    on: '%YAML',
    instead: 'Take the line out',
  },
  { code: 'several-documents', from: 'start: greet', to: 'start: greet\n---\na: 1', on: '---', instead: 'two files' },
  {
    code: 'unquoted-yes-no',
    from: 'choices: ["yes", "no", prefer-not]',
    to: 'choices: [yes, "no", prefer-not]',
    instead: 'Write "yes" in quotes',
  },
  {
    code: 'tab-indent',
    from: '    questions: [town]',
    to: '\tquestions: [town]',
    on: '\tquestions',
    instead: 'spaces',
  },
  {
    code: 'yaml-syntax',
    from: 'questions: [town]',
    to: 'questions: [town',
    on: 'leaves: {answered: safety}',
    instead: 'Close it with ]',
  },
  {
    code: 'nested-too-deep',
    from: 'start: greet',
    to: `start: ${'['.repeat(40)}${']'.repeat(40)}`,
    on: 'start: [',
    instead: 'levels',
  },
];

const shapes: readonly Mistake[] = [
  {
    code: 'unknown-key',
    from: 'handover: warm\n',
    to: 'handovr: warm\n',
    on: 'handovr',
    instead: 'Did you mean "handover"?',
  },
  { code: 'missing-key', from: '    handover: warm\n', to: '', on: 'emergency:', instead: 'Add handover' },
  {
    code: 'value-is-unknown',
    from: 'greet:\n    kind: ask',
    to: 'greet:\n    kind: aks',
    on: 'kind: aks',
    instead: 'Did you mean "ask"?',
  },
  { code: 'value-is-of-wrong-kind', from: 'questions: [town]', to: 'questions: town', instead: 'Write a list' },
  {
    code: 'duration-is-malformed',
    from: 'in: PT30M, owner',
    to: 'in: 30 minutes, owner',
    instead: 'PT5M for five minutes',
  },
  { code: 'name-is-malformed', from: '  town: {type: text', to: '  Town: {type: text', instead: 'lower-case' },
  { code: 'fragment-without-version', from: 'safety: gate@1', to: 'safety: gate', on: 'include:', instead: 'name@1' },
  {
    code: 'value-is-unknown',
    from: 'for: [contact], keep',
    to: 'for: [contakt], keep',
    instead: 'Did you mean "contact"?',
  },
  {
    code: 'value-is-unknown',
    from: 'by: [navigator, supervisor]',
    to: 'by: [navigator, supervizor]',
    instead: 'Did you mean "supervisor"?',
  },
  { code: 'item-twice', from: 'questions: [phone, call_at]', to: 'questions: [phone, phone]', instead: 'Keep one' },
  { code: 'value-is-empty', from: 'languages: [en, fr]', to: 'languages: []', instead: 'Fill it in' },
  { code: 'number-is-out-of-bounds', from: 'max: 3, again', to: 'max: 0, again', instead: 'Write a number >= 1' },
  {
    code: 'unknown-key',
    file: 'routes.yaml',
    from: 'at-most: cold',
    to: 'atmost: cold',
    instead: 'Did you mean "at-most"?',
  },
  {
    code: 'unknown-key',
    file: 'labels.yaml',
    from: 'interrupts:',
    to: 'interupts:',
    instead: 'Did you mean "interrupts"?',
  },
];

for (const [kind, mistakes] of Object.entries({ yaml, shapes })) {
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
