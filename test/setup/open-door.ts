import { formatProblems, readProgram, seedProgram } from '../../libs/programs/index.js';
import { edited } from '../../libs/programs/reading/testing/fare.js';
import { household } from '../../libs/programs/reading/testing/household.js';
import type { TestApp } from './app.js';

/** The household, with a way in over the web. */
export const householdOnline = edited(household, [
  ['program.yaml', 'start: screen\n', 'start: {web: screen, otherwise: screen}\n'],
]);

/** A line of the tenant, where there is none yet, for this program, so that people may apply there by themselves: `/apply/ontario-211/<program>`. */
export async function openDoor(
  { database }: TestApp,
  program: string,
  files: Readonly<Record<string, string>>,
  fragments: Parameters<typeof readProgram>[1] = {},
): Promise<void> {
  const read = await readProgram(files, fragments);
  if (!read.ok) throw new Error(formatProblems(read.problems));
  const admin = { tenant: 'ontario-211', person: null, role: 'program-admin', agency: null };
  await database.unitOfWork.run(admin, (tx) => seedProgram(tx, read.program, files));
  const line = { id: program, number: '807-555-0100', digits: `807555${program.length}`, program_id: program };
  await database.ownerQuery(
    `INSERT INTO lines SELECT (jsonb_populate_record(l, $1)).* FROM lines l WHERE l.id = 'good2talk' AND tenant_id = 'ontario-211'
       AND NOT EXISTS (SELECT FROM lines t WHERE t.tenant_id = l.tenant_id AND t.program_id = $1::jsonb ->> 'program_id')`,
    [{ ...line, position: 90 + program.length }],
  );
}
