import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Tx, UnitOfWork, type Who } from '../platform/index.js';
import { contactColumns, type ContactRow, type Inquirer, type Relation } from './contact.js';
import { changed, lockOpen, type ContactChanged } from './wrap-up-contact.js';

export interface WhoCalls {
  readonly inquirer: Inquirer;
  /** What a third party is to the client. Null: the client, or somebody who did not say. */
  readonly relation: Relation | null;
}

/** It turns out in the middle of a call who is on the line, or somebody else takes the phone. */
export class SetInquirer<T> {
  constructor(
    readonly who: Who,
    readonly contact: string,
    readonly calls: WhoCalls,
    readonly reply: (tx: Tx, work: () => Promise<ContactChanged>) => Promise<T>,
  ) {}
}

@CommandHandler(SetInquirer)
export class SetInquirerHandler implements ICommandHandler<SetInquirer<unknown>, unknown> {
  constructor(private readonly work: UnitOfWork) {}

  execute({ who, contact, calls, reply }: SetInquirer<unknown>): Promise<unknown> {
    return this.work.run(who, (tx) => reply(tx, () => setInquirer(tx, contact, calls)));
  }
}

export async function setInquirer(tx: Tx, id: string, { inquirer, relation }: WhoCalls): Promise<ContactChanged> {
  const open = await lockOpen(tx, id);
  if (!open.ok) return open;
  const [row] = await tx.sql<ContactRow>(
    'contacts.set-inquirer',
    `UPDATE contacts SET inquirer = $3, relation = $4, revision = revision + 1
     WHERE tenant_id = $1 AND id = $2 RETURNING ${contactColumns}`,
    [tx.who.tenant, id, inquirer, relation],
  );
  return changed(row);
}
