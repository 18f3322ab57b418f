import { compileDecision, readDecisionTables, type Answers, type Decision, type Domain } from '../index.js';
import { dmn, type DmnTable } from './dmn.js';

const yesNoUnsure: Domain = { kind: 'choice', values: ['yes', 'no', 'unsure'] };
/** The questions that test tables are about. */
export const domains: Record<string, Domain> = {
  danger: yesNoUnsure,
  weapon: yesNoUnsure,
  student: { kind: 'choice', values: ['yes', 'no'] },
  age: { kind: 'number', min: 0, max: 120, step: 1 },
  born: { kind: 'date' },
  reasons: { kind: 'multi', values: ['isolation', 'crisis', 'language'] },
  town: { kind: 'text' },
  year: { kind: 'number', step: 1 },
  birth_year: { kind: 'number', step: 1 },
};

export async function decisionOf(table: DmnTable, known = domains): Promise<Decision> {
  const read = await readDecisionTables(dmn(table), { file: 't.dmn', version: 'v1' });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const compiled = compileDecision(read.tables[0]!, known);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.decision;
}

/** Answers as the caller gave them. */
export const said = (answers: Record<string, string | number | boolean | readonly string[]>): Answers =>
  Object.fromEntries(Object.entries(answers).map(([question, value]) => [question, { value }]));
export const declined = { declined: true } as const;

export const risk: DmnTable = {
  id: 'risk',
  inputs: ['danger', 'weapon'],
  output: { words: '"imminent", "distress", "clear"' },
  rows: [
    ['"yes"', '-', '"imminent"'],
    ['-', '"yes"', '"imminent"'],
    ['"unsure"', '-', '"distress"'],
    ['-', '"unsure"', '"distress"'],
    ['-', '-', '"clear"'],
  ],
};
