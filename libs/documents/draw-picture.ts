import { Worker } from 'node:worker_threads';

/** A picture (JPEG) of what a HEIC shows. Rejects when none can be made of it, or when `signal` says to leave it. */
export type DrawPicture = (heic: Buffer, signal: AbortSignal) => Promise<Buffer>;

/** Twelve megapixels take four seconds. */
const patience = 30_000;
/** Of JavaScript; points and the decoder's own memory are bounded by the number of points that the worker takes. */
const megabytes = 256;
const mostBytes = 4 * 1024 * 1024;

/** How long, in how much memory, and by which code: for tests. */
interface Drawing {
  readonly patience: number;
  readonly megabytes: number;
  readonly worker: URL;
}

/**
 * Decodes in a thread of its own, which ends with the file: what a hostile one does to the decoder reaches neither us nor the next.
 * Its two libraries are optional; without them it rejects.
 */
export const drawPicture =
  ({
    patience: longest = patience,
    megabytes: most = megabytes,
    worker: code = new URL('./picture-worker.js', import.meta.url),
  }: Partial<Drawing> = {}): DrawPicture =>
  async (heic, signal) => {
    const limits = AbortSignal.any([signal, AbortSignal.timeout(longest)]);
    limits.throwIfAborted();
    const worker = new Worker(code, {
      ...{ workerData: heic, resourceLimits: { maxOldGenerationSizeMb: most }, env: {}, execArgv: [] },
      // The decoder speaks to the terminal.
      ...{ stdout: true, stderr: true },
    });
    worker.stdout.resume();
    worker.stderr.resume();
    try {
      const drawn = await drawnBy(worker, limits);
      if (drawn.length > mostBytes) throw new Error('the picture is too large');
      return drawn;
    } finally {
      await worker.terminate();
    }
  };

function drawnBy(worker: Worker, limits: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    limits.addEventListener('abort', () => reject(new Error('left undone')), { once: true });
    worker.once('message', (drawn: Uint8Array) => resolve(Buffer.from(drawn)));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the drawing thread ended')));
  });
}
