import { describe, expect, it } from '@jest/globals';
import { readProgram } from './index.js';
import { fare } from './testing/fare.js';

/** The program with one edit in one of its files. */
function read(file: string, from: string, to: string) {
  const text = fare[file] ?? '';
  if (!text.includes(from)) throw new Error(`${file} has no "${from}" to break`);
  return readProgram({ ...fare, [file]: text.replace(from, () => to) });
}
const lineOf = (file: string, text: string) =>
  (fare[file] ?? '').split('\n').findIndex((line) => line.includes(text)) + 1;

describe('a program whose limits change with time', () => {
  it('is read, and keeps its tables as they are written', async () => {
    const found = await readProgram(fare);
    if (!found.ok) throw new Error(JSON.stringify(found.problems, null, 1));
    expect(found.warnings).toEqual([]);
    expect(found.program.parameters?.['income_limit']).toMatchObject({
      title: { en: 'Income limit', fr: 'Plafond de revenu' },
      type: 'money',
      by: 'household_size',
      values: [{ from: '2025-01-01', is: { 1: 2369600 } }, { from: '2026-07-01' }],
    });
    expect(found.program.decisions['income']).toMatchObject({ date: 'received', table: { rows: { length: 2 } } });
    expect(found.decisions['income']?.reads).toEqual(
      expect.arrayContaining(['received', 'household_size', 'household_income']),
    );
  });

  it('warns of days before the first limit, where applications on paper may have them', async () => {
    const found = await read('program.yaml', 'type: date, compute: opened', 'type: date');
    expect(found.ok && found.warnings).toMatchObject([{ code: 'parameter-is-not-known', file: 'income.dmn' }]);
  });

  it('decides for a date by the questions alone that can still matter', async () => {
    const found = await readProgram(fare);
    if (!found.ok) throw new Error(JSON.stringify(found.problems));
    const income = found.decisions['income']!;
    const known = { received: { value: '2026-06-30' }, household_size: { value: 1 } };
    expect(income.decide({ ...known, household_income: { value: 2369600 } })).toMatchObject({
      outcome: 'within',
      because: { row: 1, date: '2026-06-30' },
    });
    expect(income.decide({ ...known, household_income: { value: 2369601 } }).outcome).toBe('above');
    const poor = { received: { value: '2026-06-30' }, household_income: { value: 100 } };
    expect(income.decide(poor)).toMatchObject({ outcome: 'within', missing: [] });
  });

  it.each([
    [
      'a parameter without words',
      'labels.yaml',
      'parameters:\n  income_limit: {title: {en: Income limit, fr: Plafond de revenu}}\n',
      '',
      'text-missing',
      'program.yaml',
      'income_limit:',
    ],
    [
      'a parameter in one language',
      'labels.yaml',
      ', fr: Plafond de revenu',
      '',
      'text-missing',
      'labels.yaml',
      'income_limit:',
    ],
    [
      'words for no parameter',
      'labels.yaml',
      '  income_limit:',
      '  income_limits:',
      'label-for-nothing',
      'labels.yaml',
      'income_limit:',
    ],
    [
      'a decision without its date',
      'program.yaml',
      ', date: received',
      '',
      'decision-has-no-date',
      'program.yaml',
      '  income:',
    ],
    [
      'a date that is no question',
      'program.yaml',
      'date: received',
      'date: recieved',
      'date-is-no-date',
      'program.yaml',
      '  income:',
    ],
    [
      'a date that is none',
      'program.yaml',
      'date: received',
      'date: age',
      'date-is-no-date',
      'program.yaml',
      '  income:',
    ],
    [
      'a date where nothing changes with time',
      'program.yaml',
      'none]}',
      'none], date: received}',
      'date-for-nothing',
      'program.yaml',
      '  benefit:',
    ],
    [
      'a question by which nothing differs',
      'program.yaml',
      'by: household_size',
      'by: houshold_size',
      'unknown-question',
      'program.yaml',
      'by: household_size',
    ],
    [
      'a question by which nothing can differ',
      'program.yaml',
      'by: household_size',
      'by: received',
      'parameter-question-does-not-fit',
      'program.yaml',
      'by: household_size',
    ],
    [
      'two values from one day',
      'program.yaml',
      'from: 2026-07-01',
      'from: 2025-01-01',
      'parameter-dates-conflict',
      'program.yaml',
      'from: 2026-07-01',
    ],
    [
      'a day that is none',
      'program.yaml',
      'from: 2026-07-01',
      'from: 2026-06-31',
      'parameter-date-is-no-date',
      'program.yaml',
      'from: 2026-07-01',
    ],
    [
      'a day in other words',
      'program.yaml',
      'from: 2026-07-01',
      'from: July',
      'date-is-malformed',
      'program.yaml',
      'from: 2026-07-01',
    ],
    [
      'people without a value',
      'program.yaml',
      '{1: 2369600, ',
      '{',
      'parameter-leaves-answers-out',
      'program.yaml',
      '{1: 2369600, ',
    ],
    [
      'a key that is no answer',
      'program.yaml',
      '{1: 2369600, ',
      '{1: 2369600, none: 1, ',
      'parameter-key-is-no-answer',
      'program.yaml',
      '{1: 2369600, ',
    ],
    [
      'a name that is no parameter',
      'income.dmn',
      '&lt;= income_limit',
      '&lt;= income_limits',
      'question-is-not-known',
      'income.dmn',
      '<rule id="income-1">',
    ],
    [
      'a limit that leaves a gap',
      'income.dmn',
      '&lt;= income_limit',
      '&lt; income_limit',
      'gap',
      'income.dmn',
      '<decision id',
    ],
    [
      'a question asked that is the day of opening',
      'program.yaml',
      'decide: income,',
      'decide: income, questions: [received],',
      'opening-is-not-asked',
      'program.yaml',
      'decide: income',
    ],
    [
      'the day of opening asked again',
      'program.yaml',
      'reopen: [household_income]',
      'reopen: [received]',
      'opening-is-not-asked',
      'program.yaml',
      'ask-again:',
    ],
    [
      'a day of opening that follows from an answer',
      'program.yaml',
      'compute: opened',
      'from: age, compute: opened',
      'computed-does-not-fit',
      'program.yaml',
      '  received:',
    ],
    [
      'a day of opening that is no date',
      'program.yaml',
      'type: date, compute',
      'type: integer, compute',
      'computed-does-not-fit',
      'program.yaml',
      '  received:',
    ],
  ] as const)('with %s is refused at its line', async (_, file, from, to, code, shown, on) => {
    const broken = await read(file, from, to);
    const problems = broken.ok ? [] : broken.problems;
    const line = lineOf(shown, on);
    expect(problems.map((each) => `${each.code} ${each.file}`)).toContain(`${code} ${shown}`);
    const found = problems.find((each) => each.code === code)!;
    // An edit may have put a line in before it.
    expect([line, line + 1]).toContain(found.line);
    // A gap at each of the limits is told for each.
    if (code !== 'gap') expect(problems).toHaveLength(1);
  });

  it('is refused when nobody reads what it decides, or a parameter of it', async () => {
    const spare = 'decisions:\n  spare: {table: spare.table.yaml, outcomes: [old, young]}\n';
    const table = `format: 1\ntable: spare\ncolumns:\n  age: {en: Age, fr: Âge}\noutcomes: [old, young]\nrows:\n  - {when: {age: '>= 65'}, then: old}\n  - {when: {age: '< 65'}, then: young}\n`;
    const labels =
      'decisions:\n  spare: {title: {en: Spare, fr: Autre}, outcomes: {old: {en: Old, fr: Âge}, young: {en: Young, fr: Jeune}}}\n';
    const broken = await readProgram({
      ...fare,
      'program.yaml': (fare['program.yaml'] ?? '')
        .replace('decisions:\n', spare)
        .replace(
          'parameters:\n',
          'parameters:\n  fee: {type: money, title: {en: Fee, fr: Frais}, values: [{from: 2025-01-01, is: 100}]}\n',
        ),
      'labels.yaml': (fare['labels.yaml'] ?? '').replace('decisions:\n', labels),
      'spare.table.yaml': table,
    });
    const problems = broken.ok ? [] : broken.problems;
    expect(problems.map(({ code, file, line }) => ({ code, file, line }))).toEqual([
      { code: 'parameter-without-use', file: 'program.yaml', line: 8 },
      { code: 'decision-without-use', file: 'program.yaml', line: expect.any(Number) },
    ]);
  });
});
