import { questionsOfTable } from '../eligibility/index.js';
import type { DecisionDefinition, Program } from './program.js';

/** Where a document has parameters with dates. */
interface Dated {
  readonly parameters?: Readonly<Record<string, { readonly by?: string }>>;
}

/**
 * Every question that some decision of this document reads: in a column, in the date that it decides for, or in what its
 * parameters go by. It depends on the document alone, never on how tables are compiled: what is stored is read by it for ever.
 */
export function questionsRead(program: Program): ReadonlySet<string> {
  const { parameters = {} }: Dated = program as Program & Dated;
  const by = Object.values(parameters).flatMap((parameter) => parameter.by ?? []);
  return new Set([...Object.values(program.decisions).flatMap(questionsReadBy), ...by]);
}

/** Those of one decision, in the order of its table. */
export function questionsReadBy(decision: DecisionDefinition & { readonly date?: string }): readonly string[] {
  if (decision.kind === 'answer') return [decision.question];
  return [...questionsOfTable(decision.table), ...(decision.date === undefined ? [] : [decision.date])];
}
