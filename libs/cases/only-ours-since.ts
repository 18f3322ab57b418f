import type { Tx } from '../platform/index.js';
import { isReadByAgencies, lineMark, type Program } from '../workflow/index.js';
import type { CaseRecord } from './case-record.js';

/** One step, as far as an agency sees that there was one. */
interface OurStep {
  readonly event: string;
  readonly from: string;
  readonly to: string;
  readonly learned: readonly string[];
}

/**
 * Whether all that happened since this revision is ours alone: nothing that the agency of this transaction could have looked at
 * has changed, so that what it says next was said knowing all that it may know. False also where it cannot see each of the steps.
 */
export async function onlyOursSince(
  tx: Tx,
  program: Program,
  { id, revision: now }: CaseRecord,
  revision: number,
): Promise<boolean> {
  const steps = await tx.sql<OurStep>(
    'cases.steps-since',
    `SELECT event, from_state AS "from", to_state AS "to",
       ARRAY(SELECT jsonb_object_keys(COALESCE(refs -> 'facts', '{}'))) AS learned
     FROM case_history WHERE tenant_id = $1 AND case_id = $2 AND seq > $3`,
    [tx.who.tenant, id, revision],
  );
  return steps.length === now - revision && steps.every((step) => isOurs(program, step));
}

function isOurs(program: Program, { event, from, to, learned }: OurStep): boolean {
  if (from !== to || learned.some((question) => isReadByAgencies(program, question))) return false;
  // That time has passed they know: somebody of ours is told of it, and they are where they were.
  return event === 'answers' || event.startsWith('timer:') || lineMark(program, from, event) !== undefined;
}
