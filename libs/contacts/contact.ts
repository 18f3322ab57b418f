import type { Tx } from '../platform/index.js';
import type { Channel } from '../workflow/index.js';

export { channels, type Channel } from '../workflow/index.js';
/** What came in so may have come in before anybody entered it. */
export const enteredLater: readonly Channel[] = ['email', 'in-person', 'mail', 'fax'];
export const inquirers = ['self', 'third-party'] as const;
export type Inquirer = (typeof inquirers)[number];
/** What a third party is to the client. */
export const relations = ['family', 'friend', 'substitute-decision-maker', 'professional', 'other'] as const;
export type Relation = (typeof relations)[number];

/** An interpreter on the line, from when to when. `endedAt` null: still there. */
export interface InterpreterLeg {
  readonly language: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

/** One interaction on any channel. Until it is closed it has an owner and a deadline. */
export interface ContactView {
  readonly id: string;
  readonly line: string;
  /** The region that answered; null: the whole tenant. */
  readonly answeringRegion: string | null;
  readonly channel: string;
  readonly language: string;
  /** Language of the interpreter on the line. Null: none. */
  readonly interpreter: string | null;
  /** Every interpreter who was on the line, the first one first. */
  readonly interpreters: readonly InterpreterLeg[];
  /** Null: not said. */
  readonly inquirer: Inquirer | null;
  /** Null: the client, or somebody who did not say. */
  readonly relation: Relation | null;
  /** When the greeting was given, and in which languages (O. Reg. 544/22: in English, so in French too). */
  readonly greetedAt: string | null;
  readonly greetedIn: readonly string[];
  readonly owner: { readonly kind: 'person' | 'queue'; readonly id: string } | null;
  readonly due: string | null;
  /** How often its deadline has passed. */
  readonly overdue: number;
  readonly status: 'open' | 'wrap-up' | 'closed';
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly note: string | null;
  readonly revision: number;
}

export async function findContact(tx: Tx, id: string): Promise<ContactView | null> {
  const [row] = await tx.sql<ContactRow>(
    'contacts.find-contact',
    `SELECT ${contactColumns} FROM contacts WHERE tenant_id = $1 AND id = $2`,
    [tx.who.tenant, id],
  );
  return row ? toContact(row) : null;
}

/** The same, and nobody else changes it until this transaction ends. */
export async function lockContact(tx: Tx, id: string): Promise<LockedContact | null> {
  const [row] = await tx.sql<ContactRow>(
    'contacts.lock-contact',
    `SELECT ${contactColumns} FROM contacts WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
    [tx.who.tenant, id],
  );
  return row ? { ...toContact(row), dueGeneration: row.due_generation } : null;
}
/** With the generation of its timer: a firing with another one is stale. */
export interface LockedContact extends ContactView {
  readonly dueGeneration: number;
}

export const contactColumns = `id, line_id, answering_region, channel, language, interpreter, interpreters, inquirer, relation, greeted_at, greeted_in, status,
  owner_kind, owner_id, due_at, due_generation, overdue, started_at, ended_at, note, revision`;

export interface ContactRow {
  readonly id: string;
  readonly line_id: string;
  readonly answering_region: string | null;
  readonly channel: string;
  readonly language: string;
  readonly interpreter: string | null;
  readonly interpreters: readonly InterpreterLeg[];
  readonly inquirer: Inquirer | null;
  readonly relation: Relation | null;
  readonly greeted_at: Date | null;
  readonly greeted_in: readonly string[] | null;
  readonly status: ContactView['status'];
  readonly owner_kind: 'person' | 'queue' | null;
  readonly owner_id: string | null;
  readonly due_at: Date | null;
  readonly due_generation: number;
  readonly overdue: number;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly note: string | null;
  readonly revision: number;
}

export function toContact(row: ContactRow): ContactView {
  return {
    id: row.id,
    line: row.line_id,
    answeringRegion: row.answering_region,
    channel: row.channel,
    language: row.language,
    interpreter: row.interpreter,
    interpreters: row.interpreters,
    inquirer: row.inquirer,
    relation: row.relation,
    greetedAt: row.greeted_at?.toISOString() ?? null,
    greetedIn: row.greeted_in ?? [],
    owner: row.owner_kind && row.owner_id ? { kind: row.owner_kind, id: row.owner_id } : null,
    due: row.due_at?.toISOString() ?? null,
    overdue: row.overdue,
    status: row.status,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    note: row.note,
    revision: row.revision,
  };
}
