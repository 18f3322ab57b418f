import type { Finding } from './check-decision.js';
import type { Decision } from './decision.js';
import { isEmpty, type Box, type Boxes } from './exact/boxes.js';
import type { RowBits } from './fast/row-bits.js';
import { describe, exampleOf } from './find-gaps.js';

/** Pairs more than this are not listed one by one. */
const mostOverlaps = 20;

/** Rows of a UNIQUE or ANY table that match together and give different outcomes. */
export function* findOverlaps(decision: Decision, boxes: Boxes): Generator<Finding> {
  const { bits } = boxes;
  if (bits.ordered) return;
  const found = new Set<string>();
  const isNew = (pair: readonly [number, number]): boolean => pair[0] !== pair[1] && !found.has(pair.join());
  for (let a = 0; a < bits.rows; a++) {
    for (let b = a + 1; b < bits.rows; b++) {
      if (bits.outcomeOf[a] === bits.outcomeOf[b] || !decides(bits, a) || !decides(bits, b)) continue;
      const pair = [originOf(decision, a), originOf(decision, b)] as const;
      if (!isNew(pair) || !boxes.meet(boxes.box(a), boxes.box(b))) continue;
      yield overlap(decision, pair, boxes.alike(boxes.common(boxes.box(a), boxes.box(b))));
      if (found.add(pair.join()).size === mostOverlaps) return;
    }
  }
}

/** The row as written of a place. */
function originOf({ parts: { expanded, bits } }: Decision, place: number): number {
  const row = bits!.order[place]!;
  return expanded ? expanded.rows[row]!.origin : row;
}

/** Not a row that stands for what is not known. */
export function decides({ outcomeOf, outcomes }: RowBits, place: number): boolean {
  return outcomeOf[place]! < outcomes;
}

function overlap(decision: Decision, [a, b]: readonly [number, number], common: Box): Finding {
  const example = exampleOf(decision, common);
  const { table } = decision;
  const line = table.rows[b]?.line;
  return {
    code: 'overlap',
    severity: 'fault',
    message: `Rows ${a + 1} and ${b + 1} both match when ${describe(example)}, and give “${table.rows[a]?.outputs[0] ?? ''}” and “${table.rows[b]?.outputs[0] ?? ''}”.`,
    instead: 'Narrow one of the rows, or use FIRST if the order is meant.',
    rows: [a + 1, b + 1],
    row: b + 1,
    example,
    ...(line === undefined ? {} : { line }),
  };
}

/** Rows that decide for nobody, each with a person whom it describes and another row decides about. */
export function* findDeadRows(decision: Decision, boxes: Boxes): Generator<Finding> {
  const { bits } = boxes;
  // A row of which no part was written out asks for what never is.
  const placesOf = new Map<number, number[]>(decision.table.rows.map((_, row) => [row, []]));
  for (let place = 0; place < bits.rows; place++) {
    const row = originOf(decision, place);
    if (decides(bits, place)) placesOf.set(row, [...(placesOf.get(row) ?? []), place]);
  }
  for (const [row, places] of [...placesOf].sort(([a], [b]) => a - b)) {
    // Written out as several rows, it is dead when each of them is.
    if (places.every((place) => isDead(boxes, place))) yield deadRow(decision, boxes, row, places);
  }
}

function deadRow(decision: Decision, boxes: Boxes, index: number, places: readonly number[]): Finding {
  const line = decision.table.rows[index]?.line;
  const box = places.map((place) => boxes.box(place)).find((one) => !one.some(isEmpty));
  return {
    code: 'row-never-fires',
    severity: 'fault',
    message: `Row ${index + 1} can never decide: other rows come first, or no answer matches all of its cells.`,
    instead: 'Remove it, or move it before the rows that cover it.',
    row: index + 1,
    rows: [index + 1],
    ...(box && { example: exampleOf(decision, box) }),
    ...(line === undefined ? {} : { line }),
  };
}

/** Rows before it match whomever it matches; of UNIQUE and ANY, that counts only while nobody contradicts. */
function isDead(boxes: Boxes, place: number): boolean {
  const { bits } = boxes;
  const box = boxes.box(place);
  if (box.some(isEmpty)) return true;
  const before = new Int32Array(bits.words);
  for (let other = 0; other < bits.rows; other++) {
    if (other < place) before[other >> 5]! |= 1 << (other & 31);
    const contradicts = !bits.ordered && bits.outcomeOf[other] !== bits.outcomeOf[place];
    if (contradicts && boxes.meet(box, boxes.box(other))) return false;
  }
  return boxes.uncovered(box, before, 1).length === 0;
}
