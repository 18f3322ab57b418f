import type { Decimal } from 'decimal.js';
import { holds } from '../holds.js';
import type { FeelTest } from '../table.js';
import { questionsOfTest } from '../table.js';
import type { Domain, Value } from '../types.js';
import { isKind, isList, isKinded } from '../values/kind.js';
import { isNumber } from '../values/number.js';
import { show } from '../values/show.js';
import type { FeelValue } from '../values/value.js';
import { runCell, type Outcome } from './run-cell.js';
import { toFeel } from './to-feel.js';

/** A value to be tested: as answers are kept, and as FEEL has it. Null as the first: a kind that no answer has. */
export interface Tested {
  readonly plain: Value | Decimal | null;
  readonly feel: FeelValue;
}

export const answered = (value: Value, kind: Domain['kind']): Tested => ({ plain: value, feel: toFeel(value, kind) });

/** The value of a computed column. */
export function computed(feel: FeelValue): Tested {
  if (feel === null || isNumber(feel) || typeof feel === 'string' || typeof feel === 'boolean') {
    return { plain: feel, feel };
  }
  if (isList(feel)) return { plain: feel.filter((item) => typeof item === 'string'), feel };
  return { plain: isKinded(feel) && isKind(feel, 'date') ? show(feel) : null, feel };
}

/** Whether some part of a test is more than a comparison with constants. */
export function isFeel(test: FeelTest): boolean {
  if (test.test === 'not') return isFeel(test.of);
  return test.test === 'feel' || ((test.test === 'some' || test.test === 'every') && test.of.some(isFeel));
}

/** Whether a test holds, everything that it reads being known: `read` gives it. */
export function truthOf(test: FeelTest, value: Tested, read: (question: string) => FeelValue): Outcome<boolean> {
  const of = (one: FeelTest): Outcome<boolean> => truthOf(one, value, read);
  if (!isFeel(test)) return value.plain !== null && holds(test, value.plain);
  switch (test.test) {
    case 'feel':
      return runCell(test.cell, value.feel, test.reads.map(read));
    case 'not': {
      const inner = of(test.of);
      return typeof inner === 'boolean' ? !inner : inner;
    }
    case 'some':
    case 'every': {
      const each = test.of.map(of);
      const decides = test.test === 'some';
      if (each.includes(decides)) return decides;
      return each.find((one) => one === 'too-much') ?? (each.includes(null) ? null : !decides);
    }
    default:
      return null;
  }
}

/** Whether a test may be asked of one value without knowing another answer. */
export const readsItsOwn = (test: FeelTest): boolean => questionsOfTest(test).length === 0;
