import { createHmac } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Text } from '../eligibility/index.js';
import { newId, poolOf, type Tx } from '../platform/index.js';
import { hashAccessToken, newAccessToken } from './access-token.js';

/** What a link lets somebody at the agency do: say yes or no to an offer, or report what became of a client they took. */
export type LinkPurpose = 'answer-offer' | 'report-outcome';

/** A link for somebody who has no account. The referral's id is a plain word here. */
export interface AgencyLink {
  readonly id: string;
  readonly tenant: string;
  readonly agency: string;
  readonly purpose: LinkPurpose;
  readonly referral: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  /** What the page that used it was made with: the same page, sent twice by a trembling finger, is told the same. */
  readonly press: Buffer | null;
  readonly revokedAt: Date | null;
  /** Of the helpline, for a page that says nothing else. */
  readonly tenantName: Text;
  readonly timeZone: string;
  readonly desk: string | null;
}

/**
 * Whose link this is, before any tenant is known: the database function `find_agency_link` answers to nothing but a
 * token's hash. Used, expired and revoked ones are found, too: whoever has it may be told that; those of an agency that left are
 * not. Whatever was sent is
 * looked up, so that what has the shape of a token and what has not take the same way.
 */
export async function findAgencyLink(dataSource: DataSource, token: string): Promise<AgencyLink | null> {
  const { rows } = await poolOf(dataSource).query<AgencyLink>({
    name: 'access.find-agency-link',
    text: `SELECT tenant, id, agency, purpose, referral, expires_at AS "expiresAt", used_at AS "usedAt", press,
      revoked_at AS "revokedAt", tenant_name AS "tenantName", time_zone AS "timeZone", desk FROM find_agency_link($1)`,
    values: [hashAccessToken(token)],
  });
  return rows[0] ?? null;
}

export interface LinkToMint {
  readonly agency: string;
  readonly purpose: LinkPurpose;
  readonly referral: string;
  readonly expiresAt: Date;
}

/** Longer than anybody asks what became of a link; then it is as good as unknown. */
const keptDays = 30;
const sweep = 200;

/** A new link: only the hash of its token is kept. What ended long ago is thrown away on the way. */
export function mintAgencyLink(
  tx: Tx,
  link: LinkToMint,
  token = newAccessToken(),
): { readonly id: string; readonly token: string } {
  const id = newId();
  const by = tx.who.person ?? tx.who.role;
  tx.write(
    'access.mint-agency-link',
    `INSERT INTO agency_links (tenant_id, id, token_hash, agency_id, purpose, referral_id, created_at, created_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[tx.who.tenant, id, hashAccessToken(token), link.agency, link.purpose, link.referral],
      ...[tx.now, by, link.expiresAt],
    ],
  );
  tx.write(
    'access.forget-agency-links',
    `DELETE FROM agency_links WHERE tenant_id = $1 AND id IN (
       SELECT id FROM agency_links WHERE tenant_id = $1 AND expires_at < $2 LIMIT ${sweep} FOR UPDATE SKIP LOCKED)`,
    [tx.who.tenant, new Date(tx.now.getTime() - keptDays * 86_400_000)],
  );
  return { id, token };
}

/**
 * Uses a link up, in the transaction of the step that it is used for and after the case is locked: of two presses the second
 * finds it used, and its step is not kept. False: it was used, has expired or was revoked.
 * @param press what the page that was pressed was made with
 */
export async function useAgencyLink(tx: Tx, id: string, press: string): Promise<boolean> {
  const rows = await tx.sql(
    'access.use-agency-link',
    `UPDATE agency_links SET used_at = $3, press = $4
     WHERE tenant_id = $1 AND id = $2 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $3 RETURNING id`,
    [tx.who.tenant, id, tx.now, hashAccessToken(press)],
  );
  return rows.length === 1;
}

/** As our pages are made with; what is sent without one is never the same page. */
const looksLikeWord = (press: string): boolean => /^[\w-]{20,}$/.test(press);

/** The page that used this link up was made with the same word. */
export const isSamePress = (link: AgencyLink, press: string): boolean =>
  looksLikeWord(press) && link.press !== null && link.press.equals(hashAccessToken(press));

/**
 * The token of the link that this press leads on to. Who presses has both secrets, and the database neither: the same page,
 * sent twice, is led to the same link, and nobody makes another one for it. Null: the page was made with no word, and what the
 * address alone gives must not tell the next one.
 */
export const tokenAfter = (token: string, press: string): string | null =>
  looksLikeWord(press) ? createHmac('sha256', token).update(`next:${press}`).digest('base64url') : null;

/** One that has expired is given up for a new one, once. False: somebody did already. */
export async function giveUpAgencyLink(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.sql(
    'access.give-up-agency-link',
    `UPDATE agency_links SET revoked_at = $3 WHERE tenant_id = $1 AND id = $2 AND used_at IS NULL AND revoked_at IS NULL
     RETURNING id`,
    [tx.who.tenant, id, tx.now],
  );
  return rows.length === 1;
}

/**
 * One that the clock mailed within this time still works, and nobody has used it: it lies in the agency's mailbox. Those that a
 * page led on to are its own alone.
 */
export async function hasFreshLink(tx: Tx, referral: string, within: number): Promise<boolean> {
  const rows = await tx.sql(
    'access.has-fresh-agency-link',
    `SELECT FROM agency_links WHERE tenant_id = $1 AND referral_id = $2 AND created_by = 'clock' AND created_at > $3
     AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $4 LIMIT 1`,
    [tx.who.tenant, referral, new Date(tx.now.getTime() - within), tx.now],
  );
  return rows.length === 1;
}

/**
 * From its commit on, none of the links for this referral is taken, renewed, or led on from once more. How many were still good.
 */
export async function revokeAgencyLinks(tx: Tx, referral: string): Promise<number> {
  const rows = await tx.sql<{ good: boolean }>(
    'access.revoke-agency-links',
    `UPDATE agency_links SET revoked_at = $3 WHERE tenant_id = $1 AND referral_id = $2 AND revoked_at IS NULL
     RETURNING used_at IS NULL AND expires_at > $3 AS good`,
    [tx.who.tenant, referral, tx.now],
  );
  return rows.filter(({ good }) => good).length;
}
