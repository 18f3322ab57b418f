import { findTenant, type Tenant } from '../../../libs/access/index.js';
import { runnable } from '../../../libs/cases/index.js';
import type { Tx, Who } from '../../../libs/platform/index.js';
import { findActiveVersion, findLineNamed, type LineView } from '../../../libs/programs/index.js';
import type { RunnableProgram } from '../../../libs/workflow/index.js';

/** Where people apply by themselves: a line, or a program, that has a way in over the web. */
export interface Door {
  readonly tenant: Tenant;
  readonly line: LineView;
  /** As new applications have it. */
  readonly run: RunnableProgram;
}

/** Whoever stands before the door, and then in their own case alone (row-level security). */
export const clientOf = (tenant: string, caseId: string | null): Who => ({
  ...{ tenant, person: null, role: 'client', agency: null },
  case: caseId,
});

const slug = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Whether these can name a door at all. */
export const mayBeDoor = (tenant: string, door: string): boolean => slug.test(tenant) && slug.test(door);

/**
 * Null: there is none. A program is open to strangers only when it says itself where those begin who come over the web. One round
 * trip where the line is called as its program is, as most are; else two.
 */
export async function findDoor(tx: Tx, door: string): Promise<Door | null> {
  const [custodian, named, sameName] = await Promise.all([
    findTenant(tx),
    findLineNamed(tx, door),
    findActiveVersion(tx, door),
  ]);
  const line = custodian && named;
  const active = line && (line.program === door ? sameName : await findActiveVersion(tx, line.program));
  if (!active || !Object.hasOwn(active.program.starts ?? {}, 'web')) return null;
  const run = await runnable(tx, active.program.id, active.version, custodian.timeZone);
  return { tenant: custodian, line, run };
}
