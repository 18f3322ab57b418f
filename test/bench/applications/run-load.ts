import type { Citizen } from './plan.js';
import { type Lanes, now, type Took, Visitor } from './visitor.js';

export interface Ran {
  readonly took: Took;
  readonly seconds: number;
}

/** Everybody at the moments that are planned, whatever becomes of those before. Throws when anything went otherwise than it should. */
export async function runLoad(
  citizens: readonly Citizen[],
  lanes: Lanes,
  journey: (citizen: Citizen, visitor: Visitor) => Promise<void>,
): Promise<Ran> {
  const took: Took = new Map();
  const wrong: string[] = [];
  const begun = now() + 200;
  await Promise.all(
    citizens.map(async (citizen) => {
      await new Promise((resolve) => setTimeout(resolve, begun - now() + citizen.moments[0]! - 1));
      await journey(citizen, new Visitor(lanes, citizen, begun, took)).catch((error: unknown) => {
        wrong.push(`citizen ${citizen.number}: ${error instanceof Error ? error.message : String(error)}`);
      });
    }),
  );
  if (wrong.length > 0) {
    throw new Error(`${wrong.length} of ${citizens.length} did not come through:\n${wrong.slice(0, 5).join('\n')}`);
  }
  return { took, seconds: (now() - begun) / 1000 };
}

export const countOf = (took: Took): number => [...took.values()].reduce((sum, all) => sum + all.length, 0);

export function p95(took: Took, ...kinds: readonly string[]): number {
  const chosen = [...took].filter(([kind]) => kinds.length === 0 || kinds.includes(kind));
  const sorted = Float64Array.from(chosen.flatMap(([, all]) => all)).sort();
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN;
}

/** For whoever watches: of each kind of request how many there were, and how long 95 of 100 took at most. */
export const inWords = (took: Took): string =>
  [...took.keys()].map((kind) => `${kind} ${took.get(kind)!.length} × ${p95(took, kind).toFixed(1)} ms`).join(', ');
