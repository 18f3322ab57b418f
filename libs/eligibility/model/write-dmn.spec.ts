import { DmnModdle } from 'dmn-moddle';
import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { readDecisionTables, type DecisionTable, type FeelTest, type Text } from '../index.js';
import { dmn } from '../testing/dmn.js';
import { randomCase } from '../testing/random-tables.js';
import { Seeded, smallTable } from '../testing/small-tables.js';
import { num } from '../values/number.js';
import type { FeelValue } from '../values/value.js';
import { parseDmn } from './parse-dmn.js';
import { readModel } from './read-model.js';
import { writeDmn } from './write-dmn.js';

const options = { name: 'Gate & "gate"', namespace: 'urn:x?a=1&b=2' };

async function read(xml: string): Promise<readonly DecisionTable[]> {
  const tables = await readDecisionTables(xml, { file: 'gate.dmn', version: 'v' });
  if (!tables.ok) throw new Error(JSON.stringify(tables.problems) + xml);
  return tables.tables;
}

const compare = (operator: string, to: unknown): object => ({ test: 'compare', operator, to });

/** Without places; a list of one test is that test, a list in its like is one list, and a range is its two ends. */
function plain(table: DecisionTable): unknown {
  return JSON.parse(JSON.stringify(table), (key, value: unknown) => {
    if (key === 'line' || key === 'version') return undefined;
    const test = value as FeelTest | null;
    if (test === null || typeof test !== 'object') return value;
    if (test.test === 'range') {
      const ends = [compare(test.fromIncluded ? '>=' : '>', test.from), compare(test.toIncluded ? '<=' : '<', test.to)];
      return { test: 'every', of: ends };
    }
    if (test.test !== 'some' && test.test !== 'every') return value;
    const of = test.of.flatMap((one) => (one.test === test.test ? one.of : [one]));
    return of.length === 1 ? of[0] : { test: test.test, of };
  });
}

async function comesBack(table: DecisionTable): Promise<void> {
  for (const version of ['1.3', '1.5'] as const) {
    const [again] = await read(writeDmn([table], { ...options, version }));
    expect(again && plain(again)).toEqual(plain(table));
  }
}

describe('tables written as DMN', () => {
  it.each([
    '-',
    '"a \\"b\\" & <c>"',
    '"x\\ny"',
    '!= 3',
    '[18..25)',
    '(0.1..1000000000]',
    '>= date("2024-02-29")',
    '"a", "b"',
    'not("a", "b")',
    'not(list contains(?, "x"))',
    'list contains(?, "x") and not(list contains(?, "y"))',
    '(? > 5 and ? < 7) or ? = 9',
    'not(? > 1 and ? < 5)',
    '? > 1 and (? < 5 or ? in ([7..9], 11))',
    'true',
    '-0.000001',
  ])('come back as they were: %s', async (cell) => {
    const [table] = await read(dmn({ inputs: ['q'], rows: [[cell, '"a"']], annotations: [['Why.', 'Pourquoi.']] }));
    await comesBack(table!);
  });

  it('come back with their labels, defaults, order of outcomes and computed columns', async () => {
    const inputs = ['year - (birth - 1) * 2', 'safety.danger'];
    const output = { words: '"red", "green"', otherwise: '"green"' };
    const [table] = await read(dmn({ hitPolicy: 'PRIORITY', inputs, output, rows: [['> 3', '-', '"red"']] }));
    await comesBack(table!);
  });

  it('come back whatever they test', async () => {
    const reversed = /"from":\{"kind":"(\w+)","value":("?)([^,]*?)\2\},"to":\{"kind":"\1","value":\2([^,]*?)\2\}/g;
    const readable = ({ table }: { table: DecisionTable }): boolean =>
      ![...JSON.stringify(table.rows).matchAll(reversed)].some(([, kind, , from = '', to = '']) =>
        kind === 'number' ? Number(from) > Number(to) : from > to,
      );
    await fc.assert(
      fc.asyncProperty(randomCase.filter(readable), async ({ table }) => {
        const inputs = table.inputs.map((input, index) => ({ ...input, question: `q${index}` }));
        await comesBack({ ...table, id: 'gate', inputs });
      }),
      { numRuns: process.env.DEEP ? 500 : 15, seed: 4 },
    );
  });

  it('come back with whatever text stands in them, or are refused: never with another', async () => {
    // In words every sign has its number; in a label or a reason XML has no place for some, and what is white around is left out.
    const kept = (text: string): string =>
      text
        .replaceAll('\u0000', '')
        .replace(/\p{Cs}/gu, '')
        .trim() || 'x';
    const texts = (text: Text): Text => ({ en: kept(text.en), fr: kept(text.fr) });
    let cameBack = 0;
    const tables = process.env.DEEP ? 5_000 : 60;
    for (let seed = 1; seed <= tables; seed++) {
      const { table } = smallTable(new Seeded(seed * 31));
      const inputs = table.inputs.map((input, at) => ({ ...input, question: `q${at}`, label: texts(input.label) }));
      const rows = table.rows.map((row) => ({ ...row, annotation: row.annotation && texts(row.annotation) }));
      const hostile = { ...table, id: 'gate', name: kept(table.name), inputs, rows };
      const again = await readDecisionTables(writeDmn([hostile], options), { file: 'gate.dmn', version: 'v' });
      if (again.ok) expect([seed, plain(again.tables[0]!)]).toEqual([seed, plain(hostile)]);
      else expect([seed, ...new Set(again.problems.map(({ code }) => code))]).toEqual([seed, 'range-is-reversed']);
      cameBack += again.ok ? 1 : 0;
    }
    expect(cameBack).toBeGreaterThan(tables / 5);
  });

  it('are models too: what a table decides, its model decides', async () => {
    const inputs = ['safety.danger', 'year - birth_year'];
    const rows = [
      ['"yes"', '-', '"red"'],
      ['-', '>= 18', '"amber"'],
    ];
    const [table] = await read(dmn({ inputs, output: { otherwise: '"green"' }, rows }));
    const { decisions, problems } = await readModel(writeDmn([table!], options));
    expect(problems).toEqual([]);
    const decide = (danger: string, born: number): unknown =>
      decisions.get('Gate')?.run(
        new Map<string, FeelValue>([
          ['safety.danger', danger],
          ['year', num(2020)],
          ['birth_year', num(born)],
        ]),
        { moment: null, steps: 1_000 },
      );
    expect([decide('yes', 2019), decide('no', 2002), decide('no', 2003)]).toEqual(['red', 'amber', 'green']);
  });

  it('are one file with a drawing that has each decision and question once', async () => {
    const [one] = await read(dmn({ id: 'one', inputs: ['a', 'b'], rows: [['1', '-', '"x"']] }));
    const [two] = await read(dmn({ id: 'two', inputs: ['b'], rows: [['date("2024-01-01")', '"x"']] }));
    const xml = writeDmn([one!, two!], options);
    expect(xml).toContain('https://www.omg.org/spec/DMN/20230324/MODEL/');
    expect([...xml.matchAll(/dmnElementRef="([^"]*)"/g)].map(([, id]) => id)).toEqual([
      ...['one', 'two', 'question_1', 'question_2'],
      ...['requirement_1_1', 'requirement_1_2', 'requirement_2_1'],
    ]);
    const ids = [...xml.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await parseDmn(xml)).toMatchObject({ ok: true, leftOut: [], root: { name: options.name } });
    expect(xml).toContain('<variable id="question_1_variable" name="a" typeRef="number"/>');
    expect((await read(xml)).map(({ id }) => id)).toEqual(['one', 'two']);
  });

  it('open in a peer’s reader without a warning, whatever their ids are', async () => {
    for (const id of ['gate', 'model', 'table_1', '_question_1']) {
      const inputs = ['q', 'year - birth'];
      const written = { id, inputs, output: { words: '"a"', otherwise: '"a"' }, rows: [['"x"', '> 1', '"a"']] };
      const [table] = await read(dmn({ ...written, annotations: [['Why.', 'Pourquoi.']] }));
      const xml = writeDmn([table!], { ...options, version: '1.3' });
      const { warnings, elementsById } = await peer().fromXML(xml);
      expect([id, warnings]).toEqual([id, []]);
      expect(elementsById[id]).toMatchObject({ $type: 'dmn:Decision' });
    }
  });

  it('have their parts in the order of the standard’s schema, and each element drawn', async () => {
    const inputs = ['a', 'b'];
    const written = { inputs, output: { words: '"x"', otherwise: '"x"' }, rows: [['1', '-', '"x"']] };
    const [table] = await read(dmn({ ...written, annotations: [['Why.', 'Pourquoi.']] }));
    const xml = writeDmn(
      [{ ...table!, inputs: [{ ...table!.inputs[0]!, allowed: { test: 'any' } }, table!.inputs[1]!] }],
      options,
    );
    for (const [parent, parts] of partsOf(xml)) {
      const order = schema[parent];
      if (!order) continue;
      const places = parts.map((part) => order.indexOf(part));
      expect([parent, places]).toEqual([parent, places.toSorted((a, b) => a - b)]);
      expect([parent, places.includes(-1)]).toEqual([parent, false]);
    }
    const drawn = new Set([...xml.matchAll(/dmnElementRef="([^"]*)"/g)].map(([, id]) => id));
    const elements = [...xml.matchAll(/<(?:inputData|decision|informationRequirement) id="([^"]*)"/g)];
    expect(elements.filter(([, id]) => !drawn.has(id))).toEqual([]);
  });
});

type Peer = {
  fromXML: (xml: string) => Promise<{ warnings: unknown[]; elementsById: Readonly<Record<string, unknown>> }>;
};
const peer = DmnModdle as unknown as () => Peer;

/** What a part may hold, in this order (DMN15.xsd). */
const schema: Readonly<Record<string, readonly string[]>> = {
  definitions: ['inputData', 'decision', 'dmndi:DMNDI'],
  inputData: ['variable'],
  decision: ['variable', 'informationRequirement', 'decisionTable'],
  decisionTable: ['input', 'output', 'annotation', 'rule'],
  input: ['inputExpression', 'inputValues'],
  output: ['outputValues', 'defaultOutputEntry'],
  rule: ['inputEntry', 'outputEntry', 'annotationEntry'],
  'dmndi:DMNShape': ['dc:Bounds'],
  'dmndi:DMNEdge': ['di:waypoint'],
};

/** Each element with the names of its parts. */
function partsOf(xml: string): readonly (readonly [string, readonly string[]])[] {
  const found: [string, string[]][] = [];
  const open: [string, string[]][] = [];
  for (const [, closes, name = '', empty] of xml.matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (closes) {
      open.pop();
      continue;
    }
    open.at(-1)?.[1].push(name);
    const element: [string, string[]] = [name, []];
    found.push(element);
    if (!empty) open.push(element);
  }
  return found;
}
