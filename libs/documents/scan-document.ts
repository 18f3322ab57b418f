import { setTimer, type Tx, type Who } from '../platform/index.js';
import { readContent } from './read-content.js';
import { dropParts, type ReceivedFile, type Store } from './receive-document.js';

export type Verdict = 'clean' | 'infected' | 'unknown';
/** Never throws: a scanner that cannot be asked knows nothing. */
export type Scan = (content: AsyncIterable<Buffer>) => Promise<Verdict>;

export const scanTimer = 'scan-document';
const minute = 60_000;
const longestWait = 30 * minute;

/** Asks the scanner about what lies there; null where the operator has none. */
export async function scanDocument(store: Store, who: Who, scan: Scan | null, id: string): Promise<Verdict | null> {
  return scan === null ? null : scan(readContent(store, who, id));
}

/** It is asked again soon, then less often, for as long as it takes: the person is told that the file waits. */
export async function scanLater(tx: Tx, id: string, generation: number): Promise<void> {
  const wait = Math.min(minute * 2 ** Math.min(generation - 1, 10), longestWait);
  await setTimer(tx, { subject: id, name: scanTimer, generation, dueAt: new Date(tx.now.getTime() + wait) });
}

/** Something was found in a file that just came, or in one that waited: its content goes at once, and the row says why. */
export async function refuseDocument(tx: Tx, file: Pick<ReceivedFile, 'id' | 'name'>): Promise<void> {
  dropParts(tx, [file.id]);
  tx.write(
    'documents.refuse-document',
    `UPDATE documents SET status = 'refused', sealed_key = NULL, name = $3, ended_at = $4
     WHERE tenant_id = $1 AND id = $2 AND status IN ('arriving', 'quarantined')`,
    [tx.who.tenant, file.id, file.name, tx.now],
  );
}

/** Nothing was found in a file that waited. */
export function clearDocument(tx: Tx, id: string): void {
  tx.write(
    'documents.clear-document',
    `UPDATE documents SET status = 'clean' WHERE tenant_id = $1 AND id = $2 AND status = 'quarantined'`,
    [tx.who.tenant, id],
  );
}
