import type { LetterDocument } from './document.js';

export const letterStatuses = ['queued', 'sent', 'failed', 'to-print', 'printed', 'posted'] as const;
export type LetterStatus = (typeof letterStatuses)[number];
export const letterWays = ['email', 'print'] as const;
export type LetterWay = (typeof letterWays)[number];

/** A letter that was written, as lists show it: nothing of what it says. */
export interface Letter {
  readonly id: string;
  readonly caseId: string;
  readonly program: string;
  readonly version: number;
  /** Which letter of the program. */
  readonly letter: string;
  readonly language: string;
  readonly way: LetterWay;
  readonly status: LetterStatus;
  readonly statusAt: Date;
  /** Of a failure: `no-address`, `erased`, or what the mail server said without its words. `mail-failed`: so it is on paper. */
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly erasedAt: Date | null;
  /** Oldest first. */
  readonly events: readonly LetterEvent[];
}
export interface LetterEvent {
  readonly status: LetterStatus | 'erased';
  readonly way: LetterWay;
  readonly at: string;
  /** Null: it happened by itself. */
  readonly person: string | null;
  readonly reason: string | null;
}

/** Where it goes: what was answered, and is an address. */
export type Addresses = Readonly<Record<LetterWay, string | null>>;
/** What is sealed. */
export interface Sealed {
  readonly to: Addresses;
  readonly document: LetterDocument;
}

/** One reader's address and nothing besides: no second one, no name, nothing that a mail's head would take for its own. */
export function mailAddress(answer: string | null): string | null {
  const address = answer?.trim() ?? '';
  const fits = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:".]{2,}$/u.test(address);

  return fits && address.length <= 254 && !/[\u0000-\u001F\u007F]/.test(address) ? address : null;
}

/** Which way a letter can go now: by mail before paper. Null: no address is known. */
export const wayTo = (to: Addresses): LetterWay | null => letterWays.find((way) => to[way] !== null) ?? null;
