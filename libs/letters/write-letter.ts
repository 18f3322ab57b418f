import { enqueue, type Keyring, newId, type Tx } from '../platform/index.js';
import { type Addresses, type LetterStatus, type LetterWay, mailAddress, type Sealed, wayTo } from './letter.js';
import type { LetterDocument } from './document.js';

export interface LetterToWrite {
  readonly caseId: string;
  /** The line of the case's history by which it was written: what was known then. */
  readonly revision: number;
  readonly program: string;
  readonly version: number;
  readonly letter: string;
  readonly language: string;
  /** Questions whose answers are in it, or are where it goes: erased with any of them. */
  readonly facts: readonly string[];
  /** As answered; null where nothing is known. */
  readonly to: Addresses;
  readonly document: LetterDocument;
}
export interface LetterToMail {
  readonly letter: string;
}
export const sendLetterTopic = 'send-letter';

export const aboutLetter = (tenant: string, id: string): string => `letter ${tenant}/${id}`;
const sealed = (tx: Tx, keyring: Keyring, id: string, what: Sealed): Buffer =>
  keyring.seal(JSON.stringify(what), aboutLetter(tx.who.tenant, id));

/**
 * Keeps a letter with the step that wrote it. One for mail leaves when the step is kept; one for paper waits on the print list;
 * one for which no address is known has failed at once, and whoever calls tells a person.
 */
export async function writeLetter(
  tx: Tx,
  keyring: Keyring,
  { to: answered, document, ...letter }: LetterToWrite,
): Promise<{ readonly id: string; readonly status: LetterStatus }> {
  const id = newId();
  const to = { email: mailAddress(answered.email), print: answered.print };
  const way = wayTo(to);
  const status = way === null ? 'failed' : STARTS[way];
  tx.write('letters.write-letter', WRITE, [
    tx.who.tenant,
    id,
    letter.caseId,
    letter.revision,
    letter.program,
    letter.version,
    letter.letter,
    letter.language,
    letter.facts,
    way ?? (answered.email === null ? 'print' : 'email'),
    status,
    tx.now,
    way === null ? 'no-address' : null,
    sealed(tx, keyring, id, { to, document }),
  ]);
  if (status === 'queued') await mailIt(tx, id);
  return { id, status };
}

const STARTS: Readonly<Record<LetterWay, LetterStatus>> = { email: 'queued', print: 'to-print' };

const WRITE = `
  WITH letter AS (
    INSERT INTO letters (tenant_id, id, case_id, case_revision, program_id, program_version, letter, language, facts, way, status,
      status_at, reason, created_at, sealed)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $12, $14)
  )
  INSERT INTO letter_events (tenant_id, letter_id, seq, at, status, way, person_id, reason)
  VALUES ($1, $2, 1, $12, $11, $10, NULL, $13)`;

/** In a stream of its own: one that hangs holds up no other. */
async function mailIt(tx: Tx, id: string): Promise<void> {
  const payload: LetterToMail = { letter: id };
  await enqueue(tx, { topic: sendLetterTopic, stream: id, payload });
}

/** Why a letter goes on paper that was to go by mail. */
export const mailFailed = 'mail-failed';

/**
 * Once more, by this way, to what is known as the address now. The words stay those that were written. False: it is on its way
 * or gone, as the status says.
 */
export async function sendAgain(
  tx: Tx,
  keyring: Keyring,
  id: string,
  { way, reason = null, ...what }: Sealed & { readonly way: LetterWay; readonly reason?: typeof mailFailed | null },
): Promise<boolean> {
  const rows = await tx.sql('letters.send-again', AGAIN, [
    tx.who.tenant,
    id,
    way,
    STARTS[way],
    tx.now,
    sealed(tx, keyring, id, what),
    tx.who.person,
    reason,
  ]);
  if (rows.length > 0 && way === 'email') await mailIt(tx, id);
  return rows.length > 0;
}

const AGAIN = `
  WITH letter AS (
    UPDATE letters SET way = $3, status = $4, status_at = $5, reason = $8, sealed = $6
    WHERE tenant_id = $1 AND id = $2 AND erased_at IS NULL AND (status <> 'queued') AND NOT (status = 'to-print' AND way = $3)
    RETURNING tenant_id, id, status, way
  )
  INSERT INTO letter_events (tenant_id, letter_id, seq, at, status, way, person_id, reason)
  SELECT tenant_id, id, 1 + (SELECT max(e.seq) FROM letter_events e WHERE e.tenant_id = $1 AND e.letter_id = $2), $5, status, way, $7, $8
  FROM letter RETURNING seq`;
