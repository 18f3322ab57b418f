import { isKind, isKinded } from '../../libs/eligibility/values/kind.js';
import { isNumber } from '../../libs/eligibility/values/number.js';
import { show } from '../../libs/eligibility/values/show.js';
import type { FeelTime, FeelValue } from '../../libs/eligibility/values/value.js';
import type { Written } from './read-cases.js';
import { readScalar, scalarKindOf, scalarOf } from './read-value.js';

/** The kit's own runners take numbers for equal that are this close: some expected results are rounded. */
const closeEnough = 1e-8;

/**
 * What differs between an expected result and ours; null: nothing. Stricter than FEEL's `=`: fractions of a second and the
 * way a zone is written count. A component that is not written is null; the order of components is free.
 */
export function difference(expected: Written, ours: FeelValue, path = ''): string | null {
  const differs = (): string => `${path === '' ? '' : `${path}: `}expected ${said(expected)}, got ${shown(ours)}`;
  switch (expected.kind) {
    case 'null':
      return ours === null ? null : differs();
    case 'list':
      if (!Array.isArray(ours) || ours.length !== expected.of.length) return differs();
      return first(expected.of.map((one, index) => difference(one, ours[index] ?? null, `${path}[${index + 1}]`)));
    case 'context': {
      if (!isKind(ours, 'context')) return differs();
      const keys = [...new Set([...expected.entries.keys(), ...ours.entries.keys()])];
      return first(
        keys.map((key) =>
          difference(expected.entries.get(key) ?? { kind: 'null' }, ours.entries.get(key) ?? null, `${path}.${key}`),
        ),
      );
    }
    case 'value':
      return sameScalar(expected, ours) ? null : differs();
  }
}

const first = (found: readonly (string | null)[]): string | null => found.find((one) => one !== null) ?? null;

function sameScalar({ text, type }: Written & { kind: 'value' }, ours: FeelValue): boolean {
  const kind = scalarKindOf(ours);
  // A value whose kind is not told is of the kind of ours, if it can be.
  if (kind === null || (scalarOf(type) ?? kind) !== kind) return false;
  const wanted = readScalar(text, kind);
  if (wanted === undefined) return false;
  if (isNumber(wanted) && isNumber(ours)) return wanted.minus(ours).abs().lessThan(closeEnough);
  return sameParts(wanted, ours);
}

function sameParts(a: FeelValue, b: FeelValue): boolean {
  if (!isKinded(a) || !isKinded(b)) return a === b;
  if (isKind(a, 'date and time') && isKind(b, 'date and time'))
    return sameParts(a.date, b.date) && sameTime(a.time, b.time);
  if (isKind(a, 'time') && isKind(b, 'time')) return sameTime(a, b);
  return a.kind === b.kind && show(a) === show(b);
}

function sameTime(a: FeelTime, b: FeelTime): boolean {
  if (a.second !== b.second || a.nano !== b.nano) return false;
  return a.zone.offset === b.zone.offset && a.zone.name === b.zone.name;
}

function shown(value: FeelValue): string {
  if (isKind(value, 'function')) return 'a function';
  return value === null ? 'null' : typeof value === 'string' ? JSON.stringify(value) : show(value);
}

function said(written: Written): string {
  switch (written.kind) {
    case 'null':
      return 'null';
    case 'value':
      return `${written.text}${written.type === null ? '' : ` (${written.type})`}`;
    case 'list':
      return `[${written.of.map(said).join(', ')}]`;
    case 'context':
      return `{${[...written.entries].map(([key, value]) => `${key}: ${said(value)}`).join(', ')}}`;
  }
}
