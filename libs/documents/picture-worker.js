// Plain JavaScript: a worker thread begins with it, in tests as in the built server. It has the one file, and nothing else of ours.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const mostPixels = 50e6;
/** Of the longer side: small print of a page that was photographed stays readable. */
const longestSide = 2400;

parentPort.postMessage(await toJpeg(shrink(await decode(workerData))));

/** The first picture of the file, upright as its maker says. */
async function decode(heic) {
  const libheif = require('libheif-js/wasm-bundle');
  await libheif.ready;
  const [image] = new libheif.HeifDecoder().decode(heic);
  if (!image) throw new Error('no picture');
  const [width, height] = [image.get_width(), image.get_height()];
  if (width * height > mostPixels) throw new Error('too many pixels');
  const empty = { data: new Uint8ClampedArray(width * height * 4), width, height };
  return new Promise((resolve, reject) => {
    image.display(empty, (drawn) => (drawn ? resolve(drawn) : reject(new Error('not decoded'))));
  });
}

/** Each point is the mean of a square of points; what can be seen through stands on white. */
function shrink({ data, width: from, height }) {
  const side = Math.max(1, Math.ceil(Math.max(from, height) / longestSide));
  const small = { width: Math.max(1, Math.floor(from / side)), height: Math.max(1, Math.floor(height / side)) };
  const points = new Uint8ClampedArray(small.width * small.height * 4).fill(255);
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      const sums = [0, 0, 0];
      for (let down = 0; down < side; down += 1) {
        for (let right = 0; right < side; right += 1) {
          const at = ((y * side + down) * from + x * side + right) * 4;
          const seen = (data[at + 3] ?? 255) / 255;
          for (let colour = 0; colour < 3; colour += 1) sums[colour] += 255 + ((data[at + colour] ?? 255) - 255) * seen;
        }
      }
      for (let colour = 0; colour < 3; colour += 1) {
        points[(y * small.width + x) * 4 + colour] = sums[colour] / (side * side);
      }
    }
  }
  return { data: points, ...small };
}

/** Nothing but points goes in: where and when it was taken, which the file may tell, stays behind. */
async function toJpeg(picture) {
  const { default: encode, init } = await import('@jsquash/jpeg/encode.js');
  await init(await WebAssembly.compile(readFileSync(require.resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'))));
  return new Uint8Array(await encode(picture, { quality: 80 }));
}
