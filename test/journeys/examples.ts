import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { milliseconds, wallClock } from '../oracle/moment.js';
import type { OracleAnswer } from '../oracle/table.js';

/** One call of a program's `cases.yaml`; the file's head and `cases.schema.json` say what each word means. */
export interface Example {
  readonly title: { readonly en: string; readonly fr: string };
  readonly why: string;
  readonly language: string;
  readonly interpreter: string | null;
  readonly inquirer: 'self' | 'third-party';
  readonly channel: string;
  /** The day on which it begins, at ten there; left out, a day in March 2026. */
  readonly starts?: string;
  /** Places that are left of grants when it begins; of one that is not named, more than enough. */
  readonly pool?: Readonly<Record<string, number>>;
  /** Those of the parts that it begins with, then its own. */
  readonly steps: readonly Step[];
}
export interface Step {
  readonly answers?: Readonly<Record<string, AnswerWord>>;
  readonly event?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly as?: 'navigator' | 'supervisor' | 'agency' | 'reviewer' | 'other-reviewer' | 'client';
  readonly after?: string;
  /** A place of this grant becomes free. */
  readonly freed?: string;
  readonly refused?: string;
  readonly expect?: Expectation;
}
export type AnswerWord = string | number | boolean | readonly string[] | null;
export interface Expectation {
  readonly state?: string;
  readonly owner?: string;
  readonly due?: string;
  readonly verdict?: Readonly<Record<string, string>>;
  readonly offer?: string;
  readonly handover?: string;
  readonly disposition?: string;
  readonly need?: string;
  readonly opens?: string;
  readonly answers?: Readonly<Record<string, AnswerWord>>;
}

/** Every program that has examples. */
export function programsWithExamples(config: string): string[] {
  return readdirSync(join(config, 'programs')).filter((id) => existsSync(join(config, 'programs', id, 'cases.yaml')));
}

interface CasesFile {
  readonly parts?: Readonly<Record<string, readonly Step[]>>;
  readonly examples: readonly (Partial<Example> &
    Pick<Example, 'title' | 'why' | 'steps'> & { begins?: readonly string[] })[];
}

const known = new Map<string, readonly Example[]>();
let schema: ValidateFunction | null = null;

/** Reads and checks `config/programs/<id>/cases.yaml`, once. Throws with everything that is wrong in it. */
export function readExamples(config: string, program: string): readonly Example[] {
  const file = join(config, 'programs', program, 'cases.yaml');
  const examples = known.get(file) ?? readFile(file);
  known.set(file, examples);
  return examples;
}

function readFile(file: string): readonly Example[] {
  const cases = parse(readFileSync(file, 'utf8')) as CasesFile;
  const check = (schema ??= new Ajv2020({ allErrors: true, strictTypes: false }).compile(
    JSON.parse(readFileSync(join('test', 'journeys', 'cases.schema.json'), 'utf8')) as object,
  ));
  if (!check(cases)) {
    const mistakes = (check.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message ?? ''}`);
    throw new Error(`${file} is not as cases.schema.json says:\n${mistakes.join('\n')}`);
  }
  return cases.examples.map(({ begins = [], ...example }) => ({
    language: 'en',
    interpreter: null,
    inquirer: 'self',
    channel: 'phone',
    ...example,
    steps: [...begins.flatMap((part) => partNamed(cases, part, file)), ...example.steps],
  }));
}

function partNamed(cases: CasesFile, name: string, file: string): readonly Step[] {
  const part = cases.parts?.[name];
  if (!part) throw new Error(`${file} has no part "${name}". Its parts: ${Object.keys(cases.parts ?? {}).join(', ')}.`);
  return part;
}

/** `+PT2H` is what a clock there will show in two hours; `day-P6300D` the date that many days ago. */
export function inWords(word: AnswerWord, now: number, zone: string): AnswerWord {
  const [, sign, length] = (typeof word === 'string' && /^day([+-])(P.+)$/.exec(word)) || [];
  if (length !== undefined) return wallClock(now + (sign === '+' ? 1 : -1) * milliseconds(length), zone).slice(0, 10);
  return typeof word === 'string' && /^\+P/.test(word) ? wallClock(now + milliseconds(word.slice(1)), zone) : word;
}

export function answerOf(word: AnswerWord): OracleAnswer | null {
  if (word === null) return null;
  return word === 'prefer-not' ? { declined: true } : { value: word };
}

/** Whoever calls is the one who consents, when the step says nothing else. A field may be a date from today, too. */
export function fieldsOfStep(
  step: Step,
  inquirer: Example['inquirer'],
  now: number,
  zone: string,
): Readonly<Record<string, unknown>> {
  const consents = step.event === 'give-consent' || step.event === 'withhold-consent';
  const said = Object.entries(step.with ?? {}).map(([name, word]) => [name, inWords(word as AnswerWord, now, zone)]);
  return { ...(consents && { by: inquirer }), ...(Object.fromEntries(said) as Record<string, unknown>) };
}
