import type { Program } from './program.js';

/** Ways in which somebody comes to us. */
export const channels = ['phone', 'chat', 'text', 'email', 'web', 'in-person', 'mail', 'fax'] as const;
export type Channel = (typeof channels)[number];

/** Where a case begins that came in this way. Pure. */
export function startOf({ start, starts = {} }: Program, channel: string | undefined): string {
  return (channel !== undefined && Object.hasOwn(starts, channel) && starts[channel as Channel]) || start;
}

/** Every state in which a case may begin. */
export function startsOf({ start, starts = {} }: Program): readonly string[] {
  return [...new Set([start, ...Object.values(starts)])];
}
