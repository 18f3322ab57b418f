import { wordsIn } from '../atoms.js';
import { parseDate } from '../values/parse-date.js';
import { num } from '../values/number.js';
import type { FeelValue } from '../values/value.js';
import type { Domain, Value } from '../types.js';

/**
 * An answer as a value of FEEL. What was chosen of several is a list in the order of the alphabet, each word once: it is
 * a set, and nothing may depend on the order of the answers.
 */
export function toFeel(value: Value, kind: Domain['kind']): FeelValue {
  if (typeof value === 'number') return num(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return kind === 'date' ? parseDate(value.slice(0, 10)) : value;
  return [...new Set(wordsIn(value))].sort();
}
