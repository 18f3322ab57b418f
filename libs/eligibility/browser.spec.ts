import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const folder = dirname(fileURLToPath(import.meta.url));
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.endsWith('.d.ts'),
);

/** What a file imports at once; `import type` and `import()` load nothing when it is loaded. */
function importsOf(name: string): string[] {
  const text = readFileSync(join(folder, name), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s(?!type\s)[^;]*?from '([^']+)'/gm)].map((match) => match[1] ?? '');
}

function reachableFrom(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const imported of importsOf(name)) {
    if (imported.startsWith('.')) reachableFrom(join(dirname(name), imported).replace(/\.js$/, '.ts'), seen);
    else seen.add(imported);
  }
  return seen;
}

describe('in a browser', () => {
  it('evaluates without any parser: no package but for decimals is loaded with index.ts', () => {
    const loaded = [...reachableFrom('index.ts')];
    expect(loaded).toContain('reach-exactly.ts');
    expect(loaded.filter((name) => !name.endsWith('.ts') && name !== 'decimal.js')).toEqual([]);
  });

  it('was looked at in every folder', () => {
    expect(sources).toContain(join('values', 'value.ts'));
  });

  it('uses nothing of Node, no clock, no randomness and no code made at run time', () => {
    for (const name of sources) {
      const text = readFileSync(join(folder, name), 'utf8');
      expect([
        name,
        text.match(/from 'node:|\bprocess\.|Date\.now|new Date\(\)|Math\.random|\beval\(|\bFunction\(/g),
      ]).toEqual([name, null]);
    }
  });
});
