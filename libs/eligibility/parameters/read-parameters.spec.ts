import { describe, expect, it } from '@jest/globals';
import { parameterIdsOf, readDecisionTables, readWrittenTable, scopeTable, writeDmn } from '../index.js';
import { dmn } from '../testing/dmn.js';

const parameters = ['income_limit', 'student_limit'];
const read = (cell: string, known: readonly string[] = parameters) =>
  readDecisionTables(dmn({ inputs: ['income'], rows: [[cell, '"a"']] }), {
    file: 't.dmn',
    version: 'v',
    parameters: known,
  });
const limit = { kind: 'parameter', value: 'income_limit' } as const;

describe('a cell that names a parameter', () => {
  it.each<[string, unknown]>([
    ['<= income_limit', { test: 'compare', operator: '<=', to: limit }],
    ['income_limit', { test: 'compare', operator: '=', to: limit }],
    [
      '[0..income_limit]',
      { test: 'range', from: { kind: 'number', value: 0 }, to: limit, fromIncluded: true, toIncluded: true },
    ],
    ['> income_limit(household_size)', { test: 'compare', operator: '>', to: { ...limit, by: 'household_size' } }],
    ['income_limit(safety.size)', { test: 'compare', operator: '=', to: { ...limit, by: 'safety.size' } }],
    ['not(< income_limit)', { test: 'not', of: { test: 'compare', operator: '<', to: limit } }],
    ['? > 3 and ? <= income_limit', { test: 'every', of: [{ test: 'compare' }, { operator: '<=', to: limit }] }],
    ['12, income_limit', { test: 'some', of: [{ test: 'compare' }, { operator: '=', to: limit }] }],
  ])('%s', async (cell, test) => {
    const found = await read(cell);
    if (!found.ok) throw new Error(JSON.stringify(found.problems));
    const [table] = found.tables;
    expect(table!.rows[0]!.tests[0]).toMatchObject(test as object);
    expect(parameterIdsOf(table!)).toEqual(['income_limit']);
    const again = await readDecisionTables(writeDmn([table!], { name: 'n', namespace: 'urn:n' }), {
      file: 't.dmn',
      version: 'v',
      parameters,
    });
    expect(again.ok && again.tables[0]!.rows[0]!.tests).toEqual(table!.rows[0]!.tests);
  });

  it.each<[string, string, string]>([
    ['incom_limit', 'word-without-quotes', '"incom_limit"'],
    ['<= limit_of(size)', 'function-is-unknown', 'Of the parameters'],
    ['<= income_limit(1)', 'parameter-reads-one-question', 'income_limit(…)'],
    ['<= income_limit(size, year)', 'parameter-reads-one-question', 'income_limit(…)'],
    ['income_limit or 3', 'word-is-no-condition', '? = income_limit'],
    ['<= income_limit * 2', 'parameter-stands-alone', 'Compare with it alone'],
  ])('%s is refused', async (cell, code, instead) => {
    expect(await read(cell)).toMatchObject({
      ok: false,
      problems: [{ code, instead: expect.stringContaining(instead), row: 1, line: expect.any(Number) }],
    });
  });

  it('is the answer of a question where there are no parameters', async () => {
    expect(await read('<= income_limit', [])).toMatchObject({
      ok: true,
      tables: [{ rows: [{ tests: [{ test: 'feel', reads: ['income_limit'] }] }] }],
    });
  });

  it('may stand in a table of another notation', async () => {
    const written = {
      id: 'gate',
      name: 'Gate',
      inputs: [{ reads: 'income', label: { en: 'Income', fr: 'Revenu' } }],
      outcomes: ['yes'],
      rows: [{ cells: ['<= income_limit'], outcome: 'yes' }],
    };
    const lines = { line: 1, inputs: [1], outputs: [1], rows: [{ line: 2, inputs: [2], outputs: [2] }] };
    const found = await readWrittenTable(written, lines, { file: 't.yaml', version: 'v', parameters });
    expect(found).toMatchObject({ ok: true, tables: [{ rows: [{ tests: [{ to: limit }] }] }] });
  });

  it("gets the fragment's prefix when it is the fragment's own", async () => {
    const found = await read('<= income_limit(size)');
    if (!found.ok) throw new Error('read');
    const scoped = scopeTable(found.tables[0]!, 'aid', ['income', 'income_limit', 'size']);
    expect(scoped.rows[0]!.tests[0]).toMatchObject({ to: { value: 'aid.income_limit', by: 'aid.size' } });
    expect(scopeTable(found.tables[0]!, 'aid', ['income']).rows[0]!.tests[0]).toMatchObject({ to: limit });
  });
});
