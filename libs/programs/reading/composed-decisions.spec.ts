import { describe, expect, it } from '@jest/globals';
import { readProgram } from './index.js';
import { fareInOne } from './testing/fare.js';

/** The program with one edit in one of its files. */
function read(file: string, from: string, to: string) {
  const text = fareInOne[file] ?? '';
  if (!text.includes(from)) throw new Error(`${file} has no "${from}" to break`);
  return readProgram({ ...fareInOne, [file]: text.replace(from, () => to) });
}

describe('a decision', () => {
  it('may rest on what another of its tables decides', async () => {
    const found = await readProgram(fareInOne);
    if (!found.ok) throw new Error(JSON.stringify(found.problems, null, 1));
    expect(found.warnings).toEqual([]);
    const poor = { received: { value: '2026-06-30' }, household_income: { value: 100 } };
    const benefit = found.decisions['benefit']!;
    expect(benefit.reads).toEqual(expect.arrayContaining(['received', 'household_size', 'household_income', 'age']));
    expect(benefit.decide({ ...poor, age: { value: 30 } })).toMatchObject({ outcome: 'transit', because: { row: 2 } });
    expect(benefit.decide({ age: { value: 30 } })).toMatchObject({ possible: ['transit', 'none'] });
    expect(benefit.decide({ age: { value: 30 } }).missing).toContain('household_income');
  });

  it('is refused when the two read each other, at the column that does', async () => {
    const ring = (fareInOne['income.dmn'] ?? '').replace('<text>household_income</text>', '<text>benefit</text>');
    const rows = ring
      .replace('<text>&lt;= income_limit</text>', '<text>"none"</text>')
      .replace('<text>&gt; income_limit</text>', '<text>not("none")</text>');
    const broken = await readProgram({ ...fareInOne, 'income.dmn': rows });
    const problems = broken.ok ? [] : broken.problems;
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'decisions-read-each-other',
        file: 'benefit.table.yaml',
        line: 5,
        message: expect.stringContaining('"benefit" reads "income" reads "benefit"'),
      }),
    );
  });

  it('tests no outcome that the other never has', async () => {
    const broken = await read('benefit.table.yaml', '{income: above}', '{income: over}');
    const problems = broken.ok ? [] : broken.problems;
    expect(problems).toEqual([
      expect.objectContaining({ code: 'constant-outside-domain', file: 'benefit.table.yaml', line: 9 }),
    ]);
  });
});
