/** One row of a benchmark. */
export interface Measured {
  readonly name: string;
  /** Ours divided by the reference; 1 is as fast. */
  readonly ratio: number;
  readonly value: number;
  readonly unit: string;
  /** The reference, in the same unit, from the same round. */
  readonly reference: number;
}

/** What a round found: ours and the reference, measured one right after the other. */
export interface Round {
  readonly ours: number;
  readonly reference: number;
}

/** The round with the median ratio: what the machine does besides hits both sides of a round alike. */
export function median(name: string, unit: string, rounds: readonly Round[]): Measured {
  const sorted = [...rounds].sort((a, b) => a.ours / a.reference - b.ours / b.reference);
  const round = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!round) throw new Error(`${name}: there was no round to measure`);
  const { ours, reference } = round;
  return { name, ratio: rounded(ours / reference), value: rounded(ours), unit, reference: rounded(reference) };
}

/** Whole from a thousand up, else three digits that mean something. */
const rounded = (value: number): number => (value >= 1000 ? Math.round(value) : Number(value.toPrecision(3)));

export function asTable(rows: readonly Measured[]): string {
  const cells = rows.map(({ name, ratio, value, unit, reference }) => [
    name,
    ratio < 0.1 ? String(ratio) : ratio.toFixed(2),
    `${value} ${unit}`,
    `${reference} ${unit}`,
  ]);
  const lines = [['', 'ratio', 'Front Door', 'reference'], ...cells];
  const width = (column: number) => Math.max(...lines.map((line) => line[column]?.length ?? 0));
  return lines
    .map((line) =>
      line.map((cell, column) => (column ? cell.padStart(width(column)) : cell.padEnd(width(0)))).join('  '),
    )
    .join('\n');
}

/** Runs the work for each item over so many lanes at once, and resolves to items a second. */
export async function perSecond<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T, lane: number) => Promise<void>,
): Promise<number> {
  const queue = items.values();
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (const item of queue) await work(item, lane);
    }),
  );
  return (items.length * 1000) / (performance.now() - begun);
}
