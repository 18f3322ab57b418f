interface Asked {
  readonly type: string;
  /** Not known of an answer that is put right. */
  readonly why?: { readonly purposes: readonly string[] };
}

/** A time at which we get in touch with somebody. It can only lie ahead. */
export const isAhead = ({ type, why }: Asked): boolean =>
  type === 'local-date-time' && (why?.purposes.includes('contact') ?? true);

/** `2026-11-24T15:00`: the moment as the clock on the wall there shows it. */
export function onTheWall(at: number, timeZone: string | undefined): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}`;
}

/** The instant at which the clock on the wall there shows this; what `onTheWall` says, read back. */
export function instantAt(local: string, timeZone: string): string {
  const asUtc = Date.parse(`${local.slice(0, 16)}Z`);
  const ahead = (at: number) => Date.parse(`${onTheWall(at, timeZone)}Z`) - at;
  // Twice: the first guess may lie on the other side of a change of the clocks.
  return new Date(asUtc - ahead(asUtc - ahead(asUtc))).toISOString();
}

/** The same time on the clock so many days later, whatever the clocks do meanwhile. */
export function daysLater(local: string, days: number): string {
  const at = new Date(`${local}:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 16);
}

/** Times of one clock compare as they are written. */
export const isOver = (local: string, now: string): boolean => local !== '' && local.slice(0, 16) < now;

/** A year that is still being typed begins with zeros. */
export const isTypedOut = (local: string): boolean => local >= '1';
