import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ConfigurationError, readConfig } from '../../../config/app.config.js';
import { readConfigForTests } from '../../../test/setup/app.js';
import { checkSignIn, liveSignIn } from './live-sign-in.js';

const shipped = readConfigForTests();
const rules = {
  roles: { claim: 'groups', map: { navigators: ['navigator'] } },
  regions: null,
  agency: null,
  ask: null,
} as const;
/** Ontario lets people in; the other tenant says nothing. */
const home = {
  tenants: shipped.tenants.map((each) =>
    each.tenant.id === 'ontario-211' ? { ...each, tenant: { ...each.tenant, signIn: rules } } : each,
  ),
};
const settingsFor = (issuer: string, more: Record<string, string> = {}) =>
  readConfig(
    {
      DATABASE_URL: 'postgresql://frontdoor_app@db/front',
      DATABASE_WORKER_URL: 'postgresql://frontdoor_worker@db/front',
      PUBLIC_URL: 'https://front-door.example.org',
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: 'front-door',
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      ...more,
    },
    '/srv',
  );

let server: Server | null = null;
afterEach(() => void server?.close());

/** A provider that says this of itself; its own address. */
async function provider(says: (issuer: string) => object, status = 200): Promise<string> {
  server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(says(url)));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return url;
}
const whole = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  code_challenge_methods_supported: ['S256'],
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'none'],
});

async function problemsWith(issuer: string, more: Record<string, string> = {}): Promise<readonly string[]> {
  const signIn = liveSignIn(settingsFor(issuer, more), home);
  if (!signIn) throw new Error('not live');
  const error = await checkSignIn(signIn, home).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ConfigurationError)) throw new Error(`expected mistakes, found ${String(error)}`);
  return error.problems.map(({ en }) => en);
}

describe('live mode', () => {
  it('does not start while nobody could sign in, and says where to write what, in both languages', () => {
    const start = () => liveSignIn(settingsFor('https://login.example.org'), shipped);
    expect(start).toThrow(/Nobody could sign in.*config\/tenants\/ontario-211\.yaml/);
    expect(start).toThrow(/Personne ne pourrait se connecter/);
  });

  it('is not the demo, which has no sign-in of this kind', () => {
    expect(liveSignIn(readConfig({}, '/srv'), shipped)).toBeNull();
  });

  it('starts with a provider that has all that is needed, and names the tenants that let nobody in', async () => {
    const signIn = liveSignIn(settingsFor(await provider(whole)), home);
    expect(signIn?.tenants.map(({ id }) => id)).toEqual(['ontario-211']);
    expect(signIn && (await checkSignIn(signIn, home))).toEqual([
      expect.stringMatching(/^Nobody signs in to greater-montreal.* \/ Personne ne se connecte à greater-montreal/),
    ]);
  });

  it.each([
    ['does not answer', async () => 'http://127.0.0.1:1'],
    ['fails', () => provider(() => ({}), 503)],
  ])('starts with a provider that %s, and says so', async (_, away) => {
    const signIn = liveSignIn(settingsFor(await away()), home);
    expect(signIn && (await checkSignIn(signIn, home)).at(-1)).toMatch(
      /does not answer.*Le fournisseur .*ne répond pas/,
    );
  });

  it('does not start with a provider that lacks what it needs: each of it is named at once', async () => {
    const poor = (issuer: string) => ({
      issuer,
      authorization_endpoint: 'http://login.example.org/auth',
      response_types_supported: ['id_token'],
      code_challenge_methods_supported: ['plain'],
      id_token_signing_alg_values_supported: ['HS256', 'none'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    });
    const told = await problemsWith(await provider(poor), { OIDC_CLIENT_SECRET: 'hush' });
    expect(told.map((problem) => /needs: (\w+)/.exec(problem)?.[1])).toEqual([
      'authorization_endpoint',
      'token_endpoint',
      'jwks_uri',
      'response_types_supported',
      'code_challenge_methods_supported',
      'id_token_signing_alg_values_supported',
      'token_endpoint_auth_methods_supported',
    ]);
    expect(told.join()).not.toContain('hush');
  });

  it.each([
    ['another name', () => provider((issuer) => ({ ...whole(issuer), issuer: `${issuer}/realms/other` }))],
    ['no document', () => provider(() => ({}), 404)],
  ])('does not start with a provider that answers with %s', async (_, other) => {
    expect(await problemsWith(await other())).toEqual([expect.stringContaining('not as an OpenID Connect provider')]);
  });
});
