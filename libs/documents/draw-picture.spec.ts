import { describe, expect, it } from '@jest/globals';
import { drawPicture } from './draw-picture.js';
import { heic, jpeg } from './testing/files.js';

const { signal } = new AbortController();
const worker = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
const posts = (bytes: string) =>
  worker(`import { parentPort } from 'node:worker_threads'; parentPort.postMessage(${bytes})`);

/** Width and height, as the frame of a JPEG has them. */
function sizeOf(picture: Buffer): number[] {
  const frame = picture.indexOf(Buffer.from([0xff, 0xc0]));
  const at = frame >= 0 ? frame : picture.indexOf(Buffer.from([0xff, 0xc2]));
  return [picture.readUInt16BE(at + 7), picture.readUInt16BE(at + 5)];
}

describe('a picture of a HEIC', () => {
  it('is a JPEG of what it shows, and nothing beside', async () => {
    const picture = await drawPicture()(heic, signal);
    expect(picture.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect(sizeOf(picture)).toEqual([320, 200]);
    expect(picture.includes('Exif')).toBe(false);
  });

  it('is none of what is no HEIC, or half of one', async () => {
    await expect(drawPicture()(jpeg(), signal)).rejects.toThrow('no picture');
    await expect(drawPicture()(heic.subarray(0, 1200), signal)).rejects.toThrow(/no picture|not decoded/);
  });

  it('is none where a library is missing, when it takes too long, and when it is too large', async () => {
    await expect(drawPicture({ worker: worker("import 'libheif-that-is-missing'") })(heic, signal)).rejects.toThrow();
    await expect(drawPicture({ worker: worker('for (;;);'), patience: 200 })(heic, signal)).rejects.toThrow(
      'left undone',
    );
    await expect(drawPicture({ worker: posts('new Uint8Array(5e6)') })(heic, signal)).rejects.toThrow('too large');
  });

  it('is left undone on the way out, and by a thread that ends with nothing', async () => {
    const leaving = new AbortController();
    const drawn = drawPicture({ worker: worker('for (;;);') })(heic, leaving.signal);
    leaving.abort();
    await expect(drawn).rejects.toThrow('left undone');
    await expect(drawPicture()(heic, leaving.signal)).rejects.toThrow();
    await expect(drawPicture({ worker: worker('0') })(heic, signal)).rejects.toThrow('ended');
    await expect(
      drawPicture({
        worker: worker('const all = []; for (;;) all.push(new Array(1e4).fill(all.length))'),
        megabytes: 8,
      })(heic, signal),
    ).rejects.toThrow('memory');
  });
});
