import { Module, type DynamicModule } from '@nestjs/common';
import { DemoMailController } from '../pages/demo-mail.controller.js';
import { Guesses } from '../pages/guesses.js';
import { LinkController } from '../pages/link.controller.js';
import { appOptions, type AppOptions } from '../shell/options.js';
import { LinkAddress } from './link-address.js';
import { LinkDesk } from './link-desk.js';
import { LinksController } from './links.controller.js';
import { KeptMails, Mailer, NoMailer } from './mail.js';
import { SendLinks } from './send-links.js';
import { SmtpMailer } from './smtp-mailer.js';
import { UseLink } from './use-link.js';

/** Links by which an agency answers without an account: their pages, their mails, and who may make them. */
@Module({})
export class LinksModule {
  static with(options: AppOptions): DynamicModule {
    const demo = options.mode === 'demo' ? [DemoMailController] : [];
    return {
      module: LinksModule,
      controllers: [LinksController, LinkController, ...demo],
      providers: [
        { provide: appOptions, useValue: options },
        { provide: Mailer, useFactory: () => mailerFor(options) },
        LinkAddress,
        LinkDesk,
        UseLink,
        SendLinks,
        Guesses,
      ],
      exports: [Mailer],
    };
  }
}

function mailerFor({ mailServer, mode }: AppOptions): Mailer {
  if (mailServer) return new SmtpMailer(mailServer);
  return mode === 'demo' ? new KeptMails() : new NoMailer();
}
