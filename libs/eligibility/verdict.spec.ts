import { describe, expect, it } from '@jest/globals';
import {
  choiceDecision,
  compileDecision,
  readDecisionTables,
  scopeTable,
  type Answers,
  type Decision,
  type Domain,
} from './index.js';
import { dmn, type DmnTable } from './testing/dmn.js';

const yesNoUnsure: Domain = { kind: 'choice', values: ['yes', 'no', 'unsure'] };
const domains: Record<string, Domain> = {
  danger: yesNoUnsure,
  weapon: yesNoUnsure,
  student: { kind: 'choice', values: ['yes', 'no'] },
  age: { kind: 'number', min: 0, max: 120, step: 1 },
  born: { kind: 'date' },
  reasons: { kind: 'multi', values: ['isolation', 'crisis', 'language'] },
  town: { kind: 'text' },
  year: { kind: 'number', step: 1 },
  birth_year: { kind: 'number', step: 1 },
};

async function decisionOf(table: DmnTable, known = domains): Promise<Decision> {
  const read = await readDecisionTables(dmn(table), { file: 't.dmn', version: 'v1' });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const compiled = compileDecision(read.tables[0]!, known);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.decision;
}

const said = (answers: Record<string, string | number | boolean | readonly string[]>): Answers =>
  Object.fromEntries(Object.entries(answers).map(([question, value]) => [question, { value }]));
const declined = { declined: true } as const;

const risk: DmnTable = {
  id: 'risk',
  inputs: ['danger', 'weapon'],
  output: { words: '"imminent", "distress", "clear"' },
  rows: [
    ['"yes"', '-', '"imminent"'],
    ['-', '"yes"', '"imminent"'],
    ['"unsure"', '-', '"distress"'],
    ['-', '"unsure"', '"distress"'],
    ['-', '-', '"clear"'],
  ],
};

describe('a verdict', () => {
  it('is open while something can still matter, and asks only that', async () => {
    const decision = await decisionOf(risk);
    expect(decision.decide({})).toMatchObject({
      status: 'open',
      outcome: null,
      possible: ['imminent', 'distress', 'clear'],
      missing: ['danger', 'weapon'],
    });
    expect(decision.decide(said({ danger: 'no' }))).toMatchObject({ status: 'open', missing: ['weapon'], flips: [] });
  });

  it('is settled as soon as nothing can change it, with its row and what it read', async () => {
    expect((await decisionOf(risk)).decide(said({ danger: 'yes' }))).toEqual({
      status: 'settled',
      outcome: 'imminent',
      possible: ['imminent'],
      missing: [],
      declined: [],
      because: { table: 'risk', version: 'v1', row: 1, read: ['danger'] },
      flips: [],
      method: 'exact',
    });
  });

  it('names no row when rows that agree are left', async () => {
    const decision = await decisionOf({
      ...risk,
      rows: [
        ['"yes"', '"yes"', '"imminent"'],
        ['"yes"', '-', '"imminent"'],
        ['-', '-', '"clear"'],
      ],
    });
    expect(decision.decide(said({ danger: 'yes' })).because).toEqual({
      table: 'risk',
      version: 'v1',
      row: null,
      read: ['danger'],
    });
  });

  it('reads what ruled the other rows out, when a row of dashes decides', async () => {
    expect((await decisionOf(risk)).decide(said({ danger: 'no', weapon: 'no' })).because).toEqual({
      table: 'risk',
      version: 'v1',
      row: 5,
      read: ['danger', 'weapon'],
    });
  });

  it('is undetermined, never "no", when what matters was declined', async () => {
    const decision = await decisionOf(risk);
    expect(decision.decide({ ...said({ danger: 'no' }), weapon: declined })).toMatchObject({
      status: 'undetermined',
      outcome: null,
      possible: ['imminent', 'distress', 'clear'],
      missing: [],
      declined: ['weapon'],
      because: null,
      flips: expect.arrayContaining([{ question: 'weapon', to: null, outcome: 'imminent' }]),
    });
    expect(decision.decide({ ...said({ danger: 'yes' }), weapon: declined })).toMatchObject({
      status: 'settled',
      declined: [],
    });
  });

  it('does not ask what no longer tells the outcomes apart once another question was declined', async () => {
    const xor = await decisionOf({
      inputs: ['student', 'danger'],
      rows: [
        ['"yes"', '"yes"', '"a"'],
        ['"no"', 'not("yes")', '"a"'],
        ['-', '-', '"b"'],
      ],
    });
    expect(xor.decide({ danger: declined })).toMatchObject({
      status: 'undetermined',
      missing: [],
      declined: ['danger'],
    });
  });

  it('takes not("x") of a question that was not asked as unknown', async () => {
    const decision = await decisionOf({
      inputs: ['student'],
      rows: [
        ['not("yes")', '"out"'],
        ['-', '"in"'],
      ],
    });
    expect(decision.decide({})).toMatchObject({ status: 'open', possible: ['out', 'in'], missing: ['student'] });
  });

  it('takes an answer outside its domain as not asked', async () => {
    const decision = await decisionOf({
      inputs: ['student'],
      rows: [
        ['not("yes")', '"out"'],
        ['-', '"in"'],
      ],
    });
    expect(decision.decide(said({ student: 'maybe' }))).toMatchObject({ status: 'open', missing: ['student'] });
    expect(decision.decide(said({ student: 5 }))).toMatchObject({ status: 'open', missing: ['student'] });
  });

  it('is undetermined with nothing possible in a gap, and asks on while only some answers lead there', async () => {
    const decision = await decisionOf({ inputs: ['danger'], rows: [['"yes"', '"a"']] });
    expect(decision.decide(said({ danger: 'no' }))).toMatchObject({
      status: 'undetermined',
      possible: [],
      missing: [],
      because: null,
      flips: [{ question: 'danger', to: 'yes', outcome: 'a' }],
    });
    expect(decision.decide({})).toMatchObject({ status: 'open', possible: ['a'], missing: ['danger'] });
  });

  it('gives the default when no row matches, with what it read and no row', async () => {
    const decision = await decisionOf({ inputs: ['danger'], output: { otherwise: '"b"' }, rows: [['"yes"', '"a"']] });
    expect(decision.decide(said({ danger: 'no' }))).toMatchObject({
      outcome: 'b',
      because: { row: null, read: ['danger'] },
    });
  });

  it('settles nothing where a UNIQUE table contradicts itself', async () => {
    const decision = await decisionOf({
      hitPolicy: 'UNIQUE',
      inputs: ['student', 'danger'],
      rows: [
        ['"yes"', '-', '"a"'],
        ['-', '"yes"', '"b"'],
      ],
    });
    expect(decision.decide(said({ student: 'yes', danger: 'yes' }))).toMatchObject({
      status: 'undetermined',
      possible: ['a', 'b'],
      missing: [],
    });
  });
});

describe('flips', () => {
  it('are the nearest changes: numbers, dates, lists', async () => {
    const decision = await decisionOf({
      inputs: ['age', 'born', 'reasons'],
      rows: [
        ['[16..65)', '< date("2020-01-01")', 'list contains(?, "crisis")', '"in"'],
        ['-', '-', '-', '"out"'],
      ],
    });
    const answers = said({ age: 40, born: '1980-05-05', reasons: ['isolation', 'crisis'] });
    expect(decision.decide(answers)).toMatchObject({
      outcome: 'in',
      flips: [
        { question: 'age', to: 15, outcome: 'out' },
        { question: 'born', to: '2020-01-01', outcome: 'out' },
        { question: 'reasons', to: ['isolation'], outcome: 'out' },
      ],
    });
    expect(decision.decide({ ...answers, ...said({ age: 70 }) }).flips).toEqual([
      { question: 'age', to: 64, outcome: 'in' },
    ]);
  });
});

describe('the nearest of several changes', () => {
  it('is the one that is closest to the answer', async () => {
    const decision = await decisionOf({
      inputs: ['age'],
      rows: [
        ['< 16', '"child"'],
        ['>= 65', '"senior"'],
        ['-', '"adult"'],
      ],
    });
    expect(decision.decide(said({ age: 20 })).flips).toEqual([{ question: 'age', to: 15, outcome: 'child' }]);
    expect(decision.decide(said({ age: 60 })).flips).toEqual([{ question: 'age', to: 65, outcome: 'senior' }]);
  });
});

describe('answers of each kind', () => {
  it.each([
    ['town', '"Toronto"', 'Toronto', 'Ottawa'],
    ['reasons', 'list contains(?, "crisis") or list contains(?, "isolation")', ['language', 'crisis'], []],
    ['age', '> 17.5', 18, 17],
    ['born', '<= date("2008-02-29")', '2008-02-29', '2008-03-01'],
  ])('%s %s', async (question, test, yes, no) => {
    const decision = await decisionOf({
      inputs: [question],
      rows: [
        [test, '"in"'],
        ['-', '"out"'],
      ],
    });
    expect(decision.method).toBe('exact');
    expect(decision.decide(said({ [question]: yes })).outcome).toBe('in');
    expect(decision.decide(said({ [question]: no })).outcome).toBe('out');
    expect(decision.decide({}).status).toBe('open');
  });
});

describe('a table that computes', () => {
  const adult: DmnTable = {
    inputs: ['year - birth_year', 'student'],
    rows: [
      ['>= 18', '"yes"', '"in"'],
      ['-', '"no"', '"out"'],
      ['-', '-', '"other"'],
    ],
  };

  it('is decided by the three-valued reader, which says so', async () => {
    const decision = await decisionOf(adult);
    expect(decision).toMatchObject({ method: 'three-valued', reads: ['year', 'birth_year', 'student'] });
    expect(decision.decide({})).toMatchObject({
      status: 'open',
      method: 'three-valued',
      missing: ['year', 'birth_year', 'student'],
    });
    expect(decision.decide(said({ year: 2026, birth_year: 2000, student: 'yes' }))).toMatchObject({
      outcome: 'in',
      because: { row: 1, read: ['year', 'birth_year', 'student'] },
    });
    expect(decision.decide({ ...said({ year: 2026, student: 'yes' }), birth_year: declined })).toMatchObject({
      status: 'undetermined',
      possible: ['in', 'other'],
      declined: ['birth_year'],
      missing: [],
    });
    expect(decision.decide(said({ year: 2026, birth_year: 2010, student: 'no' }))).toMatchObject({ outcome: 'out' });
  });
});

describe('a very large table that computes', () => {
  it('goes without flips rather than keep the call waiting', async () => {
    const size = async (count: number): Promise<Decision> =>
      decisionOf({
        inputs: ['year - birth_year', 'age'],
        rows: [
          ...Array.from({ length: count }, (_, at) => ['> 100', `${at % 120}`, '"out"']),
          ['-', '< 18', '"out"'],
          ['-', '-', '"in"'],
        ],
      });
    const answers = said({ year: 2026, birth_year: 2000, age: 40 });
    expect((await size(10)).decide(answers)).toMatchObject({
      outcome: 'in',
      flips: [{ question: 'age', to: 17, outcome: 'out' }],
    });
    const wide = { ...domains, age: { kind: 'number' as const } };
    const rows = [...Array.from({ length: 1_000 }, (_, at) => ['> 100', `${at}`, '"out"']), ['-', '-', '"in"']];
    const decision = await decisionOf({ inputs: ['year - birth_year', 'age'], rows }, wide);
    expect(decision.decide(answers)).toMatchObject({ outcome: 'in', flips: [] });
  });
});

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
      'danger, weapon',
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
