import { setTimeout as pause } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';
import { type DatabaseRole, ensureRoles, ownerRole } from '../database/roles.js';
import { choosePlace, type Place } from './data-folder.js';
import { makeCluster, superuser } from './make-cluster.js';
import { connection, isPostgres, type Running, runServer } from './postmaster.js';

export interface EmbeddedOptions {
  /** Where the data is kept. */
  readonly folder: string;
  readonly database?: string;
  /** For tests: no protection from a power cut, several times as fast. */
  readonly fast?: boolean;
}

/** The embedded database as one process holds on to it. */
export interface EmbeddedPostgres {
  /** True when another process had it running: this one joined. */
  readonly joined: boolean;
  readonly folder: string;
  readonly pid: number;
  /** What the operator should be told, one sentence each. */
  readonly notes: readonly string[];
  url(role: DatabaseRole | typeof superuser, database?: string): string;
  /** Lets go. The last process that lets go stops the server; after it has, the data can be copied. */
  stop(): Promise<void>;
}

/** What pg's types leave out: whether the connection alone keeps the process alive. */
type Presence = Client & { ref(): void; unref(): void };

const presenceKey = 211_001;
const stopLimit = 30_000;

/**
 * Starts or joins the PostgreSQL that npm brought, on a unix socket only, with the three roles and the database made.
 *
 * Every process that uses it holds a shared advisory lock, which the operating system lets go of when the process dies.
 * Whoever leaves last stops the server, no matter who started it: the first may go while a second still answers calls.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { folder, database = 'frontdoor', fast = false } = options;
  const place = choosePlace(folder);
  makeCluster(place, fast);
  const { running, presence } = await join(place, fast);
  const url = (role: string, name = database): string =>
    `postgresql://${role}@${encodeURIComponent(running.socketFolder)}:5432/${encodeURIComponent(name)}`;
  await ensureRoles(url(superuser, 'postgres'));
  await ensureDatabase(presence, database);
  presence.unref();
  return {
    joined: running.joined,
    folder: place.data,
    pid: running.pid,
    notes: notes(place, running),
    url,
    stop: () => leave(presence, running),
  };
}

async function join(place: Place, fast: boolean): Promise<{ running: Running; presence: Presence }> {
  for (let attempt = 1; ; attempt++) {
    const running = await runServer(place, fast);
    const presence = new Client({
      ...connection(running.socketFolder),
      database: 'postgres',
      application_name: 'front-door presence',
    }) as Presence;
    presence.on('error', () => undefined);
    try {
      await presence.connect();
      await presence.query('SELECT pg_advisory_lock_shared($1)', [presenceKey]);
      return { running, presence };
    } catch (error) {
      // The one who left last was stopping the server while we came in: start it again.
      await presence.end().catch(() => undefined);
      if (attempt === 5) throw error;
      await gone(running.pid);
    }
  }
}

async function ensureDatabase(client: Client, name: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return;
  try {
    await client.query(`CREATE DATABASE ${escapeIdentifier(name)} OWNER ${ownerRole}`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== '42P04' && code !== '23505') throw error;
  }
}

async function leave(presence: Presence, running: Running): Promise<void> {
  let last = false;
  try {
    presence.ref();
    await presence.query('SELECT pg_advisory_unlock_shared($1)', [presenceKey]);
    const { rows } = await presence.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [presenceKey]);
    last = rows[0]?.last === true;
  } catch {
    return;
  }
  if (last && isPostgres(running.pid)) {
    process.kill(running.pid, 'SIGINT');
    await gone(running.pid);
  }
  await presence.end().catch(() => undefined);
}

/** Waits until a server has ended; one that doesn't within its time is told to end at once (it recovers on the next start). */
async function gone(pid: number): Promise<void> {
  const until = Date.now() + stopLimit;
  while (isPostgres(pid)) {
    if (Date.now() > until) process.kill(pid, 'SIGQUIT');
    await pause(10);
  }
}

function notes(place: Place, running: Running): readonly string[] {
  return [
    ...(place.note ? [place.note] : []),
    ...(running.joined ? [`The embedded database is running already (process ${running.pid}): joined it.`] : []),
  ];
}
