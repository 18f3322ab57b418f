import type { FastifyReply, FastifyRequest } from 'fastify';

/** `__Host-`: from this host alone, over https alone, and no neighbour can plant one. */
export const begunCookie = '__Host-front-door-sign-in';
export const choiceCookie = '__Host-front-door-choice';

/** What the browser brought under that name, if it is one of our secrets. */
export function readCookie(request: FastifyRequest, name: string): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() !== name) continue;
    const value = pair.slice(at + 1).trim();
    if (/^[A-Za-z0-9_-]{43}$/.test(value)) return value;
  }
  return null;
}

/**
 * For scripts out of reach. `Lax` comes along when the provider sends the browser back to us; `Strict` only on requests that
 * our own pages make.
 */
export function setCookie(
  reply: FastifyReply,
  name: string,
  value: string,
  { seconds, sameSite }: { readonly seconds: number; readonly sameSite: 'Lax' | 'Strict' },
): void {
  void reply.header(
    'set-cookie',
    `${name}=${value}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=${sameSite}`,
  );
}
