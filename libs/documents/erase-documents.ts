import { forgetAnswersAbout, setTimers, type Tx } from '../platform/index.js';
import { addDuration } from '../workflow/index.js';
import { dropParts } from './receive-document.js';

export const erasureTimer = 'erase-documents';

/** Takes these files away for good: content, key, name and hash. The rows stay, and say that there was something. */
async function eraseThem(tx: Tx, caseId: string, ids: readonly string[]): Promise<void> {
  forgetAnswersAbout(tx, caseId);
  dropParts(tx, ids);
  tx.write(
    'documents.erase-documents',
    `UPDATE documents SET status = 'erased', sealed_key = NULL, name = NULL, sha256 = NULL, marks = '{}', ended_at = $3,
       picture_status = NULL, picture = NULL
     WHERE tenant_id = $1 AND id = ANY ($2::uuid[])`,
    [tx.who.tenant, ids, tx.now],
  );
}

/** One file, by the wish of a person. */
export const eraseDocument = (tx: Tx, { id, caseId }: { readonly id: string; readonly caseId: string }) =>
  eraseThem(tx, caseId, [id]);

/** Every file of a question; resolves to how many there were. */
export async function eraseDocumentsOf(tx: Tx, caseId: string, question: string): Promise<number> {
  const found = await tx.sql<{ id: string }>(
    'documents.lock-of-question',
    `SELECT id FROM documents WHERE tenant_id = $1 AND case_id = $2 AND question = $3
       AND status NOT IN ('arriving', 'erased') FOR UPDATE`,
    [tx.who.tenant, caseId, question],
  );
  if (found.length > 0)
    await eraseThem(
      tx,
      caseId,
      found.map(({ id }) => id),
    );
  return found.length;
}

/** The case has ended now: the files of each question go when their time is over. `keep`: question → ISO 8601 duration. */
export async function scheduleDocumentErasure(
  tx: Tx,
  caseId: string,
  keep: Readonly<Record<string, string>>,
): Promise<void> {
  const timers = Object.entries(keep).map(([question, duration]) => ({
    subject: caseId,
    name: `${erasureTimer}/${question}`,
    generation: 1,
    dueAt: new Date(addDuration(tx.now.toISOString(), duration)),
  }));
  await setTimers(tx, timers);
}
