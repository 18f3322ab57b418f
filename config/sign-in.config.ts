import type { Settings } from './settings.js';

export interface SignInProvider {
  /** As it calls itself in its tokens. */
  readonly issuer: string;
  readonly clientId: string;
  /** What people know it as: "Sign in with …". */
  readonly title: string;
  /** What we ask it for; some tell groups only when asked. */
  readonly scope: string;
  /** How we say there who we are; `none`: it knows us as a public client, by PKCE alone. */
  readonly client:
    | { readonly kind: 'none' }
    | { readonly kind: 'secret'; readonly secret: string }
    | { readonly kind: 'key'; readonly jwk: Readonly<Record<string, unknown>> };
}

/** Front Door's own address as people and the provider reach it: where the provider sends them back to. */
export function readPublicUrl(settings: Settings): string {
  const text = settings.need(
    'PUBLIC_URL',
    'the address under which people reach Front Door, for example https://front-door.example.org',
    'l’adresse à laquelle on joint Front Door, par exemple https://front-door.example.org',
  );
  if (text === '') return '';
  const url = isSecure(text) ? new URL(text) : null;
  if (url && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '') return url.origin;
  settings.refuse(
    `PUBLIC_URL is "${text}": use a whole https:// address without a path.`,
    `PUBLIC_URL est « ${text} » : utilisez une adresse https:// complète, sans chemin.`,
  );
  return '';
}

export function readSignIn(settings: Settings): SignInProvider {
  const issuer = settings.need(
    'OIDC_ISSUER',
    'the address of the OpenID Connect provider that people sign in with',
    'l’adresse du fournisseur OpenID Connect avec lequel on se connecte',
  );
  const clientId = settings.need(
    'OIDC_CLIENT_ID',
    'the name under which that provider knows Front Door',
    'le nom sous lequel ce fournisseur connaît Front Door',
  );
  if (issuer !== '' && !isSecure(issuer)) {
    settings.refuse(
      `OIDC_ISSUER is "${issuer}": use a whole https:// address.`,
      `OIDC_ISSUER est « ${issuer} » : utilisez une adresse https:// complète.`,
    );
  }
  const host = URL.canParse(issuer) ? new URL(issuer).host : '';
  const title = settings.get('OIDC_TITLE') ?? host;
  return { issuer, clientId, title, scope: readScope(settings), client: readClient(settings) };
}

function readScope(settings: Settings): string {
  const scope = settings.get('OIDC_SCOPE') ?? 'openid profile';
  if (!scope.split(/\s+/).includes('openid')) {
    settings.refuse(
      `OIDC_SCOPE is "${scope}": it needs "openid" among its words.`,
      `OIDC_SCOPE est « ${scope} » : il y faut le mot « openid ».`,
    );
  }
  return scope;
}

/** A secret, a private key, or neither. Neither is ever shown. */
function readClient(settings: Settings): SignInProvider['client'] {
  const secret = settings.get('OIDC_CLIENT_SECRET');
  const key = settings.get('OIDC_CLIENT_KEY');
  if (secret !== null && key !== null) {
    settings.refuse(
      'OIDC_CLIENT_SECRET and OIDC_CLIENT_KEY are both set: the provider takes one of them. Remove the other.',
      'OIDC_CLIENT_SECRET et OIDC_CLIENT_KEY sont tous deux définis : le fournisseur n’en prend qu’un. Retirez l’autre.',
    );
  }
  if (key === null) return secret === null ? { kind: 'none' } : { kind: 'secret', secret };
  const jwk = readJwk(key);
  if (jwk) return { kind: 'key', jwk };
  settings.refuse(
    'OIDC_CLIENT_KEY cannot be used: it must be one private key as a JWK in JSON, with its "kid" and "alg" (RS256, PS256, ES256 or EdDSA).',
    'OIDC_CLIENT_KEY est inutilisable : il faut une clé privée, un JWK en JSON avec ses « kid » et « alg » (RS256, PS256, ES256 ou EdDSA).',
  );
  return { kind: 'none' };
}

function readJwk(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const jwk = JSON.parse(text) as Record<string, unknown> | null;
    const isPrivate = typeof jwk?.['d'] === 'string' && typeof jwk['kid'] === 'string';
    return isPrivate && ['RS256', 'PS256', 'ES256', 'EdDSA'].includes(String(jwk['alg'])) ? jwk : null;
  } catch {
    return null;
  }
}

/** https, or what never leaves this machine. */
export function isSecure(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname));
}
