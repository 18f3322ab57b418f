import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { programSchema } from './program-schema.js';

const published = new URL('../program.schema.json', import.meta.url);

describe('program.schema.json', () => {
  it('is the schema that programs are checked against (UPDATE_SCHEMA=1 writes it anew)', () => {
    const text = `${JSON.stringify(programSchema, null, 2)}\n`;
    if (process.env['UPDATE_SCHEMA']) writeFileSync(published, text);
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(programSchema);
  });

  it('describes every key that a person may write', () => {
    const bare: string[] = [];
    walk(programSchema, '#', (node, path) => {
      for (const [key, property] of Object.entries((node['properties'] ?? {}) as Record<string, Node>)) {
        if (typeof property['description'] !== 'string') bare.push(`${path}/${key}`);
      }
    });
    expect(bare.filter((path) => !path.includes('/if/'))).toEqual([]);
  });
});

type Node = Readonly<Record<string, unknown>>;
function walk(node: unknown, path: string, see: (node: Node, path: string) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) see(node as Node, path);
  for (const [key, child] of Object.entries(node)) walk(child, `${path}/${key}`, see);
}
