import type { CaseListItem } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { findVersion } from '../../../libs/programs/index.js';
import type { CaseListItemDto } from './lists.dto.js';

/** A line of a worklist with the words of the case's own version. Versions are remembered, so this rarely reads. */
export async function showListItem(tx: Tx, row: CaseListItem): Promise<CaseListItemDto> {
  const { version, ...item } = row;
  const program = (await findVersion(tx, row.program, version))?.program;
  const unknown = (word: string) => ({ en: word, fr: word });
  return {
    ...item,
    programTitle: program?.title ?? unknown(row.program),
    stateTitle: program?.states[row.state]?.title ?? unknown(row.state),
    dispositionLabel:
      row.disposition === null ? null : (program?.dispositions[row.disposition] ?? unknown(row.disposition)),
  };
}
