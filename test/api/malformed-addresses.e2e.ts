import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../setup/app.js';
import { type Bad, expectProblem, portOf, signIn, speak } from './raw-request.js';

const bad: readonly Bad[] = [
  {
    what: 'bad percent signs',
    method: 'GET',
    path: '/api/v1/demo/%E0%A4%A',
    status: 400,
    kind: 'address-is-malformed',
  },
  { what: 'an unknown address', method: 'GET', path: '/api/v1/no-such-thing', status: 404, kind: 'not-found' },
  { what: 'an address outside of the API', method: 'GET', path: '/wp-login.php', status: 404, kind: 'not-found' },
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
];

describe('a request to a wrong address, or by nobody', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  it.each(bad)('$what is answered with $status $kind, in English and in French', async (one) => {
    await expectProblem(app, one);
  });

  it.each([
    ['DELETE', signIn, 'POST'],
    ['GET', signIn, 'POST'],
    ['POST', '/api/v1/me', 'GET, HEAD'],
    ['PUT', '/api/v1/cases', 'GET, HEAD, POST'],
    ['PATCH', '/api/v1/cases/01890a5d-ac96-774b-bcce-b302099a8057?x=1', 'GET, HEAD'],
    ['OPTIONS', '/health/ready', 'GET, HEAD'],
  ])('%s %s is answered with 405, and is told %s', async (method, path, allow) => {
    const what = { what: method, method, path, status: 405, kind: 'method-is-not-offered' };
    const { headers, body } = await expectProblem(app, what);
    expect(headers.get('allow')).toBe(allow);
    expect(body['detail']).toContain(method);
  });

  it('that is not even HTTP gets an answer', async () => {
    const port = await portOf(app);
    const answer = await speak(port, 'HELLO\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('/problems/request-is-malformed');
  });

  it('with headers beyond all measure gets an answer', async () => {
    const port = await portOf(app);
    const answer = await speak(port, `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(70_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });
});
