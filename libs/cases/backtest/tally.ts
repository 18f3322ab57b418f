import type { CaseAnswers } from './answers-of-cases.js';
import type { ChangedCase, Compared, DecisionBacktest, OutcomeCount } from './backtest.js';

/** What becomes of the cases of one decision, counted as they come in any order; the first `limit` that change are named. */
export class Tally {
  private readonly counts = new Map<string, { from: string | null; to: string | null; cases: number }>();
  private changed = 0;
  private kept: ChangedCase[] = [];
  /** Ids behind this one cannot be among the first any more. */
  private last: string | null = null;
  private lastFirst = Infinity;

  constructor(
    readonly compared: Compared,
    readonly limit: number,
  ) {}

  count(from: string | null, to: string | null, cases: number): void {
    const key = JSON.stringify([from, to]);
    const known = this.counts.get(key) ?? { from, to, cases: 0 };
    known.cases += cases;
    this.counts.set(key, known);
    if (from !== to) this.changed += cases;
  }

  /** Decides one case by both versions. */
  decide({ id, answers }: CaseAnswers): void {
    const from = this.compared.before.decide(answers).outcome;
    const to = this.compared.after.decide(answers).outcome;
    this.count(from, to, 1);
    if (from !== to && this.wants(id)) this.name({ caseId: id, from, to });
  }

  /** Whether a case that changes could be among those that are named. */
  wants(caseId: string): boolean {
    return this.limit > 0 && (this.last === null || caseId < this.last);
  }

  /** The same of the first 32 bits of its id, without writing it out: false only when it could not. */
  mayWant(first: number): boolean {
    return first <= this.lastFirst;
  }

  name(change: ChangedCase): void {
    this.kept.push(change);
    if (this.kept.length >= Math.max(1024, 2 * this.limit)) this.keepFirst();
  }

  result(): DecisionBacktest {
    this.keepFirst();
    return {
      id: this.compared.id,
      counts: this.inOrder(),
      changed: this.changed,
      changes: this.kept,
      next: this.changed > this.kept.length ? (this.kept.at(-1)?.caseId ?? null) : null,
    };
  }

  private keepFirst(): void {
    this.kept.sort((a, b) => (a.caseId < b.caseId ? -1 : 1));
    this.kept.length = Math.min(this.kept.length, this.limit);
    if (this.kept.length < this.limit) return;
    this.last = this.kept.at(-1)?.caseId ?? null;
    this.lastFirst = parseInt(this.last?.slice(0, 8) ?? '', 16);
  }

  private inOrder(): OutcomeCount[] {
    const { before, after } = this.compared;
    const outcomes: (string | null)[] = [...new Set([...before.outcomes, ...after.outcomes]), null];
    const place = ({ from, to }: OutcomeCount) => outcomes.indexOf(from) * outcomes.length + outcomes.indexOf(to);
    return [...this.counts.values()].filter(({ cases }) => cases > 0).sort((a, b) => place(a) - place(b));
  }
}
