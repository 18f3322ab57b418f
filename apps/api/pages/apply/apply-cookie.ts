import type { FastifyReply, FastifyRequest } from 'fastify';
import { deviceHours } from '../../../../libs/access/index.js';
import { pathOf } from './sheet.js';

const name = 'application';
const shape = /^[\w-]{43}$/;

/** The token by which this device goes on; null: none, or nothing of ours. */
export function tokenIn({ headers }: FastifyRequest): string | null {
  const found = String(headers.cookie ?? '')
    .split(/; */)
    .find((each) => each.startsWith(`${name}=`));
  const token = found?.slice(name.length + 1) ?? '';
  return shape.test(token) ? token : null;
}

/** Sent back to this door alone, read by no script, and along with no form of another website. Null: forgotten. */
export function keepToken(reply: FastifyReply, tenant: string, door: string, token: string | null, secure: boolean) {
  const age = token === null ? 0 : deviceHours * 3600;
  const attributes = `Path=${pathOf(tenant, door)}; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  void reply.header('set-cookie', `${name}=${token ?? ''}; ${attributes}`);
}
