import pg, { type Connection, type Submittable } from 'pg';
import pgUtils from 'pg/lib/utils.js';

/** A prepared statement: its name belongs to one text for ever. */
export interface Named {
  readonly name: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}
/** What the server answered to one. */
export interface Answered {
  readonly rows: Record<string, unknown>[];
  /** The first word of what it says it did. */
  readonly command: string;
}
export interface Asked {
  readonly statement: Named;
  readonly done: (error: Error | null, answered: Answered) => void;
}

/** Of `pg`'s connection what its types leave out: messages of the protocol, and which statements the server has. */
interface Wire {
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  readonly stream: Connection['stream'];
  parse(statement: { name: string; text: string }): void;
  bind(bound: { statement: string; values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void;
  describe(what: { type: 'P'; name: string }): void;
  execute(what: { portal: string }): void;
  sync(): void;
}
interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}
/** How rows of a statement read; null: it has none. */
type Shape = readonly { readonly name: string; readonly parse: (text: string) => unknown }[] | null;

/**
 * What the server has said of statements that it has prepared on a connection. It never says otherwise later: a statement whose
 * columns would be others is refused by it. So it is asked once.
 */
const shapes = new WeakMap<Connection['stream'], Map<string, Shape>>();
const shapesOf = ({ stream }: Pick<Wire, 'stream'>): Map<string, Shape> => {
  const known = shapes.get(stream) ?? new Map<string, Shape>();
  shapes.set(stream, known);
  return known;
};

const { prepareValue } = pgUtils;
const nothing: readonly unknown[] = [];

/**
 * Several named statements in one message with one Sync at its end, so that the server reads them at once and answers
 * at once. `pg` itself ends each statement with a Sync, to which the server answers with a message of its own, and has it
 * described each time.
 * After the first that fails the server leaves out the others: each of those gets the same error.
 */
export class Trip implements Submittable {
  /** The one whose answer comes next. */
  private next = 0;
  private rows: Record<string, unknown>[] = [];
  private shape: Shape = null;
  /** Why a row of it could not be read. */
  private unread: Error | null = null;
  private failed: Error | null = null;
  private known = new Map<string, Shape>();

  /** `over` is called once, when the server is ready for what comes next: with the first error of the trip, if any. */
  constructor(
    private readonly asked: readonly Asked[],
    private readonly over: (error: Error | null) => void,
  ) {}

  /** `pg` notes by these what the server has prepared, and what it could not prepare. */
  get name(): string | undefined {
    return this.asked[this.next]?.statement.name;
  }
  get text(): string | undefined {
    return this.asked[this.next]?.statement.text;
  }

  /** Whatever cannot be written out, nothing of the trip leaves: half of it must not arrive, least of all its COMMIT. */
  submit(connection: Connection): Error | null {
    const wire = connection as unknown as Wire;
    this.known = shapesOf(wire);
    const pieces: Buffer[] = [];
    // What `pg` would hand on piece by piece is gathered: to copy some thirty small buffers costs less than to hand on each.
    const gathering = Object.create(connection, { _send: { value: (piece: Buffer) => pieces.push(piece) } }) as Wire;
    const prepared = new Map<string, string>();
    try {
      for (const { statement } of this.asked) this.write(gathering, statement, prepared);
    } catch (error) {
      return asError(error);
    }
    gathering.sync();
    for (const [name, text] of prepared) wire.submittedNamedStatements[name] = text;
    wire.stream.write(Buffer.concat(pieces));
    return null;
  }

  private write(wire: Wire, { name, text, values = nothing }: Named, prepared: Map<string, string>): void {
    const before = wire.parsedStatements[name] ?? wire.submittedNamedStatements[name] ?? prepared.get(name);
    if (before === undefined) {
      wire.parse({ name, text });
      prepared.set(name, text);
    } else if (before !== text) {
      throw new Error(`Prepared statements must be unique - '${name}' was used for a different statement`);
    }
    // Not even an index goes on to it, which it would take for what it has seen.
    wire.bind({ statement: name, values, valueMapper: (value) => prepareValue(value) });
    if (!this.known.has(name)) wire.describe({ type: 'P', name: '' });
    wire.execute({ portal: '' });
  }

  handleRowDescription({ fields }: { readonly fields: readonly Field[] }): void {
    this.shape = fields.map(({ name, dataTypeID }) => ({ name, parse: pg.types.getTypeParser(dataTypeID, 'text') }));
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const shape = (this.shape ??= this.known.get(this.name ?? '') ?? []);
    try {
      this.rows.push(readRow(shape, fields));
    } catch (error) {
      this.unread ??= asError(error);
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.answer(text.split(' ', 1)[0]!);
  }

  /** A text that says nothing is answered with nothing. */
  handleEmptyQuery(): void {
    this.answer('');
  }

  private answer(command: string): void {
    const { statement, done } = this.asked[this.next++]!;
    if (!this.known.has(statement.name)) this.known.set(statement.name, this.shape);
    const { rows, unread } = this;
    this.rows = [];
    this.shape = null;
    this.unread = null;
    this.failed ??= unread;
    done(unread, { rows, command });
  }

  handleError(error: Error, connection: Connection): void {
    const rest = this.asked.slice(this.next);
    this.next = this.asked.length;
    const { submittedNamedStatements } = connection as unknown as Wire;
    for (const { statement, done } of rest) {
      // Left out, it was not prepared either.
      delete submittedNamedStatements[statement.name];
      done(error, { rows: [], command: '' });
    }
    this.over(this.failed ?? error);
  }

  /** No COPY: the server refuses what comes behind it, and so the trip. */
  handleCopyInResponse(): void {}
  handleCopyData(): void {}

  handleReadyForQuery(connection: Connection): void {
    if (this.next === this.asked.length) return this.over(this.failed);
    connection.stream.destroy();
    this.handleError(new Error(`The database gave no answer to "${this.name}".`), connection);
  }
}

function readRow(shape: NonNullable<Shape>, fields: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < shape.length; at += 1) {
    const { name, parse } = shape[at]!;
    const text = fields[at] ?? null;
    row[name] = text === null ? null : parse(text);
  }
  return row;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
