import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { faultIn, isTaken, rowsToSend, totalOf, typedFrom } from '../../apps/console/navigator/typed-rows.js';
import { showRowsOf } from '../../apps/api/cases/show-rows.js';
import { readProgram } from '../../libs/programs/index.js';
import { household } from '../../libs/programs/reading/testing/household.js';
import { computedAnswer } from '../../libs/workflow/index.js';

const today = '2026-07-01';
const day = fc
  .integer({ min: Date.UTC(1950, 0, 1) / 86_400_000, max: Date.UTC(2026, 6, 5) / 86_400_000 })
  .map((each) => new Date(each * 86_400_000).toISOString().slice(0, 10));
const amount = fc.integer({ min: 0, max: 50_000_000 });
const row = fc.record(
  {
    relation: fc.constantFrom('client', 'partner', 'child', 'other'),
    born: day,
    student: fc.boolean(),
    employment: amount,
    pension: amount,
  },
  { requiredKeys: ['relation'] },
);

describe('rows as they stand in fields', () => {
  async function read() {
    const found = await readProgram(household);
    if (!found.ok) throw new Error(JSON.stringify(found.problems));
    return { questions: found.program.questions, ...showRowsOf(found.program, found.program.questions['household']!)! };
  }

  it('make the totals that the engine makes of them, and are sent as they were', async () => {
    const { questions, columns, totals } = await read();
    fc.assert(
      fc.property(fc.array(row, { maxLength: 10 }), (rows) => {
        const typed = typedFrom(columns, rows);
        expect(typed.flatMap((one) => columns.map((column) => faultIn(column, one[column.id])))).toEqual(
          typed.flatMap(() => columns.map(() => null)),
        );
        const sent = rowsToSend(columns, typed);
        expect(sent).toEqual(rows);
        for (const total of totals) {
          const value = totalOf(total, columns, sent, today);
          const engine = computedAnswer(questions[total.question]!, { household: { value: rows } }, today);
          expect(isTaken(total, value) ? { value } : null).toEqual(engine);
        }
      }),
    );
  });

  it('say what is missing or no number, and leave out empty lines', async () => {
    const { columns } = await read();
    const column = (id: string) => columns.find((one) => one.id === id)!;
    expect([faultIn(column('relation'), ''), faultIn(column('born'), '')]).toEqual(['needed', null]);
    expect([faultIn(column('pension'), 'a lot'), faultIn(column('pension'), '500000.01')]).toEqual([
      'not-a-number',
      'out-of-bounds',
    ]);
    expect(rowsToSend(columns, [{ relation: 'child', pension: '1 200,50' }, {}, { name: ' ' }])).toEqual([
      { relation: 'child', pension: 120050 },
    ]);
  });
});
