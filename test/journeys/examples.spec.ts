import { describe, expect, it } from '@jest/globals';
import { readDocument } from '../oracle/document.js';
import { coverageLines, coverageOf } from './coverage.js';
import { excused } from './excused.js';
import { programsWithExamples, readExamples } from './examples.js';
import { playerOf } from './oracle-player.js';
import { runExample } from './run-example.js';

const ZONE = 'America/Toronto';
const START = Date.parse('2026-03-02T15:00:00Z');

describe.each(programsWithExamples('config'))('the examples of %s, by the oracle', (program) => {
  const document = readDocument('config', program);
  const taken = new Set<string>();

  for (const example of readExamples('config', program)) {
    it(example.title.en, async () => {
      const player = playerOf(example, document, ZONE, START);
      await runExample(example, player, ZONE);
      player.oracle.machine.marks.forEach((mark) => taken.add(mark));
    });
  }

  it('together take everything that the program has', () => {
    const coverage = coverageOf(document, taken, excused[program] ?? {});
    process.stdout.write(`\n${coverageLines(program, coverage)}\n`);
    expect({ missing: coverage.missing, lines: coverageLines(program, coverage) }).toMatchObject({ missing: [] });
    const needless = Object.keys(excused[program] ?? {}).filter((mark) => taken.has(mark));
    expect(needless).toEqual([]);
  });
});
