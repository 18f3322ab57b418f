import type { FeelContext, FeelFunction, FeelRange, FeelValue } from './value.js';
import { isNumber } from './number.js';

export type Kind =
  | 'null'
  | 'boolean'
  | 'string'
  | 'number'
  | 'list'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'context'
  | 'range'
  | 'function';

export function isList(value: FeelValue): value is readonly FeelValue[] {
  return Array.isArray(value);
}

export function kindOf(value: FeelValue): Kind {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (isNumber(value)) return 'number';
  if (isList(value)) return 'list';
  return value.kind;
}

/** A value that has a `kind` of its own: dates, times, durations, contexts, ranges, functions. */
export type Kinded = Extract<FeelValue, { readonly kind: string }>;

export function isKinded(value: FeelValue): value is Kinded {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

export function isKind<K extends Kinded['kind']>(value: FeelValue, kind: K): value is Extract<Kinded, { kind: K }> {
  return isKinded(value) && value.kind === kind;
}

export const isContext = (value: FeelValue): value is FeelContext => isKind(value, 'context');
export const isRange = (value: FeelValue): value is FeelRange => isKind(value, 'range');
export const isFunction = (value: FeelValue): value is FeelFunction => isKind(value, 'function');
