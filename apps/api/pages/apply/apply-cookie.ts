import type { FastifyReply } from 'fastify';
import { deviceHours } from '../../../../libs/access/index.js';
import { deviceCookie } from '../../shell/device-token.js';
import { pathOf } from './sheet.js';

/** Sent back to this door alone, read by no script, and along with no form of another website. Null: forgotten. */
export function keepToken(reply: FastifyReply, tenant: string, door: string, token: string | null, secure: boolean) {
  const age = token === null ? 0 : deviceHours * 3600;
  const attributes = `Path=${pathOf(tenant, door)}; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  void reply.header('set-cookie', `${deviceCookie}=${token ?? ''}; ${attributes}`);
}
