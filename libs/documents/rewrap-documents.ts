import type { Tx, Who } from '../platform/index.js';
import { aboutDocument } from './document.js';
import type { Store } from './receive-document.js';

const batch = 200;

export interface Rewrapped {
  readonly sealed: number;
  /** Of these the former key is missing, or something was changed: they stay as they are, and do not open. */
  readonly unopened: number;
}

/**
 * Seals the keys of a tenant's files with the operator's newest key: some 80 bytes a file; no content is read. Any number of
 * processes may do it at once.
 */
export async function rewrapDocuments(store: Store, tenant: string): Promise<Rewrapped> {
  const who: Who = { tenant, person: null, role: 'clock', agency: null };
  let [sealed, unopened] = [0, 0];
  for (let after: string | undefined = '00000000-0000-0000-0000-000000000000'; after !== undefined;) {
    const from: string = after;
    const done = await store.work.run(who, (tx) => rewrapSome(tx, store, from));
    sealed += done.sealed;
    unopened += done.unopened;
    after = done.last;
  }
  return { sealed, unopened };
}

async function rewrapSome(
  tx: Tx,
  { keyring }: Store,
  after: string,
): Promise<Rewrapped & { last: string | undefined }> {
  const old = await tx.sql<{ id: string; sealed_key: Buffer }>(
    'documents.lock-of-old-keys',
    `SELECT id, sealed_key FROM documents WHERE tenant_id = $1 AND id > $3 AND substring(sealed_key FROM 1 FOR 4) <> $2
     ORDER BY id LIMIT ${batch} FOR UPDATE SKIP LOCKED`,
    [tx.who.tenant, keyring.id, after],
  );
  let sealed = 0;
  for (const { id, sealed_key: before } of old) {
    const about = aboutDocument(tx.who.tenant, id);
    const key = opened(() => keyring.open(before, about));
    if (key === null) continue;
    sealed += 1;
    tx.write('documents.rewrap-document', 'UPDATE documents SET sealed_key = $3 WHERE tenant_id = $1 AND id = $2', [
      ...[tx.who.tenant, id, keyring.seal(key, about)],
    ]);
  }
  return { sealed, unopened: old.length - sealed, last: old.at(-1)?.id };
}

function opened(open: () => string): string | null {
  try {
    return open();
  } catch {
    return null;
  }
}
