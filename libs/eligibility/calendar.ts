const millisecondsPerDay = 86_400_000;

/** Days since 1970-01-01 of an ISO date (of an ISO date and time: of its date), or null when there is no such day. */
export function dayOf(iso: string): number | null {
  const [, date] = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(iso) ?? [];
  if (date === undefined) return null;
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time)) return null;
  const day = Math.floor(time / millisecondsPerDay);
  return isoOf(day) === date ? day : null;
}

export function isoOf(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}

/** The days that a date may name: `0001-01-01` to `9999-12-31`. */
export const firstDay = -719_162;
export const lastDay = 2_932_896;
