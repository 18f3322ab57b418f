import { type Client, escapeIdentifier } from 'pg';
import { type DatabaseRole, ensureRoles, ownerRole } from '../database/roles.js';
import { choosePlace, type Place } from './data-folder.js';
import { isMade, makeCluster, superuser } from './make-cluster.js';
import type { Running } from './postmaster.js';
import { enter, leave } from './presence.js';

export interface EmbeddedOptions {
  /** Where the data is kept. */
  readonly folder: string;
  readonly database?: string;
  /** For tests: no protection from a power cut, several times as fast. */
  readonly fast?: boolean;
  /** Told what takes a while, and when the server was killed under us and runs again, or can't. */
  readonly tell?: (sentence: string) => void;
}

/** The embedded database as one process holds on to it. */
export interface EmbeddedPostgres {
  /** True when another process had it running: this one joined. */
  readonly joined: boolean;
  /** The cluster; root may have had to put it elsewhere than asked, then a note says so. */
  readonly folder: string;
  readonly socketFolder: string;
  /** Process of the server. */
  readonly pid: number;
  /** What the operator should be told, one sentence each. */
  readonly notes: readonly string[];
  url(role: DatabaseRole | typeof superuser, database?: string): string;
  /** Lets go. The last process that lets go stops the server; after it has, the data can be copied. */
  stop(): Promise<void>;
}

/**
 * Starts or joins the PostgreSQL that npm brought, on a unix socket only, with the three roles and the database made.
 *
 * Whoever leaves last stops the server, no matter who started it: the first may go while a second still answers calls. A
 * server that is killed while we use it is started again; what was committed is there.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { folder, database = 'frontdoor', fast = false, tell = () => undefined } = options;
  const place = choosePlace(folder);
  if (!isMade(place)) tell(making);
  makeCluster(place, fast);
  let stopping = false;
  const lost = (): void => {
    if (stopping) return;
    present = enter(place, fast, lost).then((again) => {
      again.connection.unref();
      tell(
        'The embedded database was gone and runs again. / La base de données intégrée était arrêtée et fonctionne à nouveau.',
      );
      return again;
    });
    present.catch((error: unknown) =>
      tell(
        `The embedded database is gone and does not start again. / La base de données intégrée est arrêtée et ne redémarre pas. ${String(
          error,
        )}`,
      ),
    );
  };
  let present = enter(place, fast, lost);
  const { running, connection } = await present;
  const url = (role: string, name = database): string =>
    `postgresql://${role}@${encodeURIComponent(running.socketFolder)}:5432/${encodeURIComponent(name)}`;
  await ensureRoles(url(superuser, 'postgres'));
  await ensureDatabase(connection, database);
  connection.unref();
  return {
    joined: running.joined,
    folder: place.data,
    socketFolder: running.socketFolder,
    pid: running.pid,
    notes: notes(place, running),
    url,
    stop: async () => {
      stopping = true;
      await leave(await present);
    },
  };
}

const making =
  'Making the database, this once: it takes a few seconds. / Création de la base de données, une seule fois : quelques secondes.';

async function ensureDatabase(client: Client, name: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return;
  try {
    await client.query(`CREATE DATABASE ${escapeIdentifier(name)} OWNER ${ownerRole}`);
  } catch (error) {
    // Another start was quicker.
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== '42P04' && code !== '23505') throw error;
  }
}

function notes(place: Place, running: Running): readonly string[] {
  return [
    ...(place.note ? [place.note] : []),
    ...(running.joined
      ? [
          `The embedded database is running already (process ${running.pid}): joined it. / ` +
            'La base de données intégrée fonctionne déjà : on l’utilise aussi.',
        ]
      : []),
  ];
}
