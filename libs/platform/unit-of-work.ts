import type { Client } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Clock } from './clock.js';
import { CopyOut, type OnCopied } from './database/copy-out.js';
import { isWorthRepeating } from './database/is-worth-repeating.js';
import { actAs, BEGIN, COMMIT, NOTHING } from './database/own-statements.js';
import { type Answered, type Named, Trip } from './database/trip.js';

/** On whose behalf a transaction runs. Row-level security shows it only rows of this tenant. */
export interface Who {
  readonly tenant: string;
  readonly person: string | null;
  readonly role: string;
  readonly agency: string | null;
  /** The region that they answer for, which is all that they see of clients; left out or null: the whole tenant (ADR 0028). */
  readonly region?: string | null;
  /** Of a client who acts for themself: their one case, which is all that they see; left out or null: none (ADR 0043). */
  readonly case?: string | null;
  /**
   * What must still hold when what they did is kept: the last statement before COMMIT in each of their transactions, and it
   * throws when it does not hold. Whatever the transaction waited for, it waited for before.
   */
  readonly premise?: (now: Date) => Statement;
}

/** A named prepared statement. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** One open transaction. It is passed on explicitly, and it is dead when the work that got it has returned. */
export interface Tx {
  readonly who: Who;
  /** The instant of the whole transaction, from the injected Clock. */
  readonly now: Date;
  /**
   * Runs a named prepared statement in one round trip. The name belongs to one text for ever
   * (`<lib>.<verb-noun>`); the same name with another text is an error. Statements that are asked before one is waited
   * for (`Promise.all`) make the trip together.
   */
  sql<R = Record<string, unknown>>(name: string, text: string, values?: readonly unknown[]): Promise<R[]>;
  /**
   * A write whose answer nobody needs. It travels with the next statement or with COMMIT, in this order, and so costs no
   * round trip of its own; when it fails, whatever is waited for next fails with its error and nothing is kept.
   * What must hold for the write to count is said in its own text (`refuse_lost_race()`).
   */
  write(name: string, text: string, values?: readonly unknown[]): void;
  /**
   * `COPY … TO STDOUT`: what it says comes as the inside of its messages, while it comes. For very many rows; values stand in
   * the text, written by `escapeLiteral` of `pg`. What `onCopied` throws is thrown when all of it has come.
   */
  copyOut(text: string, onCopied: OnCopied): Promise<void>;
  /** TypeORM on the same connection and in the same transaction. */
  readonly manager: EntityManager;
  /** Round trips to the database so far, the last one for COMMIT counted. BEGIN travels with the first statement. */
  readonly roundTrips: number;
}

const attempts = 4;

/** Runs work in a transaction of one tenant: all of it is kept, or none. */
export class UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Commits when `work` returns, rolls back when it throws and throws the same error on.
   * After a deadlock or serialization failure the work runs again, up to three times: what it does outside of
   * the transaction must bear that.
   */
  async run<T>(who: Who, work: (tx: Tx) => Promise<T>, isOneTrip = false): Promise<T> {
    if (who.tenant === '')
      throw new Error('A transaction needs a tenant: pass the id of one, for example ontario-211.');
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(who, work, isOneTrip);
      } catch (error) {
        if (attempt >= attempts || !isWorthRepeating(error)) throw error;
      }
    }
  }

  /**
   * A transaction of one round trip: whatever `work` asks before it waits goes out together, and what it asks later is refused. To
   * PostgreSQL all that comes before one Sync is one transaction, so that it needs neither BEGIN nor COMMIT. For what many people
   * look at all the time.
   */
  look<T>(who: Who, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(who, work, true);
  }

  private async attempt<T>(who: Who, work: (tx: Tx) => Promise<T>, isOneTrip: boolean): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const tx = new OpenTransaction(who, this.clock.now(), runner, isOneTrip);
      return await commitOrRollBack(tx, work);
    } finally {
      await runner.release();
    }
  }
}

async function commitOrRollBack<T>(tx: OpenTransaction, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    const result = await work(tx);
    await tx.commit();
    return result;
  } catch (error) {
    await tx.rollBack();
    throw error;
  }
}

/** One statement on its way; a write has nobody who waits for it. */
interface Sent {
  readonly statement: Named;
  readonly resolve?: (result: Answered) => void;
  readonly reject?: (error: unknown) => void;
}

class OpenTransaction implements Tx {
  /** The one that ends it. */
  roundTrips = 1;
  private typeorm: EntityManager | null = null;
  private begun = false;
  private isAway = false;
  private isOver = false;
  /** Taken from the pool when the first statement leaves: work that asks nothing waits for none. */
  private client: Client | null = null;
  /** The first error: nothing of the transaction is kept, and whatever is asked now is told why. */
  private failed: Error | null = null;
  /** Of a transaction of one trip, when it is on its way: that it is back. */
  private trip: Promise<void> | null = null;
  private readonly waiting: Sent[];
  /** So many statements are its own: more than these is something to be done. */
  private readonly unsaid: number;

  constructor(
    readonly who: Who,
    readonly now: Date,
    private readonly runner: QueryRunner,
    private readonly isOneTrip: boolean,
  ) {
    this.waiting = [...(isOneTrip ? [] : [{ statement: BEGIN }]), { statement: actAs(who, now) }];
    this.unsaid = this.waiting.length;
  }

  async sql<R = Record<string, unknown>>(name: string, text: string, values: readonly unknown[] = []): Promise<R[]> {
    const { rows } = await this.send({ name, text, values: [...values] });
    return rows as R[];
  }

  write(name: string, text: string, values: readonly unknown[] = []): void {
    if (this.isOver) throw tooLate();
    this.waiting.push({ statement: { name, text, values: [...values] } });
  }

  async copyOut(text: string, onCopied: OnCopied): Promise<void> {
    if (this.waiting.length > 0) await this.send(NOTHING);
    if (this.isOver || this.failed) throw this.failed ?? tooLate();
    this.roundTrips++;
    const client = await this.connect();
    await new Promise<void>((resolve, reject) => {
      const over = (error: Error | null): void => {
        this.failed ??= error;
        if (error) reject(error);
        else resolve();
      };
      client.query(new CopyOut(text, onCopied, over));
    });
  }

  async commit(): Promise<void> {
    // Nothing was asked and nothing written: there is nothing to begin.
    if (!this.begun && this.waiting.length === this.unsaid && !this.who.premise) this.isOver = true;
    else if (this.isOneTrip) await this.endTrip();
    else await this.end();
  }

  private async end(): Promise<void> {
    this.addPremise();
    const committed = this.send(COMMIT);
    this.isOver = true;
    const { command } = await committed;
    if (command !== 'COMMIT') {
      throw new Error(
        'Nothing was saved: a statement failed inside the transaction and its error was swallowed. Let it through.',
      );
    }
  }

  private async endTrip(): Promise<void> {
    if (!this.trip && !this.failed) await this.send(NOTHING);
    await this.trip;
    this.isOver = true;
    if (this.failed) throw this.failed;
  }

  private addPremise(): void {
    const premise = this.who.premise?.(this.now);
    if (premise) this.write(premise.name, premise.text, premise.values);
  }

  async rollBack(): Promise<void> {
    this.isOver = true;
    for (const { reject } of this.waiting.splice(0)) reject?.(tooLate());
    await this.trip;
    // A broken connection has rolled back already; the error to tell is the first one.
    if (this.begun && !this.isOneTrip) await this.client?.query('ROLLBACK').catch(() => undefined);
  }

  /** Whatever is asked before anybody waits goes out together. */
  private send(statement: Named): Promise<Answered> {
    if (this.isOver || this.failed) return Promise.reject(this.failed ?? tooLate());
    return new Promise((resolve, reject) => {
      this.waiting.push({ statement, resolve, reject });
      this.leaveSoon();
    });
  }

  /** One trip at a time: what is asked meanwhile goes together when it is back. */
  private leaveSoon(): void {
    if (this.isAway || !this.waiting.some((one) => one.resolve)) return;
    this.isAway = true;
    if (this.client) queueMicrotask(() => this.leave(this.client!));
    else
      this.connect().then(
        (client) => this.leave(client),
        (error: unknown) => this.stay(error),
      );
  }

  private async connect(): Promise<Client> {
    return (this.client ??= (await this.runner.connect()) as Client);
  }

  /** There is no connection to be had. */
  private stay(error: unknown): void {
    this.isAway = false;
    this.failed ??= error instanceof Error ? error : new Error(String(error));
    for (const { reject } of this.waiting.splice(0)) reject?.(error);
  }

  /** In one message, in order. Who waits gets the answer, or the error of the first statement that failed. */
  private leave(client: Client): void {
    if (this.isOneTrip && !this.isOver) {
      this.addPremise();
      this.isOver = true;
    }
    const batch = this.waiting.splice(0);
    if (batch.length === 0) return;
    this.begun = true;
    if (!this.isOneTrip && !batch.some((one) => one.statement === COMMIT)) this.roundTrips++;
    const asked = batch.map(({ statement, resolve, reject }) => ({
      statement,
      done: (error: Error | null, result: Answered) => {
        this.failed ??= error;
        if (this.failed) reject?.(this.failed);
        else resolve?.(result);
      },
    }));
    const isBack = new Promise<void>((resolve) => {
      const over = (error: Error | null): void => {
        this.failed ??= error;
        this.isAway = false;
        resolve();
        this.leaveSoon();
      };
      client.query(new Trip(asked, over));
    });
    if (this.isOneTrip) this.trip = isBack;
  }

  get manager(): EntityManager {
    return (this.typeorm ??= this.openManager());
  }

  private openManager(): EntityManager {
    const query = this.runner.query.bind(this.runner) as QueryRunner['query'];
    // The transaction was begun behind TypeORM's back: told of it, it opens savepoints instead of ending ours.
    return Object.assign(this.runner, {
      isTransactionActive: true,
      transactionDepth: 1,
      query: async (...call: Parameters<QueryRunner['query']>) => {
        // It speaks to the connection itself: what waits goes first.
        if (this.waiting.length > 0) await this.send(NOTHING);
        else this.roundTrips++;
        return query(...call);
      },
    }).manager;
  }
}

/** The connection may serve somebody else by now. */
const tooLate = (): Error =>
  new Error('A statement came after its transaction had ended: wait for all that the work begins.');
