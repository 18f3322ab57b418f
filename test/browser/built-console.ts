import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The console as `npm run build` makes it, in a folder of its own; built again only when a source file changed. */
export function builtConsole(): string {
  const cache = resolve('node_modules/.cache');
  const folder = join(cache, `front-door-console-${sourcesHash()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  // Two workers on two cores: one builds, the other one waits for it.
  if (!mine(`${folder}.building`) && appeared(folder)) return folder;
  const fresh = mkdtempSync(join(cache, 'front-door-console-new-'));
  const vite = resolve('node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', 'apps/console', '--outDir', fresh, '--logLevel', 'warn'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  try {
    renameSync(fresh, folder);
  } catch {
    // Another worker was first.
    rmSync(fresh, { recursive: true, force: true });
  } finally {
    rmSync(`${folder}.building`, { recursive: true, force: true });
  }
  return folder;
}

/** Who makes the mark builds. One that a run left that was cut off is no longer anybody's. */
function mine(mark: string): boolean {
  try {
    mkdirSync(mark);
    return true;
  } catch {
    return (statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0) < Date.now() - longest;
  }
}
const longest = 60_000;

/** Test files read the console when they are loaded, so this waits without giving way. False: it took too long. */
function appeared(folder: string): boolean {
  const turn = new Int32Array(new SharedArrayBuffer(4));
  for (const since = Date.now(); !existsSync(folder) && Date.now() - since < longest;) Atomics.wait(turn, 0, 0, 100);
  return existsSync(folder);
}

function sourcesHash(): string {
  const hash = createHash('sha256');
  const files = readdirSync('apps/console', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of [...files.map((entry) => join(entry.parentPath, entry.name)), 'package-lock.json'].sort()) {
    hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
