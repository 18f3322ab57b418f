import pg from 'pg';
import { CodedCases, type Decision, Recoding, VersionComparison } from '../../eligibility/index.js';
import { type CodedRows, copyCodedRows, type Tx } from '../../platform/index.js';
import { layoutOf, type Program } from '../../workflow/index.js';
import { hashText } from '../code-answers.js';
import type { LaidOut } from '../recode-answers.js';
import { noId } from './answers-of-cases.js';
import type { Backtest } from './backtest.js';
import type { Tally } from './tally.js';

/** Few enough to stay near the processor while they are decided. */
const atOnce = 16_384;

/** Whether a decision can be told from codes alone: it computes nothing and has no more answer classes than can be kept. */
export const isCoded = ({ parts }: Decision): boolean => parts.coding !== null && parts.bits !== null;

/** Decides cases by columns of codes, some thousand at a time. Made once; each version of the program is laid out its own way. */
export class CodedComparison {
  private readonly cases: CodedCases;
  private readonly comparisons: readonly VersionComparison[];

  constructor(
    { make }: Pick<Backtest, 'make'>,
    private readonly tallies: readonly Tally[],
  ) {
    const versions = tallies.flatMap(({ compared: { before, after } }) => [before, after]);
    this.cases = new CodedCases(versions, atOnce);
    this.comparisons = tallies.map(
      ({ compared: { before, after } }) => new VersionComparison(this.cases, before, after, make),
    );
  }

  /**
   * Cases of one version that have their answers laid out as it wants, behind an id. Resolves to the ids of those that the
   * codes are not enough to decide.
   */
  async read(tx: Tx, laidOut: LaidOut, program: Program, after: string, onDone: (cases: number) => void) {
    const layout = layoutOf(program);
    const recoding = new Recoding(layout, this.cases, hashText);
    const undecided: string[] = [];
    await copyCodedRows(tx, rowsOf(tx, laidOut, after), { width: layout.width, atOnce }, (rows) => {
      const count = this.takeOut(recoding.fill(rows.codes, rows.count), rows, undecided);
      for (const [at, comparison] of this.comparisons.entries()) {
        comparison.run(0, count);
        this.nameChanges(comparison, this.tallies[at]!, rows);
      }
      onDone(count);
    });
    return undecided;
  }

  /** Hands over what was counted. */
  count(): void {
    for (const [at, { outcomes, counts }] of this.comparisons.entries()) {
      counts.forEach((cases, pair) => {
        const from = outcomes[Math.floor(pair / outcomes.length)] ?? null;
        this.tallies[at]!.count(from, outcomes[pair % outcomes.length] ?? null, cases);
      });
    }
  }

  private takeOut(places: readonly number[], rows: CodedRows, undecided: string[]): number {
    let { count } = rows;
    for (const place of places) {
      undecided.push(rows.idOf(place));
      count -= 1;
      if (place === count) continue;
      this.cases.move(count, place);
      rows.move(count, place);
    }
    return count;
  }

  private nameChanges(comparison: VersionComparison, tally: Tally, rows: CodedRows): void {
    for (const index of comparison.takeFlipped()) {
      if (tally.limit === 0) continue;
      if (!tally.mayWant(rows.firstOf(index))) continue;
      const caseId = rows.idOf(index);
      if (!tally.wants(caseId)) continue;
      const [from = null, to = null] = comparison.outcomesAt(index);
      tally.name({ caseId, from, to });
    }
  }
}

function rowsOf(tx: Tx, { program, version, layout }: LaidOut, after: string): string {
  const text = (value: string): string => pg.escapeLiteral(value);
  // Each condition is asked of each row.
  const behind = after === noId ? '' : `AND case_id > ${text(after)}::uuid`;
  return `SELECT case_id, codes FROM case_answers WHERE tenant_id = ${text(tx.who.tenant)} AND program_id = ${text(program)}
    AND version = ${Number(version)} AND layout = ${Number(layout)} ${behind}`;
}
