/** Whole years. Somebody born on 29 February is a year older on 1 March where there is no such day. */
export function yearsBetween(born: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) < born.slice(5) ? years - 1 : years;
}

/** The first date on which `yearsBetween` is `age`. */
export function birthday(born: string, age: number): string {
  const year = String(Number(born.slice(0, 4)) + age).padStart(4, '0');
  const date = `${year}-${born.slice(5)}`;
  const exists = new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
  return exists ? date : `${year}-03-01`;
}
