import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Table, readTable, readYamlTable } from './table.js';

/** The YAML as it stands in the files; only fragments are copied in. Names follow the files. */
export interface Document {
  readonly start: string;
  readonly defaults: { readonly owner: string; readonly due: string; readonly overdue: Overdue };
  readonly questions: Readonly<Record<string, RawQuestion>>;
  readonly tables: Readonly<Record<string, Table>>;
  readonly interrupts: Readonly<Record<string, RawInterrupt>>;
  readonly routes: Readonly<Record<string, readonly RawTarget[]>>;
  readonly states: Readonly<Record<string, RawState>>;
  /** Services whose phone number stands in the directory. */
  readonly numbers: ReadonlySet<string>;
}
export interface RawQuestion {
  readonly type?: string;
  readonly choices?: readonly string[];
  readonly optional?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly from?: string;
  readonly compute?: string;
}
export interface Overdue {
  readonly alert: string;
  readonly every?: string;
}
export type RawGoal = string | RawBranch | readonly RawBranch[];
export interface RawBranch {
  readonly when?: Readonly<Record<string, true | string | readonly string[]>>;
  readonly to?: string;
  readonly resume?: string;
  readonly 'resume-or'?: string;
}
export interface RawDue {
  readonly in?: string;
  readonly at?: string;
  readonly within?: string;
  readonly owner?: string;
  readonly overdue?: Overdue;
}
export interface RawTimer {
  readonly from?: string;
  readonly in?: string;
  readonly at?: string;
  readonly every?: string;
  readonly to?: string;
  readonly stay?: { readonly alert: string };
}
export interface RawEvent {
  readonly by: readonly string[];
  readonly fields?: Readonly<Record<string, unknown>> | readonly string[];
  readonly reopen?: readonly string[];
  readonly to?: RawGoal;
  readonly stay?: { readonly alert: string };
  readonly max?: number;
  readonly again?: { readonly in: string };
  readonly then?: string;
}
export interface RawInterrupt {
  readonly by: readonly string[];
  readonly except?: readonly string[];
  readonly in?: readonly string[];
  readonly reopen?: readonly string[];
  readonly revoke?: boolean;
  readonly to: RawGoal;
}
export interface RawState {
  readonly kind: 'ask' | 'consent' | 'offer' | 'wait' | 'end';
  readonly owner?: string;
  readonly due?: string | RawDue;
  readonly timers?: Readonly<Record<string, RawTimer>>;
  readonly questions?: readonly string[];
  readonly decide?: string | { readonly answer: string };
  readonly disclosure?: string | { readonly name: string; readonly override?: string };
  readonly route?: string | Readonly<Record<string, string>>;
  readonly handover?: string | { readonly consented: string; readonly otherwise: string };
  readonly attempt?: string;
  readonly leaves?: Readonly<Record<string, RawGoal>>;
  readonly events?: Readonly<Record<string, RawEvent>>;
  readonly disposition?: string | Readonly<Record<string, string>>;
  readonly crisis?: boolean;
  readonly need?: unknown;
  readonly opens?: { readonly program: string };
}
/** A service with the most that it takes, or our own line (null). */
export interface RawTarget {
  readonly service: string | null;
  readonly fallback: boolean;
  readonly atMost: string;
}

interface Part {
  readonly questions: Record<string, RawQuestion>;
  readonly decisions: Record<string, { table: string }>;
}
type ProgramFile = Part &
  Pick<Document, 'start' | 'interrupts' | 'states' | 'defaults'> & { include: Record<string, string> };
type RouteEntry = string | { service?: string; fallback?: boolean; 'at-most'?: string; ourselves?: unknown };

/** Reads `config/programs/<id>` and the fragments that it includes. */
export function readDocument(config: string, id: string): Document {
  const folder = join(config, 'programs', id);
  const program = readYaml<ProgramFile>(join(folder, 'program.yaml'));
  const questions = { ...program.questions };
  const tables: Record<string, Table> = {};
  for (const [name, { table }] of Object.entries(program.decisions)) {
    const file = join(folder, table);
    tables[name] = table.endsWith('.yaml')
      ? readYamlTable(file, (id) => questions[id]?.choices ?? null)
      : readTable(file);
  }
  for (const [alias, fragment] of Object.entries(program.include)) {
    const from = join(config, 'fragments', fragment);
    const part = readYaml<Part>(join(from, 'fragment.yaml'));
    for (const [name, question] of Object.entries(part.questions)) questions[`${alias}.${name}`] = question;
    for (const [name, { table }] of Object.entries(part.decisions)) {
      const read = readTable(join(from, table));
      tables[`${alias}.${name}`] = { ...read, inputs: read.inputs.map((input) => `${alias}.${input}`) };
    }
  }
  const { start, defaults, interrupts, states } = program;
  const numbers = servicesWithNumber(config);
  return { start, defaults, interrupts, states, questions, tables, routes: readRoutes(folder), numbers };
}

/** Whom the directory in `config/agencies` has a phone number of. */
export function servicesWithNumber(config: string): ReadonlySet<string> {
  const folder = join(config, 'agencies');
  const services = readdirSync(folder).flatMap(
    (file) => readYaml<{ services: { id: string; phones: unknown[] }[] }>(join(folder, file)).services,
  );
  return new Set(services.flatMap(({ id, phones }) => (phones.length > 0 ? [id] : [])));
}

function readRoutes(folder: string): Document['routes'] {
  if (!readdirSync(folder).includes('routes.yaml')) return {};
  const { routes } = readYaml<{ routes: Record<string, RouteEntry[]> }>(join(folder, 'routes.yaml'));
  const target = (entry: RouteEntry, index: number): RawTarget =>
    typeof entry === 'string'
      ? { service: entry, fallback: index > 0, atMost: 'warm' }
      : { service: entry.service ?? null, fallback: entry.fallback ?? index > 0, atMost: entry['at-most'] ?? 'warm' };
  return Object.fromEntries(Object.entries(routes).map(([id, entries]) => [id, entries.map(target)]));
}

const readYaml = <T>(file: string): T => parse(readFileSync(file, 'utf8')) as T;
