import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { newId, type Tx, UnitOfWork, type Who } from '../platform/index.js';
import {
  contactColumns,
  toContact,
  type Channel,
  type ContactRow,
  type ContactView,
  type Inquirer,
  type Relation,
} from './contact.js';
import { armDeadline, deadlineFor } from './deadline.js';
import { legsWith } from './interpreter-legs.js';

export interface ContactToOpen {
  /** Id of the line that was dialled. Whoever opens has looked it up. */
  readonly line: string;
  /** The line's region: the contact's, where whoever opens it answers for the whole tenant. */
  readonly region?: string | null;
  readonly channel: Channel | (string & {});
  readonly language: string;
  readonly interpreter?: string | null;
  /** Who contacts us: the client, or somebody for them. Left out: nobody has said it yet. */
  readonly inquirer?: Inquirer;
  /** Only of a third party. */
  readonly relation?: Relation | null;
  /** Languages of the greeting that was given. Left out: English and French, as every line's greeting is. */
  readonly greetedIn?: readonly string[];
}

/** Somebody reaches us. `reply` turns the opened contact into the answer, in the same transaction. */
export class OpenContact<T> {
  constructor(
    readonly who: Who,
    readonly wish: ContactToOpen,
    readonly reply: (tx: Tx, work: () => Promise<ContactView>) => Promise<T>,
  ) {}
}

@CommandHandler(OpenContact)
export class OpenContactHandler implements ICommandHandler<OpenContact<unknown>, unknown> {
  constructor(private readonly work: UnitOfWork) {}

  execute({ who, wish, reply }: OpenContact<unknown>): Promise<unknown> {
    return this.work.run(who, (tx) => reply(tx, () => startContact(tx, wish)));
  }
}

/** Opens a contact that belongs to the person of this transaction; without a person, to the navigators' queue. */
export async function startContact(tx: Tx, wish: ContactToOpen): Promise<ContactView> {
  const due = deadlineFor(tx.now, 'open');
  const [row] = await tx.sql<ContactRow>(
    'contacts.start-contact',
    `INSERT INTO contacts (tenant_id, id, line_id, channel, language, interpreter, inquirer, greeted_at, greeted_in,
       status, owner_kind, owner_id, due_at, due_since, due_generation, started_at, started_by, relation, interpreters,
       answering_region)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11, $12, $8, 1, $8, $13, $14, $15, $16)
     RETURNING ${contactColumns}`,
    [
      tx.who.tenant,
      newId(),
      wish.line,
      wish.channel,
      wish.language,
      wish.interpreter ?? null,
      wish.inquirer ?? null,
      tx.now,
      wish.greetedIn ?? ['en', 'fr'],
      tx.who.person === null ? 'queue' : 'person',
      tx.who.person ?? 'navigators',
      due,
      tx.who.person ?? tx.who.role,
      wish.relation ?? null,
      JSON.stringify(legsWith({ interpreter: null, interpreters: [] }, wish.interpreter ?? null, tx.now)),
      tx.who.region ?? wish.region ?? null,
    ],
  );
  if (!row) throw new Error('The database did not return the contact that was opened.');
  await armDeadline(tx, row.id, 1, due);
  return toContact(row);
}

/**
 * Somebody comes to us by themself, over the web: nobody of ours is there who would have to write a note, so it is closed as it
 * begins. What came of it is their case's, which has an owner and a deadline.
 */
export async function noteContact(tx: Tx, wish: Pick<ContactToOpen, 'line' | 'region' | 'channel' | 'language'>) {
  const [row] = await tx.sql<ContactRow>(
    'contacts.note-contact',
    `INSERT INTO contacts (tenant_id, id, line_id, channel, language, status, due_generation, started_at, started_by,
       ended_at, interpreters, answering_region)
     VALUES ($1, $2, $3, $4, $5, 'closed', 1, $6, $7, $6, '[]', $8) RETURNING ${contactColumns}`,
    [tx.who.tenant, newId(), wish.line, wish.channel, wish.language, tx.now, tx.who.role, wish.region ?? null],
  );
  if (!row) throw new Error('The database did not return the contact that was noted.');
  return toContact(row);
}
