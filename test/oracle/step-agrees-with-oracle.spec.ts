import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RunnableProgram } from '../../libs/workflow/index.js';
import { readExamples } from '../journeys/examples.js';
import { readDocument } from './document.js';
import { Engine, readRunnable } from './engine.js';
import { type Happening, type Move, happeningOf, happeningsOf, move } from './histories.js';
import { Oracle } from './oracle.js';

const ZONE = 'America/Toronto';
/** A week in which the clock goes forward. */
const START = Date.parse('2026-03-05T15:00:00Z');
const DEEP = process.env['DEEP'] !== undefined;

/** Program, histories in the deep run and every day. A move of the DSO costs the oracle three times as much. */
describe.each([
  ['good2talk', 5000, 150],
  ['dso', 2000, 150],
  ['tccs', 3000, 100],
])('step() and the oracle, in %s', (program, many, few) => {
  const runs = DEEP ? many : few;
  const document = readDocument('config', program);
  const examples = readExamples('config', program);
  const decisions = Object.keys(document.tables);
  const reached = new Set<string>();
  let run: RunnableProgram;
  beforeAll(async () => {
    run = await readRunnable('config', program, ZONE);
  });

  /** Plays a part of an example, then the random moves, on both sides, and compares all that can be seen. */
  function play(example: number, length: number, moves: readonly Move[]): void {
    const oracle = new Oracle(document, ZONE, 'navigator', START);
    const engine = new Engine(run, 'navigator', START);
    const told: Happening[] = [];
    const agree = (said: object, predicted: object) => {
      if (!isDeepStrictEqual(said, predicted)) expect({ told, ...said }).toEqual({ told, ...predicted });
    };
    let now = START;
    const happen = (happening: Happening) => {
      told.push(happening);
      now += 1000 + ('after' in happening ? happening.after : 0);
      if ('after' in happening) agree(engine.moveClock(now), oracle.moveClock(now));
      else agree(engine.take(happening.event, happening.by, now), oracle.take(happening.event, happening.by, now));
      for (const decision of decisions) {
        const { outcome, status } = oracle.machine.verdict(decision);
        agree({ decision, verdict: engine.verdict(decision) }, { decision, verdict: outcome ?? status });
      }
    };
    const { steps } = examples[example % examples.length]!;
    const begin = happeningsOf(steps.slice(0, length % (steps.length + 1)), () => now, ZONE);
    for (const happening of begin) happen(happening());
    for (const one of moves) happen(happeningOf(one, oracle.machine, ZONE));
    oracle.machine.marks.forEach((mark) => reached.add(mark));
  }

  it(`agree after each move of ${runs} histories: some way into an example, then at random`, () => {
    const moves = fc.array(move, { maxLength: 25, size: 'max' });
    fc.assert(fc.property(fc.nat(10_000), fc.nat(10_000), moves, play), { numRuns: runs });
    // The histories must get about, or agreeing proves little.
    const missed = Object.keys(document.states).filter((state) => !reached.has(`${state} entered`));
    expect(missed.length).toBeLessThan(Object.keys(document.states).length / (DEEP ? 8 : 2));
  }, 1_800_000);

  it('agree on every example to its end', () => {
    examples.forEach((_, at) => play(at, examples[at]!.steps.length, []));
  });
});
