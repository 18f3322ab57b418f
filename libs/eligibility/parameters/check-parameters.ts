import { dayOf } from '../calendar.js';
import type { Finding } from '../check-decision.js';
import type { Domain, Value } from '../types.js';
import { keyRegions, valueFor } from './key-regions.js';
import { inOrder, literalKindOf, type Parameter, type Parameters } from './parameter.js';

type Fault = Pick<Finding, 'code' | 'message' | 'instead'> & Partial<Finding>;

/**
 * What is wrong with parameters, each fault with the parameter's id as `text` and, where a person shows it, an example.
 * A decision cannot be made from a parameter that has `brokenCodes`. That values go up and down is no mistake.
 */
export function checkParameters(parameters: Parameters, domains: Readonly<Record<string, Domain>>): Finding[] {
  const known = new Map(Object.entries(domains));
  return Object.values(parameters).flatMap((parameter) => checkParameter(parameter, known));
}

export function checkParameter(parameter: Parameter, domains: ReadonlyMap<string, Domain>): Finding[] {
  const faults = [...checkDays(parameter), ...checkValues(parameter), ...checkKeys(parameter, domains)];
  return faults.map((fault) => ({ severity: 'fault', text: parameter.id, ...fault }));
}

/** Faults with which nothing can be decided; with the others, some people get no decision. */
export const brokenCodes: readonly string[] = [
  'parameter-has-no-value',
  'parameter-date-is-no-date',
  'parameter-dates-conflict',
  'parameter-value-does-not-fit',
  'parameter-names-no-question',
  'parameter-question-does-not-fit',
];

function checkDays(parameter: Parameter): Fault[] {
  const { id, values } = parameter;
  if (values.length === 0) {
    return [
      {
        code: 'parameter-has-no-value',
        message: `“${id}” has no value.`,
        instead: 'Add one, with the day from which it holds.',
      },
    ];
  }
  const wrong = values.flatMap(({ from }): Fault[] =>
    /^\d{4}-\d{2}-\d{2}$/.test(from) && dayOf(from) !== null
      ? []
      : [
          {
            code: 'parameter-date-is-no-date',
            message: `“${id}” has a value from “${from}”, which is no date.`,
            instead: 'Write the day as 2025-01-01, year first.',
          },
        ],
  );
  const twice = inOrder(parameter).filter(({ from }, at, all) => from === all[at - 1]?.from);
  return [
    ...wrong,
    ...[...new Set(twice.map(({ from }) => from))].map((from) => ({
      code: 'parameter-dates-conflict',
      message: `“${id}” has two values from ${from}: which one counts on that day cannot be told.`,
      instead: 'Keep one of them, or change the day of the other.',
      example: { date: from },
    })),
  ];
}

function checkValues({ id, type, by, values }: Parameter): Fault[] {
  const wanted = { money: 'whole cents', integer: 'a whole number', date: 'a date such as 2025-01-31', text: 'a word' }[
    type
  ];
  return values.flatMap(({ from, is }): Fault[] => {
    const all = typeof is === 'object' ? Object.entries(is) : [['', is] as const];
    if (typeof is === 'object' && by === undefined) {
      return [
        {
          code: 'parameter-names-no-question',
          message: `“${id}” has several values from ${from}, and names no question by which they differ.`,
          instead: 'Add by: with an integer or choice question, or keep one value.',
        },
      ];
    }
    if (all.length === 0) {
      return [
        {
          code: 'parameter-has-no-value',
          message: `“${id}” has no value from ${from}.`,
          instead: 'Add a value for each answer.',
        },
      ];
    }
    return all
      .filter(([, value]) => !isOf(type, value))
      .map(([key, value]) => ({
        code: 'parameter-value-does-not-fit',
        message: `“${id}” is ${JSON.stringify(value)} from ${from}${key === '' ? '' : ` for ${key}`}, and should be ${wanted}.`,
        instead: `Write ${wanted}.`,
      }));
  });
}

function isOf(type: Parameter['type'], value: Value): boolean {
  if (literalKindOf[type] === 'number') return Number.isSafeInteger(value);
  return typeof value === 'string' && (type === 'text' || (/^\d{4}-\d{2}-\d{2}$/.test(value) && dayOf(value) !== null));
}

function checkKeys({ id, by, values }: Parameter, domains: ReadonlyMap<string, Domain>): Fault[] {
  if (by === undefined) return [];
  const domain = domains.get(by);
  if (!domain || keyRegions(domain, []) === null) {
    return [
      {
        code: 'parameter-question-does-not-fit',
        message: `The values of “${id}” differ by “${by}”, which is ${domain ? 'no whole number and no choice' : 'no question here'}.`,
        instead: 'Name an integer or a choice question.',
      },
    ];
  }
  return values.flatMap(({ from, is }) => (typeof is === 'object' ? checkPeriod({ id, by, from, is }, domain) : []));
}

interface Period {
  readonly id: string;
  readonly by: string;
  readonly from: string;
  readonly is: Readonly<Record<string, number | string>>;
}

function checkPeriod({ id, by, from, is }: Period, domain: Domain): Fault[] {
  const keys = Object.keys(is);
  const wrong = keys.filter((key) => !isKey(domain, key));
  if (wrong.length > 0) {
    return wrong.map((key) => ({
      code: 'parameter-key-is-no-answer',
      message: `“${id}” has a value for ${JSON.stringify(key)} from ${from}, which “${by}” never is.`,
      instead:
        domain.kind === 'choice' ? `Use ${domain.values.join(', ')}.` : 'Use whole numbers that the question can be.',
    }));
  }
  const left = (keyRegions(domain, keys) ?? []).find(({ key }) => valueFor(is, key) === null);
  if (!left) return [];
  return [
    {
      code: 'parameter-leaves-answers-out',
      message: `“${id}” has no value from ${from} when ${by} is ${JSON.stringify(left.key)}: nothing can be decided for this person.`,
      instead: `Add a value for ${JSON.stringify(left.key)}, or change what “${by}” can be.`,
      example: { [by]: left.key },
    },
  ];
}

function isKey(domain: Domain, key: string): boolean {
  if (domain.kind === 'choice') return domain.values.includes(key);
  if (domain.kind !== 'number' || String(Number(key)) !== key || !Number.isInteger(Number(key))) return false;
  const { min = -Infinity, max = Infinity } = domain;
  return Number(key) >= min && Number(key) <= max;
}
