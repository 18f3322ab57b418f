import type { Session } from '../../../libs/access/index.js';
import type { UnitOfWork, Who } from '../../../libs/platform/index.js';
import type { EventStream } from './event-stream.js';
import { type Changes, type LiveEvent, readChanges } from './read-changes.js';

export interface Watcher {
  readonly session: Session;
  readonly stream: EventStream;
}

/**
 * The watchers in this process who may see the same things: same tenant, role, agency and region. One read serves them all. What
 * they were told is remembered only above the horizon, where the next read finds it again.
 */
export class Audience {
  private readonly watchers = new Set<Watcher>();
  private readonly who: Who;
  private horizon: number | null = null;
  private told: ReadonlySet<string> = new Set();
  /** Reads and arrivals happen one after the other. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly work: UnitOfWork,
    { tenant, role, agency, region = null }: Who,
  ) {
    this.who = { tenant, person: null, role, agency, region };
  }

  get isEmpty(): boolean {
    return this.watchers.size === 0;
  }

  /** `since`: the last id that the watcher got, if any. What came after it is told at once, then whatever happens. */
  join(watcher: Watcher, since: number | null): Promise<void> {
    this.watchers.add(watcher);
    return this.inTurn(async () => {
      await this.readAndTell(new Set([watcher]));
      const horizon = this.horizon ?? 0;
      const missed = since === null || since > horizon ? null : await this.read(since);
      if (!missed || missed.tooMany) watcher.stream.resync(horizon);
      else watcher.stream.send(missed.events, since ?? horizon, horizon);
    });
  }

  leave(watcher: Watcher): void {
    this.watchers.delete(watcher);
  }

  tellChanges(): Promise<void> {
    return this.inTurn(() => this.readAndTell(new Set()));
  }

  beat(): void {
    for (const { stream } of this.watchers) if (this.horizon !== null) stream.beat(this.horizon);
  }

  end(): void {
    for (const { stream } of this.watchers) stream.end();
  }

  private async readAndTell(butNot: ReadonlySet<Watcher>): Promise<void> {
    const from = this.horizon;
    // Whoever joins meanwhile was not asked about, and has a turn of their own.
    const present = [...this.watchers];
    const { horizon, events, tooMany, sessions } = await this.read(from);
    const fresh = events.filter(({ key }) => !this.told.has(key));
    this.horizon = horizon;
    this.told = new Set(events.filter(({ changed }) => changed >= horizon).map(({ key }) => key));
    for (const watcher of present) {
      if (!sessions.has(watcher.session.id)) watcher.stream.end();
      else if (butNot.has(watcher)) continue;
      else if (tooMany) watcher.stream.resync(horizon);
      else tell(watcher, fresh, from ?? horizon, horizon);
    }
  }

  /** From null on: nothing has been told yet, so only where things stand is of interest. */
  private read(since: number | null): Promise<Changes> {
    const sessions = [...this.watchers].map(({ session }) => session.id);
    return this.work.run(this.who, (tx) => readChanges(tx, since ?? Number.MAX_SAFE_INTEGER, sessions));
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

function tell({ stream }: Watcher, events: readonly LiveEvent[], from: number, to: number): void {
  if (events.length > 0) stream.send(events, from, to);
}
