import { caseIs, type Keyring, type Tx } from '../platform/index.js';
import type { Letter, LetterStatus, Sealed } from './letter.js';
import { aboutLetter } from './write-letter.js';

const COLUMNS = `l.id, l.case_id AS "caseId", l.program_id AS program, l.program_version AS version, l.letter, l.language, l.way,
  l.status, l.status_at AS "statusAt", l.reason, l.created_at AS "createdAt", l.erased_at AS "erasedAt",
  (SELECT json_agg(json_build_object('status', e.status, 'way', e.way, 'at', e.at, 'person', e.person_id, 'reason', e.reason)
     ORDER BY e.seq) FROM letter_events e WHERE e.tenant_id = l.tenant_id AND e.letter_id = l.id) AS events`;

/** Null when there is none of that id, or it is another region's. */
export async function findLetter(tx: Tx, id: string): Promise<Letter | null> {
  const [row] = await tx.sql<Letter>(
    'letters.find-letter',
    `SELECT ${COLUMNS} FROM letters l WHERE l.tenant_id = $1 AND l.id = $2`,
    [tx.who.tenant, id],
  );
  return row ?? null;
}

/** Newest first; a case has few. */
export function lettersOfCase(tx: Tx, caseId: string): Promise<Letter[]> {
  return tx.sql<Letter>(
    'letters.letters-of-case',
    `SELECT ${COLUMNS} FROM letters l WHERE l.tenant_id = $1 AND l.case_id = $2 ORDER BY l.created_at DESC, l.id DESC LIMIT 200`,
    [tx.who.tenant, caseId],
  );
}

/** A letter as whoever it was written to finds it. */
export interface LetterTold {
  /** Of all that was written in the case, from 1: it stays when another one is erased. */
  readonly number: number;
  readonly id: string;
  readonly letter: string;
  readonly createdAt: Date;
}

/** What was written to a client, oldest first, without what was erased; whether it reached them or not. */
export function lettersTold(tx: Tx, caseId: string | null): Promise<LetterTold[]> {
  return tx.sql<LetterTold>(
    'letters.letters-told-of-case',
    `SELECT number::int, id, letter, created_at AS "createdAt" FROM (
       SELECT row_number() OVER (ORDER BY created_at, id) AS number, id, letter, created_at, erased_at FROM letters
       WHERE tenant_id = $1 AND case_id = ${caseIs('$2')}) l
     WHERE erased_at IS NULL ORDER BY number`,
    [tx.who.tenant, caseId],
  );
}

export interface LetterFilter {
  readonly status: LetterStatus | null;
  readonly limit: number;
  readonly after: readonly [at: string, id: string] | null;
}

/** Newest first. */
export function listLetters(tx: Tx, { status, limit, after }: LetterFilter): Promise<Letter[]> {
  return tx.sql<Letter>(
    'letters.list-letters',
    `SELECT ${COLUMNS} FROM letters l WHERE l.tenant_id = $1 AND ($2::text IS NULL OR l.status = $2)
       AND ($3::timestamptz IS NULL OR (l.created_at, l.id) < ($3, $4::uuid))
     ORDER BY l.created_at DESC, l.id DESC LIMIT $5`,
    [tx.who.tenant, status, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

/** What it said and where it went. Null: there is none, or it is erased. */
export async function openLetter(tx: Tx, keyring: Keyring, id: string): Promise<Sealed | null> {
  const [row] = await tx.sql<{ sealed: Buffer | null }>(
    'letters.open-letter',
    'SELECT sealed FROM letters WHERE tenant_id = $1 AND id = $2',
    [tx.who.tenant, id],
  );
  return row?.sealed ? (JSON.parse(keyring.open(row.sealed, aboutLetter(tx.who.tenant, id))) as Sealed) : null;
}
