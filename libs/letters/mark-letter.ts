import type { Tx } from '../platform/index.js';
import type { LetterStatus } from './letter.js';

const FROM: Readonly<Record<'sent' | 'failed' | 'printed' | 'posted', readonly LetterStatus[]>> = {
  sent: ['queued'],
  failed: ['queued'],
  printed: ['to-print'],
  posted: ['to-print', 'printed'],
};

/** What became of a letter. False: it is past that already, and stays as it is. */
export async function markLetter(
  tx: Tx,
  id: string,
  status: keyof typeof FROM,
  reason: string | null = null,
): Promise<boolean> {
  const rows = await tx.sql(
    'letters.mark-letter',
    `WITH letter AS (
       UPDATE letters SET status = $3, status_at = $4, reason = $5
       WHERE tenant_id = $1 AND id = $2 AND status = ANY ($6) RETURNING tenant_id, id, status, way, reason
     )
     INSERT INTO letter_events (tenant_id, letter_id, seq, at, status, way, person_id, reason)
     SELECT tenant_id, id, 1 + (SELECT max(e.seq) FROM letter_events e WHERE e.tenant_id = $1 AND e.letter_id = $2),
       $4, status, way, $7, reason FROM letter RETURNING seq`,
    [tx.who.tenant, id, status, tx.now, reason, FROM[status], tx.who.person],
  );
  return rows.length > 0;
}
