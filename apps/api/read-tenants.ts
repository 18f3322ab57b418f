import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { PersonSeed, TenantSeed } from '../../libs/access/index.js';
import { demoPeople } from './demo/people.js';

/** The folder of this installation: `config/` and the built console are found from it, wherever it is started from. */
export const homeFolder = fileURLToPath(
  new URL(import.meta.url.includes('/dist/apps/') ? '../../..' : '../..', import.meta.url),
);

/** The tenants of `config/tenants/*.yaml`; in demo mode with the demo's people. A file that lacks something is named. */
export async function readTenants(
  mode: 'demo' | 'live',
  folder = join(homeFolder, 'config/tenants'),
): Promise<TenantSeed[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  const tenants = await Promise.all(files.map((file) => readTenant(join(folder, file))));
  // Where a program runs comes first: that is where somebody who tries the demo wants to be.
  tenants.sort((a, b) => Number(b.programs > 0) - Number(a.programs > 0));
  return tenants.map(({ programs: _, ...tenant }) => ({
    ...tenant,
    people: mode === 'demo' ? (demoPeople[tenant.id] ?? []) : noPeople,
  }));
}

const noPeople: readonly PersonSeed[] = [];

async function readTenant(file: string): Promise<Omit<TenantSeed, 'people'> & { readonly programs: number }> {
  const source = parse(await readFile(file, 'utf8')) as Record<string, unknown> | null;
  const { tenant, name, languages } = source ?? {};
  const timeZone = source?.['time-zone'];
  if (typeof tenant !== 'string' || tenant === '') throw lacks(file, 'tenant', 'tenant: ontario-211');
  if (!isText(name)) throw lacks(file, 'name', 'name: { en: Ontario 211, fr: 211 Ontario }');
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone))
    throw lacks(file, 'time-zone', 'time-zone: America/Toronto');
  if (!Array.isArray(languages) || languages.length === 0) throw lacks(file, 'languages', 'languages: [en, fr]');
  return {
    id: tenant,
    name,
    timeZone,
    languages: languages.map(String),
    programs: Array.isArray(source?.['programs']) ? source['programs'].length : 0,
  };
}

function lacks(file: string, field: string, instead: string): Error {
  return new Error(`${file}: "${field}" is missing or not valid. Write for example: ${instead}`);
}

function isText(value: unknown): value is TenantSeed['name'] {
  if (value === null || typeof value !== 'object') return false;
  return ['en', 'fr'].every(
    (language) => language in value && Object.values(value).every((text) => typeof text === 'string'),
  );
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
