import type { DataSource } from 'typeorm';
import { CLAIM, SET_ASIDE } from './claim-sql.js';

export interface Claimed {
  readonly tenant: string;
  readonly id: string;
  /** Null: our own. */
  readonly partner: string | null;
  readonly lease: Date;
}

/** Longer than any attempt takes. Who stops while it holds one leaves the message to others when it ends. */
export const lease = 120_000;
const batch = 32;
/** In a row, when others were quicker each time; then the next wake-up or second. */
const mostLooks = 5;

/** How many more this process may begin. */
export interface Room {
  readonly all: number;
  /** Of these, with messages of partners. */
  readonly partners: number;
}
export interface Claim {
  readonly claimed: readonly Claimed[];
  /** More is due than was claimed: the shares are used up, or the batch is full. */
  readonly heldBack: boolean;
}

/** Takes what may be delivered now, as frontdoor_worker, which sees no payload. Nothing claimed: nothing may. */
export async function claim(worker: DataSource, now: Date, room: Room): Promise<Claim> {
  const until = new Date(now.getTime() + lease);
  for (let looks = 1; ; looks += 1) {
    const values = [now, until, room.all, room.partners, Math.min(room.all, batch)];
    const [found] = await worker.query<[Found]>(CLAIM, values);
    const { heads, chosen, blocked } = found;
    const claimed = found.claimed.map((one) => ({ ...one, lease: until }));
    const looksAgain = claimed.length === 0 && (chosen > 0 || (await setAside(worker, now, blocked)) > 0);
    if (!looksAgain || looks === mostLooks) return { claimed, heldBack: heads > claimed.length };
  }
}

interface Found {
  readonly claimed: readonly Omit<Claimed, 'lease'>[];
  /** How many could go; how many of these had a place. What was chosen and not claimed, another process has taken meanwhile. */
  readonly heads: number;
  readonly chosen: number;
  /** Receivers for whom something is due, and all of it waits behind something else. */
  readonly blocked: readonly string[];
}

/** How many were. */
async function setAside(worker: DataSource, now: Date, blocked: readonly string[]): Promise<number> {
  if (blocked.length === 0) return 0;
  const [, count] = await worker.query<[unknown, number]>(SET_ASIDE, [now, blocked]);
  return count;
}
