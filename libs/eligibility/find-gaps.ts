import type { Finding } from './check-decision.js';
import type { Decision } from './decision.js';
import type { Box, Boxes } from './exact/boxes.js';
import { everyRow } from './exact/build-outcomes.js';
import type { Value } from './types.js';

/** More gaps than this are not listed one by one. */
const mostGaps = 10;

/** Answers for which no row matches and there is no default, each with an example person. */
export function* findGaps(decision: Decision, boxes: Boxes): Generator<Finding> {
  if (decision.parts.otherwise !== -1) return;
  const found: Box[] = [];
  let stopped: unknown = null;
  try {
    boxes.uncovered(boxes.everyone(), everyRow(boxes.bits), mostGaps, found);
  } catch (error) {
    stopped = error;
  }
  for (const box of found) {
    const example = exampleOf(decision, box);
    yield {
      code: 'gap',
      severity: 'fault',
      message: `No row says what happens when ${describe(example)}.`,
      instead: 'Add a row for it, or a default output.',
      example,
    };
  }
  if (stopped !== null) throw stopped;
}

/** One person of a box; a question that may have any answer is left out. */
export function exampleOf(
  { parts }: Pick<Decision, 'parts'>,
  box: Box,
  /** Answers that the example should be near to. */
  near: ReadonlyMap<string, Value> = new Map(),
): Readonly<Record<string, Value>> {
  const entries = parts.columns.flatMap(({ questions, classes }, column): [string, Value][] => {
    const chosen = Array.from({ length: classes?.count ?? 0 }, (_, c) => c).filter(
      (c) => ((box[column]?.[c >> 5] ?? 0) & (1 << (c & 31))) !== 0,
    );
    const [first] = chosen;
    const [question] = questions;
    if (!classes || question === undefined || first === undefined || chosen.length === classes.count) return [];
    return [[question, classes.nearest(first, near.get(question) ?? null).value]];
  });
  return Object.fromEntries(entries);
}

export function describe(example: Readonly<Record<string, Value>>): string {
  const parts = Object.entries(example).map(([question, value]) => `${question} is ${JSON.stringify(value)}`);
  return parts.length === 0 ? 'any answers are given' : parts.join(' and ');
}
