import createClient from 'openapi-fetch';
import type { paths } from './api.generated';
import { currentLanguage } from './i18n';
import { dropSession, session } from './session';

/** What went wrong, as the API says it (RFC 9457), or `offline` when no answer came at all. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string | null,
    readonly reason: string | null,
    readonly errors: readonly { pointer: string; detail: string }[],
  ) {
    super(title);
  }
  get offline(): boolean {
    return this.status === 0;
  }
  /** Nobody who could answer was reached, or not with an answer: the same again may work. */
  get notReached(): boolean {
    return this.offline || [401, 429, 502, 503, 504].includes(this.status);
  }
  /** Somebody else changed it first. */
  get stale(): boolean {
    return this.status === 412;
  }
}

/** A request without an answer for so long is taken as lost. */
const slow = 20_000;
const waits = [300, 800, 1_500, 3_000, 5_000];
const connection = { listeners: new Set<(online: boolean) => void>(), online: true };

/** Tells the screens when requests stop or start getting through. */
export function onConnection(listener: (online: boolean) => void): () => void {
  connection.listeners.add(listener);
  return () => connection.listeners.delete(listener);
}
export const isOnline = (): boolean => connection.online;
function setOnline(online: boolean): void {
  if (connection.online === online) return;
  connection.online = online;
  for (const listener of connection.listeners) listener(online);
}

/** The same request again, with the same Idempotency-Key, until an answer comes or patience ends. */
async function fetchWithRetry(request: Request): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const wait = waits[attempt];
    try {
      const patience = AbortSignal.any([request.signal, AbortSignal.timeout(slow)]);
      const response = await fetch(request.clone(), { signal: patience });
      if (wait !== undefined && [502, 503, 504].includes(response.status)) throw new TypeError('not reached');
      setOnline(true);
      return response;
    } catch (error) {
      if (request.signal.aborted) throw error;
      setOnline(false);
      if (wait === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: fetchWithRetry });
api.use({
  onRequest({ request }) {
    const token = session()?.token;
    if (token) request.headers.set('Authorization', `Bearer ${token}`);
    request.headers.set('Accept-Language', currentLanguage());
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', crypto.randomUUID());
    }
    return request;
  },
  onResponse({ request, response }) {
    // An answer to the one who was signed in before says nothing of the one who is now.
    const asked = request.headers.get('Authorization');
    if (response.status === 401 && asked === `Bearer ${session()?.token}`) dropSession();
  },
});

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The data of an answer; anything else is thrown as an ApiProblem. */
export async function send<T>(request: Promise<Answered<T>>): Promise<{ data: T; etag: string | null }> {
  let answered: Answered<T>;
  try {
    answered = await request;
  } catch {
    throw new ApiProblem(0, '', null, null, []);
  }
  const { data, error, response } = answered;
  if (!response.ok || data === undefined) throw problem(response.status, error);
  return { data, etag: response.headers.get('ETag') };
}

function problem(status: number, body: unknown): ApiProblem {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const errors = Array.isArray(given['errors']) ? (given['errors'] as { pointer: string; detail: string }[]) : [];
  return new ApiProblem(status, text(given['title']) ?? '', text(given['detail']), text(given['reason']), errors);
}
