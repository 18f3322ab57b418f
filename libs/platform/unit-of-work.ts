import { type Client, DatabaseError, type QueryConfig, type QueryResult, escapeLiteral } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Clock } from './clock.js';

/** On whose behalf a transaction runs. Row-level security shows it only rows of this tenant. */
export interface Who {
  readonly tenant: string;
  readonly person: string | null;
  readonly role: string;
  readonly agency: string | null;
}

/** One open transaction. It is passed on explicitly, and it is dead when the work that got it has returned. */
export interface Tx {
  readonly who: Who;
  /** The instant of the whole transaction, from the injected Clock. */
  readonly now: Date;
  /**
   * Runs a named prepared statement in one round trip. The name belongs to one text for ever
   * (`<lib>.<verb-noun>`); the same name with another text is an error.
   */
  sql<R = Record<string, unknown>>(name: string, text: string, values?: readonly unknown[]): Promise<R[]>;
  /**
   * A write whose answer nobody needs. It travels with the next statement or with COMMIT, in this order, and so costs no
   * round trip of its own; when it fails, whatever is waited for next fails with its error and nothing is kept.
   * What must hold for the write to count is said in its own text (`refuse_lost_race()`).
   */
  write(name: string, text: string, values?: readonly unknown[]): void;
  /** TypeORM on the same connection and in the same transaction. */
  readonly manager: EntityManager;
  /** Round trips to the database so far, the last one for COMMIT counted. BEGIN travels with the first statement. */
  readonly roundTrips: number;
}

const attempts = 4;
const serializationFailure = '40001';
const deadlockDetected = '40P01';

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
  async run<T>(who: Who, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (who.tenant === '')
      throw new Error('A transaction needs a tenant: pass the id of one, for example ontario-211.');
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(who, work);
      } catch (error) {
        if (attempt >= attempts || !isWorthRepeating(error)) throw error;
      }
    }
  }

  private async attempt<T>(who: Who, work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as Client;
      const tx = new OpenTransaction(who, this.clock.now(), client, runner);
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

/** BEGIN and the settings that row-level security reads, in one message of the simple protocol. */
function begin(who: Who): string {
  const set = (name: string, value: string | null): string =>
    `set_config('${name}', ${escapeLiteral(value ?? '')}, true)`;
  return `BEGIN; SELECT ${set('app.tenant', who.tenant)}, ${set('app.person', who.person)}, ${set('app.role', who.role)}, ${set('app.agency', who.agency)}`;
}

class OpenTransaction implements Tx {
  /** The one that ends it. */
  roundTrips = 1;
  private typeorm: EntityManager | null = null;
  private unsent: (string | QueryConfig)[];
  private state: 'unsent' | 'open' | 'ended' = 'unsent';

  constructor(
    readonly who: Who,
    readonly now: Date,
    private readonly client: Client,
    private readonly runner: QueryRunner,
  ) {
    this.unsent = [begin(who)];
  }

  async sql<R = Record<string, unknown>>(name: string, text: string, values: readonly unknown[] = []): Promise<R[]> {
    this.roundTrips++;
    const { rows } = await this.send({ name, text, values: [...values] });
    return rows as R[];
  }

  write(name: string, text: string, values: readonly unknown[] = []): void {
    this.unsent.push({ name, text, values: [...values] });
  }

  async commit(): Promise<void> {
    // Nothing was asked and nothing written: there is nothing to begin.
    if (this.state === 'unsent' && this.unsent.length === 1) return;
    const { command } = await this.send('COMMIT');
    this.state = 'ended';
    if (command !== 'COMMIT') {
      throw new Error(
        'Nothing was saved: a statement failed inside the transaction and its error was swallowed. Let it through.',
      );
    }
  }

  async rollBack(): Promise<void> {
    if (this.state !== 'open') return;
    // A broken connection has rolled back already; the error to tell is the first one.
    await this.client.query('ROLLBACK').catch(() => undefined);
  }

  /** What waited and the statement itself, in one message. Throws the error of the first that failed. */
  private async send(statement: string | QueryConfig): Promise<QueryResult> {
    const batch = [...this.unsent, statement];
    this.unsent = [];
    this.state = 'open';
    const { stream } = this.client.connection;
    stream.cork();
    const answers = batch.map((one) => this.client.query(one));
    stream.uncork();
    const results = await Promise.all(answers);
    return results[results.length - 1]!;
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
        this.roundTrips++;
        if (this.unsent.length > 0) await this.send('SELECT');
        return query(...call);
      },
    }).manager;
  }
}

function isWorthRepeating(error: unknown): boolean {
  const cause = error instanceof Error && 'driverError' in error ? error.driverError : error;
  return cause instanceof DatabaseError && (cause.code === serializationFailure || cause.code === deadlockDetected);
}
