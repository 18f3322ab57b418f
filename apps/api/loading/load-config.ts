import { seedAgencies } from '../../../libs/agencies/index.js';
import { seedFactKeys } from '../../../libs/clients/index.js';
import { lookAgain } from '../../../libs/grants/index.js';
import type { Tx, UnitOfWork, Who } from '../../../libs/platform/index.js';
import { seedLines, seedProgram, type Line, type Seeded } from '../../../libs/programs/index.js';
import { leaveWhoIsGone } from '../../../libs/referrals/index.js';
import type { TenantFile } from './config-files.js';
import { reportOn, type LoadReport } from './load-report.js';
import type { Config, TenantConfig } from './read-config.js';

/**
 * Brings directory, lines, shared facts and programs of every tenant to what the configuration says; the tenants
 * themselves are there already. Repeating it changes nothing. A program that a person has published stays theirs.
 */
export async function loadConfig(work: UnitOfWork, config: Config): Promise<readonly LoadReport[]> {
  const reports: LoadReport[] = [];
  for (const tenant of config.tenants) {
    const who: Who = { tenant: tenant.tenant.id, person: null, role: 'program-admin', agency: null };
    const seeded = await work.run(who, (tx) => loadTenant(tx, tenant, config));
    reports.push(reportOn(tenant, config, seeded));
  }
  return reports;
}

async function loadTenant(tx: Tx, config: TenantConfig, all: Config): Promise<Readonly<Record<string, Seeded>>> {
  await seedAgencies(tx, config.agencies, config.calendars);
  await leaveWhoIsGone(tx);
  await seedFactKeys(tx, all.facts);
  await seedLines(tx, linesOf(config.tenant));
  const seeded: Record<string, Seeded> = {};
  for (const id of config.tenant.programs) {
    const program = all.programs[id];
    if (!program) continue;
    seeded[id] = await seedProgram(tx, program.program, program.sources);
    if (seeded[id].kind === 'published') lookAgain(tx, id);
  }
  return seeded;
}

function linesOf(tenant: TenantFile): readonly Line[] {
  return tenant.lines.map((line) => ({ ...line, timeZone: tenant.timeZone, holidays: tenant.holidays }));
}
