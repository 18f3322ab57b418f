import { describe, expect, it } from '@jest/globals';
import {
  checkDecision,
  choiceDecision,
  compileDecision,
  readDecisionTables,
  writeDmn,
  type CompileOptions,
  type DecisionTable,
} from '../index.js';
import { declined, decisionOf, domains, risk, said } from '../testing/decisions.js';
import { dmn, type DmnTable } from '../testing/dmn.js';

async function tableOf(table: DmnTable): Promise<DecisionTable> {
  const read = await readDecisionTables(dmn(table), { file: 't.dmn', version: 'v' });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.tables[0]!;
}
const gate: DmnTable = {
  id: 'gate',
  inputs: ['risk', 'age'],
  rows: [
    ['"imminent"', '-', '"call-911"'],
    ['not("clear")', '< 18', '"youth-worker"'],
    ['-', '-', '"self-help"'],
  ],
};
async function decision(table: DmnTable = gate, options: CompileOptions = {}) {
  const decisions = options.decisions ?? { risk: await decisionOf(risk) };
  return compileDecision(await tableOf(table), domains, { ...options, decisions });
}
async function compiled(table?: DmnTable, options?: CompileOptions) {
  const found = await decision(table, options);
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found.decision;
}

describe('a decision that reads another', () => {
  it('decides over the questions of both', async () => {
    const one = await compiled();
    expect([one.reads, one.method]).toEqual([['danger', 'weapon', 'age'], 'exact']);
    expect(one.decide({}).missing).toEqual(['danger', 'weapon', 'age']);
    expect(one.decide(said({ danger: 'yes' }))).toMatchObject({
      outcome: 'call-911',
      because: { table: 'gate', row: 1, read: ['danger'] },
    });
    expect(one.decide(said({ danger: 'no', weapon: 'no' }))).toMatchObject({
      outcome: 'self-help',
      because: { row: 3 },
    });
    expect(one.decide({ ...said({ danger: 'no' }), weapon: declined })).toMatchObject({
      status: 'open',
      missing: ['age'],
      declined: ['weapon'],
    });
    expect(one.decide(said({ danger: 'unsure', weapon: 'no', age: 17 }))).toMatchObject({
      outcome: 'youth-worker',
      because: { row: 2, read: ['danger', 'weapon', 'age'] },
      flips: [
        { question: 'danger', to: 'yes', outcome: 'call-911' },
        { question: 'weapon', to: 'yes', outcome: 'call-911' },
        { question: 'age', to: 18, outcome: 'self-help' },
      ],
    });
  });

  it('reads an answer that decides by itself, and a decision that reads others', async () => {
    const need = choiceDecision('need', 'student', ['yes', 'no']);
    const second = await compiled(
      {
        id: 'second',
        inputs: ['need', 'gate'],
        rows: [
          ['"yes"', '"self-help"', '"a"'],
          ['-', '-', '"b"'],
        ],
      },
      { decisions: { need, gate: await compiled() } },
    );
    expect(second.reads).toEqual(['student', 'danger', 'weapon', 'age']);
    expect(second.decide(said({ student: 'yes', danger: 'no', weapon: 'no' }))).toMatchObject({ outcome: 'a' });
    expect(second.decide(said({ student: 'no' }))).toMatchObject({ outcome: 'b' });
  });

  it('finds a row that asks for what the other never gives, and a word that is no outcome of it', async () => {
    const rows = [
      ['"distress"', '-', '"a"'],
      ['"distress", "never"', '-', '"b"'],
      ['-', '-', '"c"'],
    ];
    expect(checkDecision(await compiled({ ...gate, rows }))).toMatchObject([
      { code: 'row-never-fires', row: 2, example: { danger: expect.any(String) } },
      { code: 'constant-outside-domain', row: 2, text: 'never' },
    ]);
  });

  it('leaves to the other what is known of the other: no outcome is none here, and never a “no”', async () => {
    const holes = await decisionOf({ id: 'risk', inputs: ['danger'], rows: [['"yes"', '"imminent"']] });
    const one = await compiled(gate, { decisions: { risk: holes } });
    expect(one.decide(said({ danger: 'no', age: 30 }))).toMatchObject({ status: 'undetermined', possible: [] });
  });

  it.each<[string, DmnTable, string]>([
    ['numbers for outcomes', { ...gate, rows: [['> 3', '-', '"a"']] }, 'cell-does-not-fit-the-question'],
    [
      'an outcome in a formula',
      { ...gate, inputs: ['count(risk)', 'age'], rows: [['> 3', '-', '"a"']] },
      'decision-is-read-in-a-formula',
    ],
    ['a decision that is not there', { ...gate, inputs: ['rsk', 'age'] }, 'question-is-not-known'],
  ])('is refused with %s', async (_what, table, code) => {
    const found = await decision(table);
    expect(found.ok ? [] : found.problems.map((problem) => problem.code)).toContain(code);
  });

  it('is a question where a question has the same name', async () => {
    const one = await compileDecision(
      await tableOf({ ...gate, inputs: ['student', 'age'], rows: [['"yes"', '-', '"a"']] }),
      domains,
      {
        decisions: { student: await decisionOf(risk) },
      },
    );
    expect(one.ok && one.decision.reads).toEqual(['student', 'age']);
  });

  it('comes back from a file with both', async () => {
    const both = [await tableOf(risk), await tableOf(gate)];
    const xml = writeDmn(both, { name: 'n', namespace: 'urn:n' });
    expect(xml).toContain('requiredDecision');
    const again = await readDecisionTables(xml, { file: 't.dmn', version: 'v' });
    expect(again.ok && again.tables.map(({ inputs }) => inputs.map(({ question }) => question))).toEqual(
      both.map(({ inputs }) => inputs.map(({ question }) => question)),
    );
  });
});
