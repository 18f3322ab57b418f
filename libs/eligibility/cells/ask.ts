import { compute } from '../holds.js';
import type { Expression, FeelTest } from '../table.js';
import { questionsOf, questionsOfTest } from '../table.js';
import type { Domain, Value } from '../types.js';
import { isNumber, num } from '../values/number.js';
import type { FeelValue } from '../values/value.js';
import { runComputed } from './run-cell.js';
import { toFeel } from './to-feel.js';
import { answered, computed, truthOf, type Tested } from './truth.js';

type Values = ReadonlyMap<string, Value>;
export type Truth = 'yes' | 'no' | 'maybe';

/** What a column's tests are asked of. */
export interface Asked {
  readonly question: string;
  readonly compute: Expression | null;
  readonly domains: ReadonlyMap<string, Domain>;
}

/**
 * Whether a test holds under these answers. `maybe` while something that it reads is unknown, whatever the test says, and
 * where it takes more work than it may. What FEEL gives no result for does not hold.
 */
export function ask(test: FeelTest, { question, compute: by, domains }: Asked, values: Values): Truth {
  const read = [...(by ? questionsOf(by) : [question]), ...questionsOfTest(test)];
  if (read.some((one) => !values.has(one))) return 'maybe';
  const feelOf = (one: string): FeelValue => toFeel(values.get(one) ?? '', domains.get(one)?.kind ?? 'text');
  const value = by
    ? valueOf(by, values, feelOf)
    : answered(values.get(question) ?? '', domains.get(question)?.kind ?? 'text');
  if (value === 'too-much') return 'maybe';
  if (value.feel === null) return 'no';
  const truth = truthOf(test, value, feelOf);
  return truth === 'too-much' ? 'maybe' : truth === true ? 'yes' : 'no';
}

function valueOf(by: Expression, values: Values, feelOf: (question: string) => FeelValue): Tested | 'too-much' {
  if (by.op === 'feel') {
    const found = runComputed(by.tree, by.reads.map(feelOf));
    return found === 'too-much' ? found : computed(found.of);
  }
  const plain = compute(by, (question) => values.get(question) ?? null);
  return { plain, feel: plain === null || isNumber(plain) ? plain : num(plain) };
}
