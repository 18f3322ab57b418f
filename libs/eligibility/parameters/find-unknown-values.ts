import type { Finding } from '../check-decision.js';
import type { Decision } from '../decision.js';
import type { Boxes } from '../exact/boxes.js';
import { describe, exampleOf } from '../find-gaps.js';
import { decides } from '../find-row-faults.js';
import { parameterIdsOf } from '../table.js';
import type { Value } from '../types.js';
import { inOrder, type Parameters } from './parameter.js';

/**
 * People for whom a row would decide and a parameter of it has no value, each parameter once: on days before its first
 * value there are always some, so this is a doubt and no fault. Nothing is decided for them: they are no silent “no”.
 */
export function* findUnknownValues(decision: Decision, boxes: Boxes): Generator<Finding> {
  const { expanded } = decision.parts;
  const { bits } = boxes;
  const left = new Set(parameterIdsOf(decision.table));
  const before = new Int32Array(bits.words);
  for (let place = 0; place < bits.rows && left.size > 0; place++) {
    const row = expanded?.rows[bits.order[place]!];
    if (row?.unknown != null && left.has(row.unknown) && !decides(bits, place)) {
      const [box] = boxes.uncovered(boxes.box(place), bits.ordered ? before : new Int32Array(bits.words), 1);
      if (box && left.delete(row.unknown)) {
        yield unknownValue(
          row.unknown,
          row.origin,
          exampleOf(decision, boxes.alike(box), daysBefore(decision.parameters, decision.date)),
        );
      }
    }
    before[place >> 5]! |= 1 << (place & 31);
  }
}

/** Near to the first day of which something is known, so that an example is the day before. */
function daysBefore(parameters: Parameters = {}, date = ''): ReadonlyMap<string, Value> {
  const first = Object.values(parameters).flatMap((parameter) => inOrder(parameter)[0]?.from ?? []);
  return new Map([[date, first.sort()[0] ?? '']]);
}

function unknownValue(parameter: string, origin: number, example: Readonly<Record<string, Value>>): Finding {
  return {
    code: 'parameter-is-not-known',
    severity: 'warning',
    message: `“${parameter}” has no value when ${describe(example)}: nothing is decided for this person.`,
    instead: 'Add an earlier value if somebody can be decided about for such a day.',
    text: parameter,
    row: origin + 1,
    example,
  };
}
