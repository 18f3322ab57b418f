import { describe, expect, it } from '@jest/globals';
import { proxyNotes } from './nets.config.js';
import { scanNotes } from './scan.config.js';
import { ConfigurationError, readConfig } from './app.config.js';

const root = '/srv/front-door';
const live = {
  DATABASE_URL: 'postgresql://frontdoor_app@db/front',
  DATABASE_WORKER_URL: 'postgresql://frontdoor_worker@db/front',
  PUBLIC_URL: 'https://front-door.example.org/',
  OIDC_ISSUER: 'https://login.example.org',
  OIDC_CLIENT_ID: 'front-door',
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
};
const clientKey = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', d: 'x', x: 'y', kid: '1', alg: 'EdDSA' });
const problems = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment, root);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems.map(({ en }) => en);
    throw error;
  }
  return [];
};

describe('the configuration', () => {
  it('without any setting is a demo on this machine with an embedded database', () => {
    expect(readConfig({}, root)).toEqual({
      mode: 'demo',
      host: '127.0.0.1',
      port: 3000,
      database: { kind: 'embedded', folder: '/srv/front-door/.data' },
      publicUrl: null,
      signIn: null,
      encryptionKey: null,
      oldEncryptionKeys: [],
      demoKeyFile: '/srv/front-door/.data/encryption.key',
      webhookAllowPrivate: [],
      trustedProxies: [],
      mailServer: null,
      printsAll: false,
      scanner: null,
      heicConversion: true,
      logLevel: 'info',
      requestsPerMinute: 6000,
      keepDeliveredDays: 7,
      databaseConnections: 16,
    });
  });

  it('takes PORT, HOST, LOG_LEVEL and FRONT_DOOR_DATA', () => {
    const config = readConfig({ PORT: '0', HOST: '::1', LOG_LEVEL: 'silent', FRONT_DOOR_DATA: '/var/lib/fd' }, root);
    expect(config).toMatchObject({ port: 0, host: '::1', logLevel: 'silent', database: { folder: '/var/lib/fd' } });
  });

  it('takes REQUESTS_PER_MINUTE, 0 for no limit', () => {
    expect(readConfig({ REQUESTS_PER_MINUTE: '100' }, root).requestsPerMinute).toBe(100);
    expect(readConfig({ REQUESTS_PER_MINUTE: '0' }, root).requestsPerMinute).toBeNull();
    expect(problems({ REQUESTS_PER_MINUTE: 'many' })).toEqual([
      expect.stringContaining('REQUESTS_PER_MINUTE is "many"'),
    ]);
  });

  it('draws what a HEIC shows unless HEIC_CONVERSION says off', () => {
    const draws = (environment: Record<string, string>) => readConfig(environment, root).heicConversion;
    expect([draws({}), draws({ HEIC_CONVERSION: 'on' }), draws({ HEIC_CONVERSION: 'off' })]).toEqual([
      true,
      true,
      false,
    ]);
    expect(problems({ HEIC_CONVERSION: 'no' })).toEqual([expect.stringContaining('HEIC_CONVERSION is "no"')]);
  });

  it('takes CLAMD_URL, a host or a socket, and says live when files are not scanned', () => {
    const scannerAt = (CLAMD_URL: string) => readConfig({ CLAMD_URL }, root).scanner;
    expect(scannerAt('clamd://clamav:3311')).toEqual({ host: 'clamav', port: 3311 });
    expect(scannerAt('tcp://10.0.0.7')).toEqual({ host: '10.0.0.7', port: 3310 });
    expect(scannerAt('clamd://[::1]:3310')).toEqual({ host: '::1', port: 3310 });
    expect(scannerAt('unix:///run/clamav/clamd.ctl')).toEqual({ path: '/run/clamav/clamd.ctl' });
    for (const wrong of ['clamav', 'http://clamav', 'clamd://clamav:0', 'unix://clamd.ctl', 'clamd://a/b']) {
      expect(problems({ CLAMD_URL: wrong })).toEqual([expect.stringContaining(`CLAMD_URL is "${wrong}"`)]);
    }
    expect(scanNotes(readConfig(live, root))).toEqual([expect.stringContaining('CLAMD_URL is not set')]);
    expect(scanNotes(readConfig({ ...live, CLAMD_URL: 'clamd://clamav' }, root))).toEqual([]);
    expect(scanNotes(readConfig({}, root))).toEqual([]);
  });

  it('takes DATABASE_CONNECTIONS', () => {
    expect(readConfig({ DATABASE_CONNECTIONS: '4' }, root).databaseConnections).toBe(4);
    for (const connections of ['1', '201', '4.5', 'many']) {
      expect(problems({ DATABASE_CONNECTIONS: connections })).toEqual([
        expect.stringContaining(`DATABASE_CONNECTIONS is "${connections}"`),
      ]);
    }
  });

  it('takes KEEP_DELIVERED_DAYS', () => {
    expect(readConfig({ KEEP_DELIVERED_DAYS: '30' }, root).keepDeliveredDays).toBe(30);
    for (const days of ['0', '3651', 'a week', '7.5']) {
      expect(problems({ KEEP_DELIVERED_DAYS: days })).toEqual([
        expect.stringContaining(`KEEP_DELIVERED_DAYS is "${days}"`),
      ]);
    }
  });

  it('takes WEBHOOK_ALLOW_PRIVATE and ENCRYPTION_KEY_OLD', () => {
    const lists = { WEBHOOK_ALLOW_PRIVATE: '10.0.0.0/8, ::1', ENCRYPTION_KEY_OLD: Buffer.alloc(32).toString('base64') };
    expect(readConfig(lists, root)).toMatchObject({
      webhookAllowPrivate: ['10.0.0.0/8', '::1'],
      oldEncryptionKeys: [Buffer.alloc(32)],
    });
    expect(problems({ WEBHOOK_ALLOW_PRIVATE: 'localhost, 10.0.0.0/33' })).toEqual([
      expect.stringContaining('"localhost", "10.0.0.0/33"'),
    ]);
    expect(problems({ ENCRYPTION_KEY_OLD: 'short' })).toEqual([expect.stringContaining('ENCRYPTION_KEY_OLD')]);
  });

  it('takes TRUSTED_PROXIES when it is live, and no net that callers can be in', () => {
    expect(readConfig({ ...live, TRUSTED_PROXIES: '10.0.0.0/8, ::1, fd00::/8' }, root).trustedProxies).toEqual([
      '10.0.0.0/8',
      '::1',
      'fd00::/8',
    ]);
    expect(readConfig({ TRUSTED_PROXIES: '10.0.0.5' }, root).trustedProxies).toEqual([]);
    // At start the operator is told while it is missing.
    const told = (environment: Record<string, string>) => proxyNotes(readConfig(environment, root));
    expect(told(live)).toEqual([expect.stringMatching(/^TRUSTED_PROXIES is not set.* \/ TRUSTED_PROXIES n’est pas/)]);
    expect([
      told({}),
      told({ ...live, TRUSTED_PROXIES: '10.0.0.5' }),
      told({ ...live, REQUESTS_PER_MINUTE: '0' }),
    ]).toEqual([[], [], []]);
    for (const [set, told] of [
      ['proxy.internal', '"proxy.internal"'],
      ['::/0', '"::/0"'],
      ['0.0.0.0/00', '"0.0.0.0/00"'],
      ['0.0.0.0/1,128.0.0.0/1,10.0.0.5', '"0.0.0.0/1", "128.0.0.0/1", a net that callers can be in'],
      ['2000::/3, 2001:db8::/32', '"2000::/3"'],
      ['::ffff:0:0/96', '"::ffff:0:0/96"'],
      ['0:0::/80', '"0:0::/80"'],
      ['fd00::/6', '"fd00::/6"'],
    ] as const) {
      expect(problems({ ...live, TRUSTED_PROXIES: set })).toEqual([expect.stringContaining(told)]);
    }
  });

  it('is live with a database server and all that goes with it', () => {
    expect(readConfig(live, root)).toMatchObject({
      mode: 'live',
      host: '0.0.0.0',
      database: { kind: 'server', ownerUrl: null },
      publicUrl: 'https://front-door.example.org',
      signIn: {
        issuer: 'https://login.example.org',
        clientId: 'front-door',
        title: 'login.example.org',
        scope: 'openid profile',
        client: { kind: 'none' },
      },
      encryptionKey: Buffer.alloc(32, 7),
    });
  });

  it('lists everything that live mode misses, at once', () => {
    const missing = problems({ DATABASE_URL: live.DATABASE_URL, PORT: 'http' });
    expect(missing.map((problem) => problem.split(' ')[0])).toEqual([
      'PORT',
      'DATABASE_WORKER_URL',
      'PUBLIC_URL',
      'OIDC_ISSUER',
      'OIDC_CLIENT_ID',
      'ENCRYPTION_KEY',
    ]);
  });

  it('takes a secret or a private key to say who we are, and what people call the provider', () => {
    const secret = readConfig({ ...live, OIDC_CLIENT_SECRET: 'hush', OIDC_TITLE: '211 account' }, root);
    expect(secret.signIn).toMatchObject({ title: '211 account', client: { kind: 'secret', secret: 'hush' } });
    const { signIn } = readConfig({ ...live, OIDC_CLIENT_KEY: clientKey }, root);
    expect(signIn?.client).toMatchObject({ kind: 'key', jwk: { alg: 'EdDSA' } });
  });

  it('takes http on this machine alone: what never leaves it needs no https', () => {
    const here = readConfig(
      { ...live, PUBLIC_URL: 'http://localhost:3000', OIDC_ISSUER: 'http://127.0.0.1:9000' },
      root,
    );
    expect(here).toMatchObject({ publicUrl: 'http://localhost:3000', signIn: { issuer: 'http://127.0.0.1:9000' } });
  });

  it('takes a mail server with the address that mails come from, or neither', () => {
    const SMTP_URL = 'smtps://desk:hush@mail.example.org';
    const set = readConfig({ SMTP_URL, MAIL_FROM: 'Front Door <links@example.org>' }, root);
    expect(set.mailServer).toEqual({ url: SMTP_URL, from: 'Front Door <links@example.org>' });
    expect(problems({ SMTP_URL })).toEqual([expect.stringContaining('MAIL_FROM is missing')]);
    expect(readConfig({ SMTP_URL: 'none' }, root)).toMatchObject({ mailServer: null, printsAll: true });
    const wrong = problems({ SMTP_URL: 'https://desk:hush@mail.example.org', MAIL_FROM: 'links' });
    expect(wrong).toEqual([expect.stringContaining('SMTP_URL is no address'), expect.stringContaining('MAIL_FROM is')]);
    expect(wrong.join()).not.toContain('hush');
  });

  it('says all of it in French, too', () => {
    const told = (): unknown => readConfig({ DATABASE_URL: live.DATABASE_URL, PORT: 'http' }, root);
    expect(told).toThrow(
      /Front Door ne peut pas démarrer :\n- PORT est « http »[^]*- PUBLIC_URL manque : [^]*- ENCRYPTION_KEY/,
    );
  });

  it.each([
    ['a short key', { ...live, ENCRYPTION_KEY: 'c2hvcnQ=' }, /ENCRYPTION_KEY is 5 bytes/],
    ['an issuer without https', { ...live, OIDC_ISSUER: 'http://login' }, /whole https:/],
    ['an address without https', { ...live, PUBLIC_URL: 'http://front-door' }, /PUBLIC_URL.*whole https:/],
    ['an address with a path', { ...live, PUBLIC_URL: 'https://front-door/desk' }, /PUBLIC_URL.*without a path/],
    ['a secret and a key', { ...live, OIDC_CLIENT_SECRET: 's', OIDC_CLIENT_KEY: clientKey }, /both set/],
    ['a scope without openid', { ...live, OIDC_SCOPE: 'profile groups' }, /OIDC_SCOPE.*needs "openid"/],
    ['a key that is none', { ...live, OIDC_CLIENT_KEY: '{"kty":"RSA"}' }, /OIDC_CLIENT_KEY cannot be used/],
    ['a port out of range', { PORT: '70000' }, /from 0 to 65535/],
    ['a port in hexadecimal', { PORT: '0x10' }, /PORT is "0x10".*plain digits/],
    ['a port in powers of ten', { PORT: '1e3' }, /PORT is "1e3"/],
    ['a port with a fraction', { PORT: '3000.0' }, /PORT is "3000.0"/],
    ['a port with a sign', { PORT: '+3000' }, /PORT is "\+3000"/],
    ['a port in another script', { PORT: '３０００' }, /plain digits/],
    ['a limit in powers of ten', { REQUESTS_PER_MINUTE: '1e3' }, /REQUESTS_PER_MINUTE is "1e3"/],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /use one of silent/],
    ['a demo that others could reach', { HOST: '0.0.0.0' }, /on this machine only/],
    [
      'an evaluation that others could reach',
      { ...live, FRONT_DOOR_DEMO: '1', HOST: '10.0.0.5' },
      /on this machine only/,
    ],
  ])('refuses %s', (_, environment, told) => {
    expect(problems(environment)).toEqual([expect.stringMatching(told)]);
  });

  it('never shows the key that it refuses', () => {
    expect(problems({ ...live, ENCRYPTION_KEY: 'c2VjcmV0' }).join()).not.toContain('c2VjcmV0');
  });

  it('lets a database server be evaluated with demo people, on this machine', () => {
    const { DATABASE_URL, DATABASE_WORKER_URL } = live;
    const config = readConfig({ DATABASE_URL, DATABASE_WORKER_URL, FRONT_DOOR_DEMO: '1' }, root);
    expect(config).toMatchObject({ mode: 'demo', host: '127.0.0.1', database: { kind: 'server' }, signIn: null });
  });
});
