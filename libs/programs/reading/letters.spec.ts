import { describe, expect, it } from '@jest/globals';
import { readProgram } from './index.js';
import { edited } from './testing/fare.js';
import { fareLetters as passes } from './testing/fare-letters.js';
import { passes as places } from './testing/passes.js';

/** The program with one edit in one of its files. */
function read(file: string, from: string, to: string) {
  const text = passes[file] ?? '';
  if (!text.includes(from)) throw new Error(`${file} has no "${from}" to break`);
  return readProgram({ ...passes, [file]: text.replace(from, () => to) });
}
const lineOf = (text: string, part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1;

type Row = [string, string, string, string, string, string?, string?, boolean?];

describe('a program that sends letters', () => {
  it('is read, and its texts are data of the resolved document', async () => {
    const found = await readProgram(passes);
    if (!found.ok) throw new Error(JSON.stringify(found.problems, null, 1));
    expect(found.warnings).toEqual([]);
    const { letters, states } = found.program;
    expect(letters?.['decision']).toMatchObject({
      title: { en: 'Your application', fr: 'Votre demande' },
      kind: 'letter',
      facts: ['first_name', 'last_name', 'household_size', 'home'],
      body: { fr: { length: 7 } },
    });
    expect(letters?.['decision']?.body['en']).toEqual([
      {
        block: 'address',
        lines: [
          [{ value: 'answer.first_name' }, { text: ' ' }, { value: 'answer.last_name' }],
          [{ value: 'answer.home' }],
        ],
      },
      {
        block: 'paragraph',
        text: [{ value: 'date' }, { text: '. Application ' }, { value: 'case.number' }, { text: '.' }],
      },
      expect.objectContaining({ block: 'when', when: { answer: 'first_name', is: 'known' } }),
      {
        block: 'when',
        when: { decision: 'income', is: ['within'] },
        blocks: [
          {
            block: 'paragraph',
            text: [{ text: 'Good news: you will get a ' }, { value: 'decision.benefit', bold: true }, { text: '.' }],
          },
        ],
      },
      expect.objectContaining({
        when: { decision: 'income', is: ['within'], not: true },
        blocks: [
          { block: 'heading', level: 2, text: [{ text: 'We could not say yes' }] },
          expect.objectContaining({ block: 'paragraph' }),
          expect.objectContaining({ block: 'paragraph' }),
          { block: 'list', ordered: false, items: [[{ text: 'call us, or' }], [{ text: 'come to our office' }]] },
          expect.objectContaining({ block: 'when', when: { decision: 'income', is: ['undetermined'] } }),
        ],
      }),
      expect.objectContaining({
        block: 'table',
        rows: [[[{ text: 'People at home' }], [{ value: 'answer.household_size' }]]],
      }),
      expect.objectContaining({ block: 'paragraph' }),
    ]);
    expect(letters?.['pass']?.kind).toBe('card');
    expect(states['approved']?.sends).toEqual([
      { letter: 'decision', email: 'email', print: 'home' },
      { letter: 'pass', print: 'home' },
    ]);
  });

  const en = 'letters/decision.en.md';
  it.each([
    ['letter-value-is-unknown', en, '{{date}}', '{{dat}}', 'Did you mean "date"?'],
    ['letter-value-is-unknown', en, '{{date}}', '{{date.0}}', 'Did you mean "date"?'],
    ['letter-tells-more', en, '{{date}}', '{{answer.email}}', 'facts: [email]'],
    ['unknown-question', en, 'Dear {{answer.first_name}}', 'Dear {{answer.frist_name}}', 'Did you mean "first_name"?'],
    ['unknown-decision', en, '{{reason.income}}', '{{reason.incom}}', 'Did you mean "income"?'],
    ['letter-limit-is-unknown', en, '{{limit.income.within}}', '{{limit.incom}}', 'Did you mean "income"?'],
    ['letter-limit-is-unknown', en, '{{limit.income.within}}', '{{limit.benefit}}', '"income.within"'],
    ['unknown-outcome', en, '{{limit.income.within}}', '{{limit.income.withn}}', 'Did you mean "within"?'],
    ['unknown-decision', en, '{{missing.income}}', '{{missing.incom}}', 'Did you mean "income"?'],
    [
      'letter-tells-more',
      'program.yaml',
      'last_name, household_size, home',
      'last_name, home',
      'facts: [household_size]',
      '{{limit',
      en,
      true,
    ],
    ['unknown-decision', en, 'decision.income is within', 'decision.incom is within', 'Did you mean "income"?'],
    ['unknown-outcome', en, 'decision.income is within', 'decision.income is withn', 'Did you mean "within"?'],
    ['letter-condition-is-unclear', en, 'decision.income is within', 'decision.income = within', 'decision.gate is in'],
    ['letter-condition-is-unclear', en, 'answer.first_name is known', 'answer.first_name is refused', 'take it out'],
    ['letter-condition-is-open', en, '{{/when}}\n\n|', '\n\n|', 'Write {{/when}}', '{{#when decision.income is not'],
    ['letter-condition-is-open', en, '{{#when answer.first_name is known}}\n', '', 'take it out', '{{/when}}'],
    ['letter-value-is-unclear', en, '{{date}}', '{{date', 'Write both'],
    ['letter-value-is-unclear', en, '{{date}}', '{{Date()}}', 'Write one name'],
    ['letter-value-is-unclear', en, 'Dear', '{{#when answer.home is known}} Dear', 'a line of its own'],
    ['letter-bold-is-open', en, '}}**.', '}}.', 'Write **', 'Good news'],
    ['letter-heading-is-unknown', en, '## We', '# We', 'Write ##'],
    ['letter-markup-is-unknown', en, 'Dear', '[Dear](https://example.org)', 'Write the address'],
    ['letter-table-is-unclear', en, '|---|---|\n', '', 'each with two cells', '| What we'],
    ['letter-table-is-unclear', en, '| People at home | {{answer.household_size}} |', '| a | b | c |', 'two cells'],
    [
      'letter-text-missing',
      'letters/pass.fr.md',
      passes['letters/pass.fr.md']!,
      ' ',
      'letters/pass.fr.md',
      'pass: {title',
      'program.yaml',
    ],
    [
      'unknown-question',
      'program.yaml',
      'facts: [first_name]',
      'facts: [first_nam]',
      'Did you mean',
      undefined,
      undefined,
      true,
    ],
    ['letter-fact-without-use', 'program.yaml', 'facts: [first_name]', 'facts: [first_name, age]', 'Take it out'],
    [
      'unknown-letter',
      'program.yaml',
      '{letter: pass,',
      '{letter: passs,',
      'Did you mean "pass"?',
      undefined,
      undefined,
      true,
    ],
    [
      'letter-is-never-sent',
      'program.yaml',
      '{letter: pass, print: home}',
      '{letter: decision, print: home}',
      'take it out',
      '  pass: {',
    ],
    [
      'letter-goes-nowhere',
      'program.yaml',
      '{letter: pass, print: home}',
      '{letter: pass, print: age}',
      'type address or text',
    ],
    ['letter-goes-nowhere', 'program.yaml', '{letter: pass, print: home}', '{letter: pass, email: home}', 'type text'],
    [
      'schema-required',
      'program.yaml',
      '{letter: pass, print: home}',
      '{letter: pass}',
      '',
      undefined,
      undefined,
      true,
    ],
  ] as const)('%s: in %s, "%s" as "%s"', async (...row) => {
    const [code, file, from, to, instead, on, shownIn, many] = row as readonly string[] as Row;
    const found = await read(file, from, to);
    const problems = found.ok ? [] : found.problems;
    const there = shownIn ?? file;
    const text = there === file ? passes[file]!.replace(from, () => to) : passes[there]!;
    if (code === 'schema-required') return expect(problems[0]?.file).toBe('program.yaml');
    const one = problems.find((problem) => problem.code === code);
    expect(one).toMatchObject({ file: there, line: lineOf(text, on ?? to) });
    expect(one?.instead).toContain(instead);
    if (!many) expect(problems).toHaveLength(1);
  });

  it('a file for a letter or a language that there is not is a slip in its name', async () => {
    const found = await readProgram({ ...passes, 'letters/pas.en.md': 'Hello.' });
    expect(!found.ok && found.problems).toMatchObject([
      {
        code: 'letter-for-nothing',
        file: 'letters/pas.en.md',
        line: 1,
        instead: expect.stringContaining('pass.en.md'),
      },
    ]);
  });
});

describe('a letter that tells of grants', () => {
  const told = edited(places, [
    ['program.yaml', 'start: apply\n', 'letters: {told: {title: {en: Told, fr: Dit}, facts: []}}\nstart: apply\n'],
    [
      'program.yaml',
      '  has-credit:\n    kind: wait\n',
      '  has-credit:\n    kind: wait\n    send: {letter: told, print: home}\n',
    ],
    ['program.yaml', '  want: {choices', '  home: {type: address, for: [contact], keep: P30D}\n  want: {choices'],
    ['program.yaml', 'questions: [received]', 'questions: [received, home]'],
    ['labels.yaml', '  want:\n', "  home: {ask: {en: Where do you live?, fr: 'Où habitez-vous?'}}\n  want:\n"],
  ]);
  const read = (text: string) => readProgram({ ...told, 'letters/told.en.md': text, 'letters/told.fr.md': text });
  const all = `{{#when grant.bus-pass is not granted, used}}
{{grant.bus-pass.year}} {{grant.credit.amount}}
{{/when}}
`;

  it('is read', async () => {
    const found = await read(all);
    if (!found.ok) throw new Error(JSON.stringify(found.problems, null, 1));
    expect(found.program.letters?.['told']?.body['en']).toMatchObject([
      { block: 'when', when: { grant: 'bus-pass', is: ['granted', 'used'], not: true } },
    ]);
  });

  it.each([
    ['unknown-grant', 'grant.bus-pass is', 'grant.bus-pas is', 'Did you mean "bus-pass"?'],
    ['unknown-grant', 'grant.bus-pass.year', 'grant.bus-pas.year', 'Did you mean "bus-pass"?'],
    ['letter-condition-is-unclear', 'granted, used', 'granted, given', 'none, waiting, granted'],
    ['letter-value-is-unknown', 'credit.amount', 'credit.worth', '"amount", "year" or "term"'],
    ['letter-value-is-unknown', 'grant.bus-pass.year', 'grant.bus-pass.amount', 'year'],
  ])('%s: "%s" as "%s"', async (code, from, to, instead) => {
    const found = await read(all.replace(from, to));
    const problems = found.ok ? [] : found.problems;
    expect(problems.map((one) => one.code)).toContain(code);
    expect(problems.find((one) => one.code === code)?.instead).toContain(instead);
  });
});
