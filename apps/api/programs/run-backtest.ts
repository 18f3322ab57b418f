import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { backtest, type Compared } from '../../../libs/cases/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { type Backtest, failBacktest, finishBacktest, keepFlips, tellProgress } from '../../../libs/programs/index.js';
import { makeFunction } from './make-function.js';

/** More cases of a decision that change are counted, and not named. */
const mostNamed = 20_000;
const millisecondsBetween = 500;

/**
 * Compares past cases in the background of this process. How far it is stands in the database, so any process can tell; when
 * this one ends before its time, the comparison stops, and says so.
 */
@Injectable()
export class RunBacktest implements OnModuleDestroy {
  private readonly running = new Set<Promise<void>>();
  private isEnding = false;

  constructor(private readonly work: UnitOfWork) {}

  start({ tenant, person, role, agency }: Who, run: Backtest, decisions: readonly Compared[]): void {
    // Whoever began it may sign out meanwhile. Figures are of the whole tenant, as the rule is; whom they name, their region decides.
    const who: Who = { tenant, person, role, agency };
    const ended = this.compare(who, run, decisions)
      .catch((error: unknown) => this.fail(who, run, error))
      .finally(() => this.running.delete(ended));
    this.running.add(ended);
  }

  /** The database must not go away under it. */
  async onModuleDestroy(): Promise<void> {
    this.isEnding = true;
    await Promise.all(this.running);
  }

  private async compare(who: Who, run: Backtest, decisions: readonly Compared[]): Promise<void> {
    const teller = new ProgressTeller((done, total) =>
      this.work.run(who, (tx) => tellProgress(tx, run.id, done, total)),
    );
    await this.work.run(who, async (tx) => {
      const onProgress = ({ done, total }: { readonly done: number; readonly total: number }) => {
        if (this.isEnding) throw new Error('the process ends');
        teller.tell(done, total);
      };
      const result = await backtest(tx, {
        program: run.program,
        decisions,
        make: makeFunction,
        limit: mostNamed,
        onProgress,
      });
      await teller.rest();
      await keep(tx, run.id, result);
    });
  }

  private async fail(who: Who, run: Backtest, error: unknown): Promise<void> {
    // The message may hold what somebody answered.
    new Logger('RunBacktest').error(error instanceof Error ? error.name : 'unknown', 'RunBacktest');
    await this.work.run(who, (tx) => failBacktest(tx, run.id)).catch(() => undefined);
  }
}

async function keep(tx: Tx, id: string, result: Awaited<ReturnType<typeof backtest>>): Promise<void> {
  const { compared, notComparable, decisions } = result;
  for (const decision of decisions) await keepFlips(tx, id, decision.id, decision.changes);
  const figures = decisions.map(({ id: each, counts, changed, changes }) => ({
    id: each,
    counts,
    changed,
    named: changes.length,
  }));
  await finishBacktest(tx, id, { compared, notComparable, decisions: figures });
}

/** Tells now and then, one telling at a time; that one fails is no reason to stop. */
class ProgressTeller {
  private last = -Infinity;
  private telling: Promise<void> = Promise.resolve();
  private isTelling = false;

  constructor(private readonly say: (done: number, total: number) => Promise<void>) {}

  tell(done: number, total: number): void {
    const now = performance.now();
    if (this.isTelling || now - this.last < millisecondsBetween) return;
    this.last = now;
    this.isTelling = true;
    this.telling = this.say(done, total)
      .catch(() => undefined)
      .finally(() => (this.isTelling = false));
  }

  rest(): Promise<void> {
    return this.telling;
  }
}
