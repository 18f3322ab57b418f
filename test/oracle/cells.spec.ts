import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  type Answers,
  type Decision,
  type Domain,
  compileDecision,
  readDecisionTables,
} from '../../libs/eligibility/index.js';
import { decide, place, readTable } from './table.js';

const housing = ['own', 'rent', 'renting-room', 'none'];
const domains: Readonly<Record<string, Domain>> = {
  housing: { kind: 'choice', values: housing },
  before: { kind: 'choice', values: housing },
  benefits: { kind: 'multi', values: ['ow', 'odsp'] },
};

/** A table as a modeller writes it. */
function fileOf(
  inputs: readonly (readonly [question: string, values: string])[],
  rows: readonly (readonly string[])[],
) {
  const escaped = (text: string) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const cell = (tag: string) => (text: string) => `<${tag}><text>${escaped(text)}</text></${tag}>`;
  return [
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">',
    '<decision id="gate" name="gate"><decisionTable hitPolicy="FIRST">',
    ...inputs.map(
      ([question, values]) =>
        `<input label="${question}">${cell('inputExpression')(question)}${values && cell('inputValues')(values)}</input>`,
    ),
    '<output name="out"/>',
    ...rows.map(
      (row) =>
        `<rule>${row.slice(0, -1).map(cell('inputEntry')).join('')}${cell('outputEntry')(row.at(-1) ?? '')}</rule>`,
    ),
    '</decisionTable></decision></definitions>',
  ].join('\n');
}

async function decisionOf(xml: string): Promise<Decision> {
  const read = await readDecisionTables(xml, { file: 'gate.dmn', version: 'v' });
  const made = read.ok ? compileDecision(read.tables[0]!, domains) : read;
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.decision;
}

type Said = Answers[string] | undefined;
const said: readonly Said[] = [...housing.map((value) => ({ value })), { declined: true }, undefined];

const written = housing.map((word) => `"${word}"`).join(', ');
const words = [
  ['starts with(?, "rent")', '? = housing', '"a"'],
  ['not(contains(?, "n"))', '-', '"b"'],
  ['-', 'ends with(?, "room")', '"a"'],
  ['string length(?) >= 4', 'not(starts with(?, "o"))', '"c"'],
  ['-', '-', '"d"'],
];

describe('cells that are functions, against the naive reader', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cells-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const naive = (xml: string) => {
    writeFileSync(join(folder, 'gate.dmn'), xml);
    return place(readTable(join(folder, 'gate.dmn')), { questions: {}, parameters: {}, others: {}, date: undefined });
  };
  const inputs = [['housing', written] as const, ['before', written] as const];

  it('decide the same for every answer, exactly where each asks its own answer', async () => {
    const xml = fileOf(inputs, words.slice(1));
    const decision = await decisionOf(xml);
    const table = naive(xml);
    expect(decision.method).toBe('exact');
    for (const one of said)
      for (const other of said) {
        const answers: Answers = { ...(one && { housing: one }), ...(other && { before: other }) };
        const { status, outcome, because } = decision.decide(answers);
        expect({ answers, status, outcome, row: because?.row ?? null }).toEqual({ answers, ...decide(table, answers) });
      }
  });

  it('never settle on another outcome where one reads another answer', async () => {
    const xml = fileOf(inputs, words);
    const decision = await decisionOf(xml);
    const table = naive(xml);
    expect(decision.method).toBe('three-valued');
    for (const one of said)
      for (const other of said) {
        const answers: Answers = { ...(one && { housing: one }), ...(other && { before: other }) };
        const { outcome } = decision.decide(answers);
        const truth = decide(table, answers);
        const known = [one, other].every((each) => each && 'value' in each);
        if (outcome !== null || known) expect({ answers, outcome }).toEqual({ answers, outcome: truth.outcome });
      }
  });

  it('count what was chosen', async () => {
    const rows = [
      ['count(?) >= 2', '"two"'],
      ['count(?) >= 1', '"one"'],
      ['-', '"none"'],
    ];
    const xml = fileOf([['benefits', '']], rows);
    const decision = await decisionOf(xml);
    const table = naive(xml);
    for (const value of [[], ['ow'], ['odsp'], ['odsp', 'ow']]) {
      const answers: Answers = { benefits: { value } };
      expect(decision.decide(answers).outcome).toBe(decide(table, answers).outcome);
    }
  });
});
