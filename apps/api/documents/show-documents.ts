import { namePeople } from '../../../libs/access/index.js';
import type { Document } from '../../../libs/documents/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import type { DocumentDto } from './document.dto.js';

export async function showDocuments(tx: Tx, documents: readonly Document[]): Promise<DocumentDto[]> {
  const names = await namePeople(tx, [...new Set(documents.map(({ uploadedBy }) => uploadedBy))]);
  return documents.map(({ id, question, name, type, bytes, status, marks, receivedAt, uploadedBy }) => ({
    ...{ id, question, name, type, bytes, status, marks },
    receivedAt: receivedAt.toISOString(),
    receivedBy: names[uploadedBy] ?? null,
  }));
}
