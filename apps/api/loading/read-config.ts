import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgencyDefinition, HolidayCalendar } from '../../../libs/agencies/index.js';
import {
  formatProblems,
  parseYaml,
  readProgram,
  type FileProblem,
  type YamlFile,
} from '../../../libs/programs/index.js';
import type { Program } from '../../../libs/workflow/index.js';
import type { FileTexts, SharedFact, TenantFile } from './config-files.js';
import { fault, type Reading } from './field-reader.js';
import { withOwnLines } from './own-lines.js';
import { readAgency, readHolidays } from './read-agency.js';
import { readFacts, readTenantFile } from './read-tenant.js';

/** All of `config/`, read and checked. */
export interface Config {
  readonly tenants: readonly TenantConfig[];
  readonly facts: readonly SharedFact[];
  /** By program id; each once, whichever tenants run it. */
  readonly programs: Readonly<Record<string, ProgramConfig>>;
}
export interface TenantConfig {
  readonly tenant: TenantFile;
  readonly agencies: readonly AgencyDefinition[];
  readonly calendars: readonly HolidayCalendar[];
}
export interface ProgramConfig {
  readonly program: Program;
  readonly sources: FileTexts;
  readonly warnings: readonly FileProblem[];
}

/** The configuration has mistakes. The message names every one with file, line and what to write instead. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly FileProblem[]) {
    super(`The configuration cannot be loaded:\n${formatProblems(problems)}`);
  }
}

/** Reads the folder `config/` from disk. Throws ConfigError with all mistakes at once. */
export async function readConfig(folder: string): Promise<Config> {
  const problems: FileProblem[] = [];
  const names = (await filesIn(folder, 'tenants')).filter((name) => name.endsWith('.yaml'));
  const tenants: TenantConfig[] = [];
  for (const name of names) tenants.push(...(await readTenant(folder, `tenants/${name}`, problems)));
  problems.push(...twinTenants(tenants));
  const facts = await readYaml(folder, 'facts.yaml', problems, readFacts);
  const wanted = new Set(tenants.flatMap(({ tenant }) => tenant.programs));
  const programs = await readPrograms(folder, [...wanted], problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return { tenants, facts: facts ?? [], programs };
}

function twinTenants(tenants: readonly TenantConfig[]): FileProblem[] {
  const ids = tenants.map(({ tenant }) => tenant.id);
  return tenants.flatMap(({ tenant: { id, file } }, index) =>
    ids.indexOf(id) === index
      ? []
      : [
          {
            file,
            line: 1,
            column: 1,
            code: 'twin',
            message: `Two files describe the tenant "${id}".`,
            instead: 'Give one of them another id, or take it out.',
          },
        ],
  );
}

async function readTenant(folder: string, name: string, problems: FileProblem[]): Promise<TenantConfig[]> {
  const file = await readTree(folder, name, problems);
  if (!file) return [];
  const reading: Reading = { file, problems };
  const tenant = readTenantFile(reading);
  const agencies: AgencyDefinition[] = [];
  for (const [index, agency] of tenant.agencies.entries()) {
    const path = `agencies/${agency}.yaml`;
    if (!(await isThere(reading, folder, ['agencies', index], path))) continue;
    const read = await readYaml(folder, path, problems, (each) => readAgency(each, tenant));
    if (read) agencies.push(withOwnLines(read, tenant.lines));
  }
  const calendars: HolidayCalendar[] = [];
  for (const calendar of new Set([tenant.holidays, ...agencies.map((agency) => agency.holidays)])) {
    if (calendar === '') continue;
    const path = `holidays/${calendar}.yaml`;
    if (!(await isThere(reading, folder, ['holidays'], path))) continue;
    const read = await readYaml(folder, path, problems, readHolidays);
    if (read) calendars.push({ ...read, id: calendar });
  }
  for (const [index, program] of tenant.programs.entries()) {
    await isThere(reading, folder, ['programs', index], `programs/${program}/program.yaml`);
  }
  return [{ tenant, agencies, calendars }];
}

async function readPrograms(
  folder: string,
  ids: readonly string[],
  problems: FileProblem[],
): Promise<Record<string, ProgramConfig>> {
  const fragments: Record<string, FileTexts> = {};
  for (const name of await filesIn(folder, 'fragments'))
    fragments[name] = await textsIn(join(folder, 'fragments', name));
  const programs: Record<string, ProgramConfig> = {};
  for (const id of ids) {
    const files = {
      ...(await textsIn(join(folder, 'programs', id))),
      ...(await lettersIn(join(folder, 'programs', id))),
    };
    if (!files['program.yaml']) continue;
    const read = await readProgram(files, fragments);
    const inFolder = (each: FileProblem) => ({ ...each, file: placeOf(each.file, id) });
    if (!read.ok) problems.push(...read.problems.map(inFolder));
    else if (read.program.id !== id) problems.push(otherName(id, read.program.id));
    else {
      const sources = { ...files, ...includedTexts(read.program, fragments) };
      programs[id] = { program: read.program, sources, warnings: read.warnings.map(inFolder) };
    }
  }
  return programs;
}

/** A problem in `safety-gate@1/risk.dmn` is in the fragment's folder, any other in the program's. */
function placeOf(file: string, program: string): string {
  return /^[^/]+@[^/]+\//.test(file) ? `config/fragments/${file}` : `config/programs/${program}/${file}`;
}

function otherName(folder: string, id: string): FileProblem {
  const file = `config/programs/${folder}/program.yaml`;
  const message = `The folder is called "${folder}" and the program "${id}".`;
  return {
    file,
    line: 1,
    column: 1,
    code: 'other-name',
    message,
    instead: `Write program: ${folder}, or rename the folder.`,
  };
}

/** What the program was resolved from besides its own folder, so that a version can be read again from itself. */
function includedTexts(program: Program, fragments: Readonly<Record<string, FileTexts>>): FileTexts {
  return Object.fromEntries(
    Object.values(program.fragments).flatMap((name) =>
      Object.entries(fragments[name] ?? {}).map(([file, content]) => [`fragments/${name}/${file}`, content]),
    ),
  );
}

async function readYaml<T>(
  folder: string,
  name: string,
  problems: FileProblem[],
  read: (reading: Reading) => T,
): Promise<T | null> {
  const file = await readTree(folder, name, problems);
  return file ? read({ file, problems }) : null;
}

async function readTree(folder: string, name: string, problems: FileProblem[]): Promise<YamlFile | null> {
  const parsed = parseYaml(`config/${name}`, await readFile(join(folder, name), 'utf8'));
  problems.push(...parsed.problems);
  return parsed.file;
}

async function isThere(
  reading: Reading,
  folder: string,
  path: readonly (string | number)[],
  name: string,
): Promise<boolean> {
  try {
    await readFile(join(folder, name));
    return true;
  } catch {
    const message = `There is no file config/${name}.`;
    fault(reading, path, 'file-is-missing', message, 'Add the file, or take its name out here.');
    return false;
  }
}

async function filesIn(folder: string, name: string): Promise<string[]> {
  const entries = await readdir(join(folder, name), { withFileTypes: true });
  return entries
    .map((entry) => entry.name)
    .filter((entry) => !entry.startsWith('.'))
    .sort();
}

/** `letters/decision.en.md`: texts of what a program sends out. */
async function lettersIn(folder: string): Promise<FileTexts> {
  const texts = await textsIn(join(folder, 'letters'), /\.md$/);
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [`letters/${name}`, text]));
}

async function textsIn(folder: string, kind = /\.(ya?ml|dmn)$/): Promise<FileTexts> {
  const names = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = names.filter((entry) => entry.isFile() && kind.test(entry.name));
  const texts = await Promise.all(
    files.map(async ({ name }) => [name, await readFile(join(folder, name), 'utf8')] as const),
  );
  return Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
}
