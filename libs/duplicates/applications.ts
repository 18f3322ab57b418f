import type { Tx } from '../platform/index.js';
import { findVersion } from '../programs/index.js';
import type { DuplicatesDefinition } from '../workflow/index.js';

/** A case as an application: how it came in, and where it stands. */
export interface Application {
  readonly id: string;
  readonly number: string;
  readonly program: string;
  readonly version: number;
  readonly channel: string;
  readonly receivedAt: Date;
  /** It counts from then on; until it is sent, that is when it was opened. */
  readonly isSent: boolean;
  /** The cases that it renews, one after the other. */
  readonly renewed: readonly string[];
  readonly state: string;
  readonly disposition: string | null;
  /** What its own program version says tells who somebody is. */
  readonly definition: DuplicatesDefinition;
}
type Row = Omit<Application, 'receivedAt' | 'isSent' | 'definition'> & {
  readonly clocks: Readonly<Record<string, string>> | null;
  readonly opened_at: Date;
};

/** Those of programs that look for duplicates. */
export async function applicationsOf(tx: Tx, ids: readonly string[]): Promise<readonly Application[]> {
  const rows = await tx.sql<Row>(
    'duplicates.applications',
    `SELECT id, number, program_id AS program, program_version AS version, channel, state, disposition, opened_at,
       progress->'clocks' AS clocks, ARRAY(
         WITH RECURSIVE up AS (SELECT c.renews->>'case' AS id UNION
           SELECT b.renews->>'case' FROM up JOIN cases b ON b.tenant_id = $1 AND b.id = up.id::uuid)
         SELECT id FROM up WHERE id IS NOT NULL) AS renewed
     FROM cases c WHERE tenant_id = $1 AND id = ANY ($2::uuid[])`,
    [tx.who.tenant, ids],
  );
  const found: Application[] = [];
  for (const { clocks, opened_at, ...row } of rows) {
    const definition = (await findVersion(tx, row.program, row.version))?.program.duplicates;
    const at = definition && clocks?.[definition.received];
    if (!definition) continue;
    found.push({ ...row, definition, receivedAt: at ? new Date(at) : opened_at, isSent: at !== undefined });
  }
  return found;
}
