import { type Keyring, clearTimers, newId, setTimer, type Tx, type UnitOfWork, type Who } from '../platform/index.js';
import { aboutDocument } from './document.js';
import { cleanName } from './file-name.js';
import { type Inspected, Inspection } from './inspection.js';
import { Cutter, newFileKey, sealPart } from './sealed-parts.js';

/** Where files are kept, and what seals their keys. */
export interface Store {
  readonly work: UnitOfWork;
  readonly keyring: Keyring;
}
export interface FileToReceive {
  readonly caseId: string;
  readonly question: string;
  /** As whoever sent it calls it. */
  readonly name: string;
}
/** All of it came, and nobody sees it yet: keep it, or throw it away. */
export interface ReceivedFile extends Inspected {
  readonly id: string;
  readonly name: string;
}

/** Long past the time that any request has. */
const discardAfter = 3_600_000;
export const discardTimer = 'discard-document';

/**
 * Takes a file in, piece by piece, each part in a transaction of its own: no connection waits for a slow telephone, and no file is
 * in memory as a whole. Nobody sees it before it is kept.
 * @throws FileIsUnfit, or what the stream throws; nothing is left of it then
 */
export async function receiveDocument(
  store: Store,
  who: Who,
  file: FileToReceive,
  pieces: AsyncIterable<Buffer>,
): Promise<ReceivedFile> {
  const id = newId();
  const key = newFileKey();
  const about = aboutDocument(who.tenant, id);
  const { work, keyring } = store;
  await work.run(who, (tx) => begin(tx, id, file, keyring.seal(key.toString('base64'), about)));
  try {
    const inspection = new Inspection();
    const cutter = new Cutter((plain, part, last) => {
      const sealed = sealPart(key, { about, part, last }, plain);
      return work.run(who, async (tx) => insertPart(tx, id, part, sealed));
    });
    for await (const piece of pieces) {
      inspection.add(piece);
      await cutter.add(piece);
    }
    const inspected = inspection.end();
    await cutter.end();
    return { id, name: cleanName(file.name, inspected.type), ...inspected };
  } catch (error) {
    // Should this fail as well, the timer does it.
    await discardDocument(store, who, id).catch(() => undefined);
    throw error;
  }
}

async function begin(tx: Tx, id: string, { caseId, question }: FileToReceive, sealedKey: Buffer): Promise<void> {
  tx.write(
    'documents.begin-document',
    `INSERT INTO documents (tenant_id, id, case_id, question, status, sealed_key, uploaded_by, uploaded_as, received_at)
     VALUES ($1, $2, $3, $4, 'arriving', $5, $6, $7, $8)`,
    [tx.who.tenant, id, caseId, question, sealedKey, tx.who.person ?? tx.who.role, tx.who.role, tx.now],
  );
  const dueAt = new Date(tx.now.getTime() + discardAfter);
  await setTimer(tx, { subject: id, name: discardTimer, generation: 1, dueAt });
}

function insertPart(tx: Tx, id: string, part: number, sealed: Buffer): void {
  tx.write(
    'documents.insert-part',
    'INSERT INTO document_parts (tenant_id, document_id, part, sealed) VALUES ($1, $2, $3, $4)',
    [tx.who.tenant, id, part, sealed],
  );
}

/** What came is kept, in the transaction of the step that it answers. */
export async function keepDocument(
  tx: Tx,
  file: ReceivedFile,
  status: 'clean' | 'unscanned' | 'quarantined',
): Promise<void> {
  tx.write(
    'documents.keep-document',
    `UPDATE documents SET status = $3, name = $4, media_type = $5, bytes = $6, sha256 = $7, marks = $8
     WHERE tenant_id = $1 AND id = $2 AND status = 'arriving'`,
    [tx.who.tenant, file.id, status, file.name, file.type, file.bytes, file.sha256, file.marks],
  );
  await clearTimers(tx, file.id, [discardTimer]);
}

/** Of a file that was not kept nothing stays. One that was kept is left alone. */
export async function discardDocument({ work }: Pick<Store, 'work'>, who: Who, id: string): Promise<void> {
  await work.run(who, async (tx) => {
    const [arriving] = await tx.sql(
      'documents.lock-arriving',
      `SELECT id FROM documents WHERE tenant_id = $1 AND id = $2 AND status = 'arriving' FOR UPDATE`,
      [tx.who.tenant, id],
    );
    if (!arriving) return;
    dropParts(tx, [id]);
    tx.write('documents.discard-document', 'DELETE FROM documents WHERE tenant_id = $1 AND id = $2', [
      tx.who.tenant,
      id,
    ]);
    await clearTimers(tx, id, [discardTimer]);
  });
}

/** Content alone. The rows that it belongs to are the caller's. */
export function dropParts(tx: Tx, ids: readonly string[]): void {
  tx.write(
    'documents.drop-parts',
    'DELETE FROM document_parts WHERE tenant_id = $1 AND document_id = ANY ($2::uuid[])',
    [tx.who.tenant, ids],
  );
}
