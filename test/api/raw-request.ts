import { connect } from 'node:net';
import { expect } from '@jest/globals';
import type { TestApp } from '../setup/app.js';

export const json = { 'content-type': 'application/json' };
export const signIn = '/api/v1/demo/sign-in';

/** A request that no ordinary client would send, and the problem that answers it. Without method and path: a sign-in. */
export interface Bad {
  readonly what: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly status: number;
  readonly kind: string;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Is answered with its problem in English and in French, and without anything from inside. Resolves to the English one. */
export async function expectProblem(app: TestApp, one: Bad): Promise<Answer> {
  const english = await send(app, one, 'en');
  expect(english.body).toMatchObject({ type: `/problems/${one.kind}`, status: one.status });
  expect(english.status).toBe(one.status);
  expect(english.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(JSON.stringify(english.body)).not.toMatch(/\bat .*\.[jt]s:|node_modules|SELECT|Error:/);
  const french = await send(app, one, 'fr');
  expect(french.body['status']).toBe(one.status);
  expect(french.body['title']).not.toBe(english.body['title']);
  expect(french.body['detail']).not.toBe(english.body['detail']);
  expect(french.body['detail']).not.toMatch(/\{\w+\}/);
  return english;
}

export async function portOf(app: TestApp): Promise<number> {
  return Number(new URL(await app.app.getUrl()).port);
}

/** HTTP by hand: ordinary clients repair or refuse what we want to send. */
async function send(app: TestApp, one: Bad, language: string): Promise<Answer> {
  const port = await portOf(app);
  const body = Buffer.from(one.body ?? '');
  const headers = {
    host: `localhost:${port}`,
    'accept-language': language,
    ...one.headers,
    'content-length': String(body.length),
    connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const start = `${one.method ?? 'POST'} ${one.path ?? signIn} HTTP/1.1\r\n${head.join('')}\r\n`;
  return readAnswer(await speak(port, Buffer.concat([Buffer.from(start), body])));
}

function readAnswer(answer: string): Answer {
  const [top = '', ...rest] = answer.split('\r\n\r\n');
  const [status = '', ...lines] = top.split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return {
    status: Number(status.split(' ')[1]),
    headers: new Headers(headers),
    body: JSON.parse(rest.join('\r\n\r\n') || 'null') as Record<string, unknown>,
  };
}

/** Sends bytes, and resolves to all that comes back until the server closes. */
export function speak(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A server that has heard enough may close while we still write.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}
