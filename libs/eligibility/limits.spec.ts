import { describe, expect, it } from '@jest/globals';
import { compileDecision, readDecisionTables, type DecisionTable, type Domain, type FeelTest } from './index.js';
import { deepestTest, mostColumns, mostInCell, mostInColumn, mostInTable, mostRows } from './limits.js';

const any: FeelTest = { test: 'any' };
const is = (value: number): FeelTest => ({ test: 'compare', operator: '=', to: { kind: 'number', value } });
const oneOf = (count: number, from = 0): FeelTest => ({
  test: 'some',
  of: Array.from({ length: count }, (_, at) => is(from + at)),
});
const nested = (levels: number): FeelTest => {
  let test = is(1);
  for (let level = 0; level < levels; level++) test = { test: 'not', of: test };
  return test;
};

function compile(rows: readonly (readonly FeelTest[])[]): ReturnType<typeof compileDecision> {
  const questions = (rows[0] ?? []).map((_, at) => `q${at}`);
  const table: DecisionTable = {
    id: 't',
    name: 't',
    version: 'v',
    hitPolicy: 'FIRST',
    inputs: questions.map((question) => ({ question, label: { en: question, fr: question } })),
    outputs: [{ name: 'out', values: ['yes'], otherwise: 'yes' }],
    rows: rows.map((tests) => ({ tests, outputs: ['yes'], annotation: null })),
  };
  const domains = Object.fromEntries(
    questions.map((id): [string, Domain] => [id, { kind: 'number', min: 0, step: 1 }]),
  );
  return compileDecision(table, domains);
}
const problemsOf = (rows: readonly (readonly FeelTest[])[]) => {
  const compiled = compile(rows);
  return compiled.ok ? [] : compiled.problems;
};
const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

describe('a table that is too large', () => {
  it.each<[string, () => FeelTest[][], object]>([
    ['rows', () => times(mostRows + 1, () => [any]), { code: 'too-many-rows' }],
    ['columns', () => [times(mostColumns + 1, () => any)], { code: 'too-many-columns' }],
    ['nesting', () => [[any], [nested(20_000)]], { code: 'cell-is-too-deep', row: 2, column: 'q0' }],
    [
      'constants of a cell',
      () => [[any, oneOf(100_000)]],
      { code: 'cell-has-too-many-constants', row: 1, column: 'q1' },
    ],
    [
      'constants of a column',
      () => times(mostInColumn / mostInCell + 1, () => [oneOf(mostInCell)]),
      { code: 'column-has-too-many-constants', row: 21, column: 'q0' },
    ],
    [
      'constants of all cells',
      () => times(11, () => times(mostInTable / mostInCell / 10, () => oneOf(mostInCell))),
      { code: 'table-is-too-large', row: 11, column: 'q0' },
    ],
  ])('is refused before anything is worked out: %s', (_what, rows, told) => {
    const [problem, ...others] = problemsOf(rows());
    expect(problem).toMatchObject({ ...told, instead: expect.stringMatching(/\w/) });
    expect(others).toEqual([]);
  });

  it('is refused for a formula that nests without end', () => {
    let left: object = { op: 'question', id: 'q0' };
    for (let at = 0; at < 20_000; at++) left = { op: '+', left, right: { op: 'number', value: 1 } };
    const table = { id: 't', name: 't', version: 'v', hitPolicy: 'FIRST', outputs: [], rows: [] } as const;
    const inputs = [{ question: 'q0', label: { en: 'sum', fr: 'somme' }, compute: left }];
    expect(compileDecision({ ...table, inputs } as unknown as DecisionTable, {})).toMatchObject({
      ok: false,
      problems: [{ code: 'cell-is-too-deep', column: 'sum' }],
    });
  });

  it('is compiled at the limit of nesting, and of constants', () => {
    expect(problemsOf([[nested(deepestTest)], [oneOf(mostInCell)]])).toEqual([]);
  });
});

describe('a hostile file', () => {
  it.each([
    ['comments that never end', '<!--'.repeat(400_000)],
    ['parts that are none of DMN', '<x/>'.repeat(400_000)],
  ])('is refused once: %s', async (_what, inner) => {
    const xml = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d">${inner}</definitions>`;
    const read = await readDecisionTables(xml, { file: 'f.dmn', version: 'v' });
    expect(read).toMatchObject({ ok: false, problems: [{ code: 'file-is-not-dmn' }] });
  });
});
