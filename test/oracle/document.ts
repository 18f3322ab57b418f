import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Table, type WrittenTable, place, readTable, readYamlTable } from './table.js';

/** The YAML as it stands in the files; only fragments are copied in. Names follow the files. */
export interface Document {
  readonly start: string | Readonly<Record<string, string>>;
  /** Disclosure → the questions whose answers it tells; a fragment stands for all of its own. */
  readonly told: Readonly<Record<string, readonly string[]>>;
  readonly defaults: { readonly owner: string; readonly due: string; readonly overdue: Overdue };
  readonly questions: Readonly<Record<string, RawQuestion>>;
  readonly tables: Readonly<Record<string, Table>>;
  /** Table → the tables whose outcomes it reads. */
  readonly reads: Readonly<Record<string, readonly string[]>>;
  /** Tables that can say that a life is in danger now. */
  readonly aboutSafety: readonly string[];
  /** Decision → outcomes that outlast a refusal to say; a decision that is not here: all. */
  readonly stays: Readonly<Record<string, readonly string[]>>;
  readonly interrupts: Readonly<Record<string, RawInterrupt>>;
  readonly clocks: Readonly<Record<string, string | readonly string[]>>;
  /** What runs out: by which time there are so many, and what says when somebody applied. */
  readonly grants: Readonly<Record<string, RawGrant>>;
  /** Timers that span states. */
  readonly timers: Readonly<Record<string, RawTimer>>;
  readonly routes: Readonly<Record<string, readonly RawTarget[]>>;
  readonly states: Readonly<Record<string, RawState>>;
  /** Services whose phone number stands in the directory, and is not one that we answer ourselves. */
  readonly numbers: ReadonlySet<string>;
  /** Service → the agency that runs it. */
  readonly agencies: ReadonlyMap<string, string>;
}
export interface RawGrant {
  readonly per: 'month' | 'quarter' | 'half-year' | 'year';
  readonly received?: string;
}
export interface RawQuestion {
  readonly type?: string;
  readonly choices?: readonly string[];
  readonly optional?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly from?: string;
  readonly compute?: string;
  readonly clock?: string;
  /** Of rows: what is asked of each. */
  readonly columns?: Readonly<Record<string, RawColumn>>;
  /** Columns of a sum, and of which rows it is. */
  readonly of?: readonly string[];
  readonly where?: Readonly<Record<string, RawWhere>>;
  readonly about?: string;
  readonly 'asks-again'?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}
export interface RawColumn {
  readonly type?: string;
  readonly choices?: readonly string[];
  readonly optional?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly missing?: 0;
}
export type RawWhere = string | readonly string[] | boolean | { readonly min?: number; readonly max?: number };
export interface RawParameter {
  readonly by?: string;
  readonly values: readonly { readonly from: string; readonly is: number | Readonly<Record<string, number>> }[];
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
  readonly from?: string;
  readonly to?: string;
  readonly within?: string;
  readonly beside?: string;
  readonly owner?: string;
  readonly overdue?: Overdue;
}
export interface RawTimer {
  readonly from?: string;
  readonly in?: string;
  readonly at?: string;
  readonly every?: string;
  readonly max?: number;
  readonly until?: string | readonly string[];
  readonly to?: string;
  readonly stay?: { readonly alert: string };
}
export interface RawEvent {
  readonly by: readonly string[];
  readonly fields?: Readonly<Record<string, unknown>> | readonly string[];
  readonly 'four-eyes'?: string | readonly string[];
  readonly reopen?: readonly string[];
  readonly to?: RawGoal;
  readonly stay?: { readonly alert: string };
  readonly max?: number;
  readonly again?: { readonly in: string };
  readonly then?: string;
  readonly frees?: string | readonly string[];
  readonly uses?: string | readonly string[];
  /** The day of the year on which it begins to be there. */
  readonly from?: { readonly month: number; readonly day: number };
  /** Another case begins. */
  readonly opens?: { readonly program: string; readonly consent: string };
}
export interface RawInterrupt {
  readonly by: readonly string[];
  readonly except?: readonly string[];
  readonly in?: readonly string[];
  readonly reopen?: readonly string[];
  readonly doubt?: readonly string[];
  readonly when?: RawBranch['when'];
  readonly revoke?: boolean;
  readonly withdraws?: string | readonly string[];
  readonly fields?: Readonly<Record<string, unknown>> | readonly string[];
  readonly stay?: { readonly alert?: string; readonly tell?: string };
  readonly to?: RawGoal;
}
export interface RawState {
  readonly kind: 'ask' | 'consent' | 'offer' | 'grant' | 'wait' | 'end';
  readonly grant?: string;
  /** Of a wait: what was decided stands. */
  readonly stands?: true;
  /** Of a wait: clients put right what they were asked before. */
  readonly correct?: true;
  /** Of a grant: this year’s, or the next one’s. */
  readonly year?: string | { readonly next: NonNullable<RawBranch['when']> };
  /** Of a wait: what follows when it is their turn, or when the year is over. */
  readonly grants?: Readonly<Record<string, Readonly<Record<string, RawGoal>>>>;
  /** Of an end. */
  readonly uses?: string | readonly string[];
  readonly owner?: string;
  readonly due?: string | RawDue;
  readonly timers?: Readonly<Record<string, RawTimer>>;
  readonly questions?: readonly string[];
  readonly decide?: string | { readonly answer: string };
  readonly again?: boolean;
  readonly disclosure?:
    string | { readonly name: string; readonly override?: string; readonly 'or-override'?: { readonly why: string } };
  readonly route?: string | Readonly<Record<string, string>>;
  readonly handover?: string | { readonly consented: string; readonly otherwise: string };
  readonly dial?: string;
  readonly attempt?: string;
  readonly beside?: unknown;
  readonly leaves?: Readonly<Record<string, RawGoal>>;
  readonly events?: Readonly<Record<string, RawEvent>>;
  readonly disposition?: string | Readonly<Record<string, string>>;
  readonly crisis?: boolean;
  readonly need?: unknown;
  readonly opens?: { readonly program: string };
  /** Of a consent: who may agree. */
  readonly by?: readonly string[];
}
/** A service with the most that it takes, or our own line (null). */
export interface RawTarget {
  readonly service: string | null;
  readonly fallback: boolean;
  readonly atMost: string;
  /** Somebody chose it: it is asked, full or not. */
  readonly picked?: boolean;
}

interface Part {
  readonly questions: Record<string, RawQuestion>;
  readonly parameters?: Record<string, RawParameter>;
  readonly decisions?: Record<string, { table?: string; answer?: string; date?: string; stays?: readonly string[] }>;
}
type ProgramFile = Part &
  Pick<Document, 'start' | 'states' | 'defaults'> & {
    interrupts?: Document['interrupts'];
    clocks?: Document['clocks'];
    grants?: Document['grants'];
    timers?: Document['timers'];
    include?: Record<string, string>;
    disclosures?: Record<string, { facts?: readonly string[] }>;
  };
type RouteEntry = string | { service?: string; fallback?: boolean; 'at-most'?: string; ourselves?: unknown };

/** How a paper may have come. */
const PAPERS = ['on-file', 'by-mail', 'in-person', 'coming'];

/** Reads `config/programs/<id>` and the fragments that it includes. */
export function readDocument(config: string, id: string): Document {
  const folder = join(config, 'programs', id);
  const program = readYaml<ProgramFile>(join(folder, 'program.yaml'));
  const questions = { ...program.questions };
  const written: Record<string, Written> = {};
  const stays: Record<string, readonly string[]> = {};
  for (const [name, { table, answer, date, ...more }] of Object.entries(program.decisions ?? {})) {
    // The answer of a choice is found by its own name, without a table.
    if (table === undefined && answer === name) continue;
    if (table === undefined) throw new Error(`The oracle does not know a decision "${name}" by "${answer}"`);
    if (more.stays) stays[name] = more.stays;
    const file = join(folder, table);
    written[name] = { table: table.endsWith('.yaml') ? readYamlTable(file) : readTable(file), date };
  }
  for (const [alias, fragment] of Object.entries(program.include ?? {})) {
    const from = join(config, 'fragments', fragment);
    const part = readYaml<Part>(join(from, 'fragment.yaml'));
    for (const [name, question] of Object.entries(part.questions)) questions[`${alias}.${name}`] = question;
    for (const [name, { table, ...more }] of Object.entries(part.decisions ?? {})) {
      if (table === undefined) throw new Error(`The oracle does not know "${alias}.${name}" without a table`);
      if (more.stays) stays[`${alias}.${name}`] = more.stays;
      const read = readTable(join(from, table));
      const columns = read.columns.map((column) => `${alias}.${column}`);
      written[`${alias}.${name}`] = { table: { ...read, columns }, date: undefined };
    }
  }
  for (const [name, question] of Object.entries(questions)) {
    if (question.type === 'document') questions[name] = { ...question, choices: PAPERS };
  }
  const tables = placeAll(written, questions, program.parameters ?? {});
  const { start, defaults, interrupts = {}, clocks = {}, timers = {}, grants = {}, states } = program;
  const spans = { interrupts, clocks, timers, grants };
  const directory = { numbers: servicesWithNumber(config), agencies: agenciesOf(config) };
  const aboutSafety = Object.keys(tables).filter((id) =>
    tables[id]!.rows.some(({ outcome }) => outcome === 'imminent'),
  );
  const told = Object.fromEntries(
    Object.entries(program.disclosures ?? {}).map(([id, { facts = [] }]) => {
      const ofOne = (name: string) => Object.keys(questions).filter((one) => one.startsWith(`${name}.`));
      return [id, facts.flatMap((name) => (questions[name] ? [name] : ofOne(name)))];
    }),
  );
  const reads = Object.fromEntries(
    Object.entries(written).map(([id, { table }]) => [id, table.columns.filter((column) => written[column])]),
  );
  const all = { told, reads, start, defaults, ...spans, states, questions, tables, aboutSafety, stays };
  return { ...all, routes: readRoutes(folder), ...directory };
}

interface Written {
  readonly table: WrittenTable;
  readonly date: string | undefined;
}

/** Each table after those that it reads, until there is none left. Tables that read each other are never done. */
function placeAll(
  written: Readonly<Record<string, Written>>,
  questions: Document['questions'],
  parameters: Readonly<Record<string, RawParameter>>,
): Record<string, Table> {
  const done: Record<string, Table> = {};
  const others = (id: string) =>
    written[id]!.table.columns.filter((column) => questions[column] === undefined && written[column] !== undefined);
  const open = Object.keys(written);
  for (let tried = 0; open.length > 0 && tried <= open.length; tried++) {
    const id = open.shift()!;
    const { table, date } = written[id]!;
    if (others(id).some((other) => !done[other])) {
      open.push(id);
      continue;
    }
    const read = Object.fromEntries(others(id).map((other) => [other, done[other]!]));
    done[id] = place(table, { questions, parameters, others: read, date });
    tried = 0;
  }
  return Object.fromEntries(Object.keys(written).map((id) => [id, done[id]!]));
}

/** Whom we can call: the directory in `config/agencies` has a number of theirs, and no tenant has it as a line. */
export function servicesWithNumber(config: string): ReadonlySet<string> {
  type Numbered = { number: string };
  const all = <T>(folder: string) =>
    readdirSync(join(config, folder)).map((file) => readYaml<T>(join(config, folder, file)));
  const digits = ({ number }: Numbered) => number.replace(/\D/g, '');
  const ours = all<{ lines: Numbered[] }>('tenants').flatMap(({ lines }) => lines.map(digits));
  const services = all<{ services: { id: string; phones: Numbered[] }[] }>('agencies').flatMap((each) => each.services);
  return new Set(services.flatMap(({ id, phones }) => (phones[0] && !ours.includes(digits(phones[0])) ? [id] : [])));
}

/** Who runs each service. Read once. */
export function agenciesOf(config: string): ReadonlyMap<string, string> {
  const found = agenciesKnown.get(config) ?? readAgencies(config);
  agenciesKnown.set(config, found);
  return found;
}
const agenciesKnown = new Map<string, ReadonlyMap<string, string>>();

function readAgencies(config: string): ReadonlyMap<string, string> {
  type Agency = { organization: { id: string }; services: { id: string }[] };
  const files = readdirSync(join(config, 'agencies')).map((file) => readYaml<Agency>(join(config, 'agencies', file)));
  return new Map(
    files.flatMap(({ organization, services }) => services.map(({ id }) => [id, organization.id] as const)),
  );
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
