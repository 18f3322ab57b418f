import type { Tenant } from '../../../libs/access/index.js';
import { sayMoment } from '../pages/speak.js';
import type { Minted } from './mint-link.js';
import type { Mail } from './mail.js';

interface ToWrite {
  readonly tenant: Tenant;
  readonly minted: Minted;
  readonly url: string;
  readonly now: Date;
}

/** In both languages, and without a word about anybody: a mail lies about, and is read by machines on its way. */
export function writeMail({ tenant, minted, url, now }: ToWrite): Pick<Mail, 'subject' | 'text'> {
  const [en, fr] = (['en', 'fr'] as const).map((language) =>
    sayMoment(minted.expiresAt, now, tenant.timeZone, language),
  );
  const { name } = tenant;
  if (minted.purpose === 'answer-offer') {
    return {
      subject: `An offer is waiting: answer by ${en} / Une offre attend : répondez avant ${fr}`,
      text: `${name.en} offers you a client. Please answer by ${en}:

${url}?lang=en

You need no account. The link works once. If it does not work, call us.

———

${name.fr} vous propose de prendre une personne en charge. Merci de répondre avant ${fr} :

${url}?lang=fr

Aucun compte n’est nécessaire. Le lien sert une seule fois. S’il ne fonctionne pas, appelez-nous.
`,
    };
  }
  return {
    subject: 'To tell us what comes next / Pour nous dire la suite',
    text: `Tell ${name.en} how it goes on with the client whom you took:

${url}?lang=en

You need no account. The link works once and then leads to the next one. It is good until ${en}.

———

Dites à ${name.fr} la suite pour la personne que vous avez prise en charge :

${url}?lang=fr

Aucun compte n’est nécessaire. Le lien sert une seule fois, puis mène au suivant. Il est valable jusqu’au moment suivant : ${fr}.
`,
  };
}
