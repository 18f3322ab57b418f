import type { Compared } from '../../../libs/cases/index.js';
import type { CheckedSources, LoadedProgram } from '../../../libs/programs/index.js';
import { fieldFault } from '../shell/index.js';

/** The tables that both versions decide by; of these the ones that are wanted, when some are named. */
export function comparedDecisions(
  before: Pick<LoadedProgram, 'program' | 'decisions'>,
  after: Pick<CheckedSources, 'program' | 'decisions'>,
  wanted: readonly string[] | undefined,
): { readonly decisions: readonly Compared[]; readonly complete: boolean } {
  const both = Object.values(before.program.decisions).flatMap(({ id, kind }): Compared[] => {
    const [a, b] = [before.decisions[id], after.decisions[id]];
    return kind === 'table' && after.program?.decisions[id]?.kind === 'table' && a && b
      ? [{ id, before: a, after: b }]
      : [];
  });
  const ids = both.map(({ id }) => id);
  if (wanted?.some((id) => !ids.includes(id))) throw fieldFault('/decisions', 'isIn', [ids]);
  const decisions = wanted === undefined ? both : both.filter(({ id }) => wanted.includes(id));
  return { decisions, complete: decisions.length === both.length };
}
