import { namePeople, type Override } from '../../../libs/access/index.js';
import { findCases } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { findVersion } from '../../../libs/programs/index.js';
import type { OverrideView } from './override.dto.js';

/** Overrides with their case, the words of its own program version, and the names of people. Never what was told itself. */
export async function showOverrides(tx: Tx, overrides: readonly Override[]): Promise<OverrideView[]> {
  const [names, cases] = await Promise.all([
    namePeople(tx, [...new Set(overrides.flatMap(({ by, reviewedBy }) => [by, ...(reviewedBy ? [reviewedBy] : [])]))]),
    findCases(tx, [...new Set(overrides.map(({ caseId }) => caseId))]),
  ]);
  const shown: OverrideView[] = [];
  for (const override of overrides) {
    const { id, caseId, disclosure, reason, by, at, reviewedBy, reviewedAt } = override;
    const of = cases.find((one) => one.id === caseId);
    const program = of && (await findVersion(tx, of.program, of.version))?.program;
    const told = program?.disclosures[disclosure];
    shown.push({
      ...{ id, case: caseId, number: of?.number ?? null, programTitle: program?.title ?? null },
      ...{ disclosure, purpose: told?.purpose ?? null, reason },
      covers: (told?.facts ?? []).flatMap((question) => program?.questions[question]?.ask ?? []),
      ...{ by, byName: names[by] ?? null, at: at.toISOString() },
      ...{ reviewedBy, reviewedByName: reviewedBy === null ? null : (names[reviewedBy] ?? null) },
      reviewedAt: reviewedAt?.toISOString() ?? null,
    });
  }
  return shown;
}
