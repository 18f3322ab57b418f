import { quoted } from './refuse.js';

/** A sentence that names what may have been meant. */
export function suggest(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'There are no names here.';
  const near = known
    .map((one) => ({ one, distance: distance(one.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3);
  const [best] = near;
  if (best && best.distance <= Math.max(2, Math.floor(name.length / 3))) return `Is ${quoted(best.one)} meant?`;
  return `There is ${near.map(({ one }) => quoted(one)).join(', ')}${known.length > near.length ? ' and more' : ''}.`;
}

/** Letters to change, add or take away. Long names are compared by their beginnings. */
function distance(a: string, b: string): number {
  const [from, to] = [a.slice(0, 40), b.slice(0, 40)];
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
