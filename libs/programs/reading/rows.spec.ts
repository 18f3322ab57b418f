import { describe, expect, it } from '@jest/globals';
import { computedAnswer, misfitAt } from '../../workflow/index.js';
import { readProgram } from './index.js';
import { household } from './testing/household.js';

const today = '2026-07-01';

/** The program with one edit in one of its files. */
function read(file: string, from: string, to: string) {
  const text = household[file] ?? '';
  if (text.split(from).length !== 2) throw new Error(`${file} does not have this once: ${from}`);
  return readProgram({ ...household, [file]: text.replace(from, () => to) });
}

async function questions() {
  const found = await readProgram(household);
  if (!found.ok) throw new Error(JSON.stringify(found.problems, null, 1));
  expect(found.warnings).toEqual([]);
  return found.program.questions;
}

const mother = { relation: 'client', born: '1990-05-05', employment: 1200000, pension: 0 };
const child = { relation: 'child', born: '2015-05-05', pension: 0 };

describe('a question of rows', () => {
  it('is read with its columns and their words', async () => {
    const { household: rows, household_income } = await questions();
    expect(rows).toMatchObject({ type: 'rows', max: 10 });
    expect(rows!.columns!.map(({ id, type, optional }) => [id, type, optional])).toEqual([
      ['name', 'text', true],
      ['relation', 'choice', false],
      ['born', 'date', true],
      ['student', 'boolean', true],
      ['employment', 'money', true],
      ['pension', 'money', true],
    ]);
    expect(rows!.columns![1]).toMatchObject({
      label: { en: 'Relation', fr: 'Lien' },
      choices: [{ value: 'client', label: { en: 'The client', fr: 'La personne' } }, {}, {}, {}],
    });
    expect(household_income!.computed).toEqual({
      from: 'household',
      how: 'sum',
      of: 0,
      sums: [{ column: 'employment', missing: 0 }, { column: 'pension' }],
    });
  });

  it('calls a row as the program calls it, where it says so', async () => {
    const words = '    row: {en: Person, fr: Personne}\n    add-row: {en: Add a person, fr: Ajouter une personne}\n';
    const found = await read(
      'labels.yaml',
      '    short: {en: Household, fr: Ménage}\n',
      `${words}    short: {en: Household, fr: Ménage}\n`,
    );
    expect(found.ok && found.program.questions['household']).toMatchObject({
      row: { en: 'Person', fr: 'Personne' },
      addRow: { en: 'Add a person', fr: 'Ajouter une personne' },
    });
  });

  it('takes rows that fit, and names the first cell that does not', async () => {
    const rows = (await questions())['household']!;
    const at = (value: unknown) => {
      const found = misfitAt(rows, { value: value as never });
      return found && [found.at, ...found.expected];
    };
    const names = ['name', 'relation', 'born', 'student', 'employment', 'pension'];
    expect(at([])).toBeNull();
    expect(at([mother, child])).toBeNull();
    expect(at([mother, { ...child, relation: 'cat' }])).toEqual(['/1/relation', 'client', 'partner', 'child', 'other']);
    expect(at([{ born: '1990-05-05' }])).toEqual(['/0/relation', 'client', 'partner', 'child', 'other']);
    expect(at([{ ...mother, employment: -1 }])).toEqual(['/0/employment', '0–50000000']);
    expect(at([{ ...mother, employment: 10.5 }])).toEqual(['/0/employment', '0–50000000']);
    expect(at([{ ...mother, born: '1990-02-30' }])).toEqual(['/0/born', 'YYYY-MM-DD']);
    expect(at([{ ...mother, student: 'yes' }])).toEqual(['/0/student', 'true', 'false']);
    expect(at([{ ...mother, name: ' ' }])).toEqual(['/0/name', '1–40']);
    expect(at([{ ...mother, 'a/b~': 1 }])).toEqual(['/0/a~1b~0', ...names]);
    expect(at([mother, 'child'])?.[0]).toBe('/1');
    expect(at('alone')?.[0]).toBe('');
    expect(at(Array.from({ length: 11 }, () => mother))).toEqual(['', `0–10 × {${names.join(', ')}}`]);
  });

  it('is counted and summed as its program says', async () => {
    const all = await questions();
    const of = (id: string, rows: readonly object[]) => {
      const found = computedAnswer(all[id]!, { household: { value: rows as never } }, today);
      return found && 'value' in found ? found.value : null;
    };
    const grown = { ...child, born: '2008-07-01' };
    expect(of('household_size', [mother, child])).toBe(2);
    expect(of('household_income', [mother, child])).toBe(1200000);
    expect(of('children', [mother, child, child])).toBe(2);
    expect(of('adults', [mother, child])).toBe(1);
    expect(of('adults', [mother, grown])).toBe(2);
    expect(of('adults', [mother, { ...grown, born: '2008-07-02' }])).toBe(1);
    // Nobody is born after today, a date of birth is missing, a pension that might be something is not said.
    expect(of('adults', [mother, { ...child, born: '2026-07-02' }])).toBeNull();
    expect(of('adults', [mother, { relation: 'other' }])).toBeNull();
    expect(of('household_income', [{ relation: 'client' }])).toBeNull();
    // What the program does not take is asked instead.
    expect(
      of(
        'household_size',
        Array.from({ length: 9 }, () => child),
      ),
    ).toBeNull();
    expect(of('household_size', [])).toBeNull();
    expect(of('household_income', [{ ...mother, employment: 100000001 }])).toBeNull();
  });

  it.each([
    [
      'a table that reads the rows',
      'benefit.table.yaml',
      '  adults: {en',
      '  household: {en: H, fr: M}\n  adults: {en',
      'table-reads-rows',
    ],
    [
      'no columns',
      'program.yaml',
      /    columns:\n(.*\n){6}/.exec(household['program.yaml']!)![0],
      '',
      'columns-missing',
    ],
    ['columns of no rows', 'program.yaml', 'type: rows\n    max: 10', 'type: text', 'columns-do-not-fit'],
    ['more rows than any question takes', 'program.yaml', 'max: 10\n', 'max: 31\n', 'rows-do-not-fit'],
    [
      'a column without words',
      'labels.yaml',
      '      born: {label: {en: Born on, fr: Naissance}}\n',
      '',
      'text-missing',
    ],
    [
      'a row that is called in one language',
      'labels.yaml',
      '    short: {en: Household, fr: Ménage}\n',
      '    row: {en: Person}\n',
      'text-missing',
    ],
    [
      'words for rows of no rows',
      'labels.yaml',
      '  children: {ask',
      '  children: {row: {en: Child, fr: Enfant}, ask',
      'label-for-nothing',
    ],
    ['words for no column', 'labels.yaml', '      born: {label', '      birth: {label', 'label-for-nothing'],
    [
      'a choice of words in a date',
      'program.yaml',
      'born: {type: date',
      'born: {type: date, choices: [x]',
      'choices-do-not-fit',
    ],
    [
      'a text that counts as 0',
      'program.yaml',
      'max: 40, optional: true',
      'max: 40, missing: 0',
      'missing-does-not-fit',
    ],
    [
      'what may not be missing and counts as 0',
      'program.yaml',
      'missing: 0',
      'missing: 0, optional: false',
      'missing-does-not-fit',
    ],
    ['a sum of nothing', 'program.yaml', ', of: [employment, pension]', '', 'sum-of-nothing'],
    ['a sum of dates', 'program.yaml', 'of: [employment, pension]', 'of: [employment, born]', 'computed-does-not-fit'],
    [
      'a sum of money that is no money',
      'program.yaml',
      'household_income: {type: money',
      'household_income: {type: integer',
      'computed-does-not-fit',
    ],
    [
      'a count that is no number',
      'program.yaml',
      'children: {type: integer, min: 0, max: 20',
      'children: {type: text',
      'computed-does-not-fit',
    ],
    [
      'a count of columns',
      'program.yaml',
      'compute: count, where: {relation: child}',
      'compute: count, of: [pension]',
      'computed-does-not-fit',
    ],
    [
      'rows that are meant of no list',
      'program.yaml',
      'from: household, compute: count, where: {relation: child}',
      'where: {relation: child}',
      'computed-does-not-fit',
    ],
    ['a test of no column', 'program.yaml', 'where: {born:', 'where: {birth:', 'unknown-column'],
    [
      'a test of a word that is no choice',
      'program.yaml',
      'where: {relation: child}',
      'where: {relation: [child, kid]}',
      'where-does-not-fit',
    ],
    [
      'bounds of a word',
      'program.yaml',
      'where: {relation: child}',
      'where: {relation: {min: 1}}',
      'where-does-not-fit',
    ],
    [
      'a test of what was typed',
      'program.yaml',
      'where: {relation: child}',
      'where: {name: ann}',
      'where-does-not-fit',
    ],
    [
      'years since a list of rows',
      'program.yaml',
      'compute: count, where: {relation: child}',
      'compute: years',
      'computed-does-not-fit',
    ],
    [
      'an event that carries rows',
      'program.yaml',
      'approve: {by: [navigator],',
      'approve: {by: [navigator], fields: {household: question},',
      'event-carries-rows',
    ],
  ])('is refused with %s', async (_, file, from, to, code) => {
    const found = await read(file, from, to);
    expect(found.ok ? [] : found.problems.map((problem) => problem.code)).toContain(code);
  });

  it('says what to read instead of the rows', async () => {
    const found = await read('benefit.table.yaml', '  adults: {en', '  household: {en: H, fr: M}\n  adults: {en');
    const [problem] = found.ok ? [] : found.problems;
    expect(problem).toMatchObject({
      file: 'benefit.table.yaml',
      instead: expect.stringContaining('Read "household_size" or "household_income" or'),
    });
  });
});
