import type { Kind } from '../values/kind.js';

/** Any kind, where nobody knows. */
export type KindHere = Kind | 'any';

/** What a function takes, in order, and gives. `any` takes everything; several kinds stand with a bar between them. */
export interface Signature {
  readonly takes: readonly string[];
  readonly gives: KindHere;
}

const date = 'date|date and time';
const time = 'time|date and time';
const written: Readonly<Record<string, readonly [takes: readonly string[], gives: KindHere]>> = {
  not: [['boolean'], 'boolean'],
  'starts with': [['string', 'string'], 'boolean'],
  'ends with': [['string', 'string'], 'boolean'],
  contains: [['string', 'string'], 'boolean'],
  matches: [['string', 'string', 'string'], 'boolean'],
  'string length': [['string'], 'number'],
  'upper case': [['string'], 'string'],
  'lower case': [['string'], 'string'],
  substring: [['string', 'number', 'number'], 'string'],
  'substring before': [['string', 'string'], 'string'],
  'substring after': [['string', 'string'], 'string'],
  replace: [['string', 'string', 'string', 'string'], 'string'],
  split: [['string', 'string'], 'list'],
  'string join': [['list', 'string'], 'string'],
  string: [['any'], 'string'],
  number: [['string|number', 'string', 'string'], 'number'],
  'list contains': [['list', 'any'], 'boolean'],
  count: [['list'], 'number'],
  sum: [['list|number', 'number'], 'number'],
  mean: [['list|number', 'number'], 'number'],
  median: [['list|number', 'number'], 'number'],
  product: [['list|number', 'number'], 'number'],
  stddev: [['list|number', 'number'], 'number'],
  mode: [['list|number', 'number'], 'list'],
  all: [['list|boolean', 'boolean'], 'boolean'],
  any: [['list|boolean', 'boolean'], 'boolean'],
  sublist: [['list', 'number', 'number'], 'list'],
  append: [['list', 'any'], 'list'],
  concatenate: [['list', 'list'], 'list'],
  'insert before': [['list', 'number', 'any'], 'list'],
  remove: [['list', 'number'], 'list'],
  reverse: [['list'], 'list'],
  'index of': [['list', 'any'], 'list'],
  union: [['list', 'list'], 'list'],
  'distinct values': [['list'], 'list'],
  'duplicate values': [['list'], 'list'],
  flatten: [['list'], 'list'],
  sort: [['list', 'function'], 'list'],
  decimal: [['number', 'number'], 'number'],
  floor: [['number', 'number'], 'number'],
  ceiling: [['number', 'number'], 'number'],
  'round up': [['number', 'number'], 'number'],
  'round down': [['number', 'number'], 'number'],
  'round half up': [['number', 'number'], 'number'],
  'round half down': [['number', 'number'], 'number'],
  modulo: [['number', 'number'], 'number'],
  sqrt: [['number'], 'number'],
  log: [['number'], 'number'],
  exp: [['number'], 'number'],
  odd: [['number'], 'boolean'],
  even: [['number'], 'boolean'],
  date: [[`string|number|${date}`, 'number', 'number'], 'date'],
  'date and time': [[`string|${date}`, 'time|string'], 'date and time'],
  time: [[`string|number|${time}`, 'number', 'number', 'days and time duration'], 'time'],
  'years and months duration': [[date, date], 'years and months duration'],
  'day of year': [[date], 'number'],
  'day of week': [[date], 'string'],
  'month of year': [[date], 'string'],
  'week of year': [[date], 'number'],
  is: [['any', 'any'], 'boolean'],
};

export const signatures: ReadonlyMap<string, Signature> = new Map(
  Object.entries(written).map(([name, [takes, gives]]) => [name, { takes, gives }]),
);

/** What a part of a value is: `born.year`. */
export const partKinds: Readonly<Record<string, Readonly<Record<string, KindHere>>>> = {
  date: { year: 'number', month: 'number', day: 'number', weekday: 'number' },
  'date and time': {
    ...{ year: 'number', month: 'number', day: 'number', weekday: 'number', 'time offset': 'days and time duration' },
    ...{ hour: 'number', minute: 'number', second: 'number', timezone: 'string' },
  },
  time: {
    hour: 'number',
    minute: 'number',
    second: 'number',
    'time offset': 'days and time duration',
    timezone: 'string',
  },
  'days and time duration': { days: 'number', hours: 'number', minutes: 'number', seconds: 'number' },
  'years and months duration': { years: 'number', months: 'number' },
};
