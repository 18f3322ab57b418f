import type { Tx } from '../unit-of-work.js';

/** Some rows of an id and of codes, one behind the other. It is filled anew when `onRows` has returned. */
export interface CodedRows {
  readonly count: number;
  /** So many codes a row. */
  readonly codes: Int32Array;
  /** The first 32 bits of a row's id: they order ids as their texts do, as far as they go. */
  firstOf(row: number): number;
  /** The id of a row as text. */
  idOf(row: number): string;
  /** Puts the id of one row in the place of another's. */
  move(from: number, to: number): void;
}

/**
 * Reads a query of two columns, a uuid and a bytea of `width` whole numbers of 32 bits (highest byte first), by binary
 * COPY: `atOnce` rows at a time and the rest. Row-level security holds as for any query. Throws when a row is wider or narrower.
 */
export async function copyCodedRows(
  tx: Tx,
  query: string,
  { width, atOnce }: { readonly width: number; readonly atOnce: number },
  onRows: (rows: CodedRows) => void,
): Promise<void> {
  const rows = new Batch(width, atOnce);
  await tx.copyOut(`COPY (${query}) TO STDOUT (FORMAT binary)`, (data, start, end) => {
    rows.take(data, start, end);
    if (rows.count < atOnce) return;
    onRows(rows);
    rows.count = 0;
  });
  if (rows.count > 0) onRows(rows);
}

/** Signature, flags, and the length of an extension that nobody has. */
const headerLength = 19;
const idLength = 16;

class Batch implements CodedRows {
  count = 0;
  readonly codes: Int32Array;
  private readonly ids: Int32Array;
  private begun = false;
  private data: Buffer | null = null;
  private view: DataView = new DataView(new ArrayBuffer(0));

  constructor(
    private readonly width: number,
    atOnce: number,
  ) {
    this.codes = new Int32Array(width * atOnce);
    this.ids = new Int32Array((idLength / 4) * atOnce);
  }

  /** One message: the header before the first row, one row, or the end. */
  take(data: Buffer, start: number, end: number): void {
    if (data !== this.data) {
      this.data = data;
      this.view = new DataView(data.buffer, data.byteOffset, data.length);
    }
    const { view, width } = this;
    let at = start;
    if (!this.begun) {
      this.begun = true;
      at += headerLength;
    }
    if (view.getInt16(at) === -1) return;
    const isAsAsked =
      end - at === 10 + idLength + 4 * width && view.getInt16(at) === 2 && view.getInt32(at + 2) === idLength;
    if (!isAsAsked) throw new RangeError(`A row of the database does not have an id and ${width} codes.`);
    at += 6;
    for (let part = 0, to = this.count * 4; part < 4; part++, at += 4) this.ids[to + part] = view.getInt32(at);
    at += 4;
    for (let code = 0, to = this.count * width; code < width; code++, at += 4) {
      this.codes[to + code] = view.getInt32(at);
    }
    this.count++;
  }

  firstOf(row: number): number {
    return this.ids[row * 4]! >>> 0;
  }

  idOf(row: number): string {
    const words = [0, 1, 2, 3].map((part) => (this.ids[row * 4 + part]! >>> 0).toString(16).padStart(8, '0'));
    const hex = words.join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  move(from: number, to: number): void {
    this.ids.copyWithin(to * 4, from * 4, from * 4 + 4);
  }
}
