import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

interface ConsoleFile {
  readonly type: string;
  readonly plain: Buffer;
  /** Null where it would not be smaller. */
  readonly gzip: Buffer | null;
  readonly etag: string;
  readonly cache: string;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Serves the built console. It is small, so it is read once: no request ever names a file on the disk.
 * Files under `assets/` carry a hash in their name and are kept for ever; anything else is asked for again each time.
 * An address without a file is a page of the console: it gets `index.html`. Returns false when there is no build.
 */
export function serveConsole(server: FastifyInstance, folder: string): boolean {
  if (!existsSync(join(folder, 'index.html'))) return false;
  const files = readFiles(folder);
  // In a hook and not as a route: what the API does not know stays the API's own 404. Late, so that the guards and the
  // content security policy come first.
  server.addHook('preHandler', async (request, reply) => {
    const file = request.is404 ? findFile(files, request) : undefined;
    return file ? send(file, request, reply) : undefined;
  });
  return true;
}

function readFiles(folder: string): ReadonlyMap<string, ConsoleFile> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    found.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = `/${relative(folder, file).split(sep).join('/')}`;
      return [path, readFile(file, path)] as const;
    }),
  );
}

function readFile(file: string, path: string): ConsoleFile {
  const plain = readFileSync(file);
  const gzip = gzipSync(plain, { level: 9 });
  return {
    type: types[extname(file)] ?? 'application/octet-stream',
    plain,
    gzip: gzip.length < plain.length * 0.9 ? gzip : null,
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    cache: path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}

function findFile(files: ReadonlyMap<string, ConsoleFile>, request: FastifyRequest): ConsoleFile | undefined {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
  const path = request.url.split('?', 1)[0] ?? '/';
  const exact = files.get(path);
  if (exact) return exact;
  const isForOthers = /^\/(api|health|assets)(\/|$)/.test(path) || /\.[a-z0-9]+$/i.test(path);
  const acceptsPages = /text\/html|\*\/\*/.test(request.headers.accept ?? '*/*');
  return !isForOthers && acceptsPages ? files.get('/index.html') : undefined;
}

function send(file: ConsoleFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers({ etag: file.etag, 'cache-control': file.cache, vary: 'accept-encoding' }).type(file.type);
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  const zip = file.gzip !== null && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (zip) reply.header('content-encoding', 'gzip');
  return reply.code(200).send(zip ? file.gzip : file.plain);
}
