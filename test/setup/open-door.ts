import { formatProblems, readProgram, seedProgram } from '../../libs/programs/index.js';
import { edited } from '../../libs/programs/reading/testing/fare.js';
import { household } from '../../libs/programs/reading/testing/household.js';
import type { TestApp } from './app.js';

/** The household, with a way in over the web. */
export const householdOnline = edited(household, [
  ['program.yaml', 'start: screen\n', 'start: {web: screen, otherwise: screen}\n'],
]);

/** A line of the tenant for this program, so that people may apply there by themselves: `/apply/ontario-211/<program>`. */
export async function openDoor(
  { database }: TestApp,
  program: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const read = await readProgram(files);
  if (!read.ok) throw new Error(formatProblems(read.problems));
  const admin = { tenant: 'ontario-211', person: null, role: 'program-admin', agency: null };
  await database.unitOfWork.run(admin, (tx) => seedProgram(tx, read.program, files));
  const line = { id: program, number: '807-555-0100', digits: `807555${program.length}`, program_id: program };
  await database.ownerQuery(
    `INSERT INTO lines SELECT (jsonb_populate_record(l, $1)).* FROM lines l WHERE l.id = 'good2talk' AND tenant_id = 'ontario-211'`,
    [{ ...line, position: 90 + program.length }],
  );
}
