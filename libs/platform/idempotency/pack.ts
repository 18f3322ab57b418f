import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** A text as it is kept: its bytes, and how they are packed (names as in HTTP's Content-Encoding). */
export interface Packed {
  readonly body: Buffer;
  readonly encoding: 'identity' | 'br';
}

/** The view of a case is mostly the program's own words: the quickest level makes it a third. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 16 };
const worthPacking = 1024;

export function pack(text: string): Packed {
  const body = Buffer.from(text);
  return body.length < worthPacking
    ? { body, encoding: 'identity' }
    : { body: brotliCompressSync(body, { params }), encoding: 'br' };
}

/** The same text again, byte by byte. */
export function unpack({ body, encoding }: Packed): string {
  return (encoding === 'br' ? brotliDecompressSync(body) : body).toString();
}
