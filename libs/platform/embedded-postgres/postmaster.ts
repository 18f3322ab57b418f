import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { makeSocketFolder, type Place } from './data-folder.js';
import { withFolder } from './folder-error.js';
import { serverEnvironment, superuser } from './make-cluster.js';

const port = 5432;
const startLimit = 60_000;
/**
 * Statements hold what clients told us, and so do the server's errors and their details. None of it is logged, only what
 * happens to the server itself (`log` ranks above `error`); the app knows its own errors.
 */
const sayNothingOfClients = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_duration: 'off',
  log_min_duration_statement: -1,
  log_min_duration_sample: -1,
  log_transaction_sample_rate: 0,
  log_lock_waits: 'off',
  log_temp_files: -1,
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
};

/** A server that answers on our cluster. */
export interface Running {
  readonly pid: number;
  readonly socketFolder: string;
  /** True when it ran before we came. */
  readonly joined: boolean;
}

/** Joins the server that runs on the cluster, or starts one. Survives locks that a killed server left behind. */
export async function runServer(place: Place, fast: boolean): Promise<Running> {
  const found = await findRunning(place);
  if (found) return { ...found, joined: true };
  const until = Date.now() + startLimit;
  let child = launch(place, fast);
  for (;;) {
    const running = await findRunning(place);
    if (running) {
      child.unref();
      return { ...running, joined: running.pid !== child.pid };
    }
    if (Date.now() > until) throw new Error(`The embedded database did not start. Its log tells why: ${place.log}`);
    if (child.exitCode !== null || child.signalCode !== null) {
      // Another start was quicker, or the lock of a killed server is still there, or its last children are still ending.
      await pause(150);
      removeStaleLocks(place);
      if (!(await findRunning(place))) child = launch(place, fast);
    } else {
      await pause(10);
    }
  }
}

/** The pid file names the server's own socket folder: TMPDIR may have been another one when it was started. */
async function findRunning(place: Place): Promise<{ pid: number; socketFolder: string } | null> {
  const lines = readLines(path.join(place.data, 'postmaster.pid'));
  const pid = Number(lines[0]);
  const socketFolder = lines[4];
  if (!pid || !socketFolder || !isPostgres(pid)) return null;
  return (await dataFolderBehind(socketFolder)) === place.data ? { pid, socketFolder } : null;
}

async function dataFolderBehind(socketFolder: string): Promise<string | null> {
  const client = new Client({ ...connection(socketFolder), database: 'postgres', connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(`SELECT current_setting('data_directory') AS folder`);
    return rows[0]?.folder ?? null;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

export const connection = (socketFolder: string): { host: string; port: number; user: string } => ({
  host: socketFolder,
  port,
  user: superuser,
});

function launch(place: Place, fast: boolean): ChildProcess {
  const settings: Record<string, string | number> = {
    listen_addresses: '',
    unix_socket_directories: place.socketFolder,
    unix_socket_permissions: '0700',
    // Tests run several servers at once, each with pools of its own.
    max_connections: fast ? 400 : 100,
    shared_buffers: '128MB',
    jit: 'off',
    timezone: 'UTC',
    ...sayNothingOfClients,
    ...(fast ? { fsync: 'off', full_page_writes: 'off', deadlock_timeout: '50ms' } : {}),
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  makeSocketFolder(place);
  const log = withFolder(place.log, () => fs.openSync(place.log, 'a', 0o600));
  const { uid, gid } = place.user;
  if (uid !== undefined && gid !== undefined) fs.fchownSync(log, uid, gid);
  try {
    // Detached: Ctrl-C in the terminal reaches the app alone, which drains before it stops the database.
    const child = spawn(
      path.join(place.native, 'bin', 'postgres'),
      ['-D', place.data, '-p', String(port), ...options],
      {
        ...place.user,
        env: serverEnvironment,
        cwd: '/',
        stdio: ['ignore', log, log],
        detached: true,
      },
    );
    child.on('error', (error) => fs.writeSync(2, `The embedded database could not be started: ${error.message}\n`));
    return child;
  } finally {
    fs.closeSync(log);
  }
}

/** PostgreSQL removes a lock whose process is gone, but not one whose process is a zombie or got its number since. */
function removeStaleLocks(place: Place): void {
  const locks = [path.join(place.data, 'postmaster.pid'), path.join(place.socketFolder, `.s.PGSQL.${port}.lock`)];
  for (const lock of locks) {
    const holder = readLines(lock)[0];
    // Read again right before: a server that starts just now writes its own.
    if (holder && !isPostgres(Number(holder)) && readLines(lock)[0] === holder) fs.rmSync(lock, { force: true });
  }
}

/** True for a living server process; where there is no /proc, for any living process. */
export function isPostgres(pid: number): boolean {
  try {
    if (!fs.existsSync('/proc/self/stat')) return process.kill(pid, 0);
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.includes('(postgres)') && !/\) [ZX] /.test(stat);
  } catch {
    return false;
  }
}

function readLines(file: string): readonly string[] {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
