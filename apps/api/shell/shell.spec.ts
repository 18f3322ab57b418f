import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { pino } from 'pino';
import { TestClock } from '../../../libs/platform/index.js';
import { AllowRoles, Public } from './access.js';
import { Budgets, noteDevice } from './budgets.js';
import { etagOf, readIfMatch, refuseStale } from './etag.js';
import { languageOf } from './language.js';
import { messages } from './messages.js';
import { networkOf } from './network-of.js';
import type { AppOptions } from './options.js';
import { readCursor, toPage } from './paging.js';
import { describeProblem } from './problem.js';
import { fieldFault, refusal } from './problem-error.js';
import { recognizeError } from './recognize-error.js';
import { refusalMessages } from './refusal-messages.js';
import { requireAccess } from './require-access.js';
import { createServer } from './server.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['fr', 'fr'],
    ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
    ['en-CA,en;q=0.9,fr;q=0.8', 'en'],
    ['en;q=0.5, fr;q=0.7', 'fr'],
    ['en, fr', 'en'],
    ['fr, en', 'fr'],
    ['de', 'en'],
    ['fr;q=0', 'en'],
    ['FR', 'fr'],
    [';;;,q=,fr;q=abc', 'fr'],
  ])('for Accept-Language %j is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

describe('what problems say', () => {
  it.each([...Object.entries(messages), ...Object.entries(refusalMessages)])(
    '%s is said in English and in French',
    (_, said) => {
      for (const text of [said.title, said.detail]) {
        expect(text.en.length).toBeGreaterThan(3);
        expect(text.fr.length).toBeGreaterThan(3);
        expect(text.fr).not.toBe(text.en);
        const holes = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort();
        expect(holes(text.fr)).toEqual(holes(text.en));
      }
    },
  );

  it('of a refusal is its reason, in words and as a word', () => {
    const refused = {
      ok: false,
      reason: 'event-is-not-allowed-here',
      about: 'hand-over',
      instead: ['give-consent'],
    } as const;
    expect(describeProblem(refusal(refused), 'fr', '/api/v1/cases/1/events')).toMatchObject({
      type: '/problems/event-is-not-allowed-here',
      status: 409,
      reason: 'event-is-not-allowed-here',
      about: 'hand-over',
      instead: ['give-consent'],
      detail: '« hand-over » ne fait pas partie de cette étape de l’appel. Possible maintenant : give-consent.',
    });
  });

  it('of a field names it by pointer', () => {
    const problem = describeProblem(fieldFault('/answers/need', 'isIn', [['a', 'b']]), 'en', '/x');
    expect(problem.errors).toEqual([{ pointer: '/answers/need', detail: 'Write one of: a, b.' }]);
  });

  it('of our own faults is nothing: they are logged and told as a number', () => {
    expect(recognizeError(new Error('boom'), 'GET')).toBeNull();
    expect(recognizeError('boom', 'GET')).toBeNull();
  });

  it.each([
    ['22P02', 422],
    ['40P01', 503],
    ['57P01', 503],
    ['ECONNREFUSED', 503],
  ])('of a database that says %s has the status %i', (code, status) => {
    const driverError = Object.assign(new Error('secret value'), { code });
    expect(recognizeError(Object.assign(new Error('x'), { driverError }), 'GET')?.status).toBe(status);
  });
});

describe('a line of the log', () => {
  it('names the route by its pattern: nothing of an address, a form or a cookie', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
    const server = createServer({ mode: 'live' } as unknown as AppOptions, log).adapter.getInstance();
    server.post('/apply/:tenant/:door/form', (_, reply) => void reply.send(''));
    const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie: 'application=secret-token' };
    const url = '/apply/secret-tenant/secret-door/form?change=secret-question';
    await server.inject({
      method: 'POST',
      url,
      headers,
      payload: 'q.phone=secret-answer',
      remoteAddress: '203.0.113.9',
    });
    await server.close();
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { method: 'POST', route: '/apply/:tenant/:door/form', status: 200 },
    ]);
    expect(lines.join()).not.toMatch(/secret|203\.0\.113/);
  });
});

describe('where a request comes from', () => {
  /** What our server takes for the address, behind these proxies. */
  async function addressOf(trustedProxies: readonly string[], peer: string, forwarded?: string): Promise<string> {
    const options = { mode: 'live', trustedProxies } as unknown as AppOptions;
    const server = createServer(options, pino({ level: 'silent' })).adapter.getInstance();
    server.get('/ip', (request, reply) => void reply.send(request.ip));
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    const answer = await server.inject({ method: 'GET', url: '/ip', remoteAddress: peer, headers });
    await server.close();
    return answer.body;
  }

  it.each([
    ['nobody is believed by default', [], '10.0.0.5', '198.51.100.7', '10.0.0.5'],
    ['a proxy of ours is', ['10.0.0.5'], '10.0.0.5', '198.51.100.7', '198.51.100.7'],
    ['by its IPv4 address in IPv6, too', ['10.0.0.0/24'], '::ffff:10.0.0.5', '198.51.100.7', '198.51.100.7'],
    ['whoever is no proxy of ours is not', ['10.0.0.5'], '203.0.113.9', '198.51.100.7', '203.0.113.9'],
    ['nor what was forged on the way to it', ['10.0.0.5'], '10.0.0.5', '1.2.3.4, 198.51.100.7', '198.51.100.7'],
    ['two of ours in a row are', ['10.0.0.0/24'], '10.0.0.5', '1.2.3.4, 198.51.100.7, 10.0.0.6', '198.51.100.7'],
    ['one that says nothing speaks for itself', ['10.0.0.5'], '10.0.0.5', undefined, '10.0.0.5'],
  ])('%s', async (_, trusted, peer, forwarded, expected) => {
    expect(await addressOf(trusted, peer, forwarded)).toBe(expected);
  });

  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:DB8:1:0002::', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
    ['198.51.100.7:1001', '198.51.100.7'],
    ['[198.51.100.7]:1001', '198.51.100.7'],
    ['[2001:db8:1:2::1]:80', '2001:db8:1:2::/64'],
    ['"[2001:db8:1:2::1]"', '2001:db8:1:2::/64'],
    ['::ffff:c633:6407', '198.51.100.7'],
    ['0:0:0:0:0:FFFF:198.51.100.7', '198.51.100.7'],
    ['2001:db8::ffff:c633:6407', '2001:db8:0:0::/64'],
    ['unknown', '10.0.0.5'],
    ['"secret"', '10.0.0.5'],
    ['_hidden:1001', '10.0.0.5'],
    ['300.1.1.1', '10.0.0.5'],
    ['', '10.0.0.5'],
  ])('%s is counted as %s', (address, network) => {
    expect(networkOf(address, '::ffff:10.0.0.5')).toBe(network);
  });
});

describe('the limit of requests', () => {
  const clock = new TestClock(new Date('2026-11-23T12:00:00Z'));
  const from = (ip: string, token: string | null = null, url = '/api/v1/me') =>
    ({
      ...{ ip, url, socket: { remoteAddress: '10.0.0.5' } },
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    }) as unknown as FastifyRequest;
  const usedBy = (budgets: Budgets, request: FastifyRequest) => budgets.spend(request)?.used;

  it('is one caller’s, whatever port or word their proxy writes beside or instead of the address', () => {
    const budgets = new Budgets(clock, { requestsPerMinute: 100 });
    const told = ['198.51.100.7:1001', '198.51.100.7:1002', '::ffff:c633:6407', 'unknown', '"hidden"', '10.0.0.5'];
    expect(told.map((ip) => usedBy(budgets, from(ip)))).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it('is of the address for whoever invents tokens, and of the session once it is one', () => {
    const budgets = new Budgets(clock, { requestsPerMinute: 100 });
    expect(['a', 'b', null, 'c'].map((token) => usedBy(budgets, from('198.51.100.7', token)))).toEqual([1, 2, 3, 4]);
    const mine = from('198.51.100.7', 'mine');
    expect(usedBy(budgets, mine)).toBe(5);
    expect([budgets.prove(mine)?.used, budgets.prove(mine)]).toEqual([1, null]);
    // It is taken off the address again, and from now on the session is known wherever it comes from.
    expect(usedBy(budgets, from('203.0.113.9', 'mine'))).toBe(2);
    expect(usedBy(budgets, from('198.51.100.7'))).toBe(5);
    budgets.disprove(mine);
    expect(usedBy(budgets, mine)).toBe(6);
  });

  it('is of a session for as long as it is seen, and forgotten a quarter of an hour after', () => {
    const budgets = new Budgets(clock, { requestsPerMinute: 100 });
    const mine = from('198.51.100.7', 'mine');
    budgets.spend(mine);
    budgets.prove(mine);
    for (const minutes of [14, 14]) {
      clock.advance(minutes * 60_000);
      expect([usedBy(budgets, mine), budgets.prove(mine)]).toEqual([1, null]);
    }
    clock.advance(15 * 60_000);
    budgets.spend(mine);
    expect(budgets.prove(mine)?.used).toBe(1);
  });

  it('of the pages behind links is their own, and a tenth', () => {
    const budgets = new Budgets(clock, { requestsPerMinute: 100 });
    const press = from('198.51.100.7', 'whatever', '/link/abc');
    expect([budgets.spend(from('198.51.100.7'))?.used, budgets.spend(press), budgets.spend(press)?.used]).toMatchObject(
      [1, { limit: 10, used: 1 }, 2],
    );
    expect(budgets.prove(press)).toBeNull();
  });

  it('of a form is the device’s once it is with an application: whoever else is at its library is not held up by it', () => {
    const budgets = new Budgets(clock, { requestsPerMinute: 100 });
    const device = (name: string, url = '/apply/ontario-211/applying/form') => {
      const request = from('198.51.100.9', null, url);
      return Object.assign(request, { headers: { cookie: `a=b; application=${name.padStart(43, 'x')}` } });
    };
    const seen = (request: FastifyRequest, isWithOne: boolean) => {
      const spent = budgets.spend(request);
      noteDevice(request, isWithOne);
      return spent && [spent.limit, spent.used];
    };
    // Unknown yet, and invented: by address.
    expect([seen(device('1'), true), seen(device('2'), false), seen(device('1'), true)]).toEqual([
      [10, 1],
      [10, 1],
      [4, 2],
    ]);
    expect(seen(device('1', '/link/abc'), false)).toEqual([10, 2]);
    for (let more = 0; more < 3; more++) seen(device('1'), true);
    expect([seen(device('1'), true), seen(device('3'), true), seen(device('3'), true)]).toEqual([
      [4, 6],
      [10, 3],
      [4, 2],
    ]);
    // It was left: its token is worth nothing more.
    expect([seen(device('3'), false), seen(device('3'), false)]).toEqual([
      [4, 3],
      [10, 3],
    ]);
  });

  it('of all devices at one address is that of any caller there, however many they are', () => {
    const budgets = new Budgets(clock, { requestsPerMinute: 100 });
    const last = Array.from({ length: 60 }, (_, at) => {
      const cookie = `application=${String(at).padStart(43, 'x')}`;
      const again = () =>
        Object.assign(from('198.51.100.9', null, '/apply/a/b/form'), { headers: { cookie } }) as FastifyRequest;
      const first = again();
      budgets.spend(first);
      noteDevice(first, true);
      return budgets.spend(again());
    });
    expect([last[0], last[49], last[50]]).toMatchObject([
      { limit: 4, used: 2 },
      { limit: 4, used: 2 },
      { limit: 100, used: 102 },
    ]);
  });
});

describe('If-Match', () => {
  it('reads what we gave', () => {
    expect(readIfMatch(etagOf(7))).toBe(7);
    expect(readIfMatch(undefined)).toBeNull();
    expect(readIfMatch('*')).toBeNull();
  });

  it.each(['7', 'W/"7"', '"7", "8"', '"x"', '"-1"'])('refuses %s', (header) => {
    expect(() => readIfMatch(header)).toThrow(expect.objectContaining({ status: 400 }));
  });

  it('of another version is refused with the current one', () => {
    expect(() => refuseStale(6, 7, { id: 'x' })).toThrow(
      expect.objectContaining({ status: 412, extras: { current: { id: 'x' }, headers: { etag: '"7"' } } }),
    );
    expect(() => refuseStale(7, 7)).not.toThrow();
    expect(() => refuseStale(null, 7)).not.toThrow();
  });
});

describe('a cursor', () => {
  const id = '01890a5d-ac96-774b-bcce-b302099a8057';
  const at = '2026-06-01T12:00:00.000Z';
  const cursorOf = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

  it('leads to where the page ended', () => {
    const pageOf = (rows: readonly string[]) =>
      toPage(
        rows,
        2,
        () => [at, id],
        (row) => row,
      );
    const page = pageOf(['a', 'b', 'c']);
    expect(page.items).toEqual(['a', 'b']);
    expect(readCursor({ cursor: page.next ?? '' })).toEqual([at, id]);
    expect(pageOf(['a']).next).toBeNull();
  });

  it.each([
    'x',
    'W10',
    'bnVsbA',
    ...[[at], [at, id, id], [at, 'b'], [at, ''], [at, null], [at, [id]], [1, id], { at, id }].map(cursorOf),
    ...['yesterday', 'infinity', '', 'not a time', '2026-02-30T12:00:00.000Z', '0000-01-01T00:00:00.000Z', '2026'].map(
      (moment) => cursorOf([moment, id]),
    ),
  ])('that we did not make (%s) is refused', (cursor) => {
    expect(() => readCursor({ cursor })).toThrow(expect.objectContaining({ status: 400, kind: 'cursor-is-malformed' }));
  });
});

describe('an endpoint', () => {
  @Controller('open')
  class Careless {
    @Get()
    read(): string {
      return 'everything';
    }
  }
  @Controller('closed')
  class Careful {
    @Get()
    @AllowRoles('navigator')
    read(): string {
      return 'something';
    }

    @Get('public')
    @Public()
    greet(): string {
      return 'hello';
    }
  }
  const start = (controller: new () => object) => {
    @Module({ imports: [DiscoveryModule], controllers: [controller] })
    class Root {}
    return NestFactory.create(Root, new FastifyAdapter(), { logger: false });
  };

  it('that does not say who may call it keeps the app from starting', async () => {
    const careless = await start(Careless);
    expect(() => requireAccess(careless)).toThrow(/Nobody said who may call Careless\.read/);
    const careful = await start(Careful);
    expect(() => requireAccess(careful)).not.toThrow();
  });
});
