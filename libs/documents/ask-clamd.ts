import { connect, type Socket } from 'node:net';
import type { Scan, Verdict } from './scan-document.js';

/** `clamd://host:port`, or `unix:///run/clamav/clamd.ctl`. */
export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly path: string };

const piece = 64 * 1024;
/** Between two signs of life; a large file keeps it busy for seconds. */
const patience = 60_000;

/**
 * Asks a clamd by its protocol (INSTREAM): nothing but a clear OK is clean, and nothing but a clear FOUND is infected. No answer,
 * a broken one, or one about its own limits is no verdict.
 */
export const askClamd =
  (address: ClamdAddress, silence = patience): Scan =>
  async (content) => {
    const socket = connect(address);
    socket.setTimeout(silence, () => socket.destroy());
    // Whatever breaks, no whole answer comes.
    socket.on('error', () => undefined);
    try {
      const answer = readAnswer(socket);
      await speak(socket, content);
      return verdictOf(await answer);
    } catch {
      return 'unknown';
    } finally {
      socket.destroy();
    }
  };

async function speak(socket: Socket, content: AsyncIterable<Buffer>): Promise<void> {
  await say(socket, Buffer.from('zINSTREAM\0'));
  for await (const bytes of content) {
    for (let from = 0; from < bytes.length; from += piece) {
      const some = bytes.subarray(from, from + piece);
      await say(socket, Buffer.concat([lengthOf(some.length), some]));
    }
  }
  await say(socket, lengthOf(0));
}

function lengthOf(count: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(count);
  return length;
}

function say(socket: Socket, bytes: Buffer): Promise<void> {
  if (socket.destroyed || !socket.writable) return Promise.reject(new Error('the scanner hung up'));
  return new Promise((resolve, reject) => {
    socket.once('close', reject);
    socket.write(bytes, (error) => {
      socket.off('close', reject);
      if (error) reject(error);
      else resolve();
    });
  });
}

const longestAnswer = 4096;

/** Up to the NUL that ends it; empty when it hangs up before. */
function readAnswer(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      const end = text.indexOf('\0');
      if (end >= 0) resolve(text.slice(0, end));
      else if (text.length > longestAnswer) socket.destroy();
    });
    socket.once('close', () => resolve(''));
  });
}

function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return 'clean';
  return /^stream: \S.* FOUND$/.test(answer) ? 'infected' : 'unknown';
}
