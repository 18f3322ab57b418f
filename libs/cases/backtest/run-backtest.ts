import type { Tx } from '../../platform/index.js';
import { findVersion } from '../../programs/index.js';
import { layoutOf, type Program } from '../../workflow/index.js';
import { type LaidOut, listLayouts } from '../recode-answers.js';
import { answersOf, atOnce, idsLaidOut, idsUncoded, noId } from './answers-of-cases.js';
import type { Backtest, BacktestResult, ChangedCase, NotComparable } from './backtest.js';
import { CodedComparison, isCoded } from './compare-coded.js';
import { howMany } from './how-many.js';
import { Tally } from './tally.js';

const named = 200;

/**
 * Decides all cases of a program by two versions of each decision, from the answers that each case has now, and says what
 * becomes of them. Reads only. For our own people: an agency finds no cases here.
 */
export async function backtest(tx: Tx, wish: Backtest): Promise<BacktestResult> {
  const run = new Run(tx, wish, noId);
  await run.compare();
  return run.result();
}

/** The cases that change in one of the decisions, behind the place where another reading ended (`next`). */
export async function readChanges(
  tx: Tx,
  wish: Backtest,
  decision: string,
  after: string,
): Promise<{ readonly changes: readonly ChangedCase[]; readonly next: string | null }> {
  const run = new Run(tx, { ...wish, decisions: wish.decisions.filter(({ id }) => id === decision) }, after);
  await run.compare();
  const [found] = run.result().decisions;
  return { changes: found?.changes ?? [], next: found?.next ?? null };
}

/** One passage through the cases. */
class Run {
  private readonly tallies: readonly Tally[];
  /** Those that codes are enough for, and those that compute. */
  private readonly coded: readonly Tally[];
  private readonly computing: readonly Tally[];
  private readonly notComparable: NotComparable[] = [];
  private total = 0;
  private done = 0;
  private oneByOne = 0;

  constructor(
    private readonly tx: Tx,
    private readonly wish: Backtest,
    private readonly after: string,
  ) {
    const isPlain = ({ compared: { before, after: later } }: Tally): boolean => isCoded(before) && isCoded(later);
    this.tallies = wish.decisions.map((decision) => new Tally(decision, wish.limit ?? named));
    this.coded = this.tallies.filter(isPlain);
    this.computing = this.tallies.filter((tally) => !isPlain(tally));
  }

  async compare(): Promise<void> {
    const { tx, wish, after } = this;
    this.total = await howMany(tx, wish.program, after);
    const comparison = new CodedComparison(wish, this.coded);
    for (const laidOut of await listLayouts(tx)) {
      if (laidOut.program === wish.program) await this.compareLaidOut(comparison, laidOut);
    }
    comparison.count();
    await this.decideAll((last) => idsUncoded(tx, wish.program, last), this.tallies);
  }

  result(): BacktestResult {
    return {
      compared: this.done,
      oneByOne: this.oneByOne,
      notComparable: this.notComparable,
      decisions: this.tallies.map((tally) => tally.result()),
    };
  }

  private async compareLaidOut(comparison: CodedComparison, laidOut: LaidOut): Promise<void> {
    const { tx, after } = this;
    const program = await this.programOf(laidOut);
    if (!program) return this.leaveOut(laidOut);
    const isReadable = layoutOf(program).key === laidOut.layout;
    const all = (last: string) => idsLaidOut(tx, laidOut, last);
    if (!isReadable || this.coded.length === 0) return this.decideAll(all, this.tallies);
    if (this.computing.length > 0) await this.decideAll(all, this.computing, false);
    const undecided = await comparison.read(tx, laidOut, program, after, (cases) => this.tell(cases));
    await this.decideEach(undecided, this.coded);
  }

  private async programOf({ program, version }: LaidOut): Promise<Program | null> {
    return (await findVersion(this.tx, program, version).catch(() => null))?.program ?? null;
  }

  private async leaveOut(laidOut: LaidOut): Promise<void> {
    let cases = 0;
    for (let ids = await idsLaidOut(this.tx, laidOut, this.after); ids.length > 0;) {
      cases += ids.length;
      ids = await idsLaidOut(this.tx, laidOut, ids.at(-1)!);
    }
    this.notComparable.push({ reason: 'version-cannot-be-read', version: laidOut.version, cases });
  }

  /** From their facts, in the order of their ids. */
  private async decideAll(next: (last: string) => Promise<string[]>, tallies: readonly Tally[], counts = true) {
    for (let ids = await next(this.after); ids.length > 0; ids = await next(ids.at(-1)!)) {
      await this.decideEach(ids, tallies, counts);
    }
  }

  private async decideEach(ids: readonly string[], tallies: readonly Tally[], counts = true): Promise<void> {
    for (let from = 0; from < ids.length; from += atOnce) {
      const some = ids.slice(from, from + atOnce);
      const cases = await answersOf(this.tx, some);
      for (const one of cases) tallies.forEach((tally) => tally.decide(one));
      this.oneByOne += cases.length;
      if (counts) this.tell(cases.length);
    }
  }

  private tell(cases: number): void {
    this.done += cases;
    this.wish.onProgress?.({ done: this.done, total: Math.max(this.total, this.done) });
  }
}
