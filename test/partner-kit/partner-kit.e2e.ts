import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newSecret } from '../../libs/agencies/index.js';
import { deep } from '../faults/desk.js';
import { readRunnable } from '../oracle/engine.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { whereDeep } from '../setup/where-deep.js';
import { Gate } from './gate.js';
import { type House, keepKey, revokeKey, stageOf } from './house.js';
import { type Flaw, flaws, Partner } from './partner.js';
import { covering, nameOf, type Path } from './paths.js';
import { type Plan, type Plans, planAll } from './plan.js';
import { type Chapter, chapters, keyNames } from './chapters.js';
import { play, type Played, type Progress } from './play.js';
import { progressOf } from './report.js';

const ZONE = 'America/Toronto';
const newKey = (): string => `fd_${randomBytes(32).toString('base64url')}`;
const byName =
  (...names: readonly string[]) =>
  (paths: readonly Path[]) =>
    paths.filter((path) => names.includes(nameOf(path)));

const comes = 'team: accept › accepted: depart › en-route: arrive › on-scene: find-solved';
const calledOff = 'team: accept › accepted: call-off';
const notAgreed = 'team: accept › accepted: team-brief';

/** The rest is tried where it is deep. */
const everyDay: { readonly chapters: readonly Chapter[]; readonly flaws: readonly Flaw[] } = {
  chapters: ['forgeries', 'tolerance', 'full'],
  flaws: ['believes-anything', 'sends-twice'],
};

describe('the kit for partners', () => {
  let test: TestApp;
  let gate: Gate;
  let tccs: House;
  let few: Plans;
  let lines: string[] = [];
  const [secret, nextSecret] = [newSecret('hmac').secret, newSecret('hmac').secret];
  beforeAll(async () => {
    test = await startTestApp();
    gate = await Gate.open(`${await test.app.getUrl()}/api/v1`);
    tccs = await houseOf('tccs', 'gerstein-centre');
    few = planAll(stageOf(tccs), byName(comes, calledOff, notAgreed));
  });
  afterAll(async () => {
    await gate.close();
    await test.stop();
  });

  async function houseOf(program: string, agency: string): Promise<House> {
    const run = await readRunnable('config', program, ZONE);
    const { http, clock, app } = test;
    return {
      site: { http, clock, app },
      api: `${await app.getUrl()}/api/v1`,
      tenant: 'ontario-211',
      config: 'config',
      agency,
      run,
    };
  }

  interface Attempt {
    readonly which?: readonly Plan[];
    readonly chapters: readonly Chapter[];
    readonly flaw?: Flaw;
    readonly patience?: number;
  }
  async function against(house: House, plans: Plans, attempt: Attempt): Promise<Played> {
    const { which, chapters: told, flaw, patience = 5000 } = attempt;
    const [key, nextKey] = [newKey(), newKey()];
    await keepKey(house, keyNames.former, key);
    await keepKey(house, keyNames.next, nextKey);
    const partner = await Partner.open({
      ...{ secrets: [secret, nextSecret], api: gate.api, keys: [key, nextKey], todo: gate.todo },
      ...(flaw && { flaw }),
    });
    const { url, shows } = partner;
    const options = { url, shows, secret, nextSecret, key, nextKey, answerWithin: patience, actWithin: patience };
    try {
      lines = [];
      const progress: Progress = (...how) => lines.push(progressOf(...how));
      return await play(house, gate, options, plans, { progress, chapters: told, ...(which && { which }) });
    } finally {
      await partner.close();
      for (const name of Object.values(keyNames)) await revokeKey(house, name).catch(() => undefined);
    }
  }
  const failures = ({ findings }: Played): readonly string[] =>
    findings
      .filter(({ passed }) => !passed)
      .map(({ check, expected, came }) => `${check}: expected ${expected}; ${came}`);

  it('finds nothing wrong with a partner that does as the guide says', async () => {
    const told = chapters.filter((chapter) => deep || everyDay.chapters.includes(chapter));
    const played = await against(tccs, few, { chapters: told });
    expect(failures(played)).toEqual([]);
    expect(lines.map((line) => line.trim())).toEqual([
      '1 of 3 paths played, 0 failed',
      '',
      '3 of 3 paths played, 0 failed',
    ]);
    const { paths, steps, leftOut } = played.coverage;
    expect(played.coverage).toMatchObject({ played: 3, stepsPlayed: 6, unreached: [] });
    expect({ many: paths > 400 && steps > 60, leftOut: leftOut.length }).toEqual({ many: true, leftOut: paths - 3 });
  }, 60_000);

  /** Each is found by what it is about; some of them every day. */
  const found: readonly [Flaw, Chapter | string, RegExp][] = [
    ['believes-anything', 'forgeries', /refuses a signature by another secret: .*it answered 204/],
    ['believes-old', 'forgeries', /refuses a message of ten minutes ago/],
    ['acts-twice', 'tolerance', /a message that came before: .*it asked again/],
    ['knows-one-secret', 'changingSecrets', /the next secret alone: .*it answered 401/],
    ['never-answers', 'changingSecrets', /it did not answer in time/],
    ['refuses-unknown', 'tolerance', /takes a kind of message that it does not know: .*it answered 400/],
    ['believes-the-message', 'takenBack', /told backwards: expected people see “cancelled.*they see “offered/],
    ['believes-itself', 'late', /expected people see “expired.*they see “accepted/],
    ['never-full', 'full', /expected full: PUT/],
    ['knows-one-key', 'changingKeys', /expected accept: POST/],
    ['sends-twice', 'tolerance', /it came 2 times, as different requests/],
    ['keeps-what-it-read', notAgreed, /expected people see “accepted, nothing of the client”/],
    ['deaf-to-cases', comes, /expected arrive: POST .*nothing of that/],
    ['stops-after-accepting', comes, /expected depart: POST .*nothing of that/],
  ];

  it('knows what may be wrong with each of them', () => {
    expect(found.map(([flaw]) => flaw).sort()).toEqual([...flaws].sort());
  });

  it.each(found.filter(([flaw]) => deep || everyDay.flaws.includes(flaw)))(
    'finds a partner that %s (%s)',
    async (flaw, where, said) => {
      const told = chapters.filter((chapter) => chapter === where);
      const which = few.plans.filter(({ path }) => nameOf(path) === where);
      expect(told.length + which.length).toBe(1);
      const played = await against(tccs, few, { which, chapters: told, flaw, patience: 1500 });
      expect(failures(played)).toContainEqual(expect.stringMatching(said));
    },
    60_000,
  );

  // Those of tccs are hundreds, many of which differ in what follows the same steps: here as many as take each of its steps.
  for (const [program, agency, choose] of [
    ['tccs', 'gerstein-centre', covering],
    ['good2talk', 'kids-help-phone', undefined],
    ['dso', 'dso-central-east', undefined],
  ] as const) {
    const takesThem = async (): Promise<void> => {
      const house = await houseOf(program, agency);
      const { coverage, ...played } = await against(house, planAll(stageOf(house), choose), { chapters: [] });
      process.stdout.write(`${program}: ${coverage.played} of ${coverage.paths} paths played by the kit\n`);
      expect(failures({ coverage, ...played })).toEqual([]);
      expect({ steps: coverage.stepsPlayed, unreached: coverage.unreached }).toEqual({
        steps: coverage.steps,
        unreached: [],
      });
      if (!choose) expect(coverage).toMatchObject({ played: coverage.paths, leftOut: [] });
    };
    whereDeep(`takes every ${choose ? 'step' : 'path'} of ${program} with ${agency}`, takesThem, 900_000);
  }
});
