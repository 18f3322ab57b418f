import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../setup/app.js';

const json = { 'content-type': 'application/json' };
const signIn = '/api/v1/demo/sign-in';

interface Bad {
  readonly what: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly status: number;
  readonly kind: string;
}

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
  {
    what: 'bad percent signs',
    method: 'GET',
    path: '/api/v1/demo/%E0%A4%A',
    status: 400,
    kind: 'address-is-malformed',
  },
  { what: 'an unknown address', method: 'GET', path: '/api/v1/no-such-thing', status: 404, kind: 'not-found' },
  { what: 'an address outside of the API', method: 'GET', path: '/wp-login.php', status: 404, kind: 'not-found' },
  { what: 'a wrong method', method: 'DELETE', path: signIn, status: 404, kind: 'not-found' },
  { what: 'no token', method: 'GET', path: '/api/v1/me', status: 401, kind: 'sign-in-needed' },
  {
    what: 'a made-up token',
    method: 'GET',
    path: '/api/v1/me',
    headers: { authorization: `Bearer ${'A'.repeat(43)}` },
    status: 401,
    kind: 'sign-in-needed',
  },
  {
    what: 'a token that is no token',
    method: 'GET',
    path: '/api/v1/me',
    headers: { authorization: "Bearer ' OR 1=1" },
    status: 401,
    kind: 'sign-in-needed',
  },
  {
    what: 'another scheme',
    method: 'GET',
    path: '/api/v1/me',
    headers: { authorization: 'Basic YTpi' },
    status: 401,
    kind: 'sign-in-needed',
  },
  {
    what: 'a foreign host',
    method: 'GET',
    path: '/api/v1/demo',
    headers: { host: 'evil.example' },
    status: 421,
    kind: 'foreign-host',
  },
  {
    what: 'a host that only begins well',
    method: 'GET',
    path: '/api/v1/demo',
    headers: { host: 'localhost.evil.example' },
    status: 421,
    kind: 'foreign-host',
  },
  {
    what: 'a proxy',
    method: 'GET',
    path: '/api/v1/demo',
    headers: { 'x-forwarded-for': '10.0.0.1' },
    status: 400,
    kind: 'forwarded-request',
  },
  {
    what: 'a proxy of the standard',
    method: 'GET',
    path: '/api/v1/demo',
    headers: { forwarded: 'for=1.2.3.4' },
    status: 400,
    kind: 'forwarded-request',
  },
];

describe('a malformed request', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  const send = async (
    one: Bad,
    language: string,
  ): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> => {
    const { hostname, port } = new URL(await app.app.getUrl());
    const { host, ...headers } = one.headers ?? {};
    return rawRequest(Number(port), {
      hostname,
      method: one.method ?? 'POST',
      path: one.path ?? signIn,
      headers: { host: host ?? `localhost:${port}`, 'accept-language': language, ...headers },
      body: one.body,
    });
  };

  it.each(bad)('$what is answered with $status $kind, in English and in French', async (one) => {
    const english = await send(one, 'en');
    expect(english.body).toMatchObject({ type: `/problems/${one.kind}`, status: one.status });
    expect(english.status).toBe(one.status);
    expect(english.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(JSON.stringify(english.body)).not.toMatch(/\bat .*\.[jt]s:|node_modules|SELECT|Error:/);
    const french = await send(one, 'fr');
    expect(french.body['status']).toBe(one.status);
    expect(french.body['title']).not.toBe(english.body['title']);
    expect(french.body['detail']).not.toBe(english.body['detail']);
    expect(french.body['detail']).not.toMatch(/\{\w+\}/);
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

  it('that is not even HTTP gets an answer', async () => {
    const { port } = new URL(await app.app.getUrl());
    const answer = await speak(Number(port), 'HELLO\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('/problems/request-is-malformed');
  });

  it('with headers beyond all measure gets an answer', async () => {
    const { port } = new URL(await app.app.getUrl());
    const answer = await speak(
      Number(port),
      `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(70_000)}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });
});

interface RawRequest {
  readonly hostname: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** HTTP by hand: ordinary clients repair or refuse what we want to send. */
async function rawRequest(
  port: number,
  request: RawRequest,
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
  const body = Buffer.from(request.body ?? '');
  const headers = { ...request.headers, 'content-length': String(body.length), connection: 'close' };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const answer = await speak(
    port,
    Buffer.concat([Buffer.from(`${request.method} ${request.path} HTTP/1.1\r\n${head.join('')}\r\n`), body]),
  );
  const [top = '', ...rest] = answer.split('\r\n\r\n');
  const [status = '', ...lines] = top.split('\r\n');
  return {
    status: Number(status.split(' ')[1]),
    headers: new Headers(
      lines.map((line): [string, string] => [
        line.slice(0, line.indexOf(':')),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
    ),
    body: JSON.parse(rest.join('\r\n\r\n') || 'null') as Record<string, unknown>,
  };
}

function speak(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A server that has heard enough may close while we still write.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}
