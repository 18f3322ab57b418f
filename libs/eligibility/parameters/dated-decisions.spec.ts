import { describe, expect, it } from '@jest/globals';
import {
  checkDecision,
  checkParameters,
  explain,
  limitUsed,
  compileDecision,
  readDecisionTables,
  type CompileOptions,
  type Domain,
  type Labels,
  type Parameter,
} from '../index.js';
import { dmn, type DmnTable } from '../testing/dmn.js';
import { said } from '../testing/decisions.js';

const title = { en: 'Income limit', fr: 'Plafond de revenu' };
const limit: Parameter = {
  id: 'limit',
  title,
  type: 'money',
  by: 'size',
  values: [
    { from: '2025-01-01', is: { 1: 24_000_00, 2: 30_000_00 } },
    { from: '2024-01-01', is: { 1: 23_000_00, 2: 29_000_00 } },
  ],
};
const domains: Record<string, Domain> = {
  income: { kind: 'number', min: 0, step: 1 },
  size: { kind: 'number', min: 1, step: 1 },
  applied: { kind: 'date' },
  region: { kind: 'choice', values: ['north', 'south'] },
};
const gate: DmnTable = {
  inputs: ['income'],
  rows: [
    ['<= limit', '"eligible"'],
    ['-', '"ineligible"'],
  ],
};

async function compile(table: DmnTable = gate, options: CompileOptions = {}) {
  const parameters = options.parameters ?? { limit };
  const read = await readDecisionTables(dmn(table), {
    file: 't.dmn',
    version: 'v',
    parameters: ['limit', 'rate', ...Object.keys(parameters)],
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return compileDecision(read.tables[0]!, domains, { date: 'applied', ...options, parameters });
}

async function decision(table: DmnTable = gate, options: CompileOptions = {}) {
  const compiled = await compile(table, options);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.decision;
}

describe('a decision that reads a parameter', () => {
  it('takes the value of its day and of the answer by which values differ, and says so by the row as written', async () => {
    const one = await decision();
    expect(one.reads).toEqual(['applied', 'size', 'income']);
    expect(one.method).toBe('exact');
    const of = (applied: string, size: number) => one.decide(said({ applied, size, income: 23_500_00 }));
    expect(of('2024-12-31T23:59', 1)).toMatchObject({ outcome: 'ineligible', because: { row: 2, date: '2024-12-31' } });
    expect(of('2025-01-01', 1)).toMatchObject({ outcome: 'eligible', because: { row: 1, date: '2025-01-01' } });
    expect(of('2024-12-31', 5)).toMatchObject({ outcome: 'eligible', because: { row: 1 } });
  });

  it('asks for the day and the household only while they can change the outcome', async () => {
    const one = await decision();
    expect(one.decide({}).missing).toEqual(['applied', 'size', 'income']);
    expect(one.decide(said({ income: 23_500_00, applied: '2025-06-01' }))).toMatchObject({ outcome: 'eligible' });
    expect(one.decide(said({ income: 29_500_00, applied: '2025-06-01' })).missing).toEqual(['size']);
  });

  it('says nothing, and never “no”, for a day before the first value', async () => {
    const one = await decision();
    expect(one.decide(said({ income: 1_00, size: 1, applied: '2023-12-31' }))).toMatchObject({
      status: 'undetermined',
      possible: [],
      missing: [],
    });
    expect(checkDecision(one)).toMatchObject([
      { code: 'parameter-is-not-known', severity: 'warning', text: 'limit', example: { applied: '2023-12-31' } },
    ]);
  });

  it('keeps to the table as it is written in what is found about it', async () => {
    const rows = [
      ['<= limit', '"eligible"'],
      ['< 100', '"ineligible"'],
      ['> limit', '"ineligible"'],
    ];
    const found = checkDecision(await decision({ ...gate, rows }));
    expect(found.filter(({ code }) => code === 'row-never-fires')).toMatchObject([{ row: 2 }]);
    const twice = checkDecision(await decision({ ...gate, hitPolicy: 'UNIQUE', rows }));
    expect(twice.filter(({ code }) => code === 'overlap')).toMatchObject([{ rows: [1, 2] }]);
  });

  it.each<[string, DmnTable, CompileOptions, string]>([
    ['no day', gate, { date: undefined }, 'decision-has-no-date'],
    ['a day that is none', gate, { date: 'region' }, 'decision-date-is-no-date'],
    ['a parameter that is not there', { ...gate, rows: [['<= rate', '"a"']] }, {}, 'parameter-is-not-known'],
    ['another question', { ...gate, rows: [['<= limit(region)', '"a"']] }, {}, 'parameter-has-another-question'],
    ['money for a choice', { ...gate, inputs: ['region'] }, {}, 'cell-does-not-fit-the-question'],
    [
      'an order of words',
      { inputs: ['region'], rows: [['<= place', '"a"']] },
      { parameters: { place: { id: 'place', title, type: 'text', values: [{ from: '2024-01-01', is: 'north' }] } } },
      'cell-does-not-fit-the-question',
    ],
    ['no value', gate, { parameters: { limit: { ...limit, values: [] } } }, 'parameter-has-no-value'],
  ])('is refused with %s', async (_what, table, options, code) => {
    expect(await compile(table, options)).toMatchObject({ ok: false, problems: [{ code }] });
  });

  it('is refused when it would be too long, with what to do', async () => {
    const years = Array.from({ length: 400 }, (_, at) => ({
      from: `${1900 + at}-01-01`,
      is: Object.fromEntries(Array.from({ length: 20 }, (_key, key) => [key + 1, at * 100 + key])),
    }));
    expect(await compile(gate, { parameters: { limit: { ...limit, values: years } } })).toMatchObject({
      problems: [{ code: 'too-many-rows', instead: expect.stringContaining('years'), row: 1 }],
    });
  });
});

describe('what is wrong with parameters', () => {
  it.each<[string, Partial<Parameter>, object]>([
    ['nothing', {}, []],
    ['values that go down', { values: [...limit.values, { from: '2026-01-01', is: 5 }] }, []],
    ['no value', { values: [] }, [{ code: 'parameter-has-no-value', text: 'limit' }]],
    [
      'two values from one day',
      {
        by: undefined,
        values: [
          { from: '2025-01-01', is: 1 },
          { from: '2025-01-01', is: 2 },
        ],
      },
      [{ code: 'parameter-dates-conflict', example: { date: '2025-01-01' } }],
    ],
    ['a day that is none', { values: [{ from: '2025-02-30', is: 1 }] }, [{ code: 'parameter-date-is-no-date' }]],
    [
      'words for money',
      { values: [{ from: '2025-01-01', is: { 1: '12.50' } }] },
      [{ code: 'parameter-value-does-not-fit' }],
    ],
    ['parts of a cent', { values: [{ from: '2025-01-01', is: 12.5 }] }, [{ code: 'parameter-value-does-not-fit' }]],
    [
      'no question',
      { by: undefined },
      [{ code: 'parameter-names-no-question' }, { code: 'parameter-names-no-question' }],
    ],
    ['a question that is a date', { by: 'applied' }, [{ code: 'parameter-question-does-not-fit' }]],
    [
      'a household of none',
      { values: [{ from: '2025-01-01', is: { 0: 1, 1: 2 } }] },
      [{ code: 'parameter-key-is-no-answer', message: expect.stringContaining('"0"') }],
    ],
    [
      'households left out',
      { values: [{ from: '2025-01-01', is: { 2: 1, 5: 2 } }] },
      [{ code: 'parameter-leaves-answers-out', example: { size: 1 } }],
    ],
    [
      'a region left out',
      { by: 'region', values: [{ from: '2025-01-01', is: { north: 1 } }] },
      [{ code: 'parameter-leaves-answers-out', example: { region: 'south' } }],
    ],
  ])('is told: %s', (_what, change, found) => {
    const parameter = Object.fromEntries(
      Object.entries({ ...limit, ...change }).filter(([, value]) => value !== undefined),
    );
    expect(checkParameters({ limit: parameter as unknown as Parameter }, domains)).toMatchObject(found);
  });
});

describe('the explanation of a decision that read a parameter', () => {
  const same = (text: string) => ({ en: text, fr: text });
  const labels: Labels = {
    outcome: same,
    question: same,
    value: (_question, value) => ({
      en: typeof value === 'number' && value > 99 ? `$${value / 100}` : String(value),
      fr: typeof value === 'number' && value > 99 ? `${value / 100} $` : String(value),
    }),
  };
  const sentence = async (answers: Record<string, string | number>, table: DmnTable = gate) => {
    const one = await decision(table);
    return explain(one, one.decide(said(answers)), labels, said(answers));
  };

  it('names the constant that counted, and the day from which it is', async () => {
    const { en, fr } = await sentence({ applied: '2025-06-01', size: 1, income: 23_500_00 });
    expect(en).toContain('income — $23500 (at most $24000 from 2025-01-01).');
    expect(fr).toContain('income — 23500 $ (au plus 24000 $ à partir du 2025-01-01).');
  });

  it('names it, too, where it ruled out what might have been', async () => {
    const { en, fr } = await sentence({ applied: '2024-06-01', size: 4, income: 29_500_00 });
    expect(en).toContain('income — $29500 (Income limit: $29000 from 2024-01-01).');
    expect(fr).toContain('income — 29500 $ (Plafond de revenu : 29000 $ à partir du 2024-01-01).');
  });

  it('says a range by its two ends', async () => {
    const range: DmnTable = {
      ...gate,
      rows: [
        ['[100..limit]', '"eligible"'],
        ['-', '"ineligible"'],
      ],
    };
    const { en } = await sentence({ applied: '2024-06-01', size: 1, income: 500 }, range);
    expect(en).toContain('(between $1 and $23000 from 2024-01-01)');
  });

  it.each([
    ['<= limit', { en: 'at most $24000', fr: 'au plus 24000 $' }],
    ['< limit', { en: 'less than $24000', fr: 'moins de 24000 $' }],
  ] as const)('tells whoever is refused what an outcome takes: %s', async (cell, takes) => {
    const one = await decision({ ...gate, rows: [[cell, '"eligible"'], gate.rows[1]!] });
    const answers = said({ applied: '2025-06-01', size: 1, income: 99_000_00 });
    const { outcome, because } = one.decide(answers);
    expect(outcome).toBe('ineligible');
    const used = limitUsed(one, because!, answers, labels.value);
    expect(used).toEqual({ value: { en: '$24000', fr: '24000 $' }, takes: { eligible: takes } });
    const { size: _gone, ...kept } = answers;
    expect(limitUsed(one, because!, kept, labels.value)).toEqual({ value: null, takes: {} });
  });

  it('leaves it out when the answer by which values differ is no longer kept', async () => {
    const one = await decision();
    const answers = said({ applied: '2025-06-01', size: 1, income: 100 });
    const { size: _gone, ...kept } = answers;
    expect(explain(one, one.decide(answers), labels, kept).en).not.toContain('at most');
  });
});
