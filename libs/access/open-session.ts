import { newId, type Tx } from '../platform/index.js';
import { hashAccessToken, newAccessToken } from './access-token.js';
import type { Role } from './roles.js';

/** A shift and a half: nobody is signed out in the middle of a call. */
export const sessionHours = 12;
/** Nobody was there: no request, and no window open that follows what happens. */
export const idleHours = 2;

export interface SessionToOpen {
  readonly person: string;
  readonly role: Role;
  readonly agency: string | null;
  /** Null: wherever the tenant answers. */
  readonly region?: string | null;
  /** It ends when nobody was there for `idleHours`. */
  readonly endsIdle?: boolean;
  /** What the issuer calls it (`sid`), where it says so. */
  readonly issuerSession?: string | null;
}
export interface OpenedSession {
  readonly id: string;
  /** Shown once; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Opens a session of that person, who must have been granted that role. */
export async function openSession(tx: Tx, open: SessionToOpen): Promise<OpenedSession> {
  const id = newId();
  const token = newAccessToken();
  const expiresAt = hoursFrom(tx.now, sessionHours);
  const idleUntil = open.endsIdle ? hoursFrom(tx.now, idleHours) : null;
  await tx.sql(
    'access.open-session-with-region',
    `INSERT INTO sessions (tenant_id, id, token_hash, person_id, role, agency_id, region, created_at, expires_at, idle_until,
       issuer_session)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[tx.who.tenant, id, hashAccessToken(token), open.person, open.role, open.agency, open.region ?? ''],
      ...[tx.now, expiresAt, idleUntil, open.issuerSession ?? null],
    ],
  );
  return { id, token, expiresAt };
}

export function hoursFrom(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000);
}
