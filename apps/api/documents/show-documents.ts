import { namePeople } from '../../../libs/access/index.js';
import { counts, type Document } from '../../../libs/documents/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import type { DocumentDto } from './document.dto.js';

export async function showDocuments(tx: Tx, documents: readonly Document[]): Promise<DocumentDto[]> {
  const names = await namePeople(tx, [...new Set(documents.map(({ uploadedBy }) => uploadedBy))]);
  return documents.map((document) => ({
    ...ofFile(document),
    picture: pictureOf(document),
    receivedAt: document.receivedAt.toISOString(),
    receivedBy: names[document.uploadedBy] ?? null,
  }));
}

const ofFile = ({ id, question, name, type, bytes, status, marks }: Document) => ({
  ...{ id, question, name, type, bytes, status, marks },
});

function pictureOf(document: Document): DocumentDto['picture'] {
  if (document.type !== 'image/heic' || !counts(document)) return null;
  return document.picture === 'drawing' ? 'waiting' : (document.picture ?? 'off');
}
