import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../setup/app.js';
import { type Bad, expectProblem, json, signIn } from './raw-request.js';

const bad: readonly Bad[] = [
  { what: 'half an object', headers: json, body: '{"role": "navigator"', status: 400, kind: 'body-is-not-json' },
  { what: 'no JSON at all', headers: json, body: 'role=navigator', status: 400, kind: 'body-is-not-json' },
  { what: 'an empty body', headers: json, body: '', status: 400, kind: 'body-is-not-json' },
  { what: 'no body and no type', status: 422, kind: 'fields-do-not-fit' },
  {
    what: 'a prototype in the body',
    headers: json,
    body: '{"__proto__": {"role": "x"}}',
    status: 400,
    kind: 'body-is-not-json',
  },
  { what: 'a list', headers: json, body: '[]', status: 422, kind: 'fields-do-not-fit' },
  { what: 'null', headers: json, body: 'null', status: 422, kind: 'fields-do-not-fit' },
  { what: 'a number', headers: json, body: '7', status: 422, kind: 'fields-do-not-fit' },
  { what: 'a text', headers: json, body: '"navigator"', status: 422, kind: 'fields-do-not-fit' },
  {
    what: 'an unknown role',
    headers: json,
    body: '{"role":"king","tenant":"t"}',
    status: 422,
    kind: 'fields-do-not-fit',
  },
  {
    what: 'an unknown field',
    headers: json,
    body: '{"role":"funder","tenant":"t","x":1}',
    status: 422,
    kind: 'fields-do-not-fit',
  },
  {
    what: 'an object for a text',
    headers: json,
    body: '{"role":"funder","tenant":{}}',
    status: 422,
    kind: 'fields-do-not-fit',
  },
  {
    what: 'a NUL character',
    headers: json,
    body: '{"role":"funder","tenant":"ontario-211","person":"a\\u0000b"}',
    status: 422,
    kind: 'value-cannot-be-stored',
  },
  {
    what: 'half a surrogate',
    headers: json,
    body: '{"role":"funder","tenant":"ontario-211","person":"\\ud800"}',
    status: 404,
    kind: 'nobody-in-this-role',
  },
  {
    what: 'bytes that are not UTF-8',
    headers: json,
    body: Buffer.from([0x22, 0xff, 0xfe, 0x22]),
    status: 422,
    kind: 'fields-do-not-fit',
  },
  {
    what: 'a form',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'a=b',
    status: 415,
    kind: 'content-type-is-not-json',
  },
  {
    what: 'plain text',
    headers: { 'content-type': 'text/plain' },
    body: 'hello',
    status: 415,
    kind: 'content-type-is-not-json',
  },
  {
    what: 'XML',
    headers: { 'content-type': 'application/xml' },
    body: '<a/>',
    status: 415,
    kind: 'content-type-is-not-json',
  },
  {
    what: 'a broken content type',
    headers: { 'content-type': ';;;' },
    body: '{}',
    status: 415,
    kind: 'content-type-is-not-json',
  },
  { what: 'too much', headers: json, body: `"${'x'.repeat(1_100_000)}"`, status: 413, kind: 'request-is-too-large' },
  {
    what: 'very deep nesting',
    headers: json,
    body: '['.repeat(100_000) + ']'.repeat(100_000),
    status: 422,
    kind: 'fields-do-not-fit',
  },
  {
    what: 'very deep nesting within a field',
    headers: json,
    body: `{"role":"funder","tenant":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    status: 422,
    kind: 'fields-do-not-fit',
  },
  {
    what: 'very deep nesting with an Idempotency-Key',
    headers: { ...json, 'idempotency-key': 'deep' },
    body: `${'{"role":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
    status: 422,
    kind: 'fields-do-not-fit',
  },
];

describe('a malformed body', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  it.each(bad)('$what is answered with $status $kind, in English and in French', async (one) => {
    await expectProblem(app, one);
  });

  it('names each field by its pointer and says what to write', async () => {
    const body = { role: 'king', tenant: 5, extra: true };
    const answer = await app.http.post(signIn).send(body).expect(422);
    expect(answer.body.errors).toEqual(
      expect.arrayContaining([
        { pointer: '/role', detail: expect.stringMatching(/^Write one of: navigator, supervisor, /) },
        { pointer: '/tenant', detail: expect.stringMatching(/^Write /) },
        { pointer: '/extra', detail: 'This field is not known here. Leave it out.' },
      ]),
    );
    const french = await app.http.post(signIn).set('accept-language', 'fr').send(body).expect(422);
    expect(french.body.errors[0].detail).toMatch(/^(Ce champ|Écrivez)/);
  });
});
