import type { Tx } from '../platform/index.js';
import { findVersion } from '../programs/index.js';
import { hasReviewers } from '../workflow/index.js';

/**
 * Of these cases, those that somebody of ours in this transaction may read with all that belongs to them: letters, files, the
 * contact. To a reviewer those of programs that nobody reviews are not there (ADR 0040); which others are, the database says.
 */
export async function readableCases(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  if (tx.who.role !== 'reviewer' || ids.length === 0) return ids;
  const cases = await tx.sql<{ id: string; program: string; version: number }>(
    'cases.programs-of-cases',
    `SELECT id, program_id AS program, program_version AS version FROM cases WHERE tenant_id = $1 AND id = ANY ($2::uuid[])`,
    [tx.who.tenant, ids],
  );
  const readable = new Set<string>();
  for (const { id, program, version } of cases) {
    const found = await findVersion(tx, program, version);
    if (found && hasReviewers(found.program)) readable.add(id);
  }
  return ids.filter((id) => readable.has(id));
}

export const mayReadCase = async (tx: Tx, id: string): Promise<boolean> => (await readableCases(tx, [id])).length === 1;
