import { num } from '../values/number.js';
import { parseTemporal } from '../values/parse-temporal.js';
import { show } from '../values/show.js';
import { parseRange } from '../run/functions/parse-range.js';
import type { Env } from '../run/env.js';
import type { FeelValue } from '../values/value.js';

/** Values as tests write them: `@P1D` is a duration, `@[1..5]` a range, an object a context. */
export type Plain = null | boolean | number | string | readonly Plain[] | FeelValue | { readonly [key: string]: Plain };

const isMade = (value: object): boolean => 'kind' in value || num(0)!.constructor === value.constructor;

export function feel(value: Plain): FeelValue {
  if (typeof value === 'number') return num(value);
  if (typeof value === 'string' && value.startsWith('@')) {
    const made = parseTemporal(value.slice(1)) ?? parseRange(value.slice(1));
    if (!made) throw new Error(value);
    return made;
  }
  if (Array.isArray(value)) return (value as readonly Plain[]).map(feel);
  if (typeof value !== 'object' || value === null || isMade(value)) return value as FeelValue;
  return { kind: 'context', entries: new Map(Object.entries(value).map(([key, one]) => [key, feel(one as Plain)])) };
}

/** As FEEL would write it inside a list, so that "1" and 1 differ. */
export const written = (value: FeelValue): string => show([value]).slice(1, -1);

export const envWith = (steps = 1_000_000): Env => ({
  slots: [],
  input: null,
  moment: {
    kind: 'date and time',
    date: { kind: 'date', year: 2026, month: 3, day: 4 },
    time: { kind: 'time', second: 0, nano: 0, zone: {} },
  },
  steps,
  notes: [],
});
