import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Tx, UnitOfWork, type Who } from '../platform/index.js';
import { contactColumns, type ContactRow } from './contact.js';
import { legsWith } from './interpreter-legs.js';
import { changed, lockOpen, type ContactChanged } from './wrap-up-contact.js';

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
  return speak(tx, id, spoken);
}

/** An interpreter joins, another one takes their place, or (null) nobody interprets any more. */
export class SetInterpreter<T> {
  constructor(
    readonly who: Who,
    readonly contact: string,
    readonly language: string | null,
    readonly reply: (tx: Tx, work: () => Promise<ContactChanged>) => Promise<T>,
  ) {}
}

@CommandHandler(SetInterpreter)
export class SetInterpreterHandler implements ICommandHandler<SetInterpreter<unknown>, unknown> {
  constructor(private readonly work: UnitOfWork) {}

  execute({ who, contact, language, reply }: SetInterpreter<unknown>): Promise<unknown> {
    return this.work.run(who, (tx) => reply(tx, () => setInterpreter(tx, contact, language)));
  }
}

export async function setInterpreter(tx: Tx, id: string, language: string | null): Promise<ContactChanged> {
  return speak(tx, id, { language: null, interpreter: language });
}

/** `language` null: the conversation stays in its language. */
async function speak(
  tx: Tx,
  id: string,
  { language, interpreter }: { readonly language: string | null; readonly interpreter: string | null },
): Promise<ContactChanged> {
  const open = await lockOpen(tx, id);
  if (!open.ok) return open;
  const legs = legsWith(open.contact, interpreter, tx.now);
  const [row] = await tx.sql<ContactRow>(
    'contacts.speak',
    `UPDATE contacts SET language = coalesce($3, language), interpreter = $4, interpreters = $5, revision = revision + 1
     WHERE tenant_id = $1 AND id = $2 RETURNING ${contactColumns}`,
    [tx.who.tenant, id, language, interpreter, JSON.stringify(legs)],
  );
  return changed(row);
}
