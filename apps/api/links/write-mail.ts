import type { Tenant } from '../../../libs/access/index.js';
import type { WhyMailed } from '../../../libs/referrals/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import { sayMoment } from '../pages/speak.js';
import type { Minted } from './mint-link.js';
import type { Mail } from './mail.js';

interface ToWrite {
  readonly tenant: Tenant;
  readonly minted: Minted;
  readonly url: string;
  readonly now: Date;
  readonly why?: keyof typeof NEWS | undefined;
}

/** In both languages, and without a word about anybody: a mail lies about, and is read by machines on its way. */
export function writeMail({ tenant, minted, url, now, why }: ToWrite): Pick<Mail, 'subject' | 'text'> {
  const [en, fr] = (['en', 'fr'] as const).map((language) =>
    sayMoment(minted.expiresAt, now, tenant.timeZone, language),
  );
  const { name } = tenant;
  if (why !== undefined) return news(why, tenant, url);
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

const NEWS: Readonly<Record<Exclude<WhyMailed, 'in-other-hands'>, Text>> = {
  changed: { en: 'Something has changed: look now', fr: 'Il y a un changement : regardez maintenant' },
  message: { en: 'There is a new message', fr: 'Il y a un nouveau message' },
  urgent: { en: 'URGENT: look now', fr: 'URGENT : regardez maintenant' },
  'called-off': { en: 'CALLED OFF: do not go', fr: 'DÉCOMMANDÉ : n’y allez pas' },
};

/** That there is something to read, and no word of what it is. */
function news(why: keyof typeof NEWS, { name }: Tenant, url: string): Pick<Mail, 'subject' | 'text'> {
  const { en, fr } = NEWS[why];
  return {
    subject: `${en} / ${fr}`,
    text: `${en}, about a client of ${name.en}:

${url}?lang=en

You need no account. If the link was used already, it can send you a new one. Or call us.

———

${fr}, au sujet d’une personne de ${name.fr} :

${url}?lang=fr

Aucun compte n’est nécessaire. Si le lien a déjà servi, il peut vous en envoyer un autre. Ou appelez-nous.
`,
  };
}

/** The number says which team is not to go; why stands behind the link. Whoever reads it is on the road: nothing else is in it. */
export function writeCalledOff({ name }: Tenant, number: string, url: string): Pick<Mail, 'subject' | 'text'> {
  const { en, fr } = NEWS['called-off'];
  return {
    subject: `${en}: ${number} / ${fr}`,
    text: `${en}. ${name.en} has called your team off: case ${number}.

See why:

${url}?lang=en

Is your team there already, or not sure? Call us.

———

${fr}. ${name.fr} a décommandé votre équipe : dossier ${number}.

Voyez pourquoi :

${url}?lang=fr

Votre équipe est déjà sur place, ou vous avez un doute? Appelez-nous.
`,
  };
}

/** Another agency has the client whom they had: by the number they know which, and nothing of the client is in it. */
export function writeInOtherHands({ name }: Tenant, number: string): Pick<Mail, 'subject' | 'text'> {
  return {
    subject: `${number}: another agency has this client now / un autre organisme s’occupe maintenant de cette personne`,
    text: `Case ${number} of ${name.en}: another agency has this client now.

You have nothing more to do for us in this case. Is somebody of yours with the client now, or not sure? Call us.

———

Dossier ${number} de ${name.fr} : un autre organisme s’occupe maintenant de cette personne.

Vous n’avez plus rien à faire pour nous dans ce dossier. Quelqu’un de chez vous est avec la personne, ou vous avez un doute? Appelez-nous.
`,
  };
}
