import type { JWTPayload } from 'jose';

export interface LogoutClaims {
  readonly issuer: string;
  /** Null: only `issuerSession` is named. */
  readonly subject: string | null;
  /** Null: every session of the person ends. */
  readonly issuerSession: string | null;
  /** It must not come twice. */
  readonly id: string;
  readonly at: Date;
}

const event = 'http://schemas.openid.net/event/backchannel-logout';

/** OpenID Connect Back-Channel Logout 1.0, section 2.6, once signature, issuer, audience and time are as they must be. */
export function readLogoutClaims({ iss, sub, sid, jti, iat, events, nonce }: JWTPayload): LogoutClaims {
  const isLogout = typeof events === 'object' && events !== null && Object.hasOwn(events, event);
  if (!isLogout) throw new Error('the token tells of no logout');
  if (nonce !== undefined) throw new Error('an id_token is no logout token');
  const [subject, session] = [textOf(sub), textOf(sid)];
  if (subject === null && session === null) throw new Error('the token names nobody');
  return { issuer: String(iss), subject, issuerSession: session, id: String(jti), at: new Date((iat ?? 0) * 1000) };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
