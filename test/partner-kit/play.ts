import { type Chapter, Chapters, chapters } from './chapters.js';
import type { Finding, KitOptions } from './finding.js';
import type { Gate } from './gate.js';
import { ask, type House } from './house.js';
import { Kit } from './kit.js';
import { nameOf, type Path, stepsOf } from './paths.js';
import type { Plan, Plans } from './plan.js';
import { playPath } from './play-path.js';

export interface Coverage {
  readonly paths: number;
  readonly played: number;
  readonly steps: number;
  readonly stepsPlayed: number;
  /** Not chosen this time. */
  readonly leftOut: readonly string[];
  /** No example of the program leads to where these begin, with this agency asked. */
  readonly unreached: readonly string[];
}
export interface Played {
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  /** What was not tried, and what to give the kit for it. */
  readonly notTried: readonly string[];
}

/** How far it is: paths played, of how many, and what was found so far. */
export type Progress = (played: number, of: number, findings: readonly Finding[]) => void;

export interface Choice {
  readonly which?: readonly Plan[];
  readonly chapters?: readonly Chapter[];
  readonly progress?: Progress;
}

/** Plays these paths and chapters against a partner's address, and tells what it found. */
export async function play(
  house: House,
  gate: Gate,
  options: KitOptions,
  { plans, paths, unplanned, leads }: Plans,
  { which = plans, chapters: told = chapters, progress }: Choice = {},
): Promise<Played> {
  const lead = leads.find(({ steps }) => steps > 0);
  if (!lead) throw new Error(`No example of ${house.run.program.id} leads to where ${house.agency} is asked.`);
  const made = await ask(house, 'program-admin', 'POST', `/agencies/${house.agency}/webhooks`, { url: options.url });
  const webhook = String(made['id']);
  const kit = new Kit(house, gate, options, webhook);
  try {
    // Where time passes, all that is open falls due: such paths come first, while little is.
    const passing = ({ acts }: Plan) => acts.reduce((sum, { after }) => sum + after, 0);
    const sorted = [...which].sort((one, other) => passing(other) - passing(one));
    for (const [at, plan] of sorted.entries()) {
      await playPath(kit, plan, at);
      progress?.(at + 1, sorted.length, kit.findings);
    }
    const chapter = new Chapters(kit, lead);
    for (const one of told) await chapter[one]();
  } finally {
    await ask(house, 'program-admin', 'DELETE', `/webhooks/${webhook}`, undefined, Number(made['revision']));
  }
  const played = which.map(({ path }) => path);
  return { findings: kit.findings, coverage: coverageOf(paths, played, unplanned), notTried: notTried(options) };
}

function coverageOf(paths: readonly Path[], played: readonly Path[], unplanned: readonly Path[]): Coverage {
  const [taken, none] = [new Set(played), new Set(unplanned)];
  return {
    ...{ paths: paths.length, played: played.length, steps: stepsOf(paths).size, stepsPlayed: stepsOf(played).size },
    leftOut: paths.filter((path) => !taken.has(path) && !none.has(path)).map(nameOf),
    unreached: unplanned.map(nameOf),
  };
}

function notTried({ nextSecret, nextKey, shows }: KitOptions): string[] {
  return [
    ...(nextSecret === null ? ['a webhook secret that changes: give --next-secret'] : []),
    ...(nextKey === null ? ['a key that changes: give --next-key'] : []),
    ...(shows === null
      ? ['what your people see, and that they see nothing any more once consent is taken back: give --shows']
      : []),
  ];
}
