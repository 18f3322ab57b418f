import { findTenant, type Tenant } from '../../../libs/access/index.js';
import { runnable } from '../../../libs/cases/index.js';
import type { Tx, Who } from '../../../libs/platform/index.js';
import { findHead, findLineAndHead, type LineView } from '../../../libs/programs/index.js';
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

/** What the tables have of a door, in one round trip; null: nothing is called so. */
export type Doorway = Awaited<ReturnType<typeof findDoorway>>;

export async function findDoorway(tx: Tx, name: string) {
  const [tenant, found] = await Promise.all([findTenant(tx), findLineAndHead(tx, name)]);
  return tenant && found && { tenant, ...found };
}

/**
 * Null: there is none. A program is open to strangers only when it says itself where those begin who come over the web. No round
 * trip when this process knows the program.
 */
export async function openDoor(tx: Tx, doorway: Doorway): Promise<Door | null> {
  if (!doorway?.head) return null;
  const { tenant, line, head } = doorway;
  const active = await findHead(tx, line.program, head);
  if (!active || !Object.hasOwn(active.program.starts ?? {}, 'web')) return null;
  const run = await runnable(tx, active.program.id, active.version, tenant.timeZone);
  return { tenant, line, run };
}
