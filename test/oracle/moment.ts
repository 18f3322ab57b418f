/** Instants are milliseconds here, so that nothing of the engine's time handling is repeated. */

export function milliseconds(duration: string): number {
  const found = /^P(\d+W)?(\d+D)?(?:T(\d+H)?(\d+M)?(\d+S)?)?$/.exec(duration);
  if (!found) throw new Error(`The oracle cannot read the duration ${duration}`);
  const units = [604_800, 86_400, 3_600, 60, 1];
  return units.reduce((sum, unit, at) => sum + unit * 1000 * Number.parseInt(found[at + 1] ?? '0', 10), 0);
}

/** Swedes write their dates as ISO does. To make one takes far longer than to use it. */
const clocks = new Map<string, Intl.DateTimeFormat>();
function clockIn(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(timeZone, made);
  return made;
}

/** What a clock on the wall there shows, `2026-11-23T15:00`. */
export function wallClock(instant: number, zone: string): string {
  return clockIn(zone).format(instant).replace(' ', 'T');
}

const QUARTER = 900_000;

/** First minute at which that clock shows this; for a time that its change skips, as long after the change as it says. */
export function fromWallClock(local: string, zone: string): number {
  const wanted = Date.parse(`${local.slice(0, 16)}Z`);
  // Clocks differ by whole quarters of an hour, so the minutes within one can be counted.
  for (let instant = wanted - 15 * 3_600_000, before = Infinity; ; instant += QUARTER) {
    const left = wanted - Date.parse(`${wallClock(instant, zone)}Z`);
    if (left < 0) return instant - QUARTER + before;
    if (left < QUARTER && wallClock(instant + left, zone) === local.slice(0, 16)) return instant + left;
    before = left;
  }
}
