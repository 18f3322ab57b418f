// Lets Node import the project's TypeScript outside of jest's own module system (global set-up and whole processes run there).
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What was once made of a text: a process that is started again spends most of its start on it otherwise. */
const kept = new URL('../../node_modules/.cache/front-door-ts/', import.meta.url);
const makers = ['./ts-loader.mjs', '../../.swcrc', '../../package-lock.json'].map((name) =>
  readFileSync(new URL(name, import.meta.url)),
);
const by = createHash('sha256').update(makers.join('\0')).digest('hex');

export async function resolve(specifier, context, next) {
  if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL) {
    const source = new URL(`${specifier.slice(0, -3)}.ts`, context.parentURL);
    if (existsSync(source)) return { url: source.href, format: 'module', shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  return { format: 'module', source: await javaScriptOf(filename, readFileSync(filename, 'utf8')), shortCircuit: true };
}

async function javaScriptOf(filename, text) {
  const place = new URL(createHash('sha256').update([by, filename, text].join('\0')).digest('hex'), kept);
  if (existsSync(place)) return readFileSync(place, 'utf8');
  const { transformSync } = await import('@swc/core');
  const { code } = transformSync(text, { filename, sourceMaps: 'inline' });
  mkdirSync(kept, { recursive: true });
  // Under another name first: two processes may write it at the same time.
  const fresh = new URL(`${place.href}.${process.pid}`);
  writeFileSync(fresh, code);
  renameSync(fresh, place);
  return code;
}
