import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { clearTimers, type Tx, UnitOfWork, type Who } from '../platform/index.js';
import { contactColumns, lockContact, toContact, type ContactRow, type ContactView } from './contact.js';
import { armDeadline, deadlineFor, timerKind } from './deadline.js';
import { legsWith } from './interpreter-legs.js';

export type ContactChanged =
  | { readonly ok: true; readonly contact: ContactView }
  | { readonly ok: false; readonly reason: 'contact-is-unknown' | 'contact-is-closed' };

/** The call is over and the note is written: the contact is closed. Its cases go on by themselves. */
export class WrapUpContact<T> {
  constructor(
    readonly who: Who,
    readonly contact: string,
    readonly note: string,
    readonly reply: (tx: Tx, work: () => Promise<ContactChanged>) => Promise<T>,
  ) {}
}

@CommandHandler(WrapUpContact)
export class WrapUpContactHandler implements ICommandHandler<WrapUpContact<unknown>, unknown> {
  constructor(private readonly work: UnitOfWork) {}

  execute({ who, contact, note, reply }: WrapUpContact<unknown>): Promise<unknown> {
    return this.work.run(who, (tx) => reply(tx, () => wrapUpContact(tx, contact, note)));
  }
}

export async function wrapUpContact(tx: Tx, id: string, note: string): Promise<ContactChanged> {
  const open = await lockOpen(tx, id);
  if (!open.ok) return open;
  const legs = legsWith(open.contact, null, tx.now);
  const [row] = await tx.sql<ContactRow>(
    'contacts.wrap-up-contact',
    `UPDATE contacts SET status = 'closed', note = $3, ended_at = $4, owner_kind = NULL, owner_id = NULL, due_at = NULL,
       due_since = NULL, interpreter = NULL, interpreters = $5, revision = revision + 1
     WHERE tenant_id = $1 AND id = $2 RETURNING ${contactColumns}`,
    [tx.who.tenant, id, note, tx.now, JSON.stringify(legs)],
  );
  await clearTimers(tx, id, [`${timerKind}/due`]);
  return changed(row);
}

/** The caller has hung up; the note is still to be written. Somebody else looks after it when that takes too long. */
export async function startWrapUp(tx: Tx, id: string): Promise<ContactChanged> {
  const due = deadlineFor(tx.now, 'wrap-up');
  const [row] = await tx.sql<ContactRow>(
    'contacts.start-wrap-up',
    `UPDATE contacts SET status = 'wrap-up', due_at = $3, due_since = $4, due_generation = due_generation + 1,
       revision = revision + 1
     WHERE tenant_id = $1 AND id = $2 AND status = 'open' RETURNING ${contactColumns}`,
    [tx.who.tenant, id, due, tx.now],
  );
  // Who writes the note already keeps their deadline. The usual way has no round trip to spare for looking first.
  if (!row) return lockOpen(tx, id);
  await armDeadline(tx, id, row.due_generation, due);
  return changed(row);
}

/** The contact, locked; or why it may not be changed any more. */
export async function lockOpen(tx: Tx, id: string): Promise<ContactChanged> {
  const contact = await lockContact(tx, id);
  if (!contact) return { ok: false, reason: 'contact-is-unknown' };
  return contact.status === 'closed' ? { ok: false, reason: 'contact-is-closed' } : { ok: true, contact };
}

export function changed(row: ContactRow | undefined): ContactChanged {
  if (!row) throw new Error('A contact that is locked was not changed.');
  return { ok: true, contact: toContact(row) };
}
