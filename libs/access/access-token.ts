import { createHash, randomBytes } from 'node:crypto';

const tokenShape = /^[A-Za-z0-9_-]{43}$/;

/** A new secret: 32 random bytes. It is shown once to its owner and kept nowhere. */
export function newAccessToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored instead of the token. */
export function hashAccessToken(token: string): Buffer {
  return createHash('sha256').update(token, 'ascii').digest();
}

/** False for anything that we never hand out, so that no lookup is spent on it. */
export function looksLikeAccessToken(text: string): boolean {
  return tokenShape.test(text);
}
