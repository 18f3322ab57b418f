import { createServer, type Server } from 'node:net';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askClamd } from './ask-clamd.js';
import { eicar, type FakeClamd, inPieces, largest, openClamd, pdf } from './testing/files.js';

describe('asking clamd', () => {
  let clamd: FakeClamd;
  beforeAll(async () => {
    clamd = await openClamd();
  });
  afterAll(() => clamd.close());
  const ask = (file: Buffer) => askClamd(clamd.address)(inPieces(file));

  it('tells what is clean from what is not, and gives it every byte', async () => {
    expect(await ask(pdf())).toBe('clean');
    expect(await ask(pdf(eicar))).toBe('infected');
    expect(await ask(largest)).toBe('clean');
    expect(clamd.scanned.map(({ length }) => length)).toEqual([pdf().length, pdf(eicar).length, largest.length]);
    expect(clamd.scanned[2]?.equals(largest)).toBe(true);
  });

  it.each(['INSTREAM size limit exceeded. ERROR', 'stream: OK maybe', 'stream: FOUND', 'UNKNOWN COMMAND', ''])(
    'knows nothing when it says %j',
    async (says) => {
      clamd.says = says;
      expect(await ask(pdf())).toBe('unknown');
      clamd.says = null;
    },
  );

  it('knows nothing when nobody answers, when it hangs up, and when it is silent', async () => {
    const path = join(tmpdir(), `clamd-${process.pid}.sock`);
    expect(await askClamd({ path })(inPieces(pdf()))).toBe('unknown');
    let polite = false;
    const server: Server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (!polite) socket.destroy();
    }).listen(path);
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await askClamd({ path })(inPieces(largest))).toBe('unknown');
    polite = true;
    expect(await askClamd({ path }, 50)(inPieces(pdf()))).toBe('unknown');
    server.close();
    rmSync(path, { force: true });
  });

  it('knows nothing when the content cannot be read', async () => {
    const broken = (async function* () {
      yield await Promise.resolve(pdf());
      throw new Error('changed');
    })();
    expect(await askClamd(clamd.address)(broken)).toBe('unknown');
  });
});
