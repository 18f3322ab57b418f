export interface KitOptions {
  /** The partner's webhook. */
  readonly url: string;
  readonly secret: string;
  /** The one that follows it; null: changing over is not tried. */
  readonly nextSecret: string | null;
  /** The key that the system was given, and the one that follows it; null: changing over is not tried. */
  readonly key: string;
  readonly nextKey: string | null;
  /** `GET <shows>/<referral>` says what the partner's people see of it; null: that is not looked at. */
  readonly shows: string | null;
  /** Milliseconds that the partner has to answer a message, and to do what it is told to. */
  readonly answerWithin: number;
  readonly actWithin: number;
}
/** One thing that was tried. What was expected, what came and what to mend are sentences for the partner's people. */
export interface Finding {
  readonly check: string;
  readonly passed: boolean;
  readonly expected: string;
  readonly came: string;
  readonly mend: string;
}
/** Something that the partner's system did not do. */
export class NotDone extends Error {
  constructor(
    readonly expected: string,
    readonly came: string,
    readonly mend: string,
  ) {
    super(came);
  }
}
export const isYes = (status: number | null): boolean => status !== null && status >= 200 && status < 300;
export const saidOf = (status: number | null): string =>
  status === null ? 'it did not answer in time' : `it answered ${status}`;
