import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { audit, findTenant } from '../../../libs/access/index.js';
import { insertAlert, loadCase, type LoadedCase, runnable } from '../../../libs/cases/index.js';
import {
  findLetter,
  type Letter,
  type LetterDocument,
  type LetterToMail,
  letterToPdf,
  mailFailed,
  markLetter,
  openLetter,
  sendAgain,
  sendLetterTopic,
} from '../../../libs/letters/index.js';
import {
  type Delivery,
  maxAttempts,
  OutboxPump,
  type Tx,
  Undeliverable,
  UnitOfWork,
  type Who,
} from '../../../libs/platform/index.js';
import { Mailer } from '../links/mail.js';
import { appOptions, type AppOptions } from '../shell/options.js';
import { addressNow } from './address-now.js';
import { coverOf } from './cover-of.js';
import { letterFailed, letterOnPaper } from './write-letters.js';

interface Ready {
  readonly to: string;
  readonly document: LetterDocument;
  readonly from: string;
  /** Of the case, as staff find it. */
  readonly number: string;
}

/**
 * Delivers a `send-letter` of the outbox: the letter as PDF, to the one address. Its state is kept after the mail server took it; should
 * the process end between the two, the same mail goes again, under the same id.
 */
@Injectable()
export class SendLetters implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxPump,
    private readonly work: UnitOfWork,
    private readonly mailer: Mailer,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  onModuleInit(): void {
    this.outbox.onDelivery(sendLetterTopic, (who, delivery) => this.deliver(who, delivery));
  }

  private async deliver(who: Who, { id, payload, attempt }: Delivery): Promise<void> {
    const { letter } = payload as LetterToMail;
    const ready = await this.work.run(who, (tx) => this.prepare(tx, letter));
    if (!ready) return;
    const { to, document, from, number } = ready;
    try {
      if (this.mailer.unable !== null) throw new Undeliverable(this.mailer.unable);
      const pdf = { filename: 'letter.pdf', contentType: 'application/pdf', content: await letterToPdf(document) };
      await this.mailer.send({ id, to, ...coverOf(document.language, from, number), attachments: [pdf] }, who.tenant);
    } catch (error) {
      const isLast = error instanceof Undeliverable || attempt >= maxAttempts;
      if (isLast) await this.work.run(who, (tx) => this.giveUp(tx, letter, (error as Error).message));
      throw error;
    }
    await this.work.run(who, async (tx) => {
      if (await markLetter(tx, letter, 'sent')) await audit(tx, 'send-letter', { letter });
    });
  }

  /** Null: it has gone already, or what it said was erased. */
  private async prepare(tx: Tx, id: string): Promise<Ready | null> {
    const [letter, tenant] = await Promise.all([findLetter(tx, id), findTenant(tx)]);
    if (letter?.status !== 'queued' || !tenant) return null;
    const opened = await openLetter(tx, this.options.keyring, id);
    if (!opened?.to.email) return null;
    const { document, to } = opened;
    const number = (await loadCase(tx, letter.caseId))?.record.number;
    if (number === undefined) return null;
    return { number, to: to.email!, document, from: tenant.name[document.language as 'en' | 'fr'] ?? tenant.name.en };
  }

  /** It becomes work for people: to print where it can go by post, else to be sent another way. Either way they are told. */
  private async giveUp(tx: Tx, id: string, reason: string): Promise<void> {
    const letter = await findLetter(tx, id);
    if (!letter || !(await markLetter(tx, id, 'failed', reason))) return;
    const loaded = await loadCase(tx, letter.caseId);
    const isOnPaper = loaded !== null && (await this.printInstead(tx, letter, loaded));
    const state = loaded?.record.state.state ?? '';
    const about = isOnPaper ? letterOnPaper : letterFailed;
    await insertAlert(tx, letter.caseId, { queue: 'supervisors', about, state });
  }

  /** False: nobody knows where it could go by post, or it is erased. */
  private async printInstead(tx: Tx, { id, letter }: Letter, { record, answers, zone }: LoadedCase): Promise<boolean> {
    const { keyring } = this.options;
    const opened = await openLetter(tx, keyring, id);
    if (!opened) return false;
    const { program } = await runnable(tx, record.program, record.version, zone);
    const to = addressNow(program, letter, answers, opened.to);
    return to.print !== null && sendAgain(tx, keyring, id, { ...opened, to, way: 'print', reason: mailFailed });
  }
}
