import { audit } from '../../../libs/access/index.js';
import { type AdvanceCase, asHouse, lockCase } from '../../../libs/cases/index.js';
import { counts, type Document, eraseDocument, findDocument, listDocuments } from '../../../libs/documents/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { notFound, refusal } from '../shell/index.js';
import { mustBeTaken } from './must-be-taken.js';

type Step = Parameters<AdvanceCase<void>['reply']>[1];

/** Takes one file away. When no other speaks for the answer, the question is open again: the proof is still to come. */
export async function removeDocument(tx: Tx, asked: Document, step: Step): Promise<void> {
  // Two who remove one each must not both think that the other file stays.
  const loaded = await lockCase(tx, asked.caseId);
  const document = await findDocument(tx, asked.id);
  if (!loaded || !document || document.status === 'erased') throw notFound();
  if (loaded.record.state.ended) throw refusal({ ok: false, reason: 'case-is-closed' });
  const others = (await listDocuments(tx, document.caseId)).filter((one) => one.id !== document.id);
  const stays = others.some((one) => one.question === document.question && counts(one));
  const answer = loaded.answers[document.question];
  const spokeForIt = counts(document) && answer !== undefined && 'value' in answer && answer.value === 'on-file';
  if (spokeForIt && !stays) mustBeTaken(await step());
  await asHouse(tx, () => eraseDocument(tx, document));
  await audit(tx, 'remove-document', { case: document.caseId, document: document.id });
}
