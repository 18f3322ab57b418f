import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { For, Urls } from './server.js';

export interface ForkedServer {
  readonly server: ChildProcess;
  readonly url: string;
  /** Milliseconds of processor time so far. */
  cost(): Promise<number>;
  /** Resolves when it has left. */
  stop(server: ChildProcess): Promise<void>;
}

/** The server in a process of its own, with its pumps running; it goes when this process goes. */
export const startServer = (urls: Urls, whom: For = 'staff'): Promise<ForkedServer> =>
  startProcess('./serve', [JSON.stringify(urls), whom]);

/** A module of this folder in a process of its own: it says its address first, and then what it cost whenever it is asked. */
export async function startProcess(path: string, words: readonly string[]): Promise<ForkedServer> {
  const entry = fileURLToPath(new URL(path + extname(import.meta.url), import.meta.url));
  const server = fork(entry, words);
  const url = await Promise.race([
    once(server, 'message').then(([message]) => String(message)),
    once(server, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with ${String(code)}.`))),
  ]);
  const cost = async (): Promise<number> => {
    server.send('cost');
    const [{ user, system }] = (await once(server, 'message')) as [NodeJS.CpuUsage];
    return (user + system) / 1000;
  };
  return { server, url, cost, stop: leave };
}

async function leave(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.disconnect();
  await once(server, 'exit');
}
