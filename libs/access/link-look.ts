import { createHmac } from 'node:crypto';
import type { Tx } from '../platform/index.js';

/** One look at the page of a link. */
export interface LinkLook {
  /** The link's own: who has the database alone cannot guess what was told from what is kept of it. */
  readonly token: string;
  /** What of the client is told; null: nothing. */
  readonly told: unknown;
  /** Somebody pressed to be told it: that is always a look of its own. */
  readonly asked: boolean;
}

/** How long a page that stays the same is one look. */
const oneLook = 3_600_000;

/**
 * Notes what the page of this link tells now. True: the audit log must say so, because somebody asked, it is the first look, it is
 * not what the link last told, or an hour has passed. Pages that tell nothing are counted apart: a machine that follows
 * links, and a phone that was told, do not make each other look new.
 */
export async function isNewLook(tx: Tx, id: string, { token, told, asked }: LinkLook): Promise<boolean> {
  const before = asked ? tx.now : new Date(tx.now.getTime() - oneLook);
  const rows =
    told === null
      ? await tx.sql(
          'access.note-opened-link',
          `UPDATE agency_links SET opened_at = $3 WHERE tenant_id = $1 AND id = $2
           AND (opened_at IS NULL OR opened_at <= $4) RETURNING id`,
          [tx.who.tenant, id, tx.now, before],
        )
      : await tx.sql(
          'access.note-told-link',
          `UPDATE agency_links SET told = $5, told_at = $3 WHERE tenant_id = $1 AND id = $2
           AND (told IS DISTINCT FROM $5 OR told_at <= $4) RETURNING id`,
          [tx.who.tenant, id, tx.now, before, createHmac('sha256', token).update(JSON.stringify(told)).digest()],
        );
  return rows.length === 1;
}
