import './whoever-accepted-is-told.e2e.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readDocument } from '../oracle/document.js';
import { deep } from '../faults/desk.js';
import { type TestApp, startTestApp } from '../setup/app.js';
import { covering } from './covering.js';
import { coverageLines, coverageOf } from './coverage.js';
import { excused } from './excused.js';
import { type Example, programsWithExamples, readExamples } from './examples.js';
import { HttpPlayer, demoPeople } from './http-player.js';
import { OraclePlayer } from './oracle-player.js';
import { runExample } from './run-example.js';
import { ShadowedPlayer } from './shadowed-player.js';

const ZONE = 'America/Toronto';
const START = Date.parse('2026-03-02T15:00:00Z');

/**
 * All of them where it is deep; else some of those that together take everything. The oracle takes all of them
 * each time, and that together they take everything is asked there.
 */
const played = new Map(
  await Promise.all(
    programsWithExamples('config').map(async (program) => {
      const all = readExamples('config', program).filter(isPlayed);
      if (deep) return [program, all] as const;
      const together = await covering(all, readDocument('config', program), ZONE, START);
      // Each case of the dispatch has more steps than any other: fewer of them here, all of them where it is deep.
      const every = program === 'tccs' ? 8 : 4;
      return [program, together.filter((_, at) => at % every === 0)] as const;
    }),
  ),
);

/** What a pool has left is the oracle's to play: a server has one pool for all. So is what clients do by themselves. */
function isPlayed({ pool, channel, starts }: Example): boolean {
  return !pool && channel !== 'web' && starts === undefined;
}

describe.each(programsWithExamples('config'))('the examples of %s, over HTTP', (program) => {
  const document = readDocument('config', program);
  const taken = new Set<string>();
  let test: TestApp;
  let people: Readonly<Record<string, string>>;
  beforeAll(async () => {
    test = await startTestApp();
    people = await demoPeople(test);
  });
  afterAll(() => test?.stop());

  for (const example of played.get(program) ?? []) {
    it(example.title.en, async () => {
      const oracle = new OraclePlayer(document, ZONE, test.clock.now().getTime(), people, 'shown', example.channel);
      const server = await HttpPlayer.begin(test, people, program, example);
      const decisions = Object.keys(document.tables);
      await runExample(example, new ShadowedPlayer(server, oracle, decisions), ZONE);
      oracle.oracle.machine.marks.forEach((mark) => taken.add(mark));
    });
  }

  if (deep && readExamples('config', program).every(isPlayed)) {
    it('together take everything that the program has', () => {
      const coverage = coverageOf(document, taken, excused[program] ?? {});
      process.stdout.write(`\n${coverageLines(program, coverage)}\n`);
      expect(coverage.missing).toEqual([]);
    });
  }

  it('are enough of them', () => {
    const all = readExamples('config', program).filter(isPlayed);
    process.stdout.write(`${program}: ${played.get(program)?.length} of ${all.length} examples played over HTTP\n`);
    expect(played.get(program)!.length).toBeGreaterThan(all.length / (program === 'tccs' ? 10 : 7));
  });
});
