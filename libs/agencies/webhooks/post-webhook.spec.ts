import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Keyring } from '../../platform/index.js';
import { AddressRules } from './address-rules.js';
import { postWebhook, type PostOptions } from './post-webhook.js';

describe('posting a webhook', () => {
  let server: Server;
  let port: number;
  let asked = 0;
  beforeAll(async () => {
    server = createServer((request, reply) => {
      asked += 1;
      // One that never answers, and one that never ends.
      if (request.url === '/silent') return;
      reply.writeHead(200).write('x'.repeat(100_000));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const post = (path: string, allowed: readonly string[], more: Partial<PostOptions> = {}) =>
    postWebhook(path, {}, '{}', { rules: new AddressRules(allowed), timeout: 5000, ...more });
  const leadsTo =
    (...addresses: readonly string[]): NonNullable<PostOptions['resolve']> =>
    () =>
      Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

  it.each([
    '127.0.0.1',
    '10.0.0.7',
    '169.254.169.254',
    '::1',
    '::ffff:127.0.0.1',
    'fd00::1',
    'fe80::1',
    '64:ff9b::7f00:1',
    '168.63.129.16',
  ])('connects to nothing by a name that leads to %s', async (address) => {
    const answered = await post(`https://partner.example.org:${port}/`, [], { resolve: leadsTo(address) });
    expect(answered).toMatchObject({ status: null, error: 'the name leads to an address that is refused' });
    expect(asked).toBe(0);
  });

  it.each(['169.254.169.254', '168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254', '::ffff:a9fe:a9fe'])(
    'goes to no %s, where a cloud tells its machine what it may do, though the operator allows everything',
    (address) => {
      const rules = new AddressRules(['0.0.0.0/0', '::/0']);
      expect([rules.judge(address), rules.judge('10.0.0.1')]).toEqual(['refused', 'allowed']);
    },
  );

  it('goes without https only where the operator allows it, though a name leads elsewhere too', async () => {
    const url = `http://partner.example.org:${port}/`;
    const refused = await post(url, ['10.0.0.0/8'], { resolve: leadsTo('93.184.216.34', '127.0.0.1') });
    expect([refused.status, asked]).toEqual([null, 0]);
    const allowed = await post(url, ['127.0.0.1'], { resolve: leadsTo('93.184.216.34', '127.0.0.1') });
    // It reads a little of an answer that never ends.
    expect(allowed).toMatchObject({ status: 200, error: null });
  });

  it('waits no longer than it may', async () => {
    const answered = await post(`http://127.0.0.1:${port}/silent`, ['127.0.0.1'], { timeout: 50 });
    expect(answered).toMatchObject({ status: null, error: 'no answer within 0.05 s' });
  });
});

describe('a keyring', () => {
  const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

  it('opens what it sealed, for what it was sealed, also when the key was changed meanwhile', () => {
    const sealed = new Keyring([one]).seal('whsec_x', 'webhook a');
    expect(sealed.toString('latin1')).not.toContain('whsec_x');
    expect(new Keyring([two, one]).open(sealed, 'webhook a')).toBe('whsec_x');
    expect(() => new Keyring([one]).open(sealed, 'webhook b')).toThrow();
    expect(() => new Keyring([two]).open(sealed, 'webhook a')).toThrow(/ENCRYPTION_KEY_OLD/);
    sealed.writeUInt8(sealed.readUInt8(sealed.length - 1) ^ 1, sealed.length - 1);
    expect(() => new Keyring([one]).open(sealed, 'webhook a')).toThrow();
  });
});
