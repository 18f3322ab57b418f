import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { format } from 'prettier';
import { builtIns } from '../../libs/eligibility/run/functions/index.js';
import { feelTables } from './feel-subset.js';
import { sectionOf } from './guide.js';

const PAGE = 'docs/feel-subset.md';
const read = () => readFileSync(PAGE, 'utf8');
const formatted = async (text: string) => (await format(text, { parser: 'markdown' })).trim();

describe('the page on what cells may say', () => {
  it('has the tables that reading its examples gives (UPDATE_DOCS=1 writes them)', async () => {
    const tables = await feelTables();
    for (const [name, table] of Object.entries(tables)) {
      const now = sectionOf(read(), name);
      if (process.env['UPDATE_DOCS'])
        writeFileSync(
          PAGE,
          read().replace(now, () => table),
        );
      else expect(await formatted(now)).toBe(await formatted(table));
    }
  });

  it('names every function that there is, but for those of the moment', () => {
    const named = [...sectionOf(read(), 'functions').matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    const there = [...builtIns.keys()].filter((name) => !['now', 'today'].includes(name));
    expect(named.toSorted()).toEqual(there.toSorted());
  });
});
