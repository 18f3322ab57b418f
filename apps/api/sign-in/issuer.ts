import { Inject, Injectable } from '@nestjs/common';
import { jwtVerify } from 'jose';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  clockSkew,
  Configuration,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client';
import { Clock } from '../../../libs/platform/index.js';
import { appOptions, type AppOptions, type LiveSignIn } from '../shell/options.js';
import { ProblemError } from '../shell/problem-error.js';
import { type Discovered, discoverIssuer, IssuerAway, isAway } from './discover-issuer.js';
import { trustedAlgorithms } from './issuer-fits.js';
import { type LogoutClaims, readLogoutClaims } from './logout-claims.js';

/** What one sign-in is checked against. */
export interface Checks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}
export type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string };

/** The provider said no, or something of what it sent back is not as it must be. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn';
}

const knownFor = 3_600_000;

/** The sign-in provider. What it says of itself is remembered for an hour; nothing else is. */
@Injectable()
export class Issuer {
  private known: { readonly discovered: Promise<Discovered>; readonly until: number } | null = null;

  constructor(
    @Inject(appOptions) private readonly options: AppOptions,
    private readonly clock: Clock,
  ) {}

  /** Throws 404 in the demo: nobody signs in this way there. */
  get settings(): LiveSignIn {
    if (!this.options.signIn) throw new ProblemError(404, 'sign-in-is-elsewhere');
    return this.options.signIn;
  }

  get callback(): string {
    return `${this.settings.publicUrl}/api/v1/sign-in/callback`;
  }

  /** Where the browser goes to sign in. `anew`: also somebody who is signed in there is asked who they are. */
  async authorizationUrl({ state, nonce, verifier }: Checks, anew: boolean): Promise<string> {
    const configuration = await this.configuration();
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.callback,
      scope: this.settings.provider.scope,
      ...{ state, nonce },
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(anew && { prompt: 'login' }),
    });
    return url.href;
  }

  /**
   * The claims of whom the provider sent back, once code, state, issuer, nonce, audience, time and signature are as they must
   * be. `wanted` claims that the id_token does not hold are asked for.
   * @throws IssuerAway, NotSignedIn
   */
  async claimsOf(query: string, checks: Checks, wanted: readonly string[]): Promise<Claims> {
    const configuration = await this.configuration();
    try {
      const tokens = await authorizationCodeGrant(configuration, new URL(`${this.callback}${query}`), {
        expectedState: checks.state,
        expectedNonce: checks.nonce,
        pkceCodeVerifier: checks.verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('the provider gave no id_token');
      if (wanted.every((name) => name in claims)) return claims;
      if (!configuration.serverMetadata().userinfo_endpoint) return claims;
      return { ...(await fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims };
    } catch (error) {
      if (isAway(error)) throw new IssuerAway('the sign-in provider does not answer', { cause: error });
      throw new NotSignedIn('what the provider sent back does not fit', { cause: error });
    }
  }

  /** Where somebody signs out at the provider, too; null when it offers no such place, or is away. */
  async endSessionUrl(): Promise<string | null> {
    const configuration = await this.configuration().catch(() => null);
    if (!configuration?.serverMetadata().end_session_endpoint) return null;
    return buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${this.settings.publicUrl}/sign-in` }).href;
  }

  /** Throws when the token is not one of our provider's, for us, of now. */
  async readLogoutToken(token: string): Promise<LogoutClaims> {
    const { server, keys } = await this.discovered();
    const { payload } = await jwtVerify(token, keys, {
      issuer: server.issuer,
      audience: this.settings.provider.clientId,
      algorithms: trustedAlgorithms,
      clockTolerance: 30,
      currentDate: this.clock.now(),
      maxTokenAge: 600,
      requiredClaims: ['iat', 'jti'],
    });
    return readLogoutClaims(payload);
  }

  private async configuration(): Promise<Configuration> {
    const { server, auth } = await this.discovered();
    const told = server.id_token_signing_alg_values_supported ?? ['RS256'];
    const algorithms = told.filter((name) => trustedAlgorithms.includes(name));
    const skew = Math.round((this.clock.now().getTime() - Date.now()) / 1000);
    const metadata = { ...server, id_token_signing_alg_values_supported: algorithms };
    const configuration = new Configuration(metadata, this.settings.provider.clientId, { [clockSkew]: skew }, auth);
    configuration.timeout = 10;
    enableNonRepudiationChecks(configuration);
    if (server.issuer.startsWith('http://')) allowInsecureRequests(configuration);
    return configuration;
  }

  private async discovered(): Promise<Discovered> {
    const now = this.clock.now().getTime();
    if (this.known && now < this.known.until) return this.known.discovered;
    const discovered = discoverIssuer(this.settings.provider);
    const known = { discovered, until: now + knownFor };
    this.known = known;
    try {
      return await discovered;
    } catch (error) {
      // Whoever comes next asks again.
      if (this.known === known) this.known = null;
      throw error;
    }
  }
}
