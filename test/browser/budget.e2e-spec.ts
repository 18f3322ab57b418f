import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtConsole } from './built-console.js';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}
const folder = builtConsole();
const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
const sizeOf = (file: string) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;

/** A chunk and all that it imports. */
function needs(name: string, found = new Map<string, Chunk>()): Map<string, Chunk> {
  const chunk = manifest[name];
  if (!chunk || found.has(name)) return found;
  found.set(name, chunk);
  for (const each of chunk.imports ?? []) needs(each, found);
  return found;
}

describe('the size of the console', () => {
  const call = [...new Map([...needs('index.html'), ...needs('navigator/call-screen.tsx')]).values()];

  it('keeps the call route within 220 KB of JavaScript and 40 KB of styles, compressed', () => {
    const script = call.reduce((sum, chunk) => sum + sizeOf(chunk.file), 0);
    const styles = new Set(call.flatMap((chunk) => chunk.css ?? []));
    expect(call.length).toBeGreaterThan(1);
    expect(styles.size).toBeGreaterThan(1);
    expect(script).toBeLessThanOrEqual(220 * 1024);
    expect([...styles].reduce((sum, file) => sum + sizeOf(file), 0)).toBeLessThanOrEqual(40 * 1024);
  });

  it('keeps each lazy chunk within 100 KB', () => {
    const large = Object.values(manifest).filter((chunk) => !chunk.isEntry && sizeOf(chunk.file) > 100 * 1024);
    expect(large).toEqual([]);
  });

  it('has neither inline styles nor inline scripts, so that the strict security policy holds', () => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(page).not.toMatch(/<style|style=|<script(?![^>]*src=)/);
  });
});
