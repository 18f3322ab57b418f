import { describe, expect, it } from '@jest/globals';
import { ask, decision, input, model, table, type WrittenTable } from '../testing/model.js';

const words = '"high", "medium", "low"';
const run = (written: WrittenTable, n: number): Promise<string> =>
  ask(model(input('n', 'number'), decision('d', table(written), { inputs: ['n'] })), { n });

/** Rows fire from 1, 2 and 3 up; one output. */
const rising = (policy: string, cells: readonly string[], more: Partial<WrittenTable> = {}): WrittenTable => ({
  policy,
  inputs: ['n'],
  outputs: [cells[0]?.startsWith('"') ? ['out', words] : ['out']],
  rows: cells.map((cell, index) => [`>= ${index + 1}`, cell]),
  ...more,
});
const three = ['"low"', '"high"', '"medium"'];

describe('a decision table', () => {
  it.each([
    ['UNIQUE', 1, '"low"'],
    ['UNIQUE', 2, 'null'],
    ['ANY', 3, 'null'],
    ['FIRST', 3, '"low"'],
    ['PRIORITY', 1, '"low"'],
    ['PRIORITY', 3, '"high"'],
    ['RULE ORDER', 3, '["low", "high", "medium"]'],
    ['OUTPUT ORDER', 3, '["high", "medium", "low"]'],
    ['COLLECT', 3, '["low", "high", "medium"]'],
    ['COLLECT', 1, '["low"]'],
    ['COLLECT', 0, 'null'],
    ['UNIQUE', 0, 'null'],
  ])('of %s, asked with %s, gives %s', async (policy, n, expected) => {
    expect(await run(rising(policy, three), n)).toBe(expected);
  });

  it('of ANY gives what its rows agree on', async () => {
    expect(await run(rising('ANY', ['1.0', '1', '2']), 2)).toBe('1');
    expect(await run(rising('ANY', ['null', 'null']), 2)).toBe('null');
  });

  it.each([
    ['SUM', 3, '9.5'],
    ['MIN', 3, '1.5'],
    ['MAX', 3, '5'],
    ['COUNT', 3, '3'],
    ['COUNT', 2, '2'],
    ['SUM', 0, 'null'],
  ])('adds up what it collects: %s of %s rows is %s', async (aggregation, n, expected) => {
    expect(await run(rising('COLLECT', ['3', '1.5', '5'], { aggregation }), n)).toBe(expected);
  });

  it('makes no sum of text and no least of what has no order', async () => {
    expect(await run(rising('COLLECT', ['"low"', '"high"'], { aggregation: 'SUM' }), 2)).toBe('null');
    expect(await run(rising('COLLECT', ['"low"'], { aggregation: 'SUM' }), 1)).toBe('null');
    expect(await run(rising('COLLECT', ['1', '"b"'], { aggregation: 'MAX' }), 2)).toBe('null');
  });

  it('gives several outputs as one context, and its defaults where no row fires', async () => {
    const outputs: WrittenTable['outputs'] = [['grade', words, '"low"'], ['fee'], ['why', undefined, '"none"']];
    const rows = [['> 5', '"high"', 'n * 2', '"large"']];
    expect(await run({ inputs: ['n'], outputs, rows }, 7)).toBe('{grade: "high", fee: 14, why: "large"}');
    expect(await run({ inputs: ['n'], outputs, rows }, 5)).toBe('{grade: "low", fee: null, why: "none"}');
  });

  it('ranks by the first output, then by the next; what is not listed comes last, and ties keep their order', async () => {
    const outputs: WrittenTable['outputs'] = [['a', '"x", "y"'], ['b', '2, 1'], ['c']];
    const rows = [
      ['-', '"z"', '2', '1'],
      ['-', '"y"', '1', '2'],
      ['-', '"y"', '2', '3'],
      ['-', '"y"', '2', '4'],
      ['-', '"x"', '1', '5'],
    ];
    const ordered = await run({ policy: 'OUTPUT ORDER', inputs: ['n'], outputs, rows }, 1);
    expect([...ordered.matchAll(/c: (\d)/g)].map(([, c]) => c).join('')).toBe('53421');
    expect(await run({ policy: 'PRIORITY', inputs: ['n'], outputs, rows }, 1)).toContain('c: 5');
  });

  it('computes in its cells, with ? and with what the table sees', async () => {
    const written = { inputs: ['n + 1'], outputs: [['out']], rows: [['? > n and ? < 10', 'n ** 2']] } as const;
    expect(await run(written, 3)).toBe('9');
    expect(await run(written, 30)).toBe('null');
  });

  it.each([
    [{ policy: 'MOST' }, 'hit-policy-is-unknown'],
    [{ policy: 'COLLECT', aggregation: 'MEAN' }, 'hit-policy-is-unknown'],
    [{ policy: 'COLLECT', aggregation: 'SUM', outputs: [['a'], ['b']] }, 'aggregation-needs-one-output'],
    [{ outputs: [['a'], ['']] }, 'output-has-no-name'],
    [{ outputs: [['a'], ['a']] }, 'output-is-there-twice'],
    [{ rows: [] }, 'table-has-no-row'],
    [{ rows: [['-']] }, 'row-has-other-columns, output-is-empty'],
    [{ rows: [['-', '']] }, 'output-is-empty'],
    [{ inputs: [''] }, 'input-reads-nothing'],
    [{ outputs: [], rows: [['-']] }, 'table-has-no-output'],
  ] as const)('is refused before it runs: %j is %s', async (change, code) => {
    const outputs: WrittenTable['outputs'] = [['a']];
    const width = (change as Partial<WrittenTable>).outputs?.length ?? 1;
    const rows = [['-', ...Array.from({ length: width }, () => '1')]];
    const written = { inputs: ['n'], outputs, rows, ...change } as WrittenTable;
    expect(await run(written, 1)).toBe(`refused: ${code}`);
  });
});

describe('the values of a column', () => {
  const column = (inputValues: string, outputValues: string): Promise<string> => {
    const [open, close] = ['<decisionTable>', '</decisionTable>'];
    const cell = (tag: string, feel: string): string => `<${tag}><text>${feel}</text></${tag}>`;
    const logic = [
      `${open}<input>${cell('inputExpression', '123')}${inputValues && cell('inputValues', inputValues)}</input>`,
      `<output name="a">${outputValues && cell('outputValues', outputValues)}</output><output name="b"/>`,
      `<rule>${cell('inputEntry', '123')}${cell('outputEntry', '"x"')}${cell('outputEntry', '1')}</rule>`,
      `<rule>${cell('inputEntry', 'null')}${cell('outputEntry', '"none"')}${cell('outputEntry', '2')}</rule>${close}`,
    ];
    return ask(model(decision('d', logic.join('\n'))));
  };

  it.each([
    ['', '', '{a: "x", b: 1}'],
    ['-', '-', '{a: "x", b: 1}'],
    ['100, 123', '"x", "y"', '{a: "x", b: 1}'],
    ['[1..200]', 'string length(?) = 1', '{a: "x", b: 1}'],
    ['not(123)', '', '{a: "none", b: 2}'],
    ['', '"y"', '{a: null, b: 1}'],
    ['not(5, 6)', 'not("x")', '{a: null, b: 1}'],
  ])('inputs of %s and outputs of %s: what is none of them is null: %s', async (inputs, outputs, expected) => {
    expect(await column(inputs, outputs)).toBe(expected);
  });

  it('have types: of the column, and of the cell', async () => {
    const typed = (column: string, cell: string): Promise<string> =>
      ask(
        model(
          decision(
            'd',
            `<decisionTable><output${column}/><rule><outputEntry${cell}><text>"x"</text></outputEntry></rule></decisionTable>`,
          ),
        ),
      );
    expect(await typed('', '')).toBe('"x"');
    expect(await typed(' typeRef="number"', '')).toBe('null');
    expect(await typed('', ' typeRef="number"')).toBe('null');
  });
});
