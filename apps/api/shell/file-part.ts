import { ProblemError } from './problem-error.js';

/** The one file of a form that a page without script sends (RFC 7578). */
export interface FilePart {
  /** As the device calls it; empty where nothing was chosen. */
  readonly name: string;
  /** To be read once. Throws where the line was lost before the end. */
  readonly content: AsyncIterable<Buffer>;
}

const longestHead = 8_192;

/**
 * Reads the first part of a form, piece by piece: nothing is held but what may be the beginning of its end. Our pages send no other
 * part with a file. Null: it is no such form.
 */
export async function readFilePart(type: string | undefined, body: AsyncIterable<Buffer>): Promise<FilePart | null> {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.*\bboundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(type ?? '') ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return null;
  const pieces = body[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  while (!held.includes(headEnd)) {
    const { value, done } = await pieces.next();
    if (done || held.length > longestHead) return null;
    held = Buffer.concat([held, value]);
  }
  const at = held.indexOf(headEnd);
  const head = held.subarray(0, at).toString('utf8');
  const name = /^content-disposition:[^\r\n]*;\s*filename="([^"\r\n]*)"/im.exec(head)?.[1];
  if (!head.startsWith(`--${boundary}\r\n`) || name === undefined) return null;
  const content = contentOf(held.subarray(at + headEnd.length), pieces, Buffer.from(`\r\n--${boundary}`));
  return { name, content };
}

const headEnd = Buffer.from('\r\n\r\n');

async function* contentOf(first: Buffer, pieces: AsyncIterator<Buffer>, end: Buffer): AsyncGenerator<Buffer> {
  let held = first;
  for (;;) {
    const at = held.indexOf(end);
    if (at >= 0) {
      if (at > 0) yield held.subarray(0, at);
      return;
    }
    const sure = held.length - (end.length - 1);
    if (sure > 0) {
      yield held.subarray(0, sure);
      held = held.subarray(sure);
    }
    const { value, done } = await pieces.next();
    if (done) throw new ProblemError(422, 'file-is-incomplete');
    held = Buffer.concat([held, value]);
  }
}
