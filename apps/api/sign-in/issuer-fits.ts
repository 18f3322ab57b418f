import type { ServerMetadata } from 'openid-client';
import type { SettingProblem } from '../../../config/settings.js';
import { isSecure, type SignInProvider } from '../../../config/sign-in.config.js';

/** Signed with a key of the issuer alone: never `none`, never with a secret that we share. */
export const trustedAlgorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

const methods: Readonly<Record<SignInProvider['client']['kind'], readonly string[]>> = {
  none: ['none'],
  secret: ['client_secret_basic', 'client_secret_post'],
  key: ['private_key_jwt'],
};

/** What the provider says of itself against what we need; empty when it fits. What it does not tell, it is trusted to have. */
export function whyIssuerDoesNotFit(server: ServerMetadata, { client }: SignInProvider): readonly SettingProblem[] {
  const missing: string[] = [];
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
    if (!server[name] || !isSecure(server[name])) missing.push(`${name} (https)`);
  }
  const lacks = (told: readonly string[] | undefined, wanted: readonly string[]) =>
    told !== undefined && !wanted.some((one) => told.includes(one));
  if (lacks(server.response_types_supported, ['code'])) missing.push('response_types_supported: code');
  if (lacks(server.code_challenge_methods_supported, ['S256'])) missing.push('code_challenge_methods_supported: S256');
  if (lacks(server.id_token_signing_alg_values_supported, trustedAlgorithms)) {
    missing.push('id_token_signing_alg_values_supported: RS256, PS256, ES256, EdDSA');
  }
  if (lacks(server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'], methods[client.kind])) {
    missing.push(`token_endpoint_auth_methods_supported: ${methods[client.kind].join(', ')}`);
  }
  return missing.map((what) => ({
    en: `The provider at OIDC_ISSUER lacks what sign-in needs: ${what}. Ask whoever runs it, or correct the OIDC_ settings.`,
    fr: `Il manque au fournisseur d’OIDC_ISSUER ce qu’exige la connexion : ${what}. Demandez à qui l’administre, ou corrigez les paramètres OIDC_.`,
  }));
}
