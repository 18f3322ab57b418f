import { isNumber, num } from '../../libs/eligibility/values/number.js';
import { parseDate } from '../../libs/eligibility/values/parse-date.js';
import { parseDuration } from '../../libs/eligibility/values/parse-duration.js';
import { parseDateTime, parseTime } from '../../libs/eligibility/values/parse-time.js';
import type { FeelType } from '../../libs/eligibility/values/type.js';
import type { FeelValue } from '../../libs/eligibility/values/value.js';
import type { Written } from './read-cases.js';

type Scalar = 'string' | 'number' | 'boolean' | 'date' | 'time' | 'date and time' | 'duration';

const scalars: Readonly<Record<string, Scalar>> = {
  string: 'string',
  anySimpleType: 'string',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  dateTime: 'date and time',
  duration: 'duration',
  dayTimeDuration: 'duration',
  yearMonthDuration: 'duration',
};
const numbers = ['decimal', 'double', 'float', 'integer', 'int', 'long', 'short', 'byte', 'number'];

/** The kind that a case tells of a value; null: it tells none. */
export function scalarOf(type: string | null): Scalar | null {
  if (type === null) return null;
  if (numbers.includes(type) || /Integer$/.test(type)) return 'number';
  return scalars[type] ?? 'string';
}

/** The text as a value of this kind; undefined where it is none: no case may mean null by a mistake. */
export function readScalar(text: string, kind: Scalar): FeelValue | undefined {
  const trimmed = text.trim();
  switch (kind) {
    case 'string':
      return text;
    case 'boolean':
      return ['true', '1'].includes(trimmed) ? true : ['false', '0'].includes(trimmed) ? false : undefined;
    case 'number':
      return num(trimmed) ?? undefined;
    case 'date':
      return parseDate(trimmed) ?? undefined;
    case 'time':
      return parseTime(trimmed) ?? undefined;
    case 'date and time':
      return parseDateTime(trimmed) ?? undefined;
    case 'duration':
      return parseDuration(trimmed) ?? undefined;
  }
}

/** An input's value. Where the case tells no kind, it is the kind that the model declares, else text. */
export function readInput(written: Written, type: FeelType): FeelValue {
  const declared = bare(type);
  switch (written.kind) {
    case 'null':
      return null;
    case 'list':
      return written.of.map((one) => readInput(one, declared.kind === 'list' ? declared.of : declared));
    case 'context': {
      const of = (key: string): FeelType => (declared.kind === 'context' ? declared.entries.get(key) : null) ?? any;
      return {
        kind: 'context',
        entries: new Map([...written.entries].map(([key, value]) => [key, readInput(value, of(key))])),
      };
    }
    case 'value': {
      const value = readScalar(written.text, scalarOf(written.type) ?? kindOfType(declared));
      if (value === undefined) throw new Error(`“${written.text}” is no ${written.type ?? declared.kind}.`);
      return value;
    }
  }
}

const any: FeelType = { kind: 'any' };
const bare = (type: FeelType): FeelType => (type.kind === 'allowed' ? bare(type.of) : type);

function kindOfType({ kind }: FeelType): Scalar {
  if (kind === 'days and time duration' || kind === 'years and months duration') return 'duration';
  return kind === 'number' || kind === 'boolean' || kind === 'date' || kind === 'time' || kind === 'date and time'
    ? kind
    : 'string';
}

/** The kind of a value that we gave; null for what a case cannot write: ranges, functions. */
export function scalarKindOf(value: FeelValue): Scalar | null {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (isNumber(value)) return 'number';
  return value !== null && typeof value === 'object' && 'kind' in value ? kindNamed(value.kind) : null;
}

function kindNamed(kind: string): Scalar | null {
  if (kind === 'date' || kind === 'time' || kind === 'date and time') return kind;
  return kind.endsWith('duration') ? 'duration' : null;
}
