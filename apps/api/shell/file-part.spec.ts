import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFilePart } from './file-part.js';

const form = (
  content: Buffer,
  boundary: string,
  head = 'Content-Disposition: form-data; name="file"; filename="a.pdf"',
) => Buffer.concat([Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
async function* cut(body: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let [from, at] = [0, 0]; from < body.length; at++) {
    const size = sizes[at % sizes.length] ?? 1;
    yield await Promise.resolve(body.subarray(from, from + size));
    from += size;
  }
}
const type = (boundary: string) => `multipart/form-data; boundary=${boundary}`;
async function read(body: Buffer, sizes: readonly number[], boundary = 'XX'): Promise<Buffer | null> {
  const part = await readFilePart(type(boundary), cut(body, sizes));
  if (!part) return null;
  const pieces: Buffer[] = [];
  for await (const piece of part.content) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('the file of a form', () => {
  it('comes out as it went in, wherever the line cuts it, though it is full of what its end begins with', async () => {
    const content = fc.array(fc.constantFrom('\r', '\n', '-', '\r\n--', '\r\n--X', 'XX', 'a'), { maxLength: 60 });
    const isWhole = fc.asyncProperty(
      content,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      async (parts, sizes) => {
        const file = Buffer.from(parts.join(''));
        fc.pre(!file.includes('\r\n--XX'));
        expect((await read(form(file, 'XX'), sizes))?.toString()).toBe(file.toString());
      },
    );
    await fc.assert(isWhole, { numRuns: 200 });
  });

  it('is refused where the line was lost, and is none where it is no such form', async () => {
    const whole = form(Buffer.from('%PDF'), 'XX');
    await expect(read(whole.subarray(0, -9), [7])).rejects.toMatchObject({ kind: 'file-is-incomplete' });
    expect(await read(whole.subarray(0, 20), [7])).toBeNull();
    expect(await read(form(Buffer.from('x'), 'XX', 'Content-Disposition: form-data; name="q"'), [7])).toBeNull();
    expect(await read(whole, [7], 'YY')).toBeNull();
    expect(await readFilePart('application/pdf', cut(whole, [7]))).toBeNull();
    expect(await read(Buffer.alloc(100_000, 0x41), [5000])).toBeNull();
  });
});
