import type { CaseRecord, CaseView, GrantView } from '../../../libs/cases/index.js';
import { grantsOfCase } from '../../../libs/grants/index.js';
import { needsOfCase } from '../../../libs/outcomes/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { type RunnableProgram, termText } from '../../../libs/workflow/index.js';

/** Funded places that the case has, had or waits for. */
export async function showGrants(tx: Tx, { program }: RunnableProgram, id: string): Promise<GrantView[]> {
  const rows = await grantsOfCase(tx, id);
  return rows.map(({ grant, month, receivedAt, grantedAt, endedAt, ...row }) => ({
    grant,
    title: program.grants?.[grant]?.title ?? { en: grant, fr: grant },
    term: termText({ year: row.year, month }, program.grants?.[grant]?.per ?? 'year'),
    ...row,
    receivedAt: receivedAt.toISOString(),
    grantedAt: grantedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  }));
}

/** What its end says of each need. */
export async function needsOf(tx: Tx, record: CaseRecord): Promise<CaseView['needs']> {
  const rows = await needsOfCase(tx, record.id);
  return rows.map(({ need, status, reason }) =>
    status === 'unmet' ? { need, status, reason: reason ?? 'other' } : { need, status },
  );
}
