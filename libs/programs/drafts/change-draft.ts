import { createHash } from 'node:crypto';
import { newId, type Tx } from '../../platform/index.js';
import type { FileProblem } from '../reading/index.js';
import { type Checked, type DraftHead, type DraftRow, headColumns, headOf } from './draft.js';
import { type CheckedSources, type Sources, writeSources } from './sources.js';

/** Findings beyond this many are not kept: whoever mends the first ones checks again. */
const mostFindings = 200;

export interface DraftToOpen {
  readonly program: string;
  readonly from: number;
  /** The active version. */
  readonly base: number;
  readonly sources: Sources;
  readonly note: string;
}

export async function openDraft(tx: Tx, wish: DraftToOpen): Promise<DraftHead> {
  const sources = writeSources(wish.sources);
  const values = [wish.program, wish.from, wish.base, wish.note, sources, hashOf(sources), tx.now, tx.who.person];
  const [row] = await tx.sql<DraftRow>(
    'programs.open-draft',
    `INSERT INTO program_drafts
       (tenant_id, id, program_id, from_version, base_version, note, sources, sha256, created_at, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${headColumns}`,
    [tx.who.tenant, newId(), ...values],
  );
  return headOf(row!);
}

/** SHA-256 of files, as drafts have it. */
export const hashOfSources = (sources: Sources): string => hashOf(writeSources(sources));
const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** What was found, as it is kept with these files. */
export function checkedAs(sources: Sources, found: CheckedSources, now: Date): Checked {
  const some = (problems: readonly FileProblem[]) => problems.slice(0, mostFindings);
  const { faults, warnings } = found;
  return { sha256: hashOfSources(sources), at: now.toISOString(), faults: some(faults), warnings: some(warnings) };
}

/** Other files, by this person: an approval of the ones before is void. The draft is locked and open. */
export async function saveFiles(tx: Tx, draft: DraftHead, sources: Sources, found: CheckedSources): Promise<DraftHead> {
  const text = writeSources(sources);
  const checked = JSON.stringify(checkedAs(sources, found, tx.now));
  const [row] = await tx.sql<DraftRow>(
    'programs.save-files',
    `UPDATE program_drafts SET sources = $3, sha256 = $4, checked = $5, edited_at = $6, approval = NULL, revision = revision + 1,
       edited_by = CASE WHEN $7 = ANY (edited_by) THEN edited_by ELSE edited_by || $7::text END
     WHERE tenant_id = $1 AND id = $2 RETURNING ${headColumns}`,
    [tx.who.tenant, draft.id, text, hashOf(text), checked, tx.now, tx.who.person],
  );
  return headOf(row!);
}

/** What the checks say now of the files that it has. No change of the draft: its revision stays. */
export async function saveChecked(tx: Tx, draft: DraftHead, checked: Checked): Promise<DraftHead> {
  const [row] = await tx.sql<DraftRow>(
    'programs.save-checked',
    `UPDATE program_drafts SET checked = $3 WHERE tenant_id = $1 AND id = $2 AND sha256 = $4 RETURNING ${headColumns}`,
    [tx.who.tenant, draft.id, JSON.stringify(checked), checked.sha256],
  );
  return row ? headOf(row) : draft;
}

/** It is kept, and nothing can be done with it any more. The draft is locked and open. */
export async function withdrawDraft(tx: Tx, draft: DraftHead): Promise<DraftHead> {
  const [row] = await tx.sql<DraftRow>(
    'programs.withdraw-draft',
    `UPDATE program_drafts SET status = 'withdrawn', closed_at = $3, closed_by = $4, revision = revision + 1
     WHERE tenant_id = $1 AND id = $2 RETURNING ${headColumns}`,
    [tx.who.tenant, draft.id, tx.now, tx.who.person],
  );
  return headOf(row!);
}
