import { randomBytes, randomInt, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Tx } from '../platform/index.js';
import { hashAccessToken, newAccessToken } from './access-token.js';

/** What somebody who applies by themself comes back with, on any device: both are needed. */
export interface ApplicationKeys {
  /** Names the application, and opens nothing by itself. */
  readonly handle: string;
  /** Told once; its hash alone is kept. */
  readonly code: string;
}

/** How long a device stays with an application after its last page there. */
export const deviceHours = 12;
const mostWrong = 10;
const lockedFor = 3_600_000;
const sweep = 200;

/** No letter or digit that is taken for another: read aloud, or written on the back of an envelope. */
const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const drawn = (length: number): string => Array.from({ length }, () => signs[randomInt(signs.length)]).join('');
const [handleLength, codeLength] = [8, 10];

/** As it was typed: small letters, spaces and dashes are nobody's mistake. */
export const plainKey = (typed: string): string => typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/** Read aloud, and written down. */
export const inGroups = (key: string): string => key.replaceAll(/(.{4})(?=.{2})/g, '$1-');

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
/** Dear enough for whoever has the database and tries all 30^10, cheap enough for a server that is asked for nothing else. */
const hashOf = (code: string, salt: Buffer): Promise<Buffer> => derive(plainKey(code), salt, 32, { N: 4096 });

/** New keys of a case, in the place of those that it had: the code before opens nothing any more. Its handle stays. */
export async function giveApplicationKeys(tx: Tx, caseId: string): Promise<ApplicationKeys> {
  const [code, salt] = [drawn(codeLength), randomBytes(16)];
  const [row] = await tx.sql<{ handle: string }>(
    'access.give-application-keys',
    `INSERT INTO application_access (tenant_id, handle, case_id, salt, code_hash, created_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id, case_id) DO UPDATE SET salt = excluded.salt, code_hash = excluded.code_hash,
       wrong = 0, wrong_until = NULL RETURNING handle`,
    [tx.who.tenant, drawn(handleLength), caseId, salt, await hashOf(code, salt), tx.now],
  );
  if (!row) throw new Error('The database did not return the keys that were given.');
  return { handle: row.handle, code };
}

/** The case that people name by what the form calls its number; null: nobody's. It opens nothing for them. */
export async function caseOfHandle(tx: Tx, typed: string): Promise<string | null> {
  const [row] = await tx.sql<{ caseId: string }>(
    'access.case-of-handle',
    'SELECT case_id AS "caseId" FROM application_access WHERE tenant_id = $1 AND handle = $2',
    [tx.who.tenant, plainKey(typed)],
  );
  return row?.caseId ?? null;
}

interface Kept {
  readonly caseId: string;
  readonly salt: Buffer;
  readonly hash: Buffer;
  readonly wrong: number;
  readonly until: Date | null;
}
const nobody: Kept = { caseId: '', salt: Buffer.alloc(16), hash: Buffer.alloc(32), wrong: 0, until: null };

/**
 * The case that these keys open; null for whatever is wrong with them, and nobody learns which. A handle that nobody has takes
 * as long as one that somebody has; after ten wrong codes an hour must pass, wherever they came from.
 */
export async function tryApplicationKeys(tx: Tx, { handle, code }: ApplicationKeys): Promise<string | null> {
  const [row] = await tx.sql<Kept>(
    'access.try-application-keys',
    `SELECT case_id AS "caseId", salt, code_hash AS hash, wrong, wrong_until AS until FROM application_access
     WHERE tenant_id = $1 AND handle = $2 FOR UPDATE`,
    [tx.who.tenant, plainKey(handle)],
  );
  const kept = row ?? nobody;
  const isRight = timingSafeEqual(await hashOf(code, kept.salt), kept.hash);
  if (!row) return null;
  const isLocked = kept.until !== null && kept.until > tx.now;
  if (isLocked) return null;
  const before = kept.until === null ? kept.wrong : 0;
  const wrong = isRight ? 0 : before + 1;
  const until = wrong >= mostWrong ? new Date(tx.now.getTime() + lockedFor) : null;
  tx.write(
    'access.count-application-tries',
    'UPDATE application_access SET wrong = $3, wrong_until = $4 WHERE tenant_id = $1 AND handle = $2',
    [tx.who.tenant, plainKey(handle), wrong, until],
  );
  return isRight ? kept.caseId : null;
}

/** A device may go on with this case. Only the hash of its token is kept; what ended is thrown away on the way. */
export function admitDevice(tx: Tx, caseId: string): string {
  const token = newAccessToken();
  tx.write(
    'access.admit-device-as-read',
    'INSERT INTO application_tokens (tenant_id, token_hash, case_id, created_at, read_at, expires_at) VALUES ($1, $2, $3, $4, $4, $5)',
    [tx.who.tenant, hashAccessToken(token), caseId, tx.now, new Date(endOf(tx).getTime() + noteAfter)],
  );
  tx.write(
    'access.forget-devices',
    `DELETE FROM application_tokens WHERE tenant_id = $1 AND token_hash IN (
       SELECT token_hash FROM application_tokens WHERE tenant_id = $1 AND expires_at < $2 LIMIT ${sweep} FOR UPDATE SKIP LOCKED)`,
    [tx.who.tenant, tx.now],
  );
  return token;
}

const endOf = ({ now }: Tx): Date => new Date(now.getTime() + deviceHours * 3_600_000);

/** Each page says that the device is still there; it is written down so often, and not at each page: a write that is kept costs most. */
const noteAfter = 300_000;
/** Pages of an application that one device reads are one look in the audit log for so long. Coming in begins the first. */
const oneLook = 3_600_000;

export interface DeviceCase {
  readonly caseId: string;
  /** The number with which they come back. */
  readonly handle: string | null;
  /** It is time to write down that the device is still there (`noteDevice`). */
  readonly isToNote: boolean;
}

/**
 * The case that this device goes on with; null: none, or not any more. From here on it is the client's own in this
 * transaction (`ownCase`), in what is asked in the same trip, too.
 */
export async function caseOfDevice(tx: Tx, token: string): Promise<DeviceCase | null> {
  const [row] = await tx.sql<{ caseId: string; handle: string | null; expiresAt: Date }>(
    'access.go-on-with-device',
    `SELECT case_id AS "caseId", expires_at AS "expiresAt", set_config('app.case', case_id::text, true),
       (SELECT a.handle FROM application_access a WHERE a.tenant_id = $1 AND a.case_id = application_tokens.case_id) AS handle
     FROM application_tokens
     WHERE tenant_id = $1 AND token_hash = $2 AND expires_at > $3`,
    [tx.who.tenant, hashAccessToken(token), tx.now],
  );
  return row ? { caseId: row.caseId, handle: row.handle, isToNote: row.expiresAt < endOf(tx) } : null;
}

/**
 * It is still there, and may go on for as long again, and some minutes longer; and once an hour, to the row, the log says that
 * the application is read there.
 */
export function noteDevice(tx: Tx, token: string): void {
  tx.write(
    'access.note-device',
    `WITH noted AS (
       UPDATE application_tokens SET expires_at = $3, read_at = CASE WHEN read_at > $5 THEN read_at ELSE $4 END
       WHERE tenant_id = $1 AND token_hash = $2 AND expires_at < $3 RETURNING case_id, read_at)
     INSERT INTO audit (tenant_id, at, person_id, role, action, subject)
     SELECT $1, $4, $6, $7, 'read-application', jsonb_build_object('case', case_id) FROM noted WHERE read_at = $4`,
    [
      ...[tx.who.tenant, hashAccessToken(token), new Date(endOf(tx).getTime() + noteAfter), tx.now],
      ...[new Date(tx.now.getTime() - oneLook), tx.who.person, tx.who.role],
    ],
  );
}

/** Somebody leaves a device that is not theirs alone. */
export function dismissDevice(tx: Tx, token: string): void {
  tx.write('access.dismiss-device', 'DELETE FROM application_tokens WHERE tenant_id = $1 AND token_hash = $2', [
    tx.who.tenant,
    hashAccessToken(token),
  ]);
}
