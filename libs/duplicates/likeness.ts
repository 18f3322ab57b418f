/** From here on two names are called similar: `Mary Trembley` and `Marie Tremblay` are, `John Smith` and `Jane Smyth` are not. */
export const SIMILAR = 0.85;

/**
 * How alike two words are, from 0 to 1, by Jaro and Winkler: letters in common that stand near each other, less for those in
 * another order, more for the same beginning. Pure.
 */
export function likeness(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1;
  const matched = matchedLetters(a, b);
  const common = matched.inA.length;
  if (common === 0) return 0;
  const swapped = matched.inA.filter((letter, index) => letter !== matched.inB[index]).length / 2;
  const jaro = (common / a.length + common / b.length + (common - swapped) / common) / 3;
  return jaro + beginningOf(a, b) * 0.1 * (1 - jaro);
}

function matchedLetters(a: string, b: string): { readonly inA: readonly string[]; readonly inB: readonly string[] } {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Set<number>();
  const inA = [...a].filter((letter, at) => {
    for (let there = Math.max(0, at - reach); there <= Math.min(b.length - 1, at + reach); there++) {
      if (b[there] !== letter || taken.has(there)) continue;
      taken.add(there);
      return true;
    }
    return false;
  });
  return { inA, inB: [...b].filter((_, at) => taken.has(at)) };
}

/** Letters at the beginning that are the same, at most four. */
function beginningOf(a: string, b: string): number {
  let same = 0;
  while (same < 4 && same < a.length && a[same] === b[same]) same++;
  return same;
}
