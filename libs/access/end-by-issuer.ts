import { actingAs, type Tx } from '../platform/index.js';
import { audit } from './audit.js';
import { endSessionsOfPerson, isThatSession } from './list-sessions.js';
import { issueTicket, useOnce } from './sign-in-tickets.js';

/** What the issuer says: this person, or this session of its own, or both, is signed out. */
export interface IssuerLogout {
  /** It comes once. */
  readonly id: string;
  readonly person: string | null;
  readonly issuerSession: string | null;
  /** By the issuer's clock. */
  readonly at: Date;
}

/** Who came back from the issuer, and has not chosen a seat yet. */
export interface ChoiceToKeep {
  readonly person: { readonly id: string };
  readonly issuerSession: string | null;
  /** By the issuer's clock. */
  readonly issuedAt: string;
}

/** Of a logout and a choice that is being kept, one sees the other: the first waits for all of the second kind. */
const LOCK = "hashtextextended('sign-in: logouts', 0)";

/**
 * Ends all that came of it, in one transaction: sessions in each of the tenants, and choices of a seat that were not made yet.
 * The token is used up when that is kept, and not before: the issuer may send it again after a failure. A sign-in that is
 * under way and began before it finds it, too (`keepChoice`). False: the token was used before.
 */
export async function endByIssuer(
  tx: Tx,
  logout: IssuerLogout,
  { tenants, until }: { readonly tenants: readonly string[]; readonly until: Date },
): Promise<boolean> {
  const { id, person, issuerSession, at } = logout;
  tx.write('access.begin-logout', `SELECT pg_advisory_xact_lock(${LOCK})`);
  if (!(await useOnce(tx, 'logout-token', id, until, { person, issuerSession, at }))) return false;
  await tx.sql(
    'access.end-choices',
    `DELETE FROM sign_in_tickets WHERE tenant_id = $1 AND kind = 'choice' AND ($2::text IS NOT NULL OR $3::text IS NOT NULL)
     AND ($2::text IS NULL OR content #>> '{person,id}' = $2) AND ${isThatSession("content ->> 'issuerSession'")}`,
    [tx.who.tenant, person, issuerSession],
  );
  for (const tenant of tenants) {
    await actingAs(tx, { tenant, person: null, role: 'sign-in-provider', agency: null }, async (there) => {
      const sessions = await endSessionsOfPerson(there, { person, issuerSession });
      if (sessions.length > 0) await audit(there, 'end-session', { sessions, by: 'provider' });
    });
  }
  return true;
}

/** Keeps a choice for whoever brings the secret, once, until then. False: the issuer ended meanwhile what it came of. */
export async function keepChoice(tx: Tx, secret: string, choice: ChoiceToKeep, until: Date): Promise<boolean> {
  tx.write('access.begin-choice', `SELECT pg_advisory_xact_lock_shared(${LOCK})`);
  const { person, issuerSession, issuedAt } = choice;
  const ended = await tx.sql(
    'access.was-ended',
    `SELECT FROM sign_in_tickets WHERE tenant_id = $1 AND kind = 'logout-token' AND coalesce(content ->> 'person', $2) = $2
     AND (content ->> 'issuerSession' = $3 OR ((content ->> 'issuerSession' IS NULL OR $3::text IS NULL)
       AND content ->> 'person' = $2 AND (content ->> 'at')::timestamptz >= $4)) LIMIT 1`,
    [tx.who.tenant, person.id, issuerSession, issuedAt],
  );
  if (ended.length > 0) return false;
  issueTicket(tx, 'choice', secret, choice, until);
  return true;
}
