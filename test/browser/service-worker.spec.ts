import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

const source = readFileSync('apps/console/service-worker.js', 'utf8');
const written = `const VERSION = 'v'; const FILES = ['/assets/a.js'];\n`;
const kept = { kept: true };
type Answer = { readonly status: number } | typeof kept;
interface Wish {
  readonly path: string;
  readonly mode?: string;
  readonly method?: string;
}

describe('the service worker', () => {
  let answer: (request: unknown) => Promise<Answer>;
  /** What it answers; undefined: it leaves the request to the browser. */
  let ask: (wish: Wish) => Promise<Answer> | undefined;
  beforeEach(() => {
    jest.useFakeTimers();
    const listeners = new Map<string, (event: object) => void>();
    const self = {
      location: { origin: 'https://door' },
      addEventListener: (name: string, listener: (event: object) => void) => listeners.set(name, listener),
    };
    const caches = {
      match: (path: string) => Promise.resolve(['/', '/assets/a.js'].includes(path) ? kept : undefined),
    };
    const fetch = (request: unknown) => answer(request);
    runInNewContext(written + source, { self, caches, fetch, URL, Promise, setTimeout });
    ask = ({ path, mode = 'navigate', method = 'GET' }) => {
      let given: Promise<Answer> | undefined;
      const request = { url: `https://door${path}`, mode, method };
      listeners.get('fetch')?.({ request, respondWith: (promise: Promise<Answer>) => (given = promise) });
      return given;
    };
  });

  it.each(['/api/openapi.json', '/api', '/apply/a/b/form', '/health/live', '/health/ready'])(
    'leaves %s to the server',
    (path) => {
      expect(ask({ path })).toBeUndefined();
      expect(ask({ path, mode: 'cors' })).toBeUndefined();
    },
  );

  it('asks for the newest page first, and opens the kept one where the server fails or is not reached', async () => {
    answer = () => Promise.resolve({ status: 200 });
    expect(await ask({ path: '/cases/1' })).toEqual({ status: 200 });
    answer = () => Promise.resolve({ status: 503 });
    expect(await ask({ path: '/cases/1' })).toBe(kept);
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await ask({ path: '/cases/1' })).toBe(kept);
  });

  it('opens the kept page after some seconds of a connection that hangs', async () => {
    answer = () => new Promise(() => undefined);
    const page = ask({ path: '/' });
    await jest.advanceTimersByTimeAsync(3_999);
    expect(await Promise.race([page, Promise.resolve('hangs')])).toBe('hangs');
    await jest.advanceTimersByTimeAsync(1);
    expect(await page).toBe(kept);
  });

  it('gives the files of the console from what is kept, and sends nothing for anybody', async () => {
    expect(await ask({ path: '/assets/a.js', mode: 'no-cors' })).toBe(kept);
    expect(ask({ path: '/', method: 'POST' })).toBeUndefined();
  });
});
