import { createTransport } from 'nodemailer';
import { Undeliverable } from '../../../libs/platform/index.js';
import type { MailServer } from '../shell/options.js';
import { type Mail, Mailer } from './mail.js';

const patience = 20_000;

/** Hands mails to a server by SMTP, over TLS or by STARTTLS. */
export class SmtpMailer extends Mailer {
  private readonly transport: ReturnType<typeof open>;

  constructor(private readonly server: MailServer) {
    super();
    this.transport = open(server.url);
  }

  override async send({ to, subject, text, id, attachments = [] }: Mail): Promise<void> {
    const { from } = this.server;
    const messageId = `<${id}@${from.split('@').at(-1)?.replace(/>$/, '') ?? 'front-door'}>`;
    try {
      await this.transport.sendMail({
        ...{ from, to, subject, text, messageId, attachments: [...attachments] },
        headers: { 'Auto-Submitted': 'auto-generated' },
        ...{ disableFileAccess: true, disableUrlAccess: true },
      });
    } catch (error) {
      throw withoutWords(error);
    }
  }
}

/** A mail holds a secret: it goes to another machine encrypted or not at all. */
const open = (url: string) =>
  createTransport({
    url,
    requireTLS: !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  });

/** What a server answers may name the reader; the outbox and the log keep only what kind of failure it was. */
function withoutWords(error: unknown): Error {
  const { code, responseCode } = error as { readonly code?: unknown; readonly responseCode?: unknown };
  const said = [code, responseCode].filter((part) => part !== undefined).join(' ');
  const message = `the mail server did not take it${said === '' ? '' : ` (${said})`}`;
  // 5xx to the reader's address: asking again will not help. 535 and the like are of our own settings: they may be mended.
  return code === 'EENVELOPE' && Number(responseCode) >= 550 ? new Undeliverable(message) : new Error(message);
}
