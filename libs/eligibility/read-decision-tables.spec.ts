import { describe, expect, it } from '@jest/globals';
import { compileDecision, readDecisionTables, type DecisionTable, type FeelTest, type ReadProblem } from './index.js';
import { dmn, type DmnTable } from './testing/dmn.js';

const at = { file: 'gate.dmn', version: 'a'.repeat(64) };

async function read(xml: string): Promise<DecisionTable> {
  const result = await readDecisionTables(xml, at);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.tables[0]!;
}

async function problems(xml: string): Promise<ReadProblem[]> {
  const result = await readDecisionTables(xml, at);
  return result.ok ? [] : result.problems;
}

async function cell(feel: string): Promise<FeelTest | undefined> {
  return (await read(dmn({ inputs: ['q'], rows: [[feel, '"a"']] }))).rows[0]?.tests[0];
}

const word = (value: string) => ({ kind: 'string', value });
const number = (value: number) => ({ kind: 'number', value });
const date = (value: string) => ({ kind: 'date', value });
const is = (to: object) => ({ test: 'compare', operator: '=', to });

describe('the FEEL subset', () => {
  it.each([
    ['-', { test: 'any' }],
    ['', { test: 'any' }],
    ['"yes"', is(word('yes'))],
    ['"a \\"b\\" ${x}"', is(word('a "b" ${x}'))],
    ['"é\\u00e9"', is(word('éé'))],
    ['= "yes"', is(word('yes'))],
    ['true', is({ kind: 'boolean', value: true })],
    ['-5.5', is(number(-5.5))],
    ['< 18', { test: 'compare', operator: '<', to: number(18) }],
    ['!= 3', { test: 'compare', operator: '!=', to: number(3) }],
    ['? >= 18', { test: 'compare', operator: '>=', to: number(18) }],
    ['[18..25)', { test: 'range', from: number(18), to: number(25), fromIncluded: true, toIncluded: false }],
    [']18..25[', { test: 'range', from: number(18), to: number(25), fromIncluded: false, toIncluded: false }],
    ['date("2024-02-29")', is(date('2024-02-29'))],
    ['>= @"2024-02-29"', { test: 'compare', operator: '>=', to: date('2024-02-29') }],
    [
      '[date("2024-01-01")..date("2024-12-31")]',
      { test: 'range', from: date('2024-01-01'), to: date('2024-12-31'), fromIncluded: true, toIncluded: true },
    ],
    ['"a", "b"', { test: 'some', of: [is(word('a')), is(word('b'))] }],
    ['? in ("a", "b")', { test: 'some', of: [is(word('a')), is(word('b'))] }],
    ['not("a", "b")', { test: 'not', of: { test: 'some', of: [is(word('a')), is(word('b'))] } }],
    ['list contains(?, "x")', { test: 'contains', item: 'x' }],
    ['not(list contains(?, "x"))', { test: 'not', of: { test: 'contains', item: 'x' } }],
    [
      'list contains(?, "x") and not(list contains(?, "y"))',
      {
        test: 'every',
        of: [
          { test: 'contains', item: 'x' },
          { test: 'not', of: { test: 'contains', item: 'y' } },
        ],
      },
    ],
    ['(? > 5 and ? < 7) or ? = 9', expect.objectContaining({ test: 'some' })],
    ['/* note */ "yes"', is(word('yes'))],
  ])('reads %s', async (feel, expected) => {
    expect(await cell(feel)).toEqual(expected);
  });

  it.each([
    ['yes', 'word-without-quotes', '"yes"'],
    ['null', 'null-is-not-tested', 'Leave the row out'],
    ['> "a"', 'comparison-does-not-fit', 'Only numbers and dates'],
    ['[25..18]', 'range-is-reversed', 'smaller end first'],
    ['["a".."b"]', 'range-does-not-fit', '[18..65]'],
    ['date("2024-02-30")', 'date-is-not-a-date', 'date("2024-01-31")'],
    ['"a" "b"', 'cell-is-not-feel', 'quotes'],
    ['"a', 'cell-is-not-feel', 'quotes'],
    ['12345678901234567', 'number-is-too-long', 'Round'],
    ['not(-)', 'cell-is-not-feel', 'quotes'],
    ['"a" or "b"', 'word-is-no-condition', '"a", "b"'],
    ['? > 5 or true', 'word-is-no-condition', '? = true'],
    ['not("a"), "b"', 'word-is-no-condition', '"a", "b"'],
  ])('refuses %s as %s and says what works', async (feel, code, instead) => {
    const found = await problems(
      dmn({
        inputs: ['q'],
        rows: [
          ['-', '"a"'],
          [feel, '"a"'],
        ],
      }),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code, file: 'gate.dmn', row: 2, column: 'q', text: feel });
    expect(found[0]!.instead + found[0]!.message).toContain(instead);
  });

  it('refuses a nest of brackets instead of falling over it', async () => {
    const [problem] = await problems(
      dmn({ inputs: ['q'], rows: [[`${'('.repeat(3000)}? > 1${')'.repeat(3000)}`, '"a"']] }),
    );
    expect(problem).toMatchObject({ code: expect.stringMatching(/too-deep|not-feel/) });
  });
});

describe('a table', () => {
  const table: DmnTable = {
    inputs: ['safety.danger', 'age'],
    output: { words: '"red", "green"', otherwise: '"green"' },
    rows: [['"yes"', '-', '"red"']],
    annotations: [['Danger.', 'Danger (fr).']],
  };

  it('keeps its labels, outcomes, default and reasons in both languages', async () => {
    expect(await read(dmn(table))).toEqual({
      id: 'gate',
      name: 'Gate',
      line: 4,
      version: at.version,
      hitPolicy: 'FIRST',
      inputs: [
        { question: 'safety.danger', label: { en: 'safety.danger', fr: 'safety.danger (fr)' }, line: 5 },
        { question: 'age', label: { en: 'age', fr: 'age (fr)' }, line: 6 },
      ],
      outputs: [{ name: 'out', values: ['red', 'green'], otherwise: 'green', line: 7 }],
      rows: [
        {
          tests: [{ test: 'compare', operator: '=', to: { kind: 'string', value: 'yes' } }, { test: 'any' }],
          outputs: ['red'],
          annotation: { en: 'Danger.', fr: 'Danger (fr).' },
          line: 9,
        },
      ],
    });
  });

  it.each(['20180521', '20191111', '20211108', '20230324'])('reads the DMN of %s', async (version) => {
    expect((await read(dmn(table, version))).rows).toHaveLength(1);
  });

  it('is plain JSON', async () => {
    const one = await read(dmn(table));
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
  });

  it('takes the reason from a description in two languages, and leaves other descriptions alone', async () => {
    const described = (description: string): string =>
      dmn({ ...table, annotations: undefined }).replace('\n<rule>', `<rule><description>${description}</description>`);
    expect((await read(described('en: One / two. / fr: Un.'))).rows[0]?.annotation).toEqual({
      en: 'One / two.',
      fr: 'Un.',
    });
    expect((await read(described('a note'))).rows[0]?.annotation).toBeNull();
    expect(await problems(described('en: One.'))).toMatchObject([{ code: 'annotation-is-in-one-language', row: 1 }]);
  });

  it('tells the line of a mistake', async () => {
    const xml = dmn({
      ...table,
      rows: [
        ['"yes"', '-', '"red"'],
        ['"no"', 'abc', '"red"'],
      ],
      annotations: undefined,
    });
    const [problem] = await problems(xml);
    expect(xml.split('\n')[problem!.line! - 1]).toContain('abc');
  });

  it('reads arithmetic over questions, and refuses what could be a name', async () => {
    const sum = await read(dmn({ inputs: ['year - birth_year'], rows: [['>= 18', '"a"']] }));
    expect(sum.inputs[0]).toMatchObject({ question: 'year', compute: { op: '-' } });
    expect(await problems(dmn({ inputs: ['birth-year'], rows: [['-', '"a"']] }))).toMatchObject([
      { code: 'dash-is-unclear' },
    ]);
    expect(await problems(dmn({ inputs: ['birth year'], rows: [['-', '"a"']] }))).toMatchObject([
      { code: 'name-has-a-space' },
    ]);
    expect(await problems(dmn({ inputs: ['1 + 2'], rows: [['-', '"a"']] }))).toMatchObject([
      { code: 'input-reads-no-question' },
    ]);
  });

  it('refuses another language than FEEL', async () => {
    const xml = dmn(table);
    expect(await problems(xml.replace('<inputEntry>', '<inputEntry expressionLanguage="juel">'))).toMatchObject([
      { code: 'language-is-not-feel', row: 1 },
    ]);
    expect(await problems(xml.replace('name="d"', 'name="d" expressionLanguage="groovy"'))).toMatchObject([
      { code: 'language-is-not-feel' },
    ]);
    expect(await problems(xml.replace('<inputEntry>', '<inputEntry expressionLanguage="feel">'))).toEqual([]);
  });

  it.each([
    ['COLLECT', 'hit-policy-is-not-in-the-subset'],
    ['RULE ORDER', 'hit-policy-is-not-in-the-subset'],
    ['OUTPUT ORDER', 'hit-policy-is-not-in-the-subset'],
  ])('refuses the hit policy %s by name', async (hitPolicy, code) => {
    expect(await problems(dmn({ ...table, hitPolicy }))).toMatchObject([{ code, text: hitPolicy, line: 4 }]);
  });

  it.each([
    ['an output without quotes', { rows: [['-', '-', 'red']] }, 'output-is-not-a-word'],
    ['an output that is a test', { rows: [['-', '-', 'not("red")']] }, 'output-is-not-a-word'],
    ['an output of anything', { rows: [['-', '-', '-']] }, 'output-is-not-a-word'],
    ['an empty output', { rows: [['-', '-', '']] }, 'output-is-empty'],
    ['two words in one output', { rows: [['-', '-', '"red","green"']] }, 'output-has-several-words'],
    ['a row with a cell too few', { rows: [['-', '"red"']] }, 'row-has-other-columns'],
    ['no rows', { rows: [] }, 'table-has-no-row'],
    ['PRIORITY without an order', { hitPolicy: 'PRIORITY', output: {} }, 'priority-has-no-order'],
    ['a reason in English only', { annotations: [['Yes.', '']] as const }, 'annotation-is-in-one-language'],
  ])('refuses %s', async (_what, change, code) => {
    expect((await problems(dmn({ ...table, ...change }))).map((problem) => problem.code)).toContain(code);
  });
});

describe('a file', () => {
  it.each([
    ['an entity bomb', '<!DOCTYPE x [<!ENTITY a "b">]><definitions/>', 'doctype-is-not-allowed'],
    ['a huge file', ' '.repeat(2_000_001), 'file-is-too-large'],
    ['too many rows', `<definitions>${'<rule/>'.repeat(5001)}</definitions>`, 'too-many-rows'],
    ['no XML', 'hello', 'file-is-not-dmn'],
    ['nothing', '', 'file-is-not-dmn'],
    ['broken XML', dmn({ inputs: ['q'], rows: [['-', '"a"']] }).replace('</decisionTable>', ''), 'file-is-not-dmn'],
    ['other XML', '<html/>', 'file-is-not-dmn'],
    ['no decision', '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>', 'no-decision-table'],
  ])('refuses %s', async (_what, xml, code) => {
    expect(await problems(xml)).toMatchObject([{ code, file: 'gate.dmn', instead: expect.stringMatching(/.+/) }]);
  });

  it('refuses a decision without a table, an id that is used twice, and parts that are not DMN', async () => {
    const xml = dmn({ inputs: ['q'], rows: [['-', '"a"']] });
    const withPart = (part: string): string => xml.replace('</definitions>', `\n${part}</definitions>`);
    const line = xml.split('\n').length + 1;
    const literal = '<literalExpression><text>1</text></literalExpression>';
    expect(await problems(withPart(`<decision id="other" name="x">${literal}</decision>`))).toMatchObject([
      { code: 'decision-is-not-a-table', line },
    ]);
    expect(await problems(withPart('<decision id="gate" name="x"/>'))).toMatchObject([
      { code: 'id-is-there-twice', text: 'gate', line },
    ]);
    expect(await problems(withPart('<made-up/>'))).toMatchObject([{ code: 'part-cannot-be-read', line }]);
    expect(await problems(withPart('<businessKnowledgeModel id="b" name="Fees"/>'))).toMatchObject([
      { code: 'element-is-not-in-the-subset' },
    ]);
  });

  it('decides from names that mean something else in JavaScript', async () => {
    const table = await read(
      dmn({
        inputs: ['__proto__', 'constructor'],
        rows: [
          ['"yes"', '-', '"a"'],
          ['-', '-', '"b"'],
        ],
      }),
    );
    const choice = { kind: 'choice' as const, values: ['yes', 'no'] };
    const domains = JSON.parse('{"__proto__":{"kind":"choice","values":["yes","no"]}}') as Record<
      string,
      typeof choice
    >;
    const compiled = compileDecision(table, { ...Object.fromEntries(Object.entries(domains)), constructor: choice });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
    expect(compiled.decision.decide({})).toMatchObject({ status: 'open', missing: ['__proto__'] });
    const answered = JSON.parse('{"__proto__":{"value":"yes"}}') as Record<string, { value: string }>;
    expect(compiled.decision.decide(answered)).toMatchObject({ outcome: 'a' });
  });
});
