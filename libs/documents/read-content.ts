import type { Tx, Who } from '../platform/index.js';
import { aboutDocument } from './document.js';
import type { Store } from './receive-document.js';
import { openPart } from './sealed-parts.js';

/** Its content is gone: erased or refused, perhaps while it was read. */
export class ContentIsGone extends Error {}

interface Outline {
  readonly sealed_key: Buffer | null;
  readonly parts: number;
}

/**
 * The content of a document, part by part, each asked for when the one before was taken: whoever reads slowly holds neither memory
 * nor a connection. Who may see it, the caller has decided.
 * @throws ContentIsGone; or an error when what lies there is not what was sealed
 */
export async function* readContent({ work, keyring }: Store, who: Who, id: string): AsyncGenerator<Buffer> {
  const about = aboutDocument(who.tenant, id);
  const { sealed_key: sealedKey, parts } = await work.run(who, (tx) => outlineOf(tx, id));
  if (sealedKey === null || parts === 0) throw new ContentIsGone(id);
  const key = Buffer.from(keyring.open(sealedKey, about), 'base64');
  for (let part = 0; part < parts; part += 1) {
    const sealed = await work.run(who, (tx) => findPart(tx, id, part));
    if (!sealed) throw new ContentIsGone(id);
    yield openPart(key, { about, part, last: part === parts - 1 }, sealed);
  }
}

async function outlineOf(tx: Tx, id: string): Promise<Outline> {
  const [row] = await tx.sql<Outline>(
    'documents.outline-content',
    `SELECT sealed_key, (SELECT count(*)::int FROM document_parts p WHERE p.tenant_id = $1 AND p.document_id = $2) AS parts
     FROM documents WHERE tenant_id = $1 AND id = $2`,
    [tx.who.tenant, id],
  );
  return row ?? { sealed_key: null, parts: 0 };
}

async function findPart(tx: Tx, id: string, part: number): Promise<Buffer | null> {
  const [row] = await tx.sql<{ sealed: Buffer }>(
    'documents.find-part',
    'SELECT sealed FROM document_parts WHERE tenant_id = $1 AND document_id = $2 AND part = $3',
    [tx.who.tenant, id, part],
  );
  return row?.sealed ?? null;
}
