import { newId } from '../new-id.js';
import type { Tx } from '../unit-of-work.js';

export const outboxChannel = 'frontdoor_outbox';

/** Something that leaves the building, or must happen after the commit. */
export interface Message {
  readonly topic: string;
  /** Messages of one stream (a case) are delivered in the order in which they were enqueued. */
  readonly stream: string;
  /** Plain JSON. References where it can be: it lies in the database until it is delivered. */
  readonly payload: unknown;
  readonly deliverAfter?: Date;
  /** Who gets it: one that is slow or away holds up its own messages alone. Left out: all of this tenant's topic are of one. */
  readonly receiver?: string;
  /** The agency whose message it is, of which none takes more than its share. Left out: our own, for whom places are kept. */
  readonly partner?: string;
}

/**
 * Puts a message into the outbox: it leaves if and only if the transaction commits, at least once. Enqueue while holding
 * the lock of what the stream is about (the case), or the order of two transactions is not defined.
 * @returns the message's id, the same at each delivery
 */
export async function enqueue(tx: Tx, message: Message): Promise<string> {
  const id = newId();
  tx.write(
    'platform.enqueue',
    `WITH added AS (
       INSERT INTO outbox (tenant_id, id, topic, stream_id, payload, created_at, deliver_after, receiver, partner)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id
     )
     SELECT pg_notify('${outboxChannel}', '') FROM added`,
    [
      tx.who.tenant,
      id,
      message.topic,
      message.stream,
      JSON.stringify(message.payload),
      tx.now,
      message.deliverAfter ?? tx.now,
      message.receiver ?? `${tx.who.tenant}/${message.topic}`,
      message.partner ?? null,
    ],
  );
  return id;
}
