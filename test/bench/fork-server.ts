import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Urls } from './server.js';

export interface ForkedServer {
  readonly server: ChildProcess;
  readonly url: string;
  /** Resolves when it has left. */
  stop(server: ChildProcess): Promise<void>;
}

/** The server in a process of its own, with its pumps running; it goes when this process goes. */
export async function startServer(urls: Urls): Promise<ForkedServer> {
  const entry = fileURLToPath(new URL(`./serve${extname(import.meta.url)}`, import.meta.url));
  const server = fork(entry, [JSON.stringify(urls)]);
  const url = await Promise.race([
    once(server, 'message').then(([message]) => String(message)),
    once(server, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with ${String(code)}.`))),
  ]);
  return { server, url, stop: leave };
}

async function leave(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.disconnect();
  await once(server, 'exit');
}
