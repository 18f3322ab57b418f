import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Place } from './data-folder.js';
import { folderError, withFolder } from './folder-error.js';

export const superuser = 'postgres';
export const serverEnvironment = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };

export const isMade = (place: Place): boolean => fs.existsSync(path.join(place.data, 'PG_VERSION'));

/**
 * Makes the cluster unless it is there. It is made beside its place and moved there whole, so a half-made one never has its
 * name, and of two starts at once one wins. `fast` skips what protects data from a power cut: for tests.
 */
export function makeCluster(place: Place, fast: boolean): void {
  withFolder(place.data, () => makeUnlessThere(place, fast));
}

function makeUnlessThere(place: Place, fast: boolean): void {
  sweep(place);
  if (isMade(place)) return;
  if (fs.existsSync(place.data)) fs.renameSync(place.data, `${place.data}.incomplete-${randomUUID()}`);
  const fresh = `${place.data}.new-${process.pid}`;
  const made = spawnSync(
    path.join(place.native, 'bin', 'initdb'),
    ['-D', fresh, '-U', superuser, '-A', 'trust', '--no-locale', '-E', 'UTF8', ...(fast ? ['-N'] : [])],
    { ...place.user, env: serverEnvironment, cwd: '/', encoding: 'utf8' },
  );
  if (made.status !== 0) {
    fs.rmSync(fresh, { recursive: true, force: true });
    if (/No space left on device/.test(made.stderr)) throw folderError('ENOSPC', place.data);
    throw new Error(`The embedded database could not be made in ${place.data}: ${made.error?.message ?? made.stderr}`);
  }
  try {
    fs.renameSync(fresh, place.data);
  } catch (error) {
    fs.rmSync(fresh, { recursive: true, force: true });
    if (!isMade(place)) throw error;
  }
}

/** Throws away what starts that were killed had begun to make. */
function sweep(place: Place): void {
  const base = path.dirname(place.data);
  const prefix = `${path.basename(place.data)}.new-`;
  for (const name of fs.readdirSync(base).filter((entry) => entry.startsWith(prefix))) {
    if (!processRuns(Number(name.slice(prefix.length))))
      fs.rmSync(path.join(base, name), { recursive: true, force: true });
  }
}

function processRuns(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
