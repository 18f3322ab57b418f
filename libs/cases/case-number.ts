import { randomInt } from 'node:crypto';

/** None looks like a digit or like another, and none sounds like another in English or French. */
const LETTERS = 'AFHKLMRUWXYZ';

/**
 * A number that people say aloud, like `K-104-2386`. It is drawn by lot out of 120 million, so that one misheard digit leads to
 * no case rather than to somebody else's, and it tells neither how many cases there are nor which came first.
 */
export function newCaseNumber(): string {
  const digits = String(randomInt(10_000_000)).padStart(7, '0');
  return `${LETTERS.charAt(randomInt(LETTERS.length))}-${digits.slice(0, 3)}-${digits.slice(3)}`;
}

/** As it is kept, however it was typed: in lower case, with other dashes or none. Null: no case has such a number. */
export function readCaseNumber(typed: string): string | null {
  const [, letter, first, second] =
    /^([A-Z])([0-9]{3})([0-9]{4})$/.exec(typed.toUpperCase().replace(/[\s.\p{Pd}]/gu, '')) ?? [];
  return letter === undefined ? null : `${letter}-${first}-${second}`;
}
