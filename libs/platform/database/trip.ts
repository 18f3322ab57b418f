import type { Writable } from 'node:stream';
import pg, { type Connection, type QueryConfig, type QueryResult, type Submittable } from 'pg';

/** What a connection tells of a statement that is on its way: `pg` has it, its types don't. */
interface Answering {
  readonly name: string;
  readonly text: string;
  submit(connection: Connection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleReadyForQuery(connection: Connection): void;
  handleError(error: Error, connection: Connection): void;
}
/** Names of statements that were sent to be prepared and not yet answered. */
interface Submitted {
  readonly submittedNamedStatements: Record<string, string>;
}
type Done = (error: Error | null | undefined, result: QueryResult) => void;

/**
 * Several named statements in one message with one Sync at its end, so that the server reads them at once and answers
 * at once. `pg` itself ends each statement with a Sync, to which the server answers with a message of its own.
 * After the first that fails the server leaves out the others: each of those gets the same error.
 */
export class Trip implements Submittable {
  private readonly statements: readonly Answering[];
  /** The one whose answer comes next. */
  private next = 0;

  /** `over` is called once, when the last statement was answered or left out. */
  constructor(
    statements: readonly { readonly statement: QueryConfig; readonly done: Done }[],
    private readonly over: () => void,
  ) {
    this.statements = statements.map(({ statement, done }) => new pg.Query(statement, done) as unknown as Answering);
  }

  /** `pg` notes by these what the server has prepared, and what it could not prepare. */
  get name(): string | undefined {
    return this.statements[this.next]?.name;
  }
  get text(): string | undefined {
    return this.statements[this.next]?.text;
  }

  submit(connection: Connection): Error | null {
    let isWritten = true;
    const oneOfMany = Object.create(connection, {
      sync: { value: () => undefined },
      // `pg` says so when a value cannot be written out, and has told the statement why.
      close: { value: () => (isWritten = false) },
    }) as Connection;
    connection.stream.cork();
    for (const statement of this.statements) {
      const refused = statement.submit(oneOfMany);
      if (isWritten && !refused) continue;
      // Half a trip must not arrive, least of all its COMMIT: nothing has left yet, and nothing does on this connection.
      connection.stream.destroy();
      return refused;
    }
    connection.sync();
    connection.stream.uncork();
    return null;
  }

  handleRowDescription(message: unknown): void {
    this.statements[this.next]?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.statements[this.next]?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    const statement = this.statements[this.next++];
    statement?.handleCommandComplete(message, connection);
    statement?.handleReadyForQuery(connection);
    if (this.next === this.statements.length) this.over();
  }

  handleError(error: Error, connection: Connection): void {
    const rest = this.statements.slice(this.next);
    this.next = this.statements.length;
    const { submittedNamedStatements } = connection as Connection & Submitted;
    for (const statement of rest) {
      // Left out, it was not prepared either.
      delete submittedNamedStatements[statement.name];
      statement.handleError(error, connection);
    }
    this.over();
  }

  /** A text that says nothing is answered with nothing. */
  handleEmptyQuery(connection: Connection): void {
    this.statements[this.next++]?.handleReadyForQuery(connection);
    if (this.next === this.statements.length) this.over();
  }

  /** No COPY: the server refuses what comes behind it, and so the trip. */
  handleCopyInResponse(): void {}
  handleCopyData(): void {}

  handleReadyForQuery(connection: Connection): void {
    if (this.next === this.statements.length) return;
    connection.stream.destroy();
    this.handleError(new Error(`The database gave no answer to "${this.name}".`), connection);
  }
}

/** A trip is some thirty small buffers: to copy them costs less than to hand each to the system. */
export function inOnePiece(
  this: Writable,
  chunks: readonly { chunk: Buffer }[],
  done: (error?: Error | null) => void,
): void {
  this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'buffer' as BufferEncoding, done);
}
