import { readFeel } from '../read-feel.js';
import { readUnary } from '../read-unary.js';
import { scopeOf, type ScopeOptions } from '../scope.js';
import { closureOf } from '../../run/evaluate.js';
import { testOf } from '../../run/unary.js';
import type { Env } from '../../run/env.js';
import type { FeelProblem } from '../reading.js';
import { show } from '../../values/show.js';
import type { FeelType } from '../../values/type.js';
import type { FeelContext, FeelValue } from '../../values/value.js';

export type Given = Readonly<Record<string, readonly [FeelType, FeelValue]>>;

const namesOf = (given: Given) => Object.entries(given).map(([name, [type]]) => ({ name, type }));

export function envOf(given: Given, slots: number, changes: Partial<Env> = {}): Env {
  const values = Object.values(given).map(([, value]) => value);
  return {
    slots: [...values, ...new Array<null>(slots - values.length).fill(null)],
    input: null,
    moment: null,
    steps: 100_000,
    notes: [],
    ...changes,
  };
}

/** The value of an expression; throws where it is refused. */
export function valueOf(
  text: string,
  given: Given = {},
  options: ScopeOptions = {},
  changes: Partial<Env> = {},
): FeelValue {
  const scope = scopeOf(namesOf(given), options);
  const reading = readFeel(text, scope);
  if (!reading.ok) throw new Error(`${text}: ${JSON.stringify(reading.problem)}`);
  return closureOf(reading.value)(envOf(given, scope.slots(), changes));
}

/** The value as FEEL writes it; null is `null`. */
export function shown(text: string, given: Given = {}, options: ScopeOptions = {}): string {
  const value = valueOf(text, given, options);
  return value === null ? 'null' : show(value);
}

export function problemOf(text: string, given: Given = {}, options: ScopeOptions = {}): FeelProblem | null {
  const reading = readFeel(text, scopeOf(namesOf(given), options));
  return reading.ok ? null : reading.problem;
}

export const codeOf = (text: string, given: Given = {}): string | null => problemOf(text, given)?.code ?? null;

/** Whether a cell accepts an input. */
export function accepts(text: string, input: FeelValue, given: Given = {}): boolean | null {
  const scope = scopeOf(namesOf(given));
  const reading = readUnary(text, scope);
  if (!reading.ok) throw new Error(`${text}: ${JSON.stringify(reading.problem)}`);
  return testOf(reading.value)(envOf(given, scope.slots(), { input }));
}

export const any: FeelType = { kind: 'any' };
export const number: FeelType = { kind: 'number' };
export const string: FeelType = { kind: 'string' };
export const listOf = (of: FeelType): FeelType => ({ kind: 'list', of });
export const typed = (entries: Readonly<Record<string, FeelType>>): FeelType => ({
  kind: 'context',
  entries: new Map(Object.entries(entries)),
});
export const context = (entries: Readonly<Record<string, FeelValue>>): FeelContext => ({
  kind: 'context',
  entries: new Map(Object.entries(entries)),
});
