import { findCases } from '../../../libs/cases/index.js';
import type { Change, Tx } from '../../../libs/platform/index.js';
import { findVersion } from '../../../libs/programs/index.js';
import { hasReviewers } from '../../../libs/workflow/index.js';

/** Of these cases, those of programs that are reviewed: to reviewers, any other is not there. */
export async function reviewedAmong(tx: Tx, changes: readonly Change[]): Promise<readonly Change[]> {
  const cases = await findCases(
    tx,
    changes.map(({ id }) => id),
  );
  const programs = await Promise.all(cases.map(({ program, version }) => findVersion(tx, program, version)));
  const reviewed = new Set(
    cases.flatMap(({ id }, index) => {
      const program = programs[index]?.program;
      return program && hasReviewers(program) ? [id] : [];
    }),
  );
  return changes.filter(({ id }) => reviewed.has(id));
}
