import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { enqueue, type Tx, type Who } from '../platform/index.js';
import { aboutDocument } from './document.js';
import { ContentIsGone } from './read-content.js';
import type { Store } from './receive-document.js';

/** A HEIC is to get a picture that can be shown: a message of the outbox, whose stream is the document. */
export const pictureTopic = 'draw-picture';

/** Of a file that may be opened; any other kind than HEIC needs none. It comes later, and the file stays as it came. */
export async function wantPicture(tx: Tx, id: string): Promise<void> {
  const wanted = await tx.sql(
    'documents.want-picture',
    `UPDATE documents SET picture_status = 'waiting' WHERE tenant_id = $1 AND id = $2 AND media_type = 'image/heic'
       AND status IN ('clean', 'unscanned') AND picture_status IS NULL RETURNING id`,
    [tx.who.tenant, id],
  );
  if (wanted.length > 0) await enqueue(tx, { topic: pictureTopic, stream: id, payload: {} });
}

/**
 * Marks that it is drawn now. False: it is not wanted any more, or whoever drew it last never came to an end. That is not tried
 * again: a file that ends processes would end one after the other.
 */
export async function beginPicture(tx: Tx, id: string): Promise<boolean> {
  const [begun] = await tx.sql<{ status: string }>(
    'documents.begin-picture',
    `UPDATE documents SET picture_status = CASE picture_status WHEN 'waiting' THEN 'drawing' ELSE 'failed' END
     WHERE tenant_id = $1 AND id = $2 AND picture_status IN ('waiting', 'drawing') RETURNING picture_status AS status`,
    [tx.who.tenant, id],
  );
  return begun?.status === 'drawing';
}

/** None came of it: for good (`failed`), for later (`waiting`), or none is wanted here (null). */
export function leavePicture(tx: Tx, id: string, status: 'failed' | 'waiting' | null): void {
  tx.write(
    'documents.leave-picture',
    `UPDATE documents SET picture_status = $3 WHERE tenant_id = $1 AND id = $2 AND picture_status IN ('waiting', 'drawing')`,
    [tx.who.tenant, id, status],
  );
}

/** Keeps it sealed beside its file, unless that was erased meanwhile. */
export async function keepPicture(tx: Tx, keyring: Store['keyring'], id: string, picture: Buffer): Promise<void> {
  const [row] = await tx.sql<{ key: Buffer | null }>(
    'documents.lock-key',
    'SELECT sealed_key AS key FROM documents WHERE tenant_id = $1 AND id = $2 FOR UPDATE',
    [tx.who.tenant, id],
  );
  if (!row?.key) return;
  const about = aboutDocument(tx.who.tenant, id);
  const sealed = seal(pictureKey(keyring.open(row.key, about)), about, picture);
  tx.write(
    'documents.keep-picture',
    `UPDATE documents SET picture_status = 'ready', picture = $3 WHERE tenant_id = $1 AND id = $2`,
    [tx.who.tenant, id, sealed],
  );
}

/** @throws ContentIsGone when there is none */
export async function readPicture({ work, keyring }: Store, who: Who, id: string): Promise<Buffer> {
  const [row] = await work.run(who, (tx) =>
    tx.sql<{ key: Buffer | null; picture: Buffer | null }>(
      'documents.read-picture',
      'SELECT sealed_key AS key, picture FROM documents WHERE tenant_id = $1 AND id = $2',
      [who.tenant, id],
    ),
  );
  if (!row?.key || !row.picture) throw new ContentIsGone(id);
  const about = aboutDocument(who.tenant, id);
  return open(pictureKey(keyring.open(row.key, about)), about, row.picture);
}

const cipher = 'aes-256-gcm';
const [nonceBytes, tagBytes] = [12, 16];

/** Follows from the key of the file, and is another one: of the parts, the nonces are counted. Without the file's it is gone. */
const pictureKey = (fileKey: string): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(fileKey, 'base64'), '', 'picture', 32));

function seal(key: Buffer, about: string, plain: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(about));
  const sealed = [sealing.update(plain), sealing.final()];
  return Buffer.concat([nonce, sealing.getAuthTag(), ...sealed]);
}

function open(key: Buffer, about: string, sealed: Buffer): Buffer {
  const body = nonceBytes + tagBytes;
  const opening = createDecipheriv(cipher, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
  opening.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(nonceBytes, body));
  return Buffer.concat([opening.update(sealed.subarray(body)), opening.final()]);
}
