import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { Issuer } from '../../apps/api/sign-in/issuer.js';
import { Settings } from '../../config/settings.js';
import { readSignIn, type SignInProvider } from '../../config/sign-in.config.js';
import type { ClaimRules, Role } from '../../libs/access/index.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { TestBrowser } from '../setup/test-browser.js';
import { clientId, clientSecret, publicUrl, TestIssuer } from '../setup/test-issuer.js';
import { Watch } from '../setup/watch.js';

const rules = (map: Readonly<Record<string, readonly Role[]>>): ClaimRules => ({
  roles: { claim: 'groups', map },
  regions: null,
  agency: { claim: 'agency', map: { 'Kids Help Phone': 'kids-help-phone' } },
  ask: null,
});
const ontario = rules({ navigators: ['navigator'], leads: ['supervisor'], partners: ['agency-worker'] });
const montreal = rules({ intervenants: ['navigator'] });

interface SignedIn {
  readonly token: string;
  readonly person: { readonly id: string; readonly name: string; readonly role: string };
  readonly tenant: string;
  readonly returnTo: string;
  readonly signOutAt: string;
}

describe('signing in with a provider', () => {
  let app: TestApp;
  let url: string;
  let issuer: TestIssuer;
  let logout: (subject: string, sid: string) => Promise<void>;
  beforeAll(async () => {
    issuer = await TestIssuer.start();
    const provider = {
      ...{ issuer: issuer.url, clientId, title: 'Test', scope: 'openid profile' },
      client: { kind: 'secret', secret: clientSecret } as const,
    };
    const tenants = [
      {
        id: 'ontario-211',
        name: { en: 'Ontario 211', fr: '211 Ontario' },
        agencies: ['kids-help-phone'],
        rules: ontario,
      },
      { id: 'greater-montreal', name: { en: 'Montréal', fr: 'Montréal' }, agencies: [], rules: montreal },
    ];
    app = await startTestApp({ mode: 'live', signIn: { provider, publicUrl, tenants } });
    url = await app.app.getUrl();
  });
  afterAll(async () => {
    await app.stop();
    await issuer.stop();
  });
  // The provider has no other clock than ours.
  beforeEach(() => app.clock.set(new Date()));

  const newBrowser = () => new TestBrowser({ [publicUrl]: url });
  const atFrontDoor = (page: string) => (at: URL) => at.origin === publicUrl && at.pathname === page;
  const callback = '/api/v1/sign-in/callback';
  const begin = (browser: TestBrowser, query = '') =>
    browser.follow(`${publicUrl}/api/v1/sign-in${query}`, (at) => at.origin === issuer.url);
  /** Up to the provider's answer, which the browser has not yet brought to us. */
  const comeBack = (browser: TestBrowser, from: URL) => browser.follow(from.href, atFrontDoor(callback));
  const bring = async (browser: TestBrowser, answer: URL | string) =>
    (await browser.follow(String(answer), atFrontDoor('/sign-in'))).search;
  const choicesOf = (browser: TestBrowser) => browser.get(`${publicUrl}/api/v1/sign-in/choices`);
  const choose = (browser: TestBrowser, choice: number) =>
    browser.get(`${publicUrl}/api/v1/sign-in/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ choice }),
    });
  const account = (sub: string, claims: object) => {
    issuer.account = { sub, name: 'Amina Diallo', ...claims };
  };
  async function signIn(choice = 0, query = ''): Promise<SignedIn> {
    const browser = newBrowser();
    expect(await bring(browser, await comeBack(browser, await begin(browser, query)))).toBe('?step=choose');
    return (await (await choose(browser, choice)).json()) as SignedIn;
  }
  const me = ({ token }: SignedIn) => app.http.get('/api/v1/me').set('authorization', `Bearer ${token}`);

  it('says that the provider is away while it is, and lets nobody in', async () => {
    expect((await newBrowser().follow(`${publicUrl}/api/v1/sign-in`, atFrontDoor('/sign-in'))).search).toBe(
      '?why=away',
    );
    logout = await issuer.open(url);
  });

  it('asks the provider for a code with state, nonce and PKCE, and asks nothing else', async () => {
    const asked = (await begin(newBrowser())).searchParams;
    expect([...asked.keys()].sort()).toEqual([
      'client_id',
      'code_challenge',
      'code_challenge_method',
      'nonce',
      'redirect_uri',
      'response_type',
      'scope',
      'state',
    ]);
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('redirect_uri')).toBe(`${publicUrl}${callback}`);
  });

  it('makes a session of what the provider says, and leads back', async () => {
    account('amina', { groups: ['navigators', 'other'] });
    const browser = newBrowser();
    const answer = await comeBack(browser, await begin(browser, '?return=/cases/7'));
    expect(await bring(browser, answer)).toBe('?step=choose');
    const seat = { role: 'navigator', region: null, regionName: null, agency: null, agencyName: null };
    expect(await (await choicesOf(browser)).json()).toEqual({
      name: 'Amina Diallo',
      choices: [{ tenant: { id: 'ontario-211', name: { en: 'Ontario 211', fr: '211 Ontario' } }, ...seat }],
    });
    const answered = await choose(browser, 0);
    const signedIn = (await answered.json()) as SignedIn;
    expect(signedIn).toMatchObject({ tenant: 'ontario-211', returnTo: '/cases/7', person: { name: 'Amina Diallo' } });
    expect(signedIn.signOutAt).toMatch(new RegExp(`^${issuer.url}/session/end\\?`));
    expect((await me(signedIn)).body).toMatchObject({ role: 'navigator', agency: null, region: null });
    // One choice, one session.
    expect((await choose(browser, 0)).status).toBe(410);
    expect((await choicesOf(browser)).status).toBe(410);
  });

  it('offers each region by its name, and by its id where it has none', async () => {
    const { settings } = app.app.get(Issuer);
    const narrowed = settings.tenants.map((one) => {
      const regions = { claim: 'region', map: { Toronto: 'toronto', Peel: 'peel' } };
      return one.id === 'ontario-211' ? { ...one, rules: { ...one.rules, regions } } : one;
    });
    const replaced = jest.replaceProperty(settings as { tenants: typeof settings.tenants }, 'tenants', narrowed);
    const names = { toronto: { en: 'Toronto', fr: 'Ville de Toronto' } };
    await app.database.ownerQuery(`UPDATE tenants SET regions = $1 WHERE tenant_id = 'ontario-211'`, [names]);
    account('amina', { groups: ['navigators'], region: ['Toronto', 'Peel'] });
    const browser = newBrowser();
    await bring(browser, await comeBack(browser, await begin(browser)));
    const { choices } = (await (await choicesOf(browser)).json()) as {
      choices: { region: string; regionName: object }[];
    };
    replaced.restore();
    expect(choices.map(({ region, regionName }) => [region, regionName])).toEqual([
      ['toronto', names.toronto],
      ['peel', { en: 'peel', fr: 'peel' }],
    ]);
  });

  it('keeps tokens and secrets out of addresses and of the database', async () => {
    account('amina', { groups: ['navigators'] });
    const browser = newBrowser();
    const to = await begin(browser);
    const answer = await comeBack(browser, to);
    const kept = JSON.stringify(await app.database.ownerQuery('SELECT * FROM sign_in_tickets'));
    expect(kept).not.toContain(to.searchParams.get('state'));
    expect(kept).not.toContain(to.searchParams.get('nonce'));
    const back = await browser.get(answer.href);
    expect(back.headers.get('location')).toBe('/sign-in?step=choose');
    expect(back.headers.get('set-cookie')).toMatch(
      /^__Host-front-door-choice=.{43}; Path=\/; .*Secure; HttpOnly; SameSite=Strict$/,
    );
  });

  it.each([
    ['another state', (answer: URL) => answer.searchParams.set('state', 'x'.repeat(43)), '?why=over'],
    ['no state', (answer: URL) => answer.searchParams.delete('state'), '?why=over'],
    ['another issuer', (answer: URL) => answer.searchParams.set('iss', 'https://evil.test'), '?why=refused'],
    ['no issuer', (answer: URL) => answer.searchParams.delete('iss'), '?why=refused'],
    ['a made-up code', (answer: URL) => answer.searchParams.set('code', 'made-up'), '?why=refused'],
    ['a refusal', (answer: URL) => answer.searchParams.set('error', 'access_denied'), '?why=refused'],
  ])('lets nobody in who comes back with %s', async (_, change, why) => {
    account('amina', { groups: ['navigators'] });
    const browser = newBrowser();
    const answer = await comeBack(browser, await begin(browser));
    change(answer);
    expect(await bring(browser, answer)).toBe(why);
    expect((await choicesOf(browser)).status).toBe(410);
  });

  it('takes an answer once, from the browser that asked, within ten minutes', async () => {
    account('amina', { groups: ['navigators'] });
    const browser = newBrowser();
    const answer = await comeBack(browser, await begin(browser));
    expect(await bring(newBrowser(), answer)).toBe('?why=over');
    expect(await bring(browser, answer)).toBe('?step=choose');
    expect(await bring(browser, answer)).toBe('?why=over');
    const late = await comeBack(browser, await begin(browser));
    app.clock.advance(600_000);
    expect(await bring(browser, late)).toBe('?why=over');
  });

  it('takes no code that was given for another sign-in', async () => {
    account('amina', { groups: ['navigators'] });
    const [mine, theirs] = [newBrowser(), newBrowser()];
    const answer = await comeBack(mine, await begin(mine));
    const stolen = await comeBack(theirs, await begin(theirs));
    answer.searchParams.set('code', stolen.searchParams.get('code') ?? '');
    expect(await bring(mine, answer)).toBe('?why=refused');
  });

  it('takes no token with another nonce', async () => {
    account('amina', { groups: ['navigators'] });
    const browser = newBrowser();
    const to = await begin(browser);
    to.searchParams.set('nonce', 'another');
    expect(await bring(browser, await comeBack(browser, to))).toBe('?why=refused');
  });

  it('takes no token whose time has passed', async () => {
    account('amina', { groups: ['navigators'] });
    const browser = newBrowser();
    const answer = await comeBack(browser, await begin(browser));
    // Tokens of this provider are good for five minutes.
    app.clock.advance(400_000);
    expect(await bring(browser, answer)).toBe('?why=refused');
  });

  it.each(['//evil.test', '/\\evil.test', 'https://evil.test', '/api/v1/me', '/ x', '/\u0000'])(
    'leads nobody to %j afterwards',
    async (to) => {
      const answer = await newBrowser().get(`${publicUrl}/api/v1/sign-in?return=${encodeURIComponent(to)}`);
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    },
  );

  it.each([
    ['no group', {}],
    ['a group that means nothing', { groups: ['admin', 'toString', '__proto__'] }],
    ['an agency that is not here', { groups: ['partners'], agency: 'elsewhere' }],
    ['an agency’s group without an agency', { groups: 'partners' }],
  ])('tells who has %s that there is no access yet', async (_, claims) => {
    account('newcomer', claims);
    const browser = newBrowser();
    expect(await bring(browser, await comeBack(browser, await begin(browser)))).toBe('?why=no-access');
    expect((await choicesOf(browser)).status).toBe(410);
    expect(await app.database.ownerQuery('SELECT FROM people WHERE id LIKE $1', ['p-%newcomer%'])).toEqual([]);
  });

  it('lets somebody with several seats choose one, and each opens its own tenant only', async () => {
    account('both', { groups: ['leads', 'intervenants', 'partners'], agency: 'Kids Help Phone' });
    const seats = async (choice: number) => (await me(await signIn(choice))).body as Record<string, unknown>;
    expect(await seats(0)).toMatchObject({ role: 'supervisor', tenant: { id: 'ontario-211' } });
    expect(await seats(1)).toMatchObject({ role: 'agency-worker', agency: 'kids-help-phone' });
    expect(await seats(2)).toMatchObject({ role: 'navigator', tenant: { id: 'greater-montreal' } });
    const browser = newBrowser();
    await bring(browser, await comeBack(browser, await begin(browser)));
    expect((await choose(browser, 3)).status).toBe(410);
    expect((await choose(browser, 2)).status).toBe(200);
  });

  it('gives a group of one tenant nothing in another', async () => {
    account('chloe', { groups: ['intervenants'] });
    const { tenant, person } = await signIn();
    expect(tenant).toBe('greater-montreal');
    const grants = await app.database.ownerQuery('SELECT tenant_id FROM role_grants WHERE person_id = $1', [person.id]);
    expect(grants).toEqual([{ tenant_id: 'greater-montreal' }]);
  });

  it('ends the sessions of a role that the next sign-in lacks, for good', async () => {
    account('leaver', { groups: ['navigators', 'leads'] });
    const [navigator, supervisor] = [await signIn(0), await signIn(1)];
    account('leaver', { groups: ['navigators'] });
    await signIn();
    expect([(await me(navigator)).status, (await me(supervisor)).status]).toEqual([200, 401]);
    account('leaver', { groups: ['navigators', 'leads'] });
    await signIn();
    expect((await me(supervisor)).status).toBe(401);
    account('leaver', {});
    const browser = newBrowser();
    expect(await bring(browser, await comeBack(browser, await begin(browser)))).toBe('?why=no-access');
    expect((await me(navigator)).status).toBe(401);
  });

  it('ends after two hours with nobody there, and after twelve in any case', async () => {
    account('amina', { groups: ['navigators'] });
    const [idle, busy] = [await signIn(), await signIn()];
    const start = app.clock.now().getTime();
    for (let minutes = 100; minutes < 720; minutes += 100) {
      app.clock.set(new Date(start + minutes * 60_000));
      expect((await me(busy)).status).toBe(200);
    }
    expect((await me(idle)).status).toBe(401);
    app.clock.set(new Date(start + 719 * 60_000));
    expect((await me(busy)).status).toBe(200);
    app.clock.set(new Date(start + 720 * 60_000));
    expect((await me(busy)).status).toBe(401);
  });

  it('is ended by a supervisor of the same tenant, who is told of all of them', async () => {
    account('lost-phone', { groups: ['navigators'] });
    const navigator = await signIn();
    account('chloe', { groups: ['intervenants'] });
    const elsewhere = await signIn();
    account('lead', { groups: ['leads'] });
    const lead = await signIn();
    const bearer = `Bearer ${lead.token}`;
    const { body } = await app.http.get('/api/v1/sessions?limit=200').set('authorization', bearer).expect(200);
    const items = body.items as { id: string; person: { id: string }; mine: boolean }[];
    expect(items.filter(({ mine }) => mine)).toMatchObject([{ person: { id: lead.person.id }, role: 'supervisor' }]);
    expect(JSON.stringify(items)).not.toContain(elsewhere.person.id);
    const theirs = items.filter(({ person }) => person.id === navigator.person.id)[0]?.id;
    const watch = await Watch.at(url, `Bearer ${navigator.token}`);
    await app.http.delete(`/api/v1/sessions/${theirs}`).set('authorization', bearer).expect(204);
    await watch.until(({ hasEnded }) => hasEnded);
    expect((await me(navigator)).status).toBe(401);
    await app.http.delete(`/api/v1/sessions/${theirs}`).set('authorization', bearer).expect(404);
    expect(await app.database.ownerQuery(`SELECT subject FROM audit WHERE action = 'end-session'`)).toContainEqual({
      subject: { sessions: [theirs], person: navigator.person.id, by: lead.person.id },
    });
  });

  it('is ended by the provider, in every tenant, and what it follows live with it', async () => {
    account('both', { groups: ['navigators', 'intervenants'] });
    const [here, there] = [await signIn(0), await signIn(1)];
    account('amina', { groups: ['navigators'] });
    const other = await signIn();
    const sids = await app.database.ownerQuery<{ sid: string }>(
      'SELECT DISTINCT issuer_session AS sid FROM sessions WHERE person_id = $1 AND revoked_at IS NULL',
      [here.person.id],
    );
    expect(sids.length).toBeGreaterThan(0);
    for (const { sid } of sids) await logout('both', sid);
    expect([(await me(here)).status, (await me(there)).status, (await me(other)).status]).toEqual([401, 401, 200]);
  });

  it('ends with the provider’s session also for who has come back and chosen no seat yet, or is just coming back', async () => {
    account('both', { groups: ['navigators', 'intervenants'] });
    const [chooses, comes, other] = [newBrowser(), newBrowser(), newBrowser()];
    expect(await bring(chooses, await comeBack(chooses, await begin(chooses)))).toBe('?step=choose');
    const answer = await comeBack(comes, await begin(comes));
    account('amina', { groups: ['navigators'] });
    expect(await bring(other, await comeBack(other, await begin(other)))).toBe('?step=choose');
    const now = Math.floor(app.clock.now().getTime() / 1000);
    const told = { iss: issuer.url, aud: clientId, sub: 'both', iat: now + 5, jti: `${Math.random()}` };
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const token = await issuer.sign({ ...told, events });
    await app.http.post('/api/v1/sign-in/back-channel-logout').type('form').send({ logout_token: token }).expect(200);
    expect([(await choicesOf(chooses)).status, (await choose(chooses, 0)).status]).toEqual([410, 410]);
    expect(await bring(comes, answer)).toBe('?why=over');
    expect((await choose(other, 0)).status).toBe(200);
  });

  it('ends with the provider’s session whatever is chosen in the same moment', async () => {
    for (const sub of ['quick', 'quicker', 'quickest']) {
      account(sub, { groups: ['navigators'] });
      const browser = newBrowser();
      await bring(browser, await comeBack(browser, await begin(browser)));
      const now = Math.floor(app.clock.now().getTime() / 1000);
      const told = { iss: issuer.url, aud: clientId, sub, iat: now - 1, jti: `${Math.random()}` };
      const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
      const token = await issuer.sign({ ...told, events });
      const [chosen] = await Promise.all([
        choose(browser, 0),
        app.http.post('/api/v1/sign-in/back-channel-logout').type('form').send({ logout_token: token }).expect(200),
      ]);
      const after = chosen.status === 200 ? (await me((await chosen.json()) as SignedIn)).status : chosen.status;
      expect([401, 410]).toContain(after);
    }
  });

  describe('a logout token', () => {
    const event = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const now = () => Math.floor(app.clock.now().getTime() / 1000);
    const good = () => ({
      iss: issuer.url,
      aud: clientId,
      sub: 'amina',
      // Whoever signs in again after it is not meant.
      iat: now() - 5,
      jti: `${Math.random()}`,
      events: event,
    });
    const send = (token: string) =>
      app.http.post('/api/v1/sign-in/back-channel-logout').type('form').send({ logout_token: token });

    it('ends every session of whom it names, once', async () => {
      account('amina', { groups: ['navigators'] });
      const session = await signIn();
      const token = await issuer.sign(good());
      await send(token).expect(200);
      expect((await me(session)).status).toBe(401);
      const { body } = await send(token).expect(400);
      expect(body).toMatchObject({ type: '/problems/logout-token-is-not-valid' });
    });

    it('that could not be obeyed may come again: nothing of it was kept', async () => {
      account('amina', { groups: ['navigators', 'intervenants'] });
      const [here, there] = [await signIn(0), await signIn(1)];
      const token = await issuer.sign(good());
      // Montréal’s rows cannot be written; Ontario’s come first.
      await app.database.ownerQuery(`
        CREATE FUNCTION stuck() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'stuck'; END $$;
        CREATE TRIGGER stuck BEFORE UPDATE ON sessions FOR EACH ROW WHEN (OLD.tenant_id = 'greater-montreal') EXECUTE FUNCTION stuck()`);
      await send(token).expect(500);
      expect([(await me(here)).status, (await me(there)).status]).toEqual([200, 200]);
      await app.database.ownerQuery('DROP TRIGGER stuck ON sessions');
      await send(token).expect(200);
      expect([(await me(here)).status, (await me(there)).status]).toEqual([401, 401]);
    });

    it('ends sessions of a person whose provider never named one of its own, too', async () => {
      account('amina', { groups: ['navigators'] });
      const session = await signIn();
      await app.database.ownerQuery('UPDATE sessions SET issuer_session = NULL WHERE person_id = $1', [
        session.person.id,
      ]);
      await send(await issuer.sign({ ...good(), sid: 'unheard-of' })).expect(200);
      expect((await me(session)).status).toBe(401);
    });

    it.each([
      ['for somebody else', () => ({ ...good(), aud: 'another' })],
      ['of somebody else', () => ({ ...good(), iss: 'https://evil.test' })],
      ['of yesterday', () => ({ ...good(), iat: now() - 86_400 })],
      ['with a nonce', () => ({ ...good(), nonce: 'x' })],
      ['without its event', () => ({ ...good(), events: {} })],
      ['that names nobody', () => ({ ...good(), sub: undefined })],
      ['without an id', () => ({ ...good(), jti: undefined })],
    ])('%s ends nothing', async (_, claims) => {
      account('amina', { groups: ['navigators'] });
      const session = await signIn();
      await send(await issuer.sign(claims())).expect(400);
      expect((await me(session)).status).toBe(200);
    });

    it('signed with a secret instead of the provider’s key, or not at all, ends nothing', async () => {
      await send(await issuer.sign(good(), { alg: 'HS256', key: Buffer.from(clientSecret) })).expect(400);
      const [head, body] = [{ alg: 'none' }, good()].map((part) =>
        Buffer.from(JSON.stringify(part)).toString('base64url'),
      );
      await send(`${head}.${body}.`).expect(400);
      await app.http.post('/api/v1/sign-in/back-channel-logout').type('form').send('x=1').expect(400);
      await app.http.post('/api/v1/sign-in/back-channel-logout').send({ logout_token: 7 }).expect(400);
    });
  });
});

describe('a provider that knows us otherwise than by a secret', () => {
  let app: TestApp;
  const signIn = {
    publicUrl,
    tenants: [{ id: 'ontario-211', name: { en: '', fr: '' }, agencies: [], rules: ontario }],
  };
  const known = { ...signIn, provider: {} as SignInProvider };
  beforeAll(async () => {
    app = await startTestApp({ mode: 'live', signIn: known });
    app.clock.set(new Date());
  });
  afterAll(() => app.stop());

  /** Where somebody ends who signs in with a new provider that knows us as `client`, while we say that we are `as`. */
  async function comesTo(client: object, as: SignInProvider['client']): Promise<string> {
    const issuer = await TestIssuer.start();
    known.provider = { issuer: issuer.url, clientId, title: 'Test', scope: 'openid profile', client: as };
    // As a process that was just started.
    Object.assign(app.app.get(Issuer), { known: null });
    await issuer.open('http://127.0.0.1:1', client);
    issuer.account = { sub: 'amina', name: 'Amina', groups: ['navigators'] };
    const browser = new TestBrowser({ [publicUrl]: await app.app.getUrl() });
    const back = await browser.follow(`${publicUrl}/api/v1/sign-in`, ({ pathname }) => pathname === '/sign-in');
    await issuer.stop();
    return back.search;
  }

  it('signs people in as of a public client', async () => {
    expect(await comesTo({ token_endpoint_auth_method: 'none' }, { kind: 'none' })).toBe('?step=choose');
  });

  it('signs people in by a key of ours (private_key_jwt), and by no other key', async () => {
    const [ours, another] = [
      await generateKeyPair('ES256', { extractable: true }),
      await generateKeyPair('ES256', { extractable: true }),
    ];
    const client = {
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      jwks: { keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'ours', alg: 'ES256' }] },
    };
    // As the operator writes it.
    const keyOf = async (pair: typeof ours) => {
      const jwk = { ...(await exportJWK(pair.privateKey)), kid: 'ours', alg: 'ES256' };
      const environment = { OIDC_CLIENT_KEY: JSON.stringify(jwk), OIDC_ISSUER: publicUrl, OIDC_CLIENT_ID: clientId };
      return readSignIn(new Settings(environment, [])).client;
    };
    expect(await comesTo(client, await keyOf(ours))).toBe('?step=choose');
    expect(await comesTo(client, await keyOf(another))).toBe('?why=refused');
  });
});
