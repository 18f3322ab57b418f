import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Text } from '../../../libs/eligibility/index.js';
import { type KeptMail, KeptMails, Mailer } from '../links/mail.js';
import { Public } from '../shell/access.js';
import { html, type Html } from './html.js';
import { sendPage } from './page.js';
import { speak } from './speak.js';
import { languageIn } from './visit.js';

const demoWords = {
  title: { en: 'Mails of the demo', fr: 'Courriels de la démo' },
  none: {
    en: 'No mail yet. Nothing leaves this machine: what an agency would be sent is shown here.',
    fr: 'Aucun courriel pour l’instant. Rien ne quitte cet appareil : ce qui serait envoyé à un organisme s’affiche ici.',
  },
  to: { en: 'To: {to}', fr: 'À : {to}' },
} satisfies Record<string, Text>;

/** Only in demo mode, where anybody on this machine may sign in as anybody: the mails that nobody sends. */
@ApiTags('pages')
@Public()
@Controller('demo/mail')
export class DemoMailController {
  constructor(private readonly mailer: Mailer) {}

  @Get()
  @ApiProduces('text/html')
  @ApiOperation({ operationId: 'readDemoMail', summary: 'The newest mails that the demo would have sent' })
  read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const language = languageIn(request);
    const say = speak(language);
    const mails = this.mailer instanceof KeptMails ? this.mailer.list() : [];
    const title = say(demoWords.title);
    const listed = mails.map((mail) => letter(mail, say(demoWords.to, { to: mail.to })));
    const content = html`<h1>${title}</h1>
      ${listed.length > 0 ? listed : html`<p>${say(demoWords.none)}</p>`}`;
    const otherLanguage = `?lang=${language === 'en' ? 'fr' : 'en'}`;
    sendPage(reply, 200, { language, title, helpline: null, desk: null, otherLanguage, renewsAt: null, content });
  }
}

function letter({ subject, text }: KeptMail, to: string): Html {
  const lines = text.split('\n').map((line) => {
    const said = /^https?:\S+$/.test(line) ? html`<a href="${line}">${line}</a>` : line;
    return [said, '\n'];
  });
  return html`<section>
    <h2>${subject}</h2>
    <p class="soft">${to}</p>
    <pre>${lines}</pre>
  </section>`;
}
