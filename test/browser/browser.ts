import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

// Where it really lies: the fonts are named by it, and outlast a worktree whose `node_modules` is a link.
const home = join(realpathSync(resolve('node_modules')), '.cache/front-door-chromium-147');
const unpack = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;

/** The Chromium that npm brings, unpacked once. Two workers may come at the same time: the first one to finish wins. */
function unpacked(): string {
  if (existsSync(join(home, 'chromium'))) return home;
  mkdirSync(dirname(home), { recursive: true });
  const folder = mkdtempSync(`${home}-`);
  // It unpacks into the temporary folder, and its own libraries only where it believes to need them.
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  execFileSync(process.execPath, ['--input-type=module', '--eval', unpack], { env, stdio: 'pipe' });
  const fonts = `<dir>${join(home, 'fonts')}</dir><cachedir>${join(home, 'fonts-cache')}</cachedir>`;
  writeFileSync(join(folder, 'fonts', 'fonts.conf'), `<?xml version="1.0"?><fontconfig>${fonts}</fontconfig>`);
  try {
    renameSync(folder, home);
  } catch {
    rmSync(folder, { recursive: true, force: true });
  }
  return home;
}

/** What Playwright has inside; in its exact version, which package.json names. */
interface Inside {
  readonly _connection?: { toImpl?(of: unknown): { retryWithProgressAndTimeouts(...all: unknown[]): unknown } };
}

/** Playwright looks for what it waits for each half second in the end. That is most of the time of a test: look each frame. */
export function lookOften(page: Page): void {
  const frame = page.mainFrame();
  const inside = (frame as unknown as Inside)._connection?.toImpl?.(frame);
  if (!inside) throw new Error('Playwright is another one inside: leave lookOften out, or see how it waits now.');
  Object.assign(Object.getPrototypeOf(inside) as object, {
    retryWithProgressAndBackoff(this: typeof inside, progress: unknown, action: unknown) {
      return this.retryWithProgressAndTimeouts(progress, [25], action);
    },
  });
}

/** Launches it with the libraries of the machine where it has them, else with those that came along. Always the same font. */
export async function launchBrowser(): Promise<Browser> {
  const folder = unpacked();
  const options = {
    executablePath: join(folder, 'chromium'),
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
    env: { ...process.env, FONTCONFIG_PATH: join(folder, 'fonts') } as Record<string, string>,
    timeout: 15_000,
  };
  try {
    return await chromium.launch(options);
  } catch (error) {
    if (!String(error).includes('shared libraries')) throw error;
    const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
    return chromium.launch({ ...options, env: { ...options.env, LD_LIBRARY_PATH: libraries } });
  }
}
