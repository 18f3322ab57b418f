import type { Mail } from '../links/mail.js';

/** The mail around a letter: nothing of what it says, for a mail's words lie open on their way and on a locked screen. The number means something to staff alone. */
export function coverOf(language: string, from: string, number: string): Pick<Mail, 'subject' | 'text'> {
  if (language === 'fr') {
    return {
      subject: `Une lettre de ${from}`,
      text: `Bonjour,

Une lettre de ${from} est jointe à ce courriel (PDF).

Si vous ne pouvez pas l’ouvrir, ou si vous n’attendiez pas cette lettre, appelez-nous et donnez le numéro ${number}. Personne ne lit les réponses à ce courriel.
`,
    };
  }
  return {
    subject: `A letter from ${from}`,
    text: `Hello,

A letter from ${from} is attached to this e-mail (PDF).

If you cannot open it, or did not expect it, please call us and say ${number}. Nobody reads replies to this e-mail.
`,
  };
}
