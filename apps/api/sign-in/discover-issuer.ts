import { createRemoteJWKSet, importJWK, type JWTVerifyGetKey } from 'jose';
import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  discovery,
  None,
  PrivateKeyJwt,
  type ServerMetadata,
} from 'openid-client';
import { ConfigurationError } from '../../../config/app.config.js';
import type { SignInProvider } from '../../../config/sign-in.config.js';
import { whyIssuerDoesNotFit } from './issuer-fits.js';

/** The provider does not answer, or not now. */
export class IssuerAway extends Error {
  override readonly name = 'IssuerAway';
}

export interface Discovered {
  readonly server: ServerMetadata;
  readonly auth: ClientAuth;
  /** Its keys, fetched when they are needed, and again when it has others. */
  readonly keys: JWTVerifyGetKey;
}

/**
 * What the provider says of itself.
 * @throws IssuerAway when it does not answer; ConfigurationError when it is not what we need
 */
export async function discoverIssuer(provider: SignInProvider): Promise<Discovered> {
  const server = await askIssuer(provider);
  const problems = whyIssuerDoesNotFit(server, provider);
  if (problems.length > 0) throw new ConfigurationError(problems);
  const keys = createRemoteJWKSet(new URL(server.jwks_uri ?? ''));
  return { server, keys, auth: await authOf(provider, server) };
}

async function askIssuer({ issuer, clientId }: SignInProvider): Promise<ServerMetadata> {
  try {
    const local = issuer.startsWith('http://');
    const found = await discovery(new URL(issuer), clientId, undefined, undefined, {
      timeout: 5,
      ...(local && { execute: [allowInsecureRequests] }),
    });
    return found.serverMetadata();
  } catch (error) {
    if (isAway(error)) throw new IssuerAway('the sign-in provider does not answer', { cause: error });
    throw new ConfigurationError([
      {
        en: `OIDC_ISSUER (${issuer}) answers, but not as an OpenID Connect provider of that very name. Check it letter by letter, a slash at the end too.`,
        fr: `OIDC_ISSUER (${issuer}) répond, mais pas comme un fournisseur OpenID Connect de ce nom exact. Vérifiez-le lettre par lettre, y compris une barre oblique à la fin.`,
      },
    ]);
  }
}

/** Nobody was reached, or somebody who asks to come again: it says nothing about the settings. */
export function isAway(error: unknown): boolean {
  for (let each = asFailure(error); each; each = asFailure(each.cause)) {
    if (each.name === 'TimeoutError' || each.name === 'AbortError' || each.code === 'OAUTH_TIMEOUT') return true;
    if (each.name === 'TypeError' && each.message === 'fetch failed') return true;
    if (typeof each.status === 'number') return each.status >= 500;
  }
  return false;
}

/** An error, or the response that is the cause of one. */
type Failure = Readonly<Partial<Record<'name' | 'message' | 'code' | 'status' | 'cause', unknown>>>;
const asFailure = (value: unknown): Failure | null => (typeof value === 'object' ? value : null);

async function authOf({ client }: SignInProvider, server: ServerMetadata): Promise<ClientAuth> {
  switch (client.kind) {
    case 'none':
      return None();
    case 'secret': {
      const known = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
      return known.includes('client_secret_basic') ? ClientSecretBasic(client.secret) : ClientSecretPost(client.secret);
    }
    case 'key': {
      const key = await importJWK(client.jwk, String(client.jwk['alg']));
      if (key instanceof Uint8Array) throw new Error('OIDC_CLIENT_KEY is no private key.');
      return PrivateKeyJwt({ key, kid: String(client.jwk['kid']) });
    }
  }
}
