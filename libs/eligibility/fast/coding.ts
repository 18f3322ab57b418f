import type { Column } from '../columns.js';
import type { Answers, Domain, Value } from '../types.js';
import { ClassLookup } from './class-lookup.js';
import { codesOf, declined, unasked, type Codes } from './codes.js';

/** One column of a table, from answers to codes to classes. */
export interface ColumnCoding {
  readonly question: string;
  readonly codes: Codes;
  readonly classes: ClassLookup;
}

/** Null when a column computes or has too many classes. */
export function codingOf(
  columns: readonly Column[],
  domains: ReadonlyMap<string, Domain>,
): readonly ColumnCoding[] | null {
  const all = columns.flatMap((column): ColumnCoding[] => {
    const [question = ''] = column.questions;
    const domain = domains.get(question);
    if (!column.classes || !domain) return [];
    const codes = codesOf(domain, column.tests, column.classes);
    return [{ question, codes, classes: new ClassLookup(codes) }];
  });
  return all.length === columns.length ? all : null;
}

/**
 * The code of one question's answer. What stands in an answers object by inheritance (`constructor`, `__proto__`) is no
 * value of any domain, so it counts as not asked, as a value outside the domain does.
 */
export function codeIn({ question, codes }: ColumnCoding, answers: Answers): number {
  const answer = answers[question] as { readonly value?: Value; readonly declined?: true } | undefined;
  if (answer === undefined) return unasked;
  if (answer.value !== undefined) return codes.of(answer.value);
  return answer.declined === true ? declined : unasked;
}

/** The class of each column under these answers: -1 for not asked, -2 for declined. */
export function readStates(coding: readonly ColumnCoding[], answers: Answers, states: Int32Array): void {
  for (let at = 0; at < coding.length; at++) {
    const column = coding[at]!;
    states[at] = column.classes.of(codeIn(column, answers));
  }
}
