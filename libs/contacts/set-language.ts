import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Tx, UnitOfWork, type Who } from '../platform/index.js';
import { contactColumns, type ContactRow } from './contact.js';
import { changed, refuseClosed, type ContactChanged } from './wrap-up-contact.js';

export interface SpokenLanguage {
  readonly language: string;
  /** Language of the interpreter who joined. Null: none. */
  readonly interpreter: string | null;
}

/** The conversation goes on in another language, or an interpreter joins or leaves. */
export class SetLanguage<T> {
  constructor(
    readonly who: Who,
    readonly contact: string,
    readonly spoken: SpokenLanguage,
    readonly reply: (tx: Tx, work: () => Promise<ContactChanged>) => Promise<T>,
  ) {}
}

@CommandHandler(SetLanguage)
export class SetLanguageHandler implements ICommandHandler<SetLanguage<unknown>, unknown> {
  constructor(private readonly work: UnitOfWork) {}

  execute({ who, contact, spoken, reply }: SetLanguage<unknown>): Promise<unknown> {
    return this.work.run(who, (tx) => reply(tx, () => setLanguage(tx, contact, spoken)));
  }
}

export async function setLanguage(tx: Tx, id: string, spoken: SpokenLanguage): Promise<ContactChanged> {
  const refused = await refuseClosed(tx, id);
  if (refused) return refused;
  const [row] = await tx.sql<ContactRow>(
    'contacts.set-language',
    `UPDATE contacts SET language = $3, interpreter = $4, revision = revision + 1
     WHERE tenant_id = $1 AND id = $2 RETURNING ${contactColumns}`,
    [tx.who.tenant, id, spoken.language, spoken.interpreter],
  );
  return changed(row);
}
