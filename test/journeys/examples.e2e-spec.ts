import './whoever-accepted-is-told.e2e.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readDocument } from '../oracle/document.js';
import { type TestApp, startTestApp } from '../setup/app.js';
import { coverageLines, coverageOf } from './coverage.js';
import { excused } from './excused.js';
import { programsWithExamples, readExamples } from './examples.js';
import { HttpPlayer, demoPeople } from './http-player.js';
import { OraclePlayer } from './oracle-player.js';
import { runExample } from './run-example.js';
import { ShadowedPlayer } from './shadowed-player.js';

const ZONE = 'America/Toronto';

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

  for (const example of readExamples('config', program)) {
    it(example.title.en, async () => {
      const oracle = new OraclePlayer(document, ZONE, test.clock.now().getTime(), people);
      const server = await HttpPlayer.begin(test, people, program, example);
      const decisions = Object.keys(document.tables);
      await runExample(example, new ShadowedPlayer(server, oracle, decisions), ZONE);
      oracle.oracle.machine.marks.forEach((mark) => taken.add(mark));
    });
  }

  it('together take everything that the program has', () => {
    const coverage = coverageOf(document, taken, excused[program] ?? {});
    process.stdout.write(`\n${coverageLines(program, coverage)}\n`);
    expect(coverage.missing).toEqual([]);
  });
});
