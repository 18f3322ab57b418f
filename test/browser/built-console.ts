import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The console as `npm run build` makes it, in a folder of its own; built again only when a source file changed. */
export function builtConsole(): string {
  const cache = resolve('node_modules/.cache');
  const folder = join(cache, `front-door-console-${sourcesHash()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
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
  }
  return folder;
}

function sourcesHash(): string {
  const hash = createHash('sha256');
  const files = readdirSync('apps/console', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of [...files.map((entry) => join(entry.parentPath, entry.name)), 'package-lock.json'].sort()) {
    hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
