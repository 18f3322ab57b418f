import { createHash } from 'node:crypto';
import type { Tx } from '../../platform/index.js';
import type { Program } from '../../workflow/index.js';
import { findBacktestOfContent } from '../backtests/backtest.js';
import { insertVersion } from '../insert-version.js';
import { type Approval, type DraftHead, type DraftRow, headColumns, headOf } from './draft.js';
import type { Sources } from './sources.js';
import { findActiveNumber } from './version-sources.js';

/** Why a draft goes no further now. */
export type DraftRefusal =
  | 'draft-is-closed'
  | 'base-is-not-active'
  | 'draft-is-not-checked'
  | 'draft-has-faults'
  | 'draft-is-not-compared'
  | 'own-draft-needs-somebody-else'
  | 'draft-is-not-approved';

export type Approved =
  { readonly ok: true; readonly draft: DraftHead } | { readonly ok: false; readonly reason: DraftRefusal };

/** Whoever began or changed a draft is not the one who says that it is right. */
export const isTheirOwn = ({ createdBy, editedBy }: DraftHead, person: string | null): boolean =>
  person === null || createdBy === person || editedBy.includes(person);

/** By somebody who has seen what the checks and the past cases say of exactly these files. The draft is locked. */
export async function approveDraft(tx: Tx, draft: DraftHead, note: string): Promise<Approved> {
  const refused = await standing(tx, draft);
  if (refused) return { ok: false, reason: refused };
  const backtest = await findBacktestOfContent(tx, draft.id, draft.sha256, draft.base);
  if (!backtest) return { ok: false, reason: 'draft-is-not-compared' };
  const { sha256 } = draft;
  const approval: Approval = { sha256, by: tx.who.person!, at: tx.now.toISOString(), note, backtest };
  const [row] = await tx.sql<DraftRow>(
    'programs.approve-draft',
    `UPDATE program_drafts SET approval = $3, revision = revision + 1 WHERE tenant_id = $1 AND id = $2 RETURNING ${headColumns}`,
    [tx.who.tenant, draft.id, JSON.stringify(approval)],
  );
  return { ok: true, draft: headOf(row!) };
}

async function standing(tx: Tx, draft: DraftHead): Promise<DraftRefusal | null> {
  if (draft.status !== 'open') return 'draft-is-closed';
  if (isTheirOwn(draft, tx.who.person)) return 'own-draft-needs-somebody-else';
  if ((await findActiveNumber(tx, draft.program)) !== draft.base) return 'base-is-not-active';
  if (draft.checked?.sha256 !== draft.sha256) return 'draft-is-not-checked';
  return draft.checked.faults.length > 0 ? 'draft-has-faults' : null;
}

/**
 * The next version, active from this moment; cases that are open keep theirs. `program` is what the draft's files, read anew,
 * resolve to. The program is locked (`lockProgram`), and then the draft.
 */
export async function publishDraft(tx: Tx, draft: DraftHead, program: Program, sources: Sources): Promise<Approved> {
  const refused = await standing(tx, draft);
  if (refused) return { ok: false, reason: refused };
  if (draft.approval?.sha256 !== draft.sha256) return { ok: false, reason: 'draft-is-not-approved' };
  if (!(await findBacktestOfContent(tx, draft.id, draft.sha256, draft.base)))
    return { ok: false, reason: 'draft-is-not-compared' };
  const document = JSON.stringify(program);
  const sha256 = createHash('sha256').update(document, 'utf8').digest('hex');
  const version = (await lastVersion(tx, draft.program)) + 1;
  await insertVersion(tx, { program: draft.program, version, sha256, document, sources, publishedBy: tx.who.person });
  const [row] = await tx.sql<DraftRow>(
    'programs.close-published-draft',
    `UPDATE program_drafts SET status = 'published', published_version = $3, closed_at = $4, closed_by = $5, revision = revision + 1
     WHERE tenant_id = $1 AND id = $2 RETURNING ${headColumns}`,
    [tx.who.tenant, draft.id, version, tx.now, tx.who.person],
  );
  return { ok: true, draft: headOf(row!) };
}

async function lastVersion(tx: Tx, program: string): Promise<number> {
  const [row] = await tx.sql<{ last: number }>(
    'programs.last-version',
    'SELECT max(version) AS last FROM program_versions WHERE tenant_id = $1 AND program_id = $2',
    [tx.who.tenant, program],
  );
  return row!.last;
}
