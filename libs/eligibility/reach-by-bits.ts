import type { Decision } from './decision.js';
import { TooLarge } from './diagram.js';
import { buildOutcomes, everyRow, type BuildLimits } from './exact/build-outcomes.js';
import { byScore } from './exact/choose-order.js';
import { TooMuch, type FlatDiagram } from './exact/flat-diagram.js';
import { unknownStates, type RowBits } from './fast/row-bits.js';
import { ThreeValued } from './fast/three-valued.js';
import { onlyOutcome, type OutcomeSet } from './outcome-set.js';
import { ExactReader, type ExactReach } from './reach-exactly.js';
import type { Reach } from './reach.js';

/** A diagram for one verdict is small, or is not made. */
const limitsOfOne: BuildLimits = { nodes: 1_000, links: 30_000, work: 60_000 };

export interface FoundReach {
  readonly reach: Reach;
  readonly method: 'exact' | 'three-valued';
}

/**
 * The readers of a table whose cells test one question each: row sets, and the diagram where there is one. Without,
 * a diagram of the rows that the known answers leave is tried; else the three-valued result stands, and says so.
 * Not to be shared between threads: it keeps its scratch space.
 */
export class BitReader {
  private readonly three: ThreeValued;
  private readonly exact: ExactReader | null;
  private readonly questions: readonly string[];

  constructor(
    private readonly decision: Pick<Decision, 'outcomes' | 'parts'>,
    private readonly bits: RowBits,
  ) {
    const { columns, exact } = decision.parts;
    this.three = new ThreeValued(bits);
    this.exact = exact && new ExactReader(exact);
    this.questions = columns.map((column) => column.questions[0] ?? '');
  }

  find(states: Int32Array): FoundReach {
    const likely = this.three.reach(states);
    const row = this.three.onlyRow();
    const known = { outcomes: likely, row: row < 0 ? null : row };
    const exact = this.exactly(likely, states);
    if (!exact) return { reach: { ...known, ...this.roughly(likely, states) }, method: 'three-valued' };
    const read = row < 0 ? exact.read : this.withTested(exact.read, row, states);
    return {
      reach: {
        outcomes: exact.outcomes,
        row: known.row,
        missing: this.named(exact.missing),
        declined: this.named(exact.declined),
        read: this.named(read),
      },
      method: 'exact',
    };
  }

  /** The outcomes that are reachable, alone: for trying many changes of one answer. */
  outcomes(states: Int32Array): OutcomeSet {
    return this.exact ? this.exact.reach(states) : this.three.reach(states);
  }

  private exactly(likely: OutcomeSet, states: Int32Array): ExactReach | null {
    try {
      if (this.exact) return this.exact.explore(states);
      if (onlyOutcome(likely, this.decision.outcomes) !== null) return null;
      const found = new ExactReader(this.diagramOf(states)).explore(states);
      return { ...found, read: this.readOf(states) };
    } catch (error) {
      if (error instanceof TooLarge || error instanceof TooMuch) return null;
      throw error;
    }
  }

  /** The diagram over the unknown columns, of the rows that the known answers leave. */
  private diagramOf(states: Int32Array): FlatDiagram {
    const { bits } = this;
    const { words, may, offset } = bits;
    const live = everyRow(bits);
    const unknown: number[] = [];
    states.forEach((state, column) => {
      if (state < 0) unknown.push(column);
      const at = offset[column]! + (state + unknownStates) * words;
      for (let word = 0; word < words; word++) live[word]! &= may[at + word]!;
    });
    return buildOutcomes(bits, byScore(bits, unknown), limitsOfOne, live);
  }

  /** Sound, by rows: asks after every unknown column of a row that may decide. */
  private roughly(likely: OutcomeSet, states: Int32Array): Pick<Reach, 'missing' | 'declined' | 'read'> {
    const read = this.named(this.readOf(states));
    if (onlyOutcome(likely, this.decision.outcomes) !== null) return { missing: [], declined: [], read };
    this.three.reach(states);
    const unknown = [...states.keys()].filter((column) => states[column]! < 0 && this.three.isAskedByUnsure(column));
    return {
      missing: this.named(unknown.filter((column) => states[column] === -1)),
      declined: this.named(unknown.filter((column) => states[column] === -2)),
      read,
    };
  }

  /** Known columns that some row up to the deciding one asks. */
  private readOf(states: Int32Array): number[] {
    const { bits, three } = this;
    three.reach(states);
    const last = bits.ordered && three.sure >= 0 ? three.sure : bits.rows - 1;
    return [...states.keys()].filter((column) => {
      if (states[column]! < 0) return false;
      for (let word = 0; word <= last >> 5; word++) {
        const upTo = word === last >> 5 ? -1 >>> (31 - (last & 31)) : -1;
        if ((bits.asking[column * bits.words + word]! & upTo) !== 0) return true;
      }
      return false;
    });
  }

  private withTested(read: readonly number[], row: number, states: Int32Array): readonly number[] {
    const { columns } = this.decision.parts;
    return columns.flatMap(({ testsOfRow }, column) =>
      states[column]! >= 0 && (read.includes(column) || testsOfRow[row]!.length > 0) ? [column] : [],
    );
  }

  private named(columns: readonly number[]): string[] {
    return columns.map((column) => this.questions[column]!);
  }
}
