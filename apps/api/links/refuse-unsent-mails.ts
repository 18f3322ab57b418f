import { type AppConfig, ConfigurationError } from '../../../config/app.config.js';
import type { Program } from '../../../libs/workflow/index.js';
import type { Config } from '../loading/read-config.js';

/**
 * Live, nobody must wait for mails that nobody sends: an agency that is told of offers by mail alone, or people to whom a program
 * writes by e-mail. Letters can be printed instead, if the operator says so (`SMTP_URL=none`); offers cannot.
 */
export function refuseUnsentMails(
  { mode, mailServer, printsAll }: Pick<AppConfig, 'mode' | 'mailServer' | 'printsAll'>,
  config: Config,
): void {
  if (mode !== 'live' || mailServer !== null) return;
  const agencies = config.tenants.flatMap((one) => one.agencies.filter(({ linkTo }) => linkTo).map(({ id }) => id));
  const programs = Object.values(config.programs).flatMap(({ program }) => (mails(program) ? [program.id] : []));
  const problems = [
    ...(agencies.length > 0 ? [ofAgencies(listed(agencies))] : []),
    ...(programs.length > 0 && !printsAll ? [ofPrograms(listed(programs))] : []),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
}

const listed = (names: readonly string[]): string => [...new Set(names)].join(', ');

const mails = ({ states, grants = {} }: Program): boolean =>
  [...Object.values(states), ...Object.values(grants)].some(({ sends = [] }) =>
    sends.some(({ email }) => email !== undefined),
  );

const ofAgencies = (names: string) => ({
  en: `SMTP_URL and MAIL_FROM are missing: ${names} want their offers by mail (offers-by in config/agencies).`,
  fr: `SMTP_URL et MAIL_FROM manquent : ${names} veulent recevoir les offres par courriel (offers-by dans config/agencies).`,
});

const ofPrograms = (names: string) => ({
  en: `SMTP_URL and MAIL_FROM are missing: ${names} sends letters by e-mail. Set both, or SMTP_URL=none to print all letters.`,
  fr: `SMTP_URL et MAIL_FROM manquent : ${names} envoie des lettres par courriel. Définissez les deux, ou SMTP_URL=none pour imprimer toutes les lettres.`,
});
