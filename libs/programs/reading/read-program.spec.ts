import { describe, expect, it } from '@jest/globals';
import { formatProblems, readProgram } from './index.js';
import { fragments, lantern } from './testing/lantern.js';

describe('readProgram', () => {
  it('reads a program that is right, with its decisions', async () => {
    const read = await readProgram(lantern, fragments);
    if (!read.ok) throw new Error(formatProblems(read.problems));
    expect(Object.keys(read.decisions).sort()).toEqual(['gate', 'safety.risk', 'topic']);
    expect(read.warnings).toEqual([]);
  });
});
