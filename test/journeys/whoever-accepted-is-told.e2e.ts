import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type TestApp, startTestApp } from '../setup/app.js';
import { readExamples } from './examples.js';
import { HttpPlayer, demoPeople } from './http-player.js';
import { runExample } from './run-example.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test?.stop());

const alertsOf = async (agency: string) => {
  const token = await test.signIn('agency-worker', 'ontario-211', { agency });
  const answered = await test.http.get('/api/v1/alerts').set('authorization', token).expect(200);
  return (answered.body as { items: readonly { about: string; state: string }[] }).items;
};

it.each(['Hangs up when help has said yes', 'In danger when help has said yes'])(
  '%s: the agency that said yes finds it on its list, and nothing of where the case stands now',
  async (title) => {
    const example = readExamples('config', 'good2talk').find((one) => one.title.en === title);
    if (!example) throw new Error(`There is no example "${title}".`);
    const player = await HttpPlayer.begin(test, await demoPeople(test), 'good2talk', example);
    await runExample(example, player, 'America/Toronto');
    expect(await alertsOf('kids-help-phone')).toContainEqual(
      expect.objectContaining({ about: 'facts-changed', state: null, stateTitle: null }),
    );
    expect(await alertsOf('connexontario')).toEqual([]);
  },
);
