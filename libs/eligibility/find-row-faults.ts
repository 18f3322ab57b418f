import type { Finding } from './check-decision.js';
import type { Decision } from './decision.js';
import { isEmpty, type Box, type Boxes } from './exact/boxes.js';
import { describe, exampleOf } from './find-gaps.js';

/** Pairs more than this are not listed one by one. */
const mostOverlaps = 20;

/** Rows of a UNIQUE or ANY table that match together and give different outcomes. */
export function* findOverlaps(decision: Decision, boxes: Boxes): Generator<Finding> {
  const { bits } = boxes;
  if (bits.ordered) return;
  let found = 0;
  for (let a = 0; a < bits.rows; a++) {
    for (let b = a + 1; b < bits.rows; b++) {
      if (bits.outcomeOf[a] === bits.outcomeOf[b] || !boxes.meet(boxes.box(a), boxes.box(b))) continue;
      yield overlap(decision, [a, b], boxes.alike(boxes.common(boxes.box(a), boxes.box(b))));
      if (++found === mostOverlaps) return;
    }
  }
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
  const { order } = boxes.bits;
  const places = [...order.keys()].sort((a, b) => order[a]! - order[b]!);
  for (const place of places) {
    if (!isDead(boxes, place)) continue;
    const box = boxes.box(place);
    const index = order[place]!;
    const line = decision.table.rows[index]?.line;
    yield {
      code: 'row-never-fires',
      severity: 'fault',
      message: `Row ${index + 1} can never decide: other rows come first, or no answer matches all of its cells.`,
      instead: 'Remove it, or move it before the rows that cover it.',
      row: index + 1,
      rows: [index + 1],
      ...(box.some(isEmpty) ? {} : { example: exampleOf(decision, box) }),
      ...(line === undefined ? {} : { line }),
    };
  }
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
