import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { describe, expect, it } from '@jest/globals';
import { AllowRoles, Public } from './access.js';
import { etagOf, readIfMatch, refuseStale } from './etag.js';
import { languageOf } from './language.js';
import { messages } from './messages.js';
import { readCursor, toPage } from './paging.js';
import { describeProblem } from './problem.js';
import { fieldFault, refusal } from './problem-error.js';
import { recognizeError } from './recognize-error.js';
import { refusalMessages } from './refusal-messages.js';
import { requireAccess } from './require-access.js';

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
