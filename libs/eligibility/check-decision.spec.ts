import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkDecision,
  compileDecision,
  readDecisionTables,
  type Decision,
  type Domain,
  type Finding,
} from './index.js';
import { dmn, type DmnTable } from './testing/dmn.js';
import { completions, judge } from './testing/oracle.js';
import { randomCase } from './testing/random-tables.js';

const domains: Record<string, Domain> = {
  student: { kind: 'choice', values: ['yes', 'no', 'unsure'] },
  age: { kind: 'number', min: 0, max: 120, step: 1 },
  year: { kind: 'number' },
};

async function decisionOf(table: DmnTable, outcomes?: readonly string[]): Promise<Decision> {
  const read = await readDecisionTables(dmn(table), { file: 't.dmn', version: 'v1' });
  const compiled = read.ok ? compileDecision(read.tables[0]!, domains, outcomes ? { outcomes } : {}) : read;
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.decision;
}

const check = async (table: DmnTable, outcomes?: readonly string[]): Promise<Finding[]> =>
  checkDecision(await decisionOf(table, outcomes));

describe('checking a decision', () => {
  it('finds nothing in a table that says everything once', async () => {
    const table: DmnTable = {
      hitPolicy: 'UNIQUE',
      inputs: ['student', 'age'],
      rows: [
        ['"yes"', '< 18', '"a"'],
        ['"yes"', '>= 18', '"b"'],
        ['not("yes")', '-', '"b"'],
      ],
    };
    expect(await check(table, ['a', 'b'])).toEqual([]);
  });

  it('names a gap with a person for whom it happens', async () => {
    const table: DmnTable = {
      hitPolicy: 'UNIQUE',
      inputs: ['student', 'age'],
      rows: [
        ['"yes"', '< 18', '"a"'],
        ['"yes"', '> 18', '"b"'],
        ['not("yes")', '-', '"b"'],
      ],
    };
    expect(await check(table)).toMatchObject([
      {
        code: 'gap',
        severity: 'fault',
        example: { student: 'yes', age: 18 },
        message: 'No row says what happens when student is "yes" and age is 18.',
      },
    ]);
    expect(await check({ ...table, output: { otherwise: '"b"' } })).toEqual([]);
  });

  it('names rows that contradict each other', async () => {
    const table: DmnTable = {
      hitPolicy: 'UNIQUE',
      inputs: ['student', 'age'],
      rows: [
        ['"yes"', '-', '"a"'],
        ['-', '< 18', '"b"'],
        ['not("yes")', '>= 18', '"b"'],
      ],
    };
    expect(await check(table)).toMatchObject([{ code: 'overlap', rows: [1, 2], example: { student: 'yes', age: 0 } }]);
    expect(await check({ ...table, hitPolicy: 'ANY' })).toMatchObject([{ code: 'overlap' }]);
    expect(await check({ ...table, hitPolicy: 'FIRST' })).toEqual([]);
  });

  it('names rows that never decide', async () => {
    const rows = [
      ['"yes"', '-', '"a"'],
      ['"yes"', '< 18', '"b"'],
      ['-', '(? < 5 and ? > 9)', '"b"'],
      ['-', '-', '"b"'],
    ];
    expect((await check({ inputs: ['student', 'age'], rows })).map(({ code, row }) => [code, row])).toEqual([
      ['row-never-fires', 2],
      ['row-never-fires', 3],
    ]);
  });

  it('names constants that the question never is, and words that are no outcome', async () => {
    const rows = [
      ['"yess"', '-', '"a"'],
      ['-', '> 150', '"c"'],
      ['-', '> 17.5', '"b"'],
      ['-', '-', '"a"'],
    ];
    const found = await check({ inputs: ['student', 'age'], rows }, ['a', 'b', 'd']);
    expect(found.filter(({ code }) => code !== 'row-never-fires')).toMatchObject([
      {
        code: 'constant-outside-domain',
        row: 1,
        column: 'student',
        text: 'yess',
        instead: 'Use one of: "yes", "no", "unsure".',
      },
      { code: 'constant-outside-domain', row: 2, column: 'age', text: '150' },
      { code: 'outcome-is-not-declared', row: 2, text: 'c' },
      { code: 'outcome-is-never-given', severity: 'warning', text: 'd' },
    ]);
  });

  it('names choices that the column does not know', async () => {
    const xml = dmn({ inputs: ['student'], rows: [['-', '"a"']] });
    const listed = (words: string): string =>
      xml.replace('</inputExpression>', `</inputExpression><inputValues><text>${words}</text></inputValues>`);
    const found = async (words: string): Promise<Finding[]> => {
      const read = await readDecisionTables(listed(words), { file: 't.dmn', version: 'v' });
      const compiled = read.ok ? compileDecision(read.tables[0]!, domains) : read;
      return compiled.ok ? checkDecision(compiled.decision) : [];
    };
    expect(await found('"yes", "no"')).toMatchObject([
      { code: 'input-values-are-incomplete', severity: 'warning', instead: 'List them all: "yes", "no", "unsure".' },
    ]);
    expect(await found('"yes", "no", "unsure"')).toEqual([]);
  });

  it('says that it could not prove what computes', async () => {
    const found = await check({ inputs: ['year - age'], rows: [['> 3', '"a"']] });
    expect(found).toMatchObject([{ code: 'could-not-prove', couldNotProve: true }]);
  });

  it('finds exactly the gaps, contradictions and dead rows that trying everyone finds', () => {
    fc.assert(
      fc.property(randomCase, ({ table, domains: known, possible }) => {
        const compiled = compileDecision(table, known);
        if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
        const found = checkDecision(compiled.decision);
        const of = (code: string): Finding[] => found.filter((finding) => finding.code === code);
        const everyone = completions(compiled.decision.reads, possible).map((person) => judge(table, person));
        expect(of('gap').length > 0).toBe(everyone.some(({ outcomes }) => outcomes.includes(null)));
        expect(of('overlap').length > 0).toBe(everyone.some(({ outcomes }) => outcomes.length > 1));
        const alive = new Set(everyone.flatMap(({ rows }) => rows));
        expect(of('row-never-fires').map(({ row }) => row)).toEqual(
          table.rows.flatMap((_, row) => (alive.has(row) ? [] : [row + 1])),
        );
        for (const { example } of [...of('gap'), ...of('overlap')]) {
          const person = Object.fromEntries(Object.entries(example!).map(([question, value]) => [question, { value }]));
          expect(compiled.decision.decide(person)).toMatchObject({ status: 'undetermined', missing: [] });
        }
      }),
      { numRuns: process.env['DEEP'] ? 2_000 : 100 },
    );
  });
});
