import type { FastifyRequest } from 'fastify';

/** Of a device that is with an application; the door that set it alone is sent it. */
export const deviceCookie = 'application';
const shape = /^[\w-]{43}$/;

/** The token by which this device goes on; null: none, or nothing of ours. */
export function deviceTokenIn({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  const found = String(headers.cookie ?? '')
    .split(/; */)
    .find((each) => each.startsWith(`${deviceCookie}=`));
  const token = found?.slice(deviceCookie.length + 1) ?? '';
  return shape.test(token) ? token : null;
}
