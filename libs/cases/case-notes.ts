import { newId, type Tx } from '../platform/index.js';

export const mostLettersOfNote = 4000;

/** What somebody of the house noted on a case. */
export interface CaseNote {
  readonly id: string;
  /** Null once it was erased, with the first answer of the case that was. */
  readonly text: string | null;
  readonly writtenBy: string;
  readonly writtenAs: string;
  readonly at: Date;
}

/** By the person of this transaction. It is never changed. */
export function noteCase(tx: Tx, caseId: string, text: string): CaseNote {
  const note = { id: newId(), text, writtenBy: tx.who.person ?? tx.who.role, writtenAs: tx.who.role, at: tx.now };
  tx.write(
    'cases.note-case',
    `INSERT INTO case_notes (tenant_id, id, case_id, text, written_by, written_as, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.who.tenant, note.id, caseId, text, note.writtenBy, note.writtenAs, tx.now],
  );
  return note;
}

/** Newest first. `after`: the last one that was seen. */
export function listNotes(
  tx: Tx,
  caseId: string,
  { limit, after }: { readonly limit: number; readonly after: { readonly at: string; readonly id: string } | null },
): Promise<CaseNote[]> {
  return tx.sql<CaseNote>(
    'cases.list-notes',
    `SELECT id, text, written_by AS "writtenBy", written_as AS "writtenAs", at FROM case_notes
     WHERE tenant_id = $1 AND case_id = $2 AND (at, id) < ($3::timestamptz, $4::uuid) ORDER BY at DESC, id DESC LIMIT $5`,
    [tx.who.tenant, caseId, after?.at ?? 'infinity', after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit],
  );
}
