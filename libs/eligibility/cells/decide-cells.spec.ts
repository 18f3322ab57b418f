import { describe, expect, it } from '@jest/globals';
import {
  checkDecision,
  compileDecision,
  readDecisionTables,
  scopeTable,
  writeDmn,
  type DecisionTable,
  type Domain,
} from '../index.js';
import { declined, decisionOf, domains as known, said } from '../testing/decisions.js';
import { dmn } from '../testing/dmn.js';

const domains: Record<string, Domain> = {
  ...known,
  size: { kind: 'number', min: 1, max: 12, step: 1 },
  income: { kind: 'number', min: 0, step: 1 },
  since: { kind: 'date' },
  wants: { kind: 'multi', values: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] },
};
const table = (question: string, cell: string) => ({
  inputs: [question],
  rows: [
    [cell, '"yes"'],
    ['-', '"no"'],
  ],
});
const decision = (question: string, cell: string) => decisionOf(table(question, cell), domains);
const outcome = async (question: string, cell: string, answers: Parameters<typeof said>[0]) =>
  (await decision(question, cell)).decide(said(answers)).outcome;

async function problems(question: string, cell: string) {
  const read = await readDecisionTables(dmn(table(question, cell)), { file: 't.dmn', version: 'v' });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const compiled = compileDecision(read.tables[0]!, domains);
  return compiled.ok ? [] : compiled.problems;
}

describe('cells that are more than comparisons', () => {
  it.each<[string, string, 'exact' | 'three-valued']>([
    ['danger', 'starts with(?, "un")', 'exact'],
    ['reasons', 'count(?) >= 2', 'exact'],
    ['size', 'odd(?)', 'exact'],
    ['size', '> 2 * 3', 'exact'],
    ['born', '> date("2026-01-01") - duration("P18Y")', 'exact'],
    ['income', 'modulo(?, 2) = 0', 'three-valued'],
    ['wants', 'count(?) >= 2', 'three-valued'],
    ['town', 'starts with(?, "M")', 'three-valued'],
    ['born', '?.year < 2000', 'three-valued'],
    ['age', '? > year - birth_year', 'three-valued'],
  ])('%s, %s: decided %s', async (question, cell, method) => {
    const made = await decision(question, cell);
    expect(made.method).toBe(method);
    expect(made.decide({}).method).toBe(method);
  });

  it.each<[string, string, Parameters<typeof said>[0], 'yes' | 'no']>([
    ['danger', 'starts with(?, "un")', { danger: 'unsure' }, 'yes'],
    ['danger', 'not(starts with(?, "un"))', { danger: 'unsure' }, 'no'],
    ['danger', '"no", ends with(?, "sure")', { danger: 'no' }, 'yes'],
    ['reasons', 'count(?) >= 2', { reasons: ['crisis', 'isolation'] }, 'yes'],
    ['reasons', 'count(?) >= 2', { reasons: ['crisis', 'crisis'] }, 'no'],
    ['size', 'odd(?)', { size: 3 }, 'yes'],
    ['size', 'odd(?)', { size: 4 }, 'no'],
    ['town', 'lower case(?) = "ottawa"', { town: 'OTTAWA' }, 'yes'],
    ['town', 'matches(?, "^[A-Z]")', { town: 'ottawa' }, 'no'],
    ['town', 'number(?) > 3', { town: 'many' }, 'no'],
    ['town', 'not(number(?) > 3)', { town: 'many' }, 'no'],
    ['born', '?.year < 2000', { born: '1999-12-31' }, 'yes'],
    ['born', '< since', { born: '1999-12-31', since: '2000-01-01' }, 'yes'],
    [
      'born',
      'years and months duration(?, since) >= duration("P18Y")',
      { born: '2000-02-29', since: '2018-02-28' },
      'no',
    ],
    [
      'born',
      'years and months duration(?, since) >= duration("P18Y")',
      { born: '2000-02-29', since: '2018-03-01' },
      'yes',
    ],
    ['income', '? / size <= 0.1 + 0.2', { income: 3, size: 10 }, 'yes'],
    ['income', '? / size <= 100', { income: 1000, size: 10 }, 'yes'],
  ])('%s, %s with %j: %s', async (question, cell, answers, expected) => {
    expect(await outcome(question, cell, answers)).toBe(expected);
  });

  it('asks for the other question too, and names it among what was read', async () => {
    const made = await decision('born', '< since');
    expect(made.reads).toEqual(['born', 'since']);
    expect(made.decide(said({ born: '1999-01-01' }))).toMatchObject({ status: 'open', missing: ['since'] });
    expect(made.decide({ ...said({ born: '1999-01-01' }), since: declined })).toMatchObject({
      status: 'undetermined',
      declined: ['since'],
    });
    const settled = made.decide(said({ born: '1999-01-01', since: '2000-01-01' }));
    expect(settled.because).toMatchObject({ row: 1, read: ['born', 'since'] });
  });

  it('flips an exact one to the nearest answer that changes it', async () => {
    expect((await decision('size', 'odd(?)')).decide(said({ size: 4 })).flips).toEqual([
      { question: 'size', to: 3, outcome: 'yes' },
    ]);
  });

  it('never makes a "no" of what takes too much work', async () => {
    const made = await decision('town', 'matches(?, "(a+)+$")');
    expect(made.decide(said({ town: `${'a'.repeat(40)}b` }))).toMatchObject({ status: 'undetermined', outcome: null });
    expect(made.decide(said({ town: 'aaa' }))).toMatchObject({ outcome: 'yes' });
  });

  it('tells of a choice for which a cell comes to nothing', async () => {
    expect(checkDecision(await decision('danger', 'number(?) > 3'))).toContainEqual(
      expect.objectContaining({ code: 'cell-has-no-result', severity: 'warning', row: 1, example: { danger: 'yes' } }),
    );
    expect(checkDecision(await decision('danger', 'contains(?, "n")'))).toEqual([]);
  });

  it('says that it could not prove the table complete', async () => {
    expect(checkDecision(await decision('town', 'starts with(?, "M")'))).toMatchObject([{ code: 'could-not-prove' }]);
    expect(checkDecision(await decision('size', 'odd(?)'))).toEqual([]);
  });

  it.each([
    ['age', 'starts with(?, "1")', 'cell-does-not-fit-the-question', 'a number'],
    ['danger', 'count(?) > 1', 'cell-does-not-fit-the-question', 'a list'],
    ['danger', '? > age', 'cell-does-not-fit-the-question', 'never compared'],
    ['danger', 'starts with(?, "a") or town', 'cell-does-not-fit-the-question', 'true or false'],
    ['reasons', '"crisis", count(?) > 2', 'cell-does-not-fit-the-question', 'list contains'],
    ['born', '?.years > 3', 'cell-does-not-fit-the-question', 'year, month'],
    ['age', '? > since', 'cell-does-not-fit-the-question', 'a date'],
    ['age', 'town = "Ottawa"', 'cell-does-not-fit-the-question', 'a column of its own'],
    ['age', '? > sise', 'question-is-not-known', 'Did you mean “size”?'],
    ['age', 'every x in 1..100000000 satisfies x > ? - 1000', 'cell-takes-too-long', 'smaller'],
  ])('refuses %s, %s with row, column, text and what works', async (question, cell, code, words) => {
    const [problem] = await problems(question, cell);
    expect(problem).toMatchObject({ code, row: 1, column: question, text: cell, line: expect.any(Number) });
    expect(problem!.message + problem!.instead).toContain(words);
  });
});

describe('computed columns', () => {
  it.each<[string, string, Parameters<typeof said>[0], 'yes' | 'no']>([
    ['count(reasons)', '>= 2', { reasons: ['crisis', 'language'] }, 'yes'],
    ['substring(town, 1, 1)', '"M", "N"', { town: 'Maniwaki' }, 'yes'],
    ['income / size', '<= 33.33', { income: 100, size: 3 }, 'no'],
    ['(since - born).days', '[1..10]', { since: '2024-03-01', born: '2024-02-28' }, 'yes'],
    [
      'years and months duration(born, since)',
      '>= duration("P18Y")',
      { born: '2000-01-01', since: '2018-01-01' },
      'yes',
    ],
    ['if danger = "yes" then 1 else 2', '1', { danger: 'no' }, 'no'],
    ['number(town)', '> 3', { town: 'many' }, 'no'],
    ['number(town)', '-', { town: 'many' }, 'yes'],
  ])('%s tested with %s', async (expression, cell, answers, expected) => {
    const made = await decision(expression, cell);
    expect(made.method).toBe('three-valued');
    expect(made.decide(said(answers)).outcome).toBe(expected);
  });

  it('waits for all that it reads', async () => {
    const made = await decision('income / size + count(reasons)', '> 3');
    expect(made.decide(said({ income: 3 }))).toMatchObject({ status: 'open', missing: ['size', 'reasons'] });
  });

  it.each([
    ['upper case(age)', '"A"', 'expression-does-not-fit', 'text'],
    ['if danger = "yes" then 1 else "a"', '1', 'expression-type-is-not-known', 'one kind'],
    ['count(reason)', '> 1', 'question-is-not-known', 'reasons'],
    ['count(reasons)', '"a"', 'cell-does-not-fit-the-question', 'numbers'],
    ['born.year', '> 2000', 'question-is-not-known', '(born).year'],
  ])('%s tested with %s is refused', async (expression, cell, code, words) => {
    const [problem] = await problems(expression, cell);
    expect(problem).toMatchObject({ code });
    expect(problem!.message + problem!.instead).toContain(words);
  });
});

describe('a table with such cells', () => {
  const source = {
    inputs: ['size', 'count(reasons)', 'born'],
    output: { words: '"yes", "no"', otherwise: '"no"' },
    rows: [
      ['? > age * 2', '>= 1', '?.year > 1990 and ? < since', '"yes"'],
      ['odd(?)', '-', '< date("2026-01-01") - duration("P18Y")', '"no"'],
    ],
  };
  const read = async (xml: string): Promise<DecisionTable> => {
    const result = await readDecisionTables(xml, { file: 't.dmn', version: 'v' });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return result.tables[0]!;
  };
  const bare = ({ inputs, rows }: DecisionTable) => ({
    inputs: inputs.map(({ line: _, ...input }) => input),
    rows: rows.map(({ line: _, ...row }) => row),
  });

  it('comes back from its export, with constants written out', async () => {
    const table = await read(dmn(source));
    const xml = writeDmn([table], { name: 't', namespace: 'n' });
    expect(xml).toContain('&lt; date("2008-01-01")');
    expect(xml).toContain('<inputData id="question_5" name="since">');
    expect(xml).toContain('<text>?.year &gt; 1990 and ? &lt; since</text>');
    expect(bare(await read(xml))).toEqual(bare(table));
  });

  it('of a fragment reads the questions of the fragment, and is exported so', async () => {
    const scoped = scopeTable(await read(dmn(source)), 'f', ['age', 'reasons', 'size']);
    expect(scoped.rows[0]!.tests[0]).toMatchObject({ text: '? > f.age * 2', reads: ['f.age'] });
    expect(scoped.rows[0]!.tests[2]).toMatchObject({ text: '?.year > 1990 and ? < since', reads: ['since'] });
    expect(scoped.inputs[1]!.compute).toMatchObject({ text: 'count(f.reasons)', reads: ['f.reasons'] });
    const again = await read(writeDmn([scoped], { name: 't', namespace: 'n' }));
    expect(bare({ ...again, id: scoped.id })).toEqual(bare(scoped));
  });
});
