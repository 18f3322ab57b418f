import { describe, expect, it } from '@jest/globals';
import type { DecisionTable, FeelTest } from '../eligibility/index.js';
import { askNow } from './ask-now.js';
import { compileDecisions } from './compile-decisions.js';
import type { DecisionDefinition, Program, Question } from './program.js';
import { openCase } from './step.js';
import { navigator, smallProgram } from './testing/small-program.js';
import type { RunnableProgram } from './walk.js';

const text = (word: string) => ({ en: word, fr: word });
const is = (value: string): FeelTest => ({ test: 'compare', operator: '=', to: { kind: 'string', value } });
const any: FeelTest = { test: 'any' };

function table(id: string, questions: string[], rows: [...FeelTest[], string][], outcomes: string[]) {
  const made: DecisionTable = {
    id,
    name: id,
    version: 'v',
    hitPolicy: 'FIRST',
    inputs: questions.map((question) => ({ question, label: text(question) })),
    outputs: [{ name: id, values: outcomes }],
    rows: rows.map((row) => ({
      tests: row.slice(0, -1) as FeelTest[],
      outputs: [row.at(-1) as string],
      annotation: null,
    })),
  };
  const labels = Object.fromEntries(outcomes.map((outcome) => [outcome, text(outcome)]));
  return { kind: 'table', id, table: made, outcomes, title: text(id), labels } satisfies DecisionDefinition;
}

/** `wish` settles most: one of its two answers decides alone. */
const gate = table(
  'gate',
  ['papers', 'wish', 'weapon', 'danger'],
  [
    [is('lost'), is('later'), any, any, 'out'],
    [any, is('now'), any, any, 'in'],
    [any, any, is('yes'), any, 'out'],
    [any, any, any, is('yes'), 'out'],
    [any, any, any, any, 'in'],
  ],
  ['in', 'out'],
);
const safety = table(
  'safety-first',
  ['danger', 'weapon'],
  [
    [is('yes'), any, 'imminent'],
    [any, is('yes'), 'imminent'],
    [any, any, 'clear'],
  ],
  ['imminent', 'clear'],
);

const yesNo = smallProgram.questions['danger']!;
const words = (id: string, ...values: string[]): Question => ({
  ...yesNo,
  id,
  ask: text(id),
  choices: values.map((value) => ({ value, label: text(value) })),
});

function runOf(decisions: Record<string, DecisionDefinition>, order: object = {}): RunnableProgram {
  const ask = smallProgram.states['safety']!;
  const program: Program = {
    ...smallProgram,
    questions: {
      ...smallProgram.questions,
      papers: words('papers', 'lost', 'there', 'sent'),
      wish: words('wish', 'now', 'later'),
      weapon: { ...yesNo, id: 'weapon', ask: text('weapon') },
    },
    decisions: { ...smallProgram.decisions, ...decisions },
    states: { ...smallProgram.states, safety: { ...ask, decision: 'gate', ...order } as typeof ask },
  };
  const compiled = compileDecisions(program);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return { program, decisions: compiled.decisions, zone: 'America/Toronto' };
}

function asked(run: RunnableProgram): string[] {
  const opened = openCase(run, navigator, {}, '2026-03-02T15:00:00Z');
  if (!opened.ok) throw new Error(opened.reason);
  return askNow(run, opened.state, {}).map(({ question }) => question.id);
}

describe('what to ask now', () => {
  it('begins with what is expected to settle most', () => {
    expect(asked(runOf({ gate }))[0]).toBe('wish');
  });

  it('goes by what past callers answered', () => {
    const rows: [...FeelTest[], string][] = [
      [is('lost'), any, 'out'],
      [any, is('yes'), 'out'],
      [any, any, 'in'],
    ];
    const run = runOf({ gate: table('gate', ['papers', 'weapon'], rows, ['in', 'out']) });
    expect(asked(run)).toEqual(['weapon', 'papers']);
    expect(asked({ ...run, past: { papers: { lost: 900, sent: 20 } } })).toEqual(['papers', 'weapon']);
  });

  it('stays as the table’s columns are where the program says so', () => {
    expect(asked(runOf({ gate }, { order: 'written' }))).toEqual(['papers', 'wish', 'weapon', 'danger']);
  });

  it('puts questions about safety first, as that table has them, whatever other calls were like', () => {
    const run = runOf({ gate, 'safety-first': safety });
    expect(asked(run)).toEqual(['danger', 'weapon', 'wish', 'papers']);
    expect(asked({ ...run, past: { danger: { yes: 900 }, wish: { now: 900 } } })).toEqual([
      'danger',
      'weapon',
      'wish',
      'papers',
    ]);
  });
});
