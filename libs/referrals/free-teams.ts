import { freeTeamsOfCase } from '../agencies/index.js';
import type { StepTaken } from '../cases/index.js';
import type { Tx } from '../platform/index.js';
import { agenciesOut } from '../workflow/index.js';

/**
 * A case that an agency hands back, that goes to another one, that only follows up or that ends needs its team no more. Whichever
 * way it came to that, the team is free in the same transaction. A step that sends nobody home writes nothing.
 */
export function freeTeams(tx: Tx, { case: id, run, before, after }: StepTaken): void {
  const wereOut = before === null ? [] : agenciesOut(run.program, before);
  if (wereOut.length === 0) return;
  const areOut = agenciesOut(run.program, after);
  if (wereOut.some((agency) => !areOut.includes(agency))) freeTeamsOfCase(tx, id, areOut);
}
