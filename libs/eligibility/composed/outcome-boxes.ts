import type { Decision } from '../decision.js';
import { Diagram, TooLarge, type NodeId } from '../diagram.js';
import { setOf, type FlatDiagram } from '../exact/flat-diagram.js';
import type { ColumnCoding } from '../fast/coding.js';
import { intervalsOf } from '../fast/write-test.js';
import { onlyOutcome } from '../outcome-set.js';
import type { FeelTest, Literal } from '../table.js';

/** Parts of all people that one cell about a decision may take, and nodes of its diagram. */
const mostBoxes = 500;
const mostNodes = 5_000;

export interface OutcomeBox {
  /** One per column of the decision. */
  readonly tests: readonly FeelTest[];
  /** Whether these people get an outcome that is wanted, or none that can be told. */
  readonly is: 'wanted' | 'unknown';
}

/**
 * Disjoint parts of all people: those to whom a decision gives a wanted outcome, and those to whom it gives none (a gap,
 * or rows that contradict each other). Null without a diagram, and where they would be too many.
 */
export function outcomeBoxes(decision: Decision, wanted: (outcome: string) => boolean): readonly OutcomeBox[] | null {
  const { exact, coding } = decision.parts;
  if (!exact || !coding) return null;
  try {
    return new BoxWalk(decision, exact, coding, wanted).walk();
  } catch (error) {
    if (error instanceof TooLarge) return null;
    throw error;
  }
}

type End = 'wanted' | 'unwanted' | 'unknown';

class BoxWalk {
  /** The decision's diagram with its outcomes told apart by nothing but whether they are wanted. */
  private readonly made = new Diagram<End>(mostNodes);
  private readonly found: OutcomeBox[] = [];

  constructor(
    private readonly decision: Decision,
    private readonly diagram: FlatDiagram,
    private readonly coding: readonly ColumnCoding[],
    private readonly wanted: (outcome: string) => boolean,
  ) {}

  walk(): readonly OutcomeBox[] {
    const { root, nodes, column, first, classes, children } = this.diagram;
    const ids: NodeId[] = [];
    const idOf = (ref: number): NodeId => (ref < 0 ? this.end(ref) : ids[ref]!);
    // Children have lower numbers than their parents.
    for (let node = 0; node < nodes; node++) {
      const variable = column[node]!;
      const below = children.subarray(first[node]!, first[node]! + classes[variable]!);
      ids.push(this.made.node(variable, Array.from(below, idOf)));
    }
    this.visit(
      idOf(root),
      this.coding.map(() => ({ test: 'any' })),
    );
    return this.found;
  }

  private end(ref: number): NodeId {
    const outcome = onlyOutcome(setOf(ref), this.decision.outcomes);
    const is: End = outcome === null ? 'unknown' : this.wanted(outcome) ? 'wanted' : 'unwanted';
    return this.made.end(is, is);
  }

  private visit(id: NodeId, tests: readonly FeelTest[]): void {
    const node = this.made.at(id);
    if (!node) {
      const is = this.made.endOf(id);
      if (is !== 'unwanted') this.found.push({ tests, is });
      if (this.found.length > mostBoxes) throw new TooLarge();
      return;
    }
    const branches = new Map<NodeId, Set<number>>();
    node.children.forEach((child, c) => branches.set(child, (branches.get(child) ?? new Set()).add(c)));
    for (const [child, classes] of branches) {
      if (!this.made.at(child) && this.made.endOf(child) === 'unwanted') continue;
      this.visit(child, tests.with(node.variable, this.testOf(node.variable, classes)));
    }
  }

  /** A test that exactly the answers of these classes pass. */
  private testOf(column: number, classes: ReadonlySet<number>): FeelTest {
    const { codes } = this.coding[column]!;
    const { literalAt: literal } = codes;
    if (!literal) return this.asTested(column, classes);
    const isList = Array.isArray(codes.plain);
    const tests = intervalsOf(codes, (c) => classes.has(c)).flatMap(([from, to]): FeelTest[] => {
      if (isList) {
        return Array.from({ length: to - from + 1 }, (_, at) => compare('=', literal(from + at)));
      }
      if (from === to) return [compare('=', literal(from))];
      if (from === codes.low) return [compare('<=', literal(to))];
      if (to === codes.high) return [compare('>=', literal(from))];
      return [{ test: 'range', from: literal(from), to: literal(to), fromIncluded: true, toIncluded: true }];
    });
    const [only] = tests;
    return only && tests.length === 1 ? only : { test: 'some', of: tests };
  }

  /** By the decision's own cells, where values have no order of their own. */
  private asTested(column: number, classes: ReadonlySet<number>): FeelTest {
    const { tests, classes: parts } = this.decision.parts.columns[column]!;
    const ofClass = (c: number): FeelTest => ({
      test: 'every',
      of: tests.map((test, at) => (parts!.passes(at, c) ? test : { test: 'not', of: test })),
    });
    return { test: 'some', of: [...classes].map(ofClass) };
  }
}

const compare = (operator: '=' | '<=' | '>=', to: Literal): FeelTest => ({ test: 'compare', operator, to });
