import { Undeliverable } from '../../../libs/platform/index.js';

/** Plain text, one reader. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same at each attempt: a reader that has it already can tell. */
  readonly id: string;
  readonly attachments?: readonly Attachment[];
}
export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** Hands a mail over for delivery. Rejects when it could not; the same mail may then come again. */
export abstract class Mailer {
  /** Why no mail can go at all; null: it can. Whoever would make much for a mail asks first. */
  readonly unable: string | null = null;
  abstract send(mail: Mail, tenant: string): Promise<void>;
}

export interface KeptMail extends Mail {
  readonly tenant: string;
  readonly at: Date;
}
const most = 50;

/** Where no mail server is set: the newest mails stay in this process, for the demo to show. Nothing leaves. */
export class KeptMails extends Mailer {
  private mails: readonly KeptMail[] = [];

  override send(mail: Mail, tenant: string): Promise<void> {
    this.mails = [{ ...mail, tenant, at: new Date() }, ...this.mails].slice(0, most);
    return Promise.resolve();
  }

  /** Newest first. */
  list(): readonly KeptMail[] {
    return this.mails;
  }
}

/** Live, and no mail server is set: the start refuses that while an agency wants mails. */
export class NoMailer extends Mailer {
  override readonly unable = 'no mail server is set (SMTP_URL)';

  override send(): Promise<void> {
    return Promise.reject(new Undeliverable(this.unable));
  }
}
