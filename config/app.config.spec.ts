import { describe, expect, it } from '@jest/globals';
import { ConfigurationError, readConfig } from './app.config.js';

const root = '/srv/front-door';
const live = {
  DATABASE_URL: 'postgresql://frontdoor_app@db/front',
  DATABASE_WORKER_URL: 'postgresql://frontdoor_worker@db/front',
  OIDC_ISSUER: 'https://login.example.org',
  OIDC_CLIENT_ID: 'front-door',
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
};
const problems = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment, root);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
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
      signIn: null,
      encryptionKey: null,
      logLevel: 'info',
      requestsPerMinute: 6000,
      keepDeliveredDays: 7,
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

  it('takes KEEP_DELIVERED_DAYS', () => {
    expect(readConfig({ KEEP_DELIVERED_DAYS: '30' }, root).keepDeliveredDays).toBe(30);
    for (const days of ['0', '3651', 'a week', '7.5']) {
      expect(problems({ KEEP_DELIVERED_DAYS: days })).toEqual([
        expect.stringContaining(`KEEP_DELIVERED_DAYS is "${days}"`),
      ]);
    }
  });

  it('is live with a database server and all that goes with it', () => {
    expect(readConfig(live, root)).toMatchObject({
      mode: 'live',
      host: '0.0.0.0',
      database: { kind: 'server', ownerUrl: null },
      signIn: { issuer: 'https://login.example.org', clientId: 'front-door' },
      encryptionKey: Buffer.alloc(32, 7),
    });
  });

  it('lists everything that live mode misses, at once', () => {
    const missing = problems({ DATABASE_URL: live.DATABASE_URL, PORT: 'http' });
    expect(missing.map((problem) => problem.split(' ')[0])).toEqual([
      'PORT',
      'DATABASE_WORKER_URL',
      'OIDC_ISSUER',
      'OIDC_CLIENT_ID',
      'ENCRYPTION_KEY',
    ]);
  });

  it.each([
    ['a short key', { ...live, ENCRYPTION_KEY: 'c2hvcnQ=' }, /ENCRYPTION_KEY is 5 bytes/],
    ['an issuer without https', { ...live, OIDC_ISSUER: 'http://login' }, /whole https:/],
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
