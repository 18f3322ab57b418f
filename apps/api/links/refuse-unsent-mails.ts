import { type AppConfig, ConfigurationError } from '../../../config/app.config.js';
import type { Config } from '../loading/read-config.js';

/** Live, an agency that is told of offers by mail alone must not wait for mails that nobody sends. */
export function refuseUnsentMails({ mode, mailServer }: Pick<AppConfig, 'mode' | 'mailServer'>, config: Config): void {
  if (mode !== 'live' || mailServer !== null) return;
  const wanting = config.tenants.flatMap(({ agencies }) => agencies.filter(({ linkTo }) => linkTo).map(({ id }) => id));
  if (wanting.length === 0) return;
  const names = [...new Set(wanting)].join(', ');
  throw new ConfigurationError([
    {
      en: `SMTP_URL and MAIL_FROM are missing: ${names} want their offers by mail (offers-by in config/agencies).`,
      fr: `SMTP_URL et MAIL_FROM manquent : ${names} veulent recevoir les offres par courriel (offers-by dans config/agencies).`,
    },
  ]);
}
