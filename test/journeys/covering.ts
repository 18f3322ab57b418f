import type { Document } from '../oracle/document.js';
import type { Example } from './examples.js';
import { playerOf } from './oracle-player.js';
import { runExample } from './run-example.js';

/**
 * Some of the examples that together take everything that all of them take, in their order. Each next one is that which takes
 * most of what is still open for each of its steps.
 */
export async function covering(
  examples: readonly Example[],
  document: Document,
  zone: string,
  start: number,
): Promise<readonly Example[]> {
  const marks = new Map<Example, ReadonlySet<string>>();
  for (const example of examples) {
    const player = playerOf(example, document, zone, start);
    await runExample(example, player, zone);
    marks.set(example, new Set(player.oracle.machine.marks));
  }
  const open = new Set([...marks.values()].flatMap((taken) => [...taken]));
  const chosen = new Set<Example>();
  while (open.size > 0) {
    const worth = ([example, taken]: [Example, ReadonlySet<string>]) =>
      [...taken].filter((mark) => open.has(mark)).length / example.steps.length;
    const best = [...marks].sort((one, other) => worth(other) - worth(one))[0];
    if (!best) break;
    chosen.add(best[0]);
    for (const mark of best[1]) open.delete(mark);
  }
  return examples.filter((example) => chosen.has(example));
}
