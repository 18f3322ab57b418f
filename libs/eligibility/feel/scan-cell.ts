import { num } from '../values/number.js';
import { parseDate } from '../values/parse-date.js';
import type { FeelValue } from '../values/value.js';
import { hasStrangeNames } from './hide-signs.js';
import { longest } from './parse.js';
import type { Scope } from './scope.js';
import type { Compare, Feel, Unary } from './tree.js';

type Tests = Extract<Unary, { readonly of: unknown }>['of'];

/**
 * Most cells are words, numbers, dates, comparisons with them and ranges between them, and `not(…)` around those. They are
 * read here, many times faster than by the parser, and to the same tree. Null: the parser must read it.
 */
export function scanCell(text: string, scope: Scope): Unary | null {
  if (text.length > longest || hasStrangeNames(scope) || scope.known('date') || scope.known('not')) return null;
  const scanner = new Scanner(text);
  const not = scanner.take(/not\s*\(\s*/y) !== null;
  const of = scanner.tests();
  if (!of || (not && scanner.take(/\s*\)/y) === null)) return null;
  return scanner.take(/\s*$/y) === null ? null : { test: not ? 'none' : 'some', of };
}

class Scanner {
  private at: number;

  constructor(private readonly text: string) {
    this.at = /^\s*/.exec(text)?.[0].length ?? 0;
  }

  /** What stands here if it is such; sticky patterns alone. */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found;
  }

  tests(): Tests | null {
    const tests: { test: Feel; readsInput: boolean }[] = [];
    do {
      const test = this.test();
      if (!test) return null;
      tests.push({ test, readsInput: false });
    } while (this.take(/\s*,\s*/y));
    return tests;
  }

  private test(): Feel | null {
    const from = this.at;
    const by = this.take(/(<=|>=|<|>)\s*/y)?.[1] as Compare | undefined;
    if (by !== undefined) {
      const of = this.constant();
      return of && { from, to: this.at, op: 'unary range', by, of };
    }
    return this.take(/[[(\]]\s*/y) ? this.range(from) : this.constant();
  }

  private range(from: number): Feel | null {
    const low = this.constant();
    const high = low && this.take(/\s*\.\.\s*/y) && this.constant();
    const close = high && this.take(/\s*([\])[])/y);
    if (!close) return null;
    const lowIncluded = this.text[from] === '[';
    return { from, to: this.at, op: 'range', low, high, lowIncluded, highIncluded: close[1] === ']' };
  }

  private constant(): Feel | null {
    const from = this.at;
    const value = this.value();
    return value === null ? null : { from, to: this.at, op: 'literal', value };
  }

  private value(): FeelValue {
    const word = this.take(/"([^"\\\r\n\u2028\u2029]*)"/y);
    if (word) return word[1] ?? null;
    const date = this.take(/date\("(\d{4}-\d\d-\d\d)"\)/y);
    if (date) return parseDate(date[1] ?? '');
    const truth = this.take(/(true|false)(?=[\s,)\]]|$)/y);
    if (truth) return truth[1] === 'true';
    const number = this.take(/-?\d{1,30}(?:\.\d{1,30})?(?=[\s,)\][]|\.\.|$)/y);
    return number ? num(number[0]) : null;
  }
}
