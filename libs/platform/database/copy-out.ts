import type { Connection, Submittable } from 'pg';

/** What of the protocol concerns a COPY that is read: the letters that messages begin with. */
const copyData = 0x64;
const copyDone = 0x63;
const copyOutResponse = 0x48;
/** Notices, notifications and settings come in between whenever they like. */
const asides = [0x4e, 0x41, 0x53];
const headerLength = 5;

/** Gets the inside of each message of a COPY, in order: `data` from `start` until `end`, for as long as the call lasts. */
export type OnCopied = (data: Buffer, start: number, end: number) => void;

type Listener = (data: Buffer) => void;

/**
 * One COPY … TO STDOUT on `pg`'s connection. While rows come, their messages are read here, straight from the socket: a
 * million of them would each be an object and an event. All other messages go to `pg` as they are.
 */
export class CopyOut implements Submittable {
  private stream: Connection['stream'] | null = null;
  private listeners: Listener[] = [];
  /** The beginning of a message whose end has not come yet. */
  private rest: Buffer | null = null;
  private failed: Error | null = null;

  /** `over` is called once, when the server is ready for the next statement. */
  constructor(
    readonly text: string,
    private readonly onCopied: OnCopied,
    private readonly over: (error: Error | null) => void,
  ) {}

  submit(connection: Connection): void {
    const { stream } = connection;
    this.stream = stream;
    this.listeners = stream.listeners('data') as Listener[];
    for (const listener of this.listeners) stream.removeListener('data', listener);
    stream.on('data', this.read);
    connection.query(this.text);
  }

  private readonly read = (arrived: Buffer): void => {
    const data = this.rest ? Buffer.concat([this.rest, arrived]) : arrived;
    this.rest = null;
    let at = 0;
    while (at + headerLength <= data.length) {
      const end = at + 1 + data.readUInt32BE(at + 1);
      const letter = data[at]!;
      const isAside = asides.includes(letter);
      const isOurs = letter === copyData || letter === copyDone || letter === copyOutResponse;
      if (!isOurs && !isAside) return this.giveBack(data.subarray(at));
      if (end > data.length) break;
      if (letter === copyData && !this.failed) this.take(data, at + headerLength, end);
      if (isAside) for (const listener of this.listeners) listener.call(this.stream, data.subarray(at, end));
      at = end;
    }
    if (at < data.length) this.rest = data.subarray(at);
  };

  /** Whoever reads the rows may fail; the connection must be read to the end all the same. */
  private take(data: Buffer, start: number, end: number): void {
    try {
      this.onCopied(data, start, end);
    } catch (error) {
      this.failed = error instanceof Error ? error : new Error(String(error));
    }
  }

  /** The rows are over, or the server says something else: from here on `pg` reads again. */
  private giveBack(rest: Buffer): void {
    const { stream } = this;
    if (!stream) return;
    stream.removeListener('data', this.read);
    this.stream = null;
    for (const listener of this.listeners) {
      stream.on('data', listener);
      if (rest.length > 0) listener.call(stream, rest);
    }
  }

  handleError(error: Error): void {
    // A connection that breaks while rows come tells it to nobody but us.
    this.giveBack(Buffer.alloc(0));
    this.failed ??= error;
    this.over(this.failed);
  }

  handleReadyForQuery(): void {
    this.over(this.failed);
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handleCopyInResponse(): void {}
  handleCopyData(): void {}
}
