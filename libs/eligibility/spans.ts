/** Places in a list, as `[from, to)` after `[from, to)`: in order, and no two touch. */
export type Spans = readonly number[];

export function span(from: number, to: number): Spans {
  return from < to ? [from, to] : [];
}

/** The places that some of them have. */
export function union(all: readonly Spans[]): Spans {
  if (all.length === 1) return all[0]!;
  const pairs = all.flatMap((spans) => pairsOf(spans)).sort(([a], [b]) => a - b);
  const joined: number[] = [];
  for (const [from, to] of pairs) {
    const end = joined.at(-1) ?? -1;
    if (from > end) joined.push(from, to);
    else joined[joined.length - 1] = Math.max(end, to);
  }
  return joined;
}

/** The places of a list of this length that it does not have. */
export function without(spans: Spans, length: number): Spans {
  const edges = [0, ...spans, length];
  return edges.flatMap((from, at) => (at % 2 === 0 ? span(from, edges[at + 1]!) : []));
}

/** The places that all of them have. */
export function intersection(all: readonly Spans[], length: number): Spans {
  return without(union(all.map((spans) => without(spans, length))), length);
}

/** The places where it holds. */
export function spansWhere(length: number, holds: (at: number) => boolean): Spans {
  const spans: number[] = [];
  for (let at = 0, before = false; at <= length; at++) {
    const here = at < length && holds(at);
    if (here !== before) spans.push(at);
    before = here;
  }
  return spans;
}

/** Which of these places, which are in order, it has: bit `n` is the `n`th. */
export function placesIn(spans: Spans, places: readonly number[]): Int32Array {
  const bits = new Int32Array(Math.ceil(places.length / 32));
  let at = 0;
  places.forEach((place, n) => {
    while (at < spans.length && spans[at + 1]! <= place) at += 2;
    if (at < spans.length && spans[at]! <= place) bits[n >> 5]! |= 1 << (n & 31);
  });
  return bits;
}

function pairsOf(spans: Spans): (readonly [number, number])[] {
  return Array.from({ length: spans.length / 2 }, (_, at) => [spans[2 * at]!, spans[2 * at + 1]!] as const);
}
