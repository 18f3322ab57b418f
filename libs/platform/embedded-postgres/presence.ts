import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Place } from './data-folder.js';
import { connection, isPostgres, type Running, runServer } from './postmaster.js';

/** What pg's types leave out: whether the connection alone keeps the process alive. */
export type Connection = Client & { ref(): void; unref(): void };

/** A process that uses the server: it holds a shared advisory lock, which goes when the process dies, however it dies. */
export interface Presence {
  readonly running: Running;
  readonly connection: Connection;
}

const presenceKey = 211_001;
const stopLimit = 30_000;

/** Joins the server, or starts it. `lost` is called when the connection ends that nobody closed. */
export async function enter(place: Place, fast: boolean, lost: () => void): Promise<Presence> {
  for (let attempt = 1; ; attempt++) {
    const running = await runServer(place, fast);
    const client = new Client({
      ...connection(running.socketFolder),
      database: 'postgres',
      application_name: 'front-door presence',
    }) as Connection;
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT pg_advisory_lock_shared($1)', [presenceKey]);
      client.on('end', lost);
      return { running, connection: client };
    } catch (error) {
      // The one who left last was stopping the server while we came in: start it again.
      await client.end().catch(() => undefined);
      if (attempt === 5) throw error;
      await gone(running.pid);
    }
  }
}

/** Lets go, and stops the server when nobody else is there. */
export async function leave({ connection: client, running }: Presence): Promise<void> {
  client.ref();
  if ((await isLast(client)) && isPostgres(running.pid)) {
    process.kill(running.pid, 'SIGINT');
    await gone(running.pid);
    removeIfEmpty(running.socketFolder);
  }
  await client.end().catch(() => undefined);
}

function removeIfEmpty(folder: string): void {
  try {
    fs.rmdirSync(folder);
  } catch {
    // Somebody starts the server again already.
  }
}

async function isLast(client: Client): Promise<boolean> {
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [presenceKey]);
    const { rows } = await client.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [presenceKey]);
    return rows[0]?.last === true;
  } catch {
    // The server is gone already.
    return false;
  }
}

/** Waits until a server has ended; one that takes too long is told to end at once (it recovers on the next start). */
async function gone(pid: number): Promise<void> {
  const until = Date.now() + stopLimit;
  for (let hurried = false; isPostgres(pid); await pause(10)) {
    if (!hurried && Date.now() > until) {
      process.kill(pid, 'SIGQUIT');
      hurried = true;
    }
  }
}
