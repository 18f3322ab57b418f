import { type ErrorObject, Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { nearest, oneOf, programSchema } from '../../workflow/index.js';
import { type FileProblem } from './file-problem.js';
import { type YamlFile, locate } from './parse-yaml.js';

/** Which part of program.schema.json a document must fit. */
export type Shape = 'program' | 'labels' | 'routes' | 'fragment' | 'table';

let validators: Readonly<Record<Shape, ValidateFunction>> | undefined;

function validatorOf(shape: Shape): ValidateFunction {
  validators ??= compileAll();
  return validators[shape];
}

function compileAll(): Readonly<Record<Shape, ValidateFunction>> {
  const strictness = { strict: true, strictRequired: false, strictTypes: false };
  // Code that repeats a part of the schema wherever it is named takes twice as long to write, and checks as long.
  const ajv = new Ajv2020({ allErrors: true, verbose: true, ...strictness, inlineRefs: false });
  const part = (name: string) => ajv.compile({ $ref: `${programSchema.$id}#/$defs/${name}` });
  const program = ajv.compile(programSchema);
  return {
    program,
    labels: part('labelsDocument'),
    routes: part('routesDocument'),
    fragment: part('fragmentDocument'),
    table: part('tableDocument'),
  };
}

/** Everything in which a document does not fit the published schema, in plain words. */
export function checkShape(file: YamlFile, shape: Shape): FileProblem[] {
  const validate = validatorOf(shape);
  if (validate(file.tree)) return [];
  return tellingErrors(validate.errors ?? []).map((error) => {
    const path = pathOf(error);
    const { message, instead, code } = explain(error, path);
    const onKey = error.keyword === 'additionalProperties' || error.keyword === 'propertyNames';
    return { file: file.name, ...locate(file, path, onKey), code, message, instead };
  });
}

/**
 * A schema of alternatives complains about each of them. Kept is what helps: a complaint about the kind of value
 * (`type`, or a list that is none of these words) only where nothing more exact is said of the same place, and one per
 * place.
 */
function tellingErrors(errors: readonly ErrorObject[]): ErrorObject[] {
  const exact = errors.filter(({ keyword }) => !['if', 'anyOf', 'oneOf', 'not'].includes(keyword));
  const vague = ({ keyword, data }: ErrorObject) =>
    keyword === 'type' || (keyword === 'enum' && typeof data === 'object');
  const fits = exact.filter((error) => !vague(error) || !saidMoreExactly(error, exact));
  const seen = new Set<string>();
  return fits.filter((error) => {
    if (error.keyword === 'required' && isMisspelt(error, fits)) return false;
    if (error.propertyName !== undefined && error.keyword !== 'propertyNames') return false;
    const key = pathOf(error).join('/');
    return seen.has(key) ? false : seen.add(key);
  });
}

/** The key is there, with a slip in it: the surplus key says so. */
function isMisspelt(error: ErrorObject, all: readonly ErrorObject[]): boolean {
  return all.some(({ keyword, instancePath, params }) => {
    if (keyword !== 'additionalProperties' || instancePath !== error.instancePath) return false;
    return nearest(String(params['additionalProperty']), [String(error.params['missingProperty'])]) !== null;
  });
}

function saidMoreExactly(error: ErrorObject, all: readonly ErrorObject[]): boolean {
  return all.some(
    (other) => other.keyword !== 'type' && other.instancePath.startsWith(error.instancePath) && other !== error,
  );
}

/** Keys from the document's root to what is wrong; a missing or surplus key is the last one. */
function pathOf(error: ErrorObject): (string | number)[] {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const params = error.params as Readonly<Record<string, unknown>>;
  const last = params['missingProperty'] ?? params['additionalProperty'] ?? params['propertyName'];
  return typeof last === 'string' ? [...path, last] : path;
}

interface Said {
  readonly code: string;
  readonly message: string;
  readonly instead: string;
}

function explain(error: ErrorObject, path: readonly (string | number)[]): Said {
  const params = error.params as Readonly<Record<string, unknown>>;
  const where = path.length > 0 ? `"${path.at(-1)}"` : 'The file';
  const parent = error.parentSchema as Readonly<Record<string, unknown>> | undefined;
  const description = typeof parent?.['description'] === 'string' ? ` ${parent['description']}` : '';
  const value = shown(error.data);
  switch (error.keyword) {
    case 'additionalProperties':
      return surplusKey(
        String(params['additionalProperty']),
        Object.keys((parent?.['properties'] as object) ?? {}),
        path,
      );
    case 'required':
      return missingKey(String(params['missingProperty']), parent, path);
    case 'propertyNames':
      return {
        code: 'name-is-malformed',
        message: `${where} cannot be a name here.`,
        instead: 'Use lower-case letters and digits, words joined by - or _.',
      };
    case 'enum':
      return {
        code: 'value-is-unknown',
        message: `${value} is not possible for ${where}.`,
        instead: nearOrAll(error.data, params['allowedValues']),
      };
    case 'const':
      return {
        code: 'value-is-unknown',
        message: `${value} is not possible for ${where}.`,
        instead: `Write ${String(params['allowedValue'])}.`,
      };
    case 'type':
      return {
        code: 'value-is-of-wrong-kind',
        message: `${where} is ${kindOf(error.data)}, which is not possible here.`,
        instead: `Write ${wantedKind(params['type'])}.${description}`,
      };
    case 'pattern':
      return malformed(String(params['pattern']), where, value, description);
    case 'uniqueItems':
      return { code: 'item-twice', message: `${where} has the same item twice.`, instead: 'Keep one of the two.' };
    case 'minItems':
    case 'minProperties':
    case 'minLength':
      return {
        code: 'value-is-empty',
        message: `${where} is empty.`,
        instead: `Fill it in, or take it out.${description}`,
      };
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
      return {
        code: 'number-is-out-of-bounds',
        message: `${value} is not possible for ${where}.`,
        instead: `Write a number ${String(params['comparison'])} ${String(params['limit'])}.`,
      };
    default:
      return {
        code: 'shape',
        message: `${where} ${error.message ?? 'does not fit'}.`,
        instead: `See program.schema.json.${description}`,
      };
  }
}

function surplusKey(key: string, known: readonly string[], path: readonly (string | number)[]): Said {
  const place = path.length > 1 ? `in "${path.at(-2)}"` : 'at the top of this file';
  const near = nearest(key, known);
  const all = known.filter((name) => name !== 'assumption');
  const instead = near === null ? `Take it out. Possible here: ${all.join(', ')}.` : `Did you mean "${near}"?`;
  return { code: 'unknown-key', message: `There is no key "${key}" ${place}.`, instead };
}

function missingKey(
  key: string,
  parent: Readonly<Record<string, unknown>> | undefined,
  path: readonly (string | number)[],
): Said {
  const place = path.length > 1 ? `"${path.at(-2)}"` : 'The file';
  const properties = parent?.['properties'] as Readonly<Record<string, { description?: string }>> | undefined;
  const about = properties?.[key]?.description;
  return {
    code: 'missing-key',
    message: `${place} has no "${key}".`,
    instead: `Add ${key}: …${about ? ` ${about}` : ''}`,
  };
}

function malformed(pattern: string, where: string, value: string, description: string): Said {
  if (pattern.startsWith('^P(')) {
    const instead =
      'Write PT5M for five minutes, PT2H for two hours, P30D for thirty days (weeks, days, hours, minutes, seconds).';
    return { code: 'duration-is-malformed', message: `${value} is not a length of time.`, instead };
  }
  if (pattern === '^\\d{4}-\\d{2}-\\d{2}$') {
    const instead = 'Write year, month and day, as 2025-01-31.';
    return { code: 'date-is-malformed', message: `${value} is not a date.`, instead };
  }
  if (pattern.includes('@[1-9]')) {
    return {
      code: 'fragment-without-version',
      message: `${value} does not name a fragment and its version.`,
      instead: 'Write name@1.',
    };
  }
  return {
    code: 'name-is-malformed',
    message: `${value} does not fit ${where}.`,
    instead: `Use lower-case letters and digits, words joined by - or _.${description}`,
  };
}

function nearOrAll(value: unknown, allowed: unknown): string {
  const words = Array.isArray(allowed) ? allowed.map(String) : [];
  const near = nearest(String(value), words);
  return near === null ? `Write ${oneOf(words)}.` : `Did you mean "${near}"? Possible: ${words.join(', ')}.`;
}

const shown = (value: unknown) => (typeof value === 'object' && value !== null ? kindOf(value) : `"${String(value)}"`);
function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'boolean') return `${value} (true or false)`;
  return { object: 'a map', string: 'a word', number: 'a number' }[typeof value as string] ?? 'something else';
}
function wantedKind(type: unknown): string {
  return (
    { object: 'a map with keys', array: 'a list', string: 'a word', boolean: 'true or false' }[String(type)] ??
    `a ${String(type)}`
  );
}
