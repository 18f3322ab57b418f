import { createHash } from 'node:crypto';
import type { Tx, Who } from '../platform/index.js';

/** What signing in needs between two requests, and tokens of the issuer that must not come twice. */
export type TicketKind = 'begun' | 'choice' | 'logout-token';

/** Who signs in is of no tenant yet. No tenant can be called so: its ids are kebab-case. */
export const beforeTenant: Who = { tenant: '(sign-in)', person: null, role: 'signing-in', agency: null };

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Keeps `content` for whoever brings the secret, once, until then. Only the secret's hash is kept. */
export function issueTicket(tx: Tx, kind: TicketKind, secret: string, content: object, until: Date): void {
  tx.write(
    'access.issue-ticket',
    'INSERT INTO sign_in_tickets (tenant_id, kind, hash, content, expires_at) VALUES ($1, $2, $3, $4, $5)',
    [tx.who.tenant, kind, hashOf(secret), JSON.stringify(content), until],
  );
  sweep(tx);
}

/** What was kept; null when there is no such ticket, its time has passed, or somebody was first. `peek` leaves it there. */
export async function takeTicket<T>(tx: Tx, kind: TicketKind, secret: string, peek = false): Promise<T | null> {
  const where = 'FROM sign_in_tickets WHERE tenant_id = $1 AND kind = $2 AND hash = $3 AND expires_at > $4';
  const values = [tx.who.tenant, kind, hashOf(secret), tx.now];
  const [row] = peek
    ? await tx.sql<{ content: T }>('access.peek-ticket', `SELECT content ${where}`, values)
    : await tx.sql<{ content: T }>('access.take-ticket', `DELETE ${where} RETURNING content`, values);
  return row?.content ?? null;
}

/** False when this was used before; remembered until then, with what it was about. */
export async function useOnce(
  tx: Tx,
  kind: TicketKind,
  secret: string,
  until: Date,
  about: object = {},
): Promise<boolean> {
  const rows = await tx.sql(
    'access.use-once',
    `INSERT INTO sign_in_tickets (tenant_id, kind, hash, content, expires_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [tx.who.tenant, kind, hashOf(secret), JSON.stringify(about), until],
  );
  sweep(tx);
  return rows.length === 1;
}

/** Nothing of it is of use after its time. */
function sweep(tx: Tx): void {
  tx.write('access.sweep-tickets', 'DELETE FROM sign_in_tickets WHERE tenant_id = $1 AND expires_at <= $2', [
    tx.who.tenant,
    tx.now,
  ]);
}
