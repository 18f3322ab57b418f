import { describe, expect, it } from '@jest/globals';
import { choiceDecision, compileDecision, readDecisionTables, scopeTable, type Domain } from './index.js';
import { declined, decisionOf, domains, risk, said } from './testing/decisions.js';
import { dmn, type DmnTable } from './testing/dmn.js';

describe('compiling', () => {
  const problemsOf = async (table: DmnTable, known = domains) => {
    const read = await readDecisionTables(dmn(table), { file: 't.dmn', version: 'v1' });
    const compiled = compileDecision(read.ok ? read.tables[0]! : (undefined as never), known);
    return compiled.ok ? [] : compiled.problems;
  };

  it.each<[string, DmnTable, string, string]>([
    [
      'a question that is not there',
      { inputs: ['studnt'], rows: [['-', '"a"']] },
      'question-is-not-known',
      'Did you mean “student”?',
    ],
    [
      'a question without its fragment',
      { inputs: ['safety.danger'], rows: [['-', '"a"']] },
      'question-is-not-known',
      'Did you mean “danger”?',
    ],
    [
      'a number for a choice',
      { inputs: ['student'], rows: [['5', '"a"']] },
      'cell-does-not-fit-the-question',
      'double quotes',
    ],
    [
      'a word for a list',
      { inputs: ['reasons'], rows: [['"crisis"', '"a"']] },
      'cell-does-not-fit-the-question',
      'list contains',
    ],
    [
      'a list test for a choice',
      { inputs: ['student'], rows: [['list contains(?, "yes")', '"a"']] },
      'cell-does-not-fit-the-question',
      'double quotes',
    ],
    [
      'a word for a date',
      { inputs: ['born'], rows: [['"2020-01-01"', '"a"']] },
      'cell-does-not-fit-the-question',
      'date("',
    ],
    [
      'arithmetic over words',
      { inputs: ['student + 1'], rows: [['> 1', '"a"']] },
      'arithmetic-needs-numbers',
      'number questions',
    ],
  ])('refuses %s', async (_what, table, code, instead) => {
    expect(await problemsOf(table)).toMatchObject([
      { code, instead: expect.stringContaining(instead), line: expect.any(Number) },
    ]);
  });

  it('puts outcomes in the order that the program declares', async () => {
    const read = await readDecisionTables(dmn(risk), { file: 't.dmn', version: 'v1' });
    if (!read.ok) throw new Error('read');
    const compiled = compileDecision(read.tables[0]!, domains, { outcomes: ['clear', 'distress', 'imminent'] });
    expect(compiled.ok && compiled.decision.decide({}).possible).toEqual(['clear', 'distress', 'imminent']);
  });

  it('falls back to the three-valued reader rather than build a diagram that is too large', async () => {
    // Rows that each pin another pair of many numbers: nothing merges until the end.
    const count = 14;
    const inputs = Array.from({ length: count }, (_, at) => `n${at}`);
    const known = Object.fromEntries(
      inputs.map((id): [string, Domain] => [id, { kind: 'number', min: 0, max: 1000, step: 1 }]),
    );
    const rows = inputs.flatMap((_, a) =>
      Array.from({ length: 12 }, (_row, k) => [
        ...inputs.map((_id, at) => (at === a || at === (a + 7) % count ? `${k * 7 + at}` : '-')),
        `"o${(a * 12 + k) % 29}"`,
      ]),
    );
    const decision = await decisionOf({ hitPolicy: 'FIRST', inputs, rows }, known);
    expect(decision.method).toBe('three-valued');
    expect(decision.decide(said({ n0: 0, n7: 7 }))).toMatchObject({
      status: 'settled',
      outcome: 'o0',
      method: 'three-valued',
    });
  });
});

describe('a choice that is its own table', () => {
  const need = choiceDecision('need', 'need', ['counselling', 'information']);

  it('gives the answer as the outcome', () => {
    expect(need).toMatchObject({
      id: 'need',
      outcomes: ['counselling', 'information'],
      reads: ['need'],
      method: 'exact',
    });
    expect(need.decide({})).toMatchObject({
      status: 'open',
      missing: ['need'],
      possible: ['counselling', 'information'],
    });
    expect(need.decide({ need: { value: 'information' } })).toMatchObject({
      status: 'settled',
      outcome: 'information',
      because: { table: 'need', row: 2, read: ['need'] },
      flips: [{ question: 'need', to: 'counselling', outcome: 'counselling' }],
    });
    expect(need.decide({ need: declined })).toMatchObject({ status: 'undetermined', declined: ['need'], missing: [] });
  });

  it('refuses to be made without outcomes', () => {
    expect(() => choiceDecision('need', 'need', [])).toThrow(/no choices/);
  });
});

describe('a table of an included fragment', () => {
  it('reads its own questions under the alias, and the others as they are', async () => {
    const read = await readDecisionTables(
      dmn({ ...risk, inputs: ['danger', 'age - weapon'], rows: [['-', '-', '"imminent"']] }),
      { file: 'r.dmn', version: 'v' },
    );
    if (!read.ok) throw new Error('read');
    const scoped = scopeTable(read.tables[0]!, 'safety', ['danger', 'weapon']);
    expect(scoped.id).toBe('safety.risk');
    expect(scoped.inputs).toMatchObject([
      { question: 'safety.danger', label: { en: 'danger' } },
      { question: 'age', compute: { left: { id: 'age' }, right: { id: 'safety.weapon' } } },
    ]);
    expect(read.tables[0]!.inputs[0]?.question).toBe('danger');
  });
});
