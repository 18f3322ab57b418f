import { newId, type Tx } from '../platform/index.js';

/** What somebody said of two applications. The newest word counts; the earlier ones stay. */
export interface Word {
  readonly id: string;
  readonly case: string;
  readonly other: string;
  readonly same: boolean;
  /** Null where none was written, or it was erased. */
  readonly note: string | null;
  readonly saidBy: string;
  readonly saidAs: string;
  readonly at: Date;
}
export interface WordToSay {
  readonly case: string;
  readonly other: string;
  readonly same: boolean;
  readonly note: string | null;
}

/** By the person of this transaction. That these two may be of one household is the caller's business. */
export function sayOfTwo(tx: Tx, { case: one, other, same, note }: WordToSay): void {
  const [first, second] = [one, other].toSorted();
  tx.write(
    'duplicates.say-of-two',
    `INSERT INTO duplicate_words (tenant_id, id, case_id, other_id, same, note, said_by, said_as, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tx.who.tenant, newId(), first, second, same, note, tx.who.person ?? tx.who.role, tx.who.role, tx.now],
  );
}

/** All that was said of these cases, each with another one; the newest first. */
export async function wordsOfCases(tx: Tx, ids: readonly string[]): Promise<readonly Word[]> {
  const rows = await tx.sql<Omit<Word, 'case' | 'other'> & { one: string; two: string }>(
    'duplicates.words-of-cases',
    `SELECT id, case_id AS one, other_id AS two, same, note, said_by AS "saidBy", said_as AS "saidAs", at FROM duplicate_words
     WHERE tenant_id = $1 AND case_id = ANY ($2::uuid[])
     UNION
     SELECT id, case_id, other_id, same, note, said_by, said_as, at FROM duplicate_words
     WHERE tenant_id = $1 AND other_id = ANY ($2::uuid[])
     ORDER BY at DESC, id DESC`,
    [tx.who.tenant, ids],
  );
  return rows.map(({ one, two, ...word }) => ({ ...word, case: one, other: two }));
}
