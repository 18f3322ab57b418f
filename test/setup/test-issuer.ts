import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPair, exportJWK, type JWTPayload, SignJWT, type CryptoKey } from 'jose';

/** Who is at the provider's keyboard, and what it says of them. */
export interface Account {
  readonly sub: string;
  readonly name: string;
  readonly [claim: string]: unknown;
}

export const publicUrl = 'https://front-door.test';
export const clientId = 'front-door';
export const clientSecret = 'a secret that only this test knows, and long enough';

/** A real OpenID Connect provider (npm `oidc-provider`) on this machine: it signs in whoever `account` is, without asking. */
export class TestIssuer {
  account: Account = { sub: 'nobody', name: 'Nobody' };
  private handler: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => {
    response.writeHead(503).end();
  };
  private constructor(
    private readonly server: Server,
    private readonly key: CryptoKey,
    private readonly jwk: object,
    private readonly quiet: object,
  ) {}

  static async start(): Promise<TestIssuer> {
    // It tells everybody to use a newer Node and other settings: not here.
    const quiet = { info: console.info, warn: console.warn };
    console.info = console.warn = () => undefined;
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)), kid: 'test', alg: 'ES256', use: 'sig' };
    const server = createServer((request, response) => issuer.handler(request, response));
    const issuer = new TestIssuer(server, privateKey, jwk, quiet);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Until then it answers 503. `app`: where it tells Front Door of logouts. */
  async open(
    app: string,
    client: object = { client_secret: clientSecret },
  ): Promise<(subject: string, sid: string) => Promise<void>> {
    const { default: Provider } = await import('oidc-provider');
    const provider = new Provider(this.url, {
      clients: [
        {
          ...{ client_id: clientId, id_token_signed_response_alg: 'ES256', ...client },
          redirect_uris: [`${publicUrl}/api/v1/sign-in/callback`],
          post_logout_redirect_uris: [`${publicUrl}/sign-in`],
          backchannel_logout_uri: `${app}/api/v1/sign-in/back-channel-logout`,
          backchannel_logout_session_required: true,
        },
      ],
      jwks: { keys: [this.jwk] },
      cookies: { keys: ['test'] },
      // By itself it tells nobody at a private address.
      fetch: (at: URL, { method, headers, body }: RequestInit) => fetch(at, { method, headers, body }),
      claims: { openid: ['sub', 'sid'], profile: ['name', 'groups', 'agency', 'region'] },
      features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
      pkce: { required: () => true },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 300, AuthorizationCode: 60 },
      interactions: { url: () => '/who' },
      findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ ...this.account, sub: id }) }),
      loadExistingGrant: async ({
        oidc,
      }: {
        oidc: { client: { clientId: string }; session: { accountId: string } };
      }) => {
        const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
        grant.addOIDCScope('openid profile');
        await grant.save();
        return grant;
      },
    });
    const answer = provider.callback();
    this.handler = (request, response) => {
      if (request.url !== '/who') return answer(request, response);
      const result = { login: { accountId: this.account.sub } };
      void provider.interactionFinished(request, response, result);
    };
    return async (subject, sid) => (await provider.Client.find(clientId))?.backchannelLogout(subject, sid);
  }

  /** Any token, signed by the provider's own key. */
  sign(
    payload: JWTPayload,
    algorithm: { readonly alg: string; readonly key?: Uint8Array } = { alg: 'ES256' },
  ): Promise<string> {
    return new SignJWT(payload)
      .setProtectedHeader({ alg: algorithm.alg, kid: 'test', typ: 'logout+jwt' })
      .sign(algorithm.key ?? this.key);
  }

  async stop(): Promise<void> {
    Object.assign(console, this.quiet);
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
