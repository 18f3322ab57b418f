import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Injection token of the address of the form's script; null: the console was not built, and the form does without. */
export const formScript = Symbol('FormScript');

/** As the build of the console says: its name tells its content, so browsers keep it for ever. */
export function findFormScript(consoleFolder: string | null): string | null {
  if (consoleFolder === null) return null;
  try {
    const built = JSON.parse(readFileSync(join(consoleFolder, '.vite/manifest.json'), 'utf8')) as Partial<
      Record<string, { readonly file: string }>
    >;
    const file = built['apply/main.ts']?.file;
    return file === undefined ? null : `/${file}`;
  } catch {
    return null;
  }
}
