import { CommandHandler, EventBus, type ICommandHandler } from '@nestjs/cqrs';
import { audit, findTenant } from '../access/index.js';
import { openSubject } from '../clients/index.js';
import { type ContactView, findContact, noteContact, startContact } from '../contacts/index.js';
import type { Answers } from '../eligibility/index.js';
import { type Tx, UnitOfWork, type Who, newId } from '../platform/index.js';
import { findActiveVersion, findLine, findLineOfProgram } from '../programs/index.js';
import { type Actor, type RunnableProgram, openCase } from '../workflow/index.js';
import { asHouse, asStep } from './as-house.js';
import { CaseAdvanced } from './case-advanced.js';
import { type CaseRecord, type Renews, stateColumns, stateValues } from './case-record.js';
import { newCaseNumber } from './case-number.js';
import { EffectHandlers } from './effects.js';
import { readied } from './runnable.js';
import { actorOf } from './step-event.js';
import { type Stepped, finishStep } from './take-step.js';

export interface CaseToOpen {
  readonly program: string;
  /** Null: a contact is opened for it. */
  readonly contact: string | null;
  readonly channel: string;
  readonly language: string;
  /** Number dialled or line, for the contact that is opened. */
  readonly line: string | null;
  /** When an application that is entered later came in; not after now. Left out: now. */
  readonly received?: Date;
}
export type OpenResult = Stepped | { readonly ok: false; readonly reason: OpenRefusal };
export type OpenRefusal = 'program-is-unknown' | 'contact-is-unknown' | 'contact-is-closed' | 'line-is-unknown';

/** A client starts a program, within a contact. */
export class OpenCase<T> {
  constructor(
    readonly who: Who,
    readonly wish: CaseToOpen,
    readonly reply: (tx: Tx, work: () => Promise<OpenResult>) => Promise<T>,
  ) {}
}

@CommandHandler(OpenCase)
export class OpenCaseHandler implements ICommandHandler<OpenCase<unknown>, unknown> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly effects: EffectHandlers,
    private readonly events: EventBus,
  ) {}

  async execute(command: OpenCase<unknown>): Promise<unknown> {
    let opened: Stepped | null = null;
    const answer = await this.work.run(command.who, (tx) =>
      command.reply(tx, async () => {
        // A client who begins by themself sees nothing of it until it is theirs.
        const result = await asHouse(tx, () => open(tx, this.effects, command.wish));
        opened = result.ok ? result : null;
        return result;
      }),
    );
    if (opened) this.events.publish(new CaseAdvanced(command.who.tenant, (opened as Stepped).record));
    return answer;
  }
}

async function open(tx: Tx, effects: EffectHandlers, wish: CaseToOpen): Promise<OpenResult> {
  const loaded = await findActiveVersion(tx, wish.program);
  const tenant = await findTenant(tx);
  if (!loaded || !tenant) return { ok: false, reason: 'program-is-unknown' };
  const contact = await contactFor(tx, wish);
  if ('ok' in contact) return contact;
  const subject = await openSubject(tx, { contactId: contact.id });
  const run = await readied(tx, { program: loaded.program, decisions: loaded.decisions, zone: tenant.timeZone });
  const { channel, language } = wish;
  const { inquirer, relation } = contact;
  const answeringRegion = tx.who.region ?? contact.answeringRegion;
  const place = { contact: contact.id, inquirer, relation, subject, channel, language, answeringRegion };
  const { received } = wish;
  const opened = await asStep(tx, () =>
    startCase(tx, effects, run, loaded.version, place, actorOf(tx.who), { received }),
  );
  // Whose turn it is may hang on it.
  if (received) await audit(tx, 'open-case', { case: opened.record.id, received: received.toISOString() });
  return opened;
}

async function contactFor(tx: Tx, wish: CaseToOpen): Promise<ContactView | Extract<OpenResult, { ok: false }>> {
  if (wish.contact === null) {
    const { channel, language } = wish;
    const line = wish.line === null ? await findLineOfProgram(tx, wish.program) : await findLine(tx, wish.line);
    if (!line) return { ok: false, reason: 'line-is-unknown' };
    const start = tx.who.role === 'client' ? noteContact : startContact;
    return start(tx, { line: line.id, region: line.region, channel, language });
  }
  const contact = await findContact(tx, wish.contact);
  if (!contact) return { ok: false, reason: 'contact-is-unknown' };
  return contact.status === 'closed' ? { ok: false, reason: 'contact-is-closed' } : contact;
}

/** Where a case belongs, whichever way it came about. */
export interface CasePlace {
  readonly contact: string;
  readonly inquirer: CaseRecord['inquirer'];
  readonly relation: CaseRecord['relation'];
  readonly subject: string;
  readonly channel: string;
  readonly language: string;
  readonly answeringRegion: string | null;
}

export interface Begins {
  /** Answers that came along. */
  readonly carried?: Answers;
  /** What the client said no to before. */
  readonly declined?: readonly string[];
  readonly received?: Date | undefined;
  readonly renews?: Renews | null;
}

/** Writes a new case and takes its first step. */
export async function startCase(
  tx: Tx,
  effects: EffectHandlers,
  run: RunnableProgram,
  version: number,
  place: CasePlace,
  actor: Actor,
  { carried = {}, declined = [], received, renews = null }: Begins,
): Promise<Stepped> {
  const now = tx.now.toISOString();
  const cameIn = received?.toISOString();
  const result = openCase(run, actor, carried, now, { channel: place.channel, declined, received: cameIn });
  if (!result.ok) throw new Error(`program ${run.program.id} refuses to be opened: ${result.reason}`);
  const unsaved: CaseRecord = {
    id: newId(),
    number: newCaseNumber(),
    program: run.program.id,
    version,
    ...place,
    openedAt: now,
    openedBy: actor.id,
    revision: 0,
    state: result.state,
    next: null,
    renews,
  };
  insertCase(tx, unsaved);
  const record = { ...unsaved, revision: 1 };
  const withFacts = { ...result, facts: { ...carried, ...result.facts } };
  const before = renews && { case: renews.case, number: renews.number };
  const refs = { ...(cameIn !== undefined && { received: cameIn }), ...(before && { renews: before }) };
  return finishStep(tx, effects, run, { record, loaded: null, result: withFacts, actor, eventName: 'opened', refs });
}

const INSERT = `
  WITH opened AS (
    INSERT INTO cases (tenant_id, id, program_id, program_version, contact_id, subject_id, channel, language,
      opened_at, opened_by, number, answering_region, renews, revision, ${stateColumns.join(', ')})
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, ${stateColumns.map((_, index) => `$${index + 14}`).join(', ')})
    ON CONFLICT (tenant_id, number) DO NOTHING RETURNING id
  ) SELECT count(*) = 1 OR refuse_lost_race() FROM opened`;

/** When another case has this number already, all of it runs again and draws another one. */
export function insertCase(tx: Tx, record: CaseRecord): void {
  tx.write('cases.insert-case', INSERT, [
    tx.who.tenant,
    record.id,
    record.program,
    record.version,
    record.contact,
    record.subject,
    record.channel,
    record.language,
    record.openedAt,
    record.openedBy,
    record.number,
    record.answeringRegion,
    record.renews && JSON.stringify(record.renews),
    ...stateValues(record.state),
  ]);
}
