import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mostBytes } from '../document.js';

/** Small files as people send them, and some as nobody should. */
export const pdf = (inside = ''): Buffer =>
  Buffer.from(
    `%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog ${inside} >>\nendobj\ntrailer\n%%EOF\n`,
    'latin1',
  );
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const jpeg = (bytes = 2000): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]),
    Buffer.from('JFIF\0'),
    Buffer.alloc(Math.max(0, bytes - 13), 0x5a),
    Buffer.from([0xff, 0xd9]),
  ]);
/** 320 × 200, drawn for this test. */
export const heic = readFileSync(new URL('drawing.heic', import.meta.url));
export const largest = jpeg(mostBytes);

/** A ZIP with nothing in it is its last record alone. */
export const emptyZip = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

/** The test string that every virus scanner knows, in parts, so that none takes this file for one. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS', '-TEST-FILE!$H+H*'].join('');

export async function* inPieces(file: Buffer, size = 65_536): AsyncGenerator<Buffer> {
  for (let from = 0; from < file.length; from += size) yield await Promise.resolve(file.subarray(from, from + size));
}

export interface FakeClamd {
  readonly address: { readonly host: string; readonly port: number };
  /** What it says to everything; null: what a real one would. */
  says: string | null;
  /** Content of each scan, as it came. */
  readonly scanned: Buffer[];
  close(): Promise<void>;
}

const end = Buffer.alloc(4);

/** Speaks the protocol of clamd as its manual has it: zINSTREAM, lengths and pieces, a zero; one answer that ends with NUL. */
export async function openClamd(): Promise<FakeClamd> {
  const scanned: Buffer[] = [];
  const server: Server = createServer((socket) => {
    const heard: Buffer[] = [];
    let tail = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      heard.push(bytes);
      // Put together only where it may be the end: each time would take seconds for a large file.
      tail = Buffer.concat([tail, bytes.subarray(-4)]).subarray(-4);
      const content = tail.equals(end) ? contentOf(Buffer.concat(heard)) : null;
      if (content === null) return;
      scanned.push(content);
      const found = content.includes(eicar) ? 'stream: Win.Test.EICAR_HDB-1 FOUND' : 'stream: OK';
      socket.end(`${fake.says ?? found}\0`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeClamd = {
    address: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    says: null,
    scanned,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return fake;
}

/** Null until all of it came. */
function contentOf(heard: Buffer): Buffer | null {
  const command = 'zINSTREAM\0';
  if (heard.length < command.length) return null;
  if (heard.toString('latin1', 0, command.length) !== command) throw new Error('not asked as a clamd is');
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= heard.length;) {
    const length = heard.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(heard.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
