import { DatabaseError, type PoolClient, escapeLiteral } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Clock } from './clock.js';
import { SomebodyWasQuicker } from './run-again.js';

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
  /** TypeORM on the same connection and in the same transaction. */
  readonly manager: EntityManager;
  /** Round trips to the database so far, BEGIN and COMMIT counted. */
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
      const client = (await runner.connect()) as PoolClient;
      await client.query(begin(who));
      return await commitOrRollBack(client, new OpenTransaction(who, this.clock.now(), client, runner), work);
    } finally {
      await runner.release();
    }
  }
}

async function commitOrRollBack<T>(client: PoolClient, tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  let result: T;
  try {
    result = await work(tx);
  } catch (error) {
    // A broken connection has rolled back already; the error to tell is the first one.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
  const { command } = await client.query('COMMIT');
  if (command !== 'COMMIT') {
    throw new Error(
      'Nothing was saved: a statement failed inside the transaction and its error was swallowed. Let it through.',
    );
  }
  return result;
}

/** BEGIN and the settings that row-level security reads, in one message of the simple protocol. */
function begin(who: Who): string {
  const set = (name: string, value: string | null): string =>
    `set_config('${name}', ${escapeLiteral(value ?? '')}, true)`;
  return `BEGIN; SELECT ${set('app.tenant', who.tenant)}, ${set('app.person', who.person)}, ${set('app.role', who.role)}, ${set('app.agency', who.agency)}`;
}

class OpenTransaction implements Tx {
  roundTrips = 2;
  private typeorm: EntityManager | null = null;

  constructor(
    readonly who: Who,
    readonly now: Date,
    private readonly client: PoolClient,
    private readonly runner: QueryRunner,
  ) {}

  async sql<R = Record<string, unknown>>(name: string, text: string, values: readonly unknown[] = []): Promise<R[]> {
    this.roundTrips++;
    const result = await this.client.query<R & Record<string, unknown>>({ name, text, values: [...values] });
    return result.rows;
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
      query: (...call: Parameters<QueryRunner['query']>) => {
        this.roundTrips++;
        return query(...call);
      },
    }).manager;
  }
}

function isWorthRepeating(error: unknown): boolean {
  if (error instanceof SomebodyWasQuicker) return true;
  const cause = error instanceof Error && 'driverError' in error ? error.driverError : error;
  return cause instanceof DatabaseError && (cause.code === serializationFailure || cause.code === deadlockDetected);
}
