import { lookup as lookUp, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type AddressRules, faultOfUrl, hostOf } from './address-rules.js';

export interface Answered {
  /** Null: there was no answer. */
  readonly status: number | null;
  readonly milliseconds: number;
  /** Null: it was taken. For people who look into it; never the receiver's own words. */
  readonly error: string | null;
}

export interface PostOptions {
  readonly rules: AddressRules;
  readonly timeout: number;
  /** How names are resolved; a test brings its own. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
}

/** A receiver's words are not ours to keep: they are read so far only, so that it sees its answer taken. */
const mostOfAnAnswer = 4096;

/**
 * One attempt. Redirects are not followed; the addresses of a name are judged at the moment of connecting, and one of them is
 * connected to, so that a name cannot lead elsewhere in between. Never throws.
 */
export async function postWebhook(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  options: PostOptions,
): Promise<Answered> {
  const begun = performance.now();
  const spent = (): number => Math.round(performance.now() - begun);
  const fault = faultOfUrl(url, options.rules);
  if (fault !== null) return { status: null, milliseconds: 0, error: `the address is refused: ${fault}` };
  try {
    const status = await send(new URL(url), headers, body, options);
    return { status, milliseconds: spent(), error: status >= 200 && status < 300 ? null : meaningOf(status) };
  } catch (error) {
    return { status: null, milliseconds: spent(), error: wordsFor(error, options.timeout) };
  }
}

function send(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  options: PostOptions,
): Promise<number> {
  const { timeout } = options;
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeout);
    const sent = request(
      url,
      {
        method: 'POST',
        agent: false,
        lookup: guarded(url, options),
        signal,
        headers: {
          ...headers,
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'FrontDoor-Webhooks/1',
        },
      },
      (answer) => {
        const { statusCode = 0 } = answer;
        let read = 0;
        const over = (): void => {
          resolve(statusCode);
          answer.destroy();
        };
        answer.on('data', (chunk: Buffer) => {
          read += chunk.length;
          if (read > mostOfAnAnswer) over();
        });
        answer.on('end', over);
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Resolves a name and hands on only addresses that webhooks may go to. An address in the url itself was judged before. */
function guarded(url: URL, { rules, resolve = resolveAll }: PostOptions): LookupFunction {
  return (host, options, done) => {
    resolve(host).then(
      (found) => {
        const fit = found.filter(({ address }) => mayConnect(url, rules, address));
        const [first] = fit;
        if (!first) return done(new RefusedAddress(hostOf(url)), '', 4);
        return options.all ? done(null, [...fit]) : done(null, first.address, first.family);
      },
      (error: unknown) => done(error as NodeJS.ErrnoException, '', 4),
    );
  };
}

function mayConnect(url: URL, rules: AddressRules, address: string): boolean {
  const verdict = rules.judge(address);
  return verdict === 'allowed' || (verdict === 'public' && url.protocol === 'https:');
}

class RefusedAddress extends Error {
  constructor(host: string) {
    super(`${isIP(host) === 0 ? 'the name' : 'the address'} leads to an address that is refused`);
  }
}

const resolveAll = (host: string): Promise<readonly LookupAddress[]> =>
  new Promise((resolve, reject) =>
    lookUp(host, { all: true }, (error, found) => (error ? reject(error) : resolve(found))),
  );

function meaningOf(status: number): string {
  if (status >= 300 && status < 400) return `answered ${status}: redirects are not followed`;
  return status === 410 ? 'answered 410: it is gone' : `answered ${status}`;
}

function wordsFor(error: unknown, timeout: number): string {
  if (error instanceof RefusedAddress) return error.message;
  const { name, code } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || name === 'TimeoutError') return `no answer within ${timeout / 1000} s`;
  return `no connection: ${code ?? name}`;
}
