import type { Decision } from './decision.js';
import { TooLarge } from './diagram.js';
import { buildOutcomes, everyRow, type BuildLimits } from './exact/build-outcomes.js';
import { byScore } from './exact/choose-order.js';
import { TooMuch, type FlatDiagram } from './exact/flat-diagram.js';
import { unknownStates, type RowBits } from './fast/row-bits.js';
import { ThreeValued } from './fast/three-valued.js';
import { onlyOutcome, type OutcomeSet } from './outcome-set.js';
import { ExactReader, type ExactReach } from './reach-exactly.js';
import { OriginReader } from './origin-reader.js';
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
  private readonly origins: OriginReader;

  constructor(
    private readonly decision: Pick<Decision, 'outcomes' | 'parts'>,
    private readonly bits: RowBits,
  ) {
    const { columns, exact, expanded } = decision.parts;
    this.questions = columns.map((column) => column.questions[0] ?? '');
    this.three = new ThreeValued(bits);
    this.exact = exact && new ExactReader(exact, this.questions);
    this.origins = new OriginReader(bits, expanded);
  }

  find(states: Int32Array): FoundReach {
    const likely = this.three.reach(states);
    const exact = this.exactly(likely, states);
    const outcomes = exact ? exact.outcomes : likely;
    const deciding = this.deciding(states, outcomes);
    return {
      reach: {
        outcomes,
        missing: exact ? exact.missing : this.unsure(likely, states, -1),
        declined: exact ? exact.declined : this.unsure(likely, states, -2),
        row: deciding === null ? null : this.origins.of(deciding[0]!),
        read: this.readOf(states, this.three.sure, deciding),
      },
      method: exact ? 'exact' : 'three-valued',
    };
  }

  /** The places of the row that decides in every completion: several where it was written out as several. */
  private deciding(states: Int32Array, outcomes: OutcomeSet): readonly number[] | null {
    const { three, origins } = this;
    if (three.onlyRow() >= 0) return [three.sure];
    return onlyOutcome(outcomes, this.decision.outcomes) === null ? null : origins.deciding(states, three.may);
  }

  /** The outcomes that are reachable, alone: for trying many changes of one answer. */
  outcomes(states: Int32Array): OutcomeSet {
    return this.exact ? this.exact.reach(states) : this.three.reach(states);
  }

  private exactly(likely: OutcomeSet, states: Int32Array): ExactReach | null {
    try {
      if (this.exact) return this.exact.explore(states);
      if (onlyOutcome(likely, this.decision.outcomes) !== null) return null;
      return new ExactReader(this.diagramOf(states), this.questions).explore(states);
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

  /** Sound, by rows: unknown columns of rows that may decide. */
  private unsure(likely: OutcomeSet, states: Int32Array, state: number): string[] {
    if (onlyOutcome(likely, this.decision.outcomes) !== null) return [];
    return this.questions.filter((_, column) => states[column] === state && this.three.isAskedByUnsure(column));
  }

  /**
   * Answers that mattered: those on the way through the diagram and those that the deciding row tests; without a
   * diagram, those that some row up to the certain one asks.
   */
  private readOf(states: Int32Array, sure: number, deciding: readonly number[] | null): string[] {
    const { bits, exact, questions } = this;
    const read: string[] = [];
    const last = bits.ordered && sure >= 0 ? sure : bits.rows - 1;
    for (let column = 0; column < questions.length; column++) {
      if (states[column]! < 0) continue;
      const isRead = exact ? exact.isRead(column) || asksSome(bits, column, deciding) : asks(bits, column, 0, last);
      if (isRead) read.push(questions[column]!);
    }
    return read;
  }
}

function asksSome(bits: RowBits, column: number, places: readonly number[] | null): boolean {
  if (places === null) return false;
  for (const place of places) if (asks(bits, column, place, place)) return true;
  return false;
}

/** Whether a row between two places asks something of a column. */
function asks({ asking, words }: RowBits, column: number, from: number, to: number): boolean {
  for (let word = from >> 5; word <= to >> 5; word++) {
    const after = word === from >> 5 ? -1 << (from & 31) : -1;
    const upTo = word === to >> 5 ? -1 >>> (31 - (to & 31)) : -1;
    if ((asking[column * words + word]! & after & upTo) !== 0) return true;
  }
  return false;
}
