import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { Answers, Decision, Value } from '../../libs/eligibility/index.js';
import * as limits from '../../libs/eligibility/limits.js';
import { largestFile } from '../../libs/eligibility/read-decision-tables.js';
import { formatProblems, readProgram } from '../../libs/programs/index.js';
import { blocksOf, filesIn, readFragments, sectionOf } from './guide.js';

const guide = readFileSync('docs/eligibility.md', 'utf8');
const files = filesIn('config/programs/dso');
const fragments = readFragments();
const TABLE = 'prescreen.table.yaml';

/** The blocks of one kind: what the guide says, to be held against what happens. */
function blocks<T>(kind: string): readonly T[] {
  return blocksOf(guide).flatMap(({ anchor, text }) => (anchor === kind ? [parse(text) as T] : []));
}
interface ToldVerdict {
  readonly answers: Readonly<Record<string, Value>>;
  readonly row?: number;
  readonly [key: string]: unknown;
}
interface ToldFault {
  readonly find: string;
  readonly write: string;
  readonly says: string;
}

describe('docs/eligibility.md', () => {
  let prescreen: Decision;
  beforeAll(async () => {
    const read = await readProgram(files, fragments);
    if (!read.ok) throw new Error(formatProblems(read.problems));
    prescreen = read.decisions['prescreen']!;
  });

  it.each(blocks<ToldVerdict>('verdict of prescreen'))('decides $answers as it says', ({ answers, row, ...told }) => {
    const given: Answers = Object.fromEntries(
      Object.entries(answers).map(([id, value]) => [id, value === 'declined' ? { declined: true } : { value }]),
    );
    const verdict = prescreen.decide(given);
    expect({ ...verdict, flips: verdict.flips }).toMatchObject(told);
    expect(row === undefined ? undefined : verdict.because?.row).toBe(row);
  });

  it.each(blocks<ToldFault>('fault of prescreen'))('refuses the slip that it shows: $says', async (told) => {
    const text = files[TABLE] ?? '';
    expect(text.split(told.find)).toHaveLength(2);
    const slipped = await readProgram({ ...files, [TABLE]: text.replace(told.find, told.write) }, fragments);
    if (slipped.ok) throw new Error('the slip was not found');
    const inTable = slipped.problems.filter(({ file }) => file === TABLE);
    expect(inTable.map(({ message }) => message)).toContainEqual(expect.stringContaining(told.says));
  });

  it('shows the rows of the table as they are', () => {
    const rows = sectionOf(guide, 'rows of prescreen').split('\n').slice(2);
    const { rows: written } = parse(files[TABLE] ?? '') as {
      rows: readonly { when?: Record<string, unknown>; then: string }[];
    };
    const shown = written.map(({ when, then }, at) => {
      const tests = Object.entries(when ?? {}).map(([id, test]) => `${id} ${[test].flat().join(' or ')}`);
      return [String(at + 1), tests.length === 0 ? 'everybody else' : tests.join(', '), `\`${then}\``];
    });
    const cells = (row: string) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
    expect(rows.map(cells)).toEqual(shown);
  });

  it('tells the limits as they are', () => {
    const { mostRows, mostColumns, mostInCell, mostInColumn, mostInTable, mostCells, deepestTest } = limits;
    const told = sectionOf(guide, 'limits')
      .split('\n')
      .slice(2)
      .map((row) => Number(row.split('|')[2]));
    const all = [mostRows, mostColumns, mostInCell, mostInColumn, mostInTable, mostCells, deepestTest, largestFile];
    expect(told).toEqual(all);
  });
});
