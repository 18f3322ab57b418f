import type { Tx } from '../unit-of-work.js';

/** What is counted, and how often it may be: `most` in so many seconds from the first on. */
export interface Limit {
  /** Of whom and of what, as a keyed hash (`Keyring.mark`): the table tells nobody who it was. */
  readonly key: Buffer;
  readonly most: number;
  readonly seconds: number;
}

/**
 * Counts one try more, whichever process it came to. False: there were as many already, and nothing is written. Give it a short
 * transaction of its own: whoever tries at the same time waits for it, and what is tried may fail and count all the same.
 */
export async function countTry(tx: Tx, { key, most, seconds }: Limit): Promise<boolean> {
  const rows = await tx.sql(
    'platform.count-try',
    `INSERT INTO limits AS l (tenant_id, key, tries, ends_at) VALUES ($1, $2, 1, $3)
     ON CONFLICT (tenant_id, key) DO UPDATE SET
       tries = CASE WHEN l.ends_at <= $4 THEN 1 ELSE l.tries + 1 END,
       ends_at = CASE WHEN l.ends_at <= $4 THEN excluded.ends_at ELSE l.ends_at END
     WHERE l.ends_at <= $4 OR l.tries < $5 RETURNING 1`,
    [tx.who.tenant, key, new Date(tx.now.getTime() + seconds * 1000), tx.now, most],
  );
  return rows.length === 1;
}

/** It was a good one: as if it had not been counted. */
export function takeTryBack(tx: Tx, key: Buffer): void {
  tx.write(
    'platform.take-try-back',
    'UPDATE limits SET tries = tries - 1 WHERE tenant_id = $1 AND key = $2 AND tries > 0 AND ends_at > $3',
    [tx.who.tenant, key, tx.now],
  );
}
