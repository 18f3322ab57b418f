import { type AppConfig, ConfigurationError } from '../../../config/app.config.js';
import type { Config } from '../loading/read-config.js';
import type { LiveSignIn } from '../shell/options.js';
import { discoverIssuer, IssuerAway } from './discover-issuer.js';

/**
 * Whom people sign in with and what that makes them in each tenant; null in demo mode.
 * @throws ConfigurationError when no tenant lets anybody in
 */
export function liveSignIn({ signIn, publicUrl }: AppConfig, { tenants }: Pick<Config, 'tenants'>): LiveSignIn | null {
  if (!signIn || publicUrl === null) return null;
  const open = tenants.flatMap(({ tenant: { id, name, signIn: rules }, agencies }) =>
    rules ? [{ id, name, rules, agencies: agencies.map((agency) => agency.id) }] : [],
  );
  if (open.length > 0) return { provider: signIn, publicUrl, tenants: open };
  const files = tenants.map(({ tenant }) => `config/${tenant.file}`).join(', ');
  throw new ConfigurationError([
    {
      en: `Nobody could sign in: no tenant says what the provider's claims mean. Add "sign-in:" to ${files} (docs/operating.md).`,
      fr: `Personne ne pourrait se connecter : aucun organisme ne dit ce que signifient les attributs du fournisseur. Ajoutez « sign-in: » à ${files} (docs/operating.md).`,
    },
  ]);
}

/**
 * What the operator should be told at start. A provider that is away stops nothing: who is signed in works on, and new
 * sign-ins say that it is away.
 * @throws ConfigurationError when it answers and is not what we need
 */
export async function checkSignIn(
  signIn: LiveSignIn,
  { tenants }: Pick<Config, 'tenants'>,
): Promise<readonly string[]> {
  const notes = tenants
    .filter(({ tenant }) => tenant.signIn === null)
    .map(
      ({ tenant: { id, file } }) =>
        `Nobody signs in to ${id}: config/${file} has no "sign-in:". / ` +
        `Personne ne se connecte à ${id} : config/${file} n’a pas de « sign-in: ».`,
    );
  try {
    await discoverIssuer(signIn.provider);
  } catch (error) {
    if (!(error instanceof IssuerAway)) throw error;
    notes.push(
      'The sign-in provider does not answer: nobody new can sign in until it does; who is signed in works on. / ' +
        'Le fournisseur de connexion ne répond pas : aucune nouvelle connexion d’ici là; les personnes connectées continuent.',
    );
  }
  return notes;
}
