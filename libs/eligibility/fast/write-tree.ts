import { setOf, type FlatDiagram, type Ref } from '../exact/flat-diagram.js';
import type { OutcomeSet } from '../outcome-set.js';
import { unknownStates, type RowBits } from './row-bits.js';
import { literal } from './literal.js';
import { writeTest, type Spelling } from './write-test.js';

/** Nodes written out (a node that is reached in two ways twice); a larger diagram is written as its rows. */
const mostWritten = 1_000;

/** What stands for an outcome set in the text: a number, and the parameter that turns a set into it at run time. */
export interface SetSpelling {
  readonly numberOf: (set: OutcomeSet) => number;
  readonly parameter: string;
}

/** An expression for full answers: a tree of questions, or null when it would be too long. */
export function writeTree(diagram: FlatDiagram, columns: readonly Spelling[], sets: SetSpelling): string | null {
  const sizes = new Float64Array(diagram.nodes);
  const sizeOf = (ref: Ref): number => (ref < 0 ? 0 : sizes[ref]!);
  for (let node = 0; node < diagram.nodes; node++) {
    sizes[node] = 1 + [...branchesOf(diagram, node).keys()].reduce((sum, child) => sum + sizeOf(child), 0);
  }
  if (sizeOf(diagram.root) > mostWritten) return null;
  const text = (ref: Ref): string => {
    if (ref < 0) return literal(sets.numberOf(setOf(ref)));
    const column = columns[diagram.column[ref]!]!;
    const branches = [...branchesOf(diagram, ref)].sort(([, a], [, b]) => a.size - b.size);
    const last = branches.pop()!;
    return branches.reduceRight(
      (rest, [child, classes]) => `${writeTest(column, (c) => classes.has(c))} ? ${text(child)} : ${rest}`,
      text(last[0]),
    );
  };
  const wrapped = (ref: Ref): string => `(${text(ref)})`;
  return wrapped(diagram.root);
}

/** The children of a node, each with its classes. */
function branchesOf({ first, children, classes, column }: FlatDiagram, node: number): Map<Ref, Set<number>> {
  const branches = new Map<Ref, Set<number>>();
  const begin = first[node]!;
  for (let c = 0; c < classes[column[node]!]!; c++) {
    const child = children[begin + c]!;
    const known = branches.get(child);
    if (known) known.add(c);
    else branches.set(child, new Set([c]));
  }
  return branches;
}

/** Statements for full answers, row by row, that return the outcome set. */
export function writeRows(bits: RowBits, columns: readonly Spelling[], sets: SetSpelling): string {
  const lines: string[] = bits.ordered ? [] : ['let set = 0;'];
  for (let place = 0; place < bits.rows; place++) {
    const tests = columns
      .map((column, at) => writeTest(column, (c) => passes(bits, at, c, place)))
      .filter((test) => test !== 'true');
    if (tests.includes('false')) continue;
    const set = 1 << bits.outcomeOf[place]!;
    const then = bits.ordered ? `return ${literal(sets.numberOf(set))};` : `set |= ${literal(set)};`;
    lines.push(tests.length === 0 ? then : `if (${tests.join(' && ')}) ${then}`);
    if (bits.ordered && tests.length === 0) return lines.join('\n');
  }
  const none = literal(sets.numberOf(bits.none));
  return [...lines, bits.ordered ? `return ${none};` : `return set === 0 ? ${none} : ${sets.parameter}(set);`].join(
    '\n',
  );
}

function passes({ offset, words, may }: RowBits, column: number, c: number, place: number): boolean {
  const at = offset[column]! + (c + unknownStates) * words + (place >> 5);
  return (may[at]! & (1 << (place & 31))) !== 0;
}
