import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** A file of the built console, or its first page for every other path; as strict about what it may load as the API is. */
export async function serveFile(folder: string, path: string, response: ServerResponse): Promise<void> {
  const name = extname(path) ? path : '/index.html';
  const content = await readFile(join(folder, name)).catch(() => null);
  response.writeHead(content ? 200 : 404, {
    'content-type': types[extname(name)] ?? 'application/octet-stream',
    'content-security-policy': "default-src 'self'; frame-ancestors 'none'",
  });
  response.end(content ?? '');
}

/** A server on a free port, closed with whatever is still open on it. */
export async function listen(serve: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(serve);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(() => done()))),
  };
}
