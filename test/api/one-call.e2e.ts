import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';

describe('one call that goes on in another program', () => {
  let test: TestApp;
  let desk: Desk;
  beforeAll(async () => {
    test = await startTestApp();
    desk = await Desk.at(test);
  });
  afterAll(() => test.stop());

  const calm = { 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.safe_to_talk': 'yes' };
  const student = { lang: 'en', caller_role: 'self', reason: 'student-support' };
  const noAnswer = { event: 'target-declined', reason: 'no-answer' };

  /** A student on the DSO's line, through these steps; what Good2Talk begins with. */
  async function goesOn(suicide: string, ...steps: (string | Readonly<Record<string, unknown>>)[]) {
    const opened = await desk.post('/cases', { program: 'dso', channel: 'phone', language: 'en' });
    const id = String(opened.body['id']);
    const { body } = await desk.walk(id, [{ ...calm, 'safety.suicide': suicide }, ...steps, student]);
    expect(body).toMatchObject({ state: 'student-line', next: { program: 'good2talk' } });
    const next = String((body['next'] as { case: string }).case);
    return { id: next, view: (await desk.get(`/cases/${next}`)).body };
  }

  it.each([['thoughts'], ['prefer-not']])(
    'does not offer again what was just declined (suicide: %s), and does after "risk now"',
    async (suicide) => {
      const { id, view } = await goesOn(suicide, 'give-consent', 'client-declined');
      expect(view).toMatchObject({ state: 'student-check', offers: [] });
      const asked = { ...calm, 'safety.suicide': suicide };
      expect((await desk.walk(id, ['risk-raised', asked])).body).toMatchObject({ state: 'consent-distress' });
    },
  );

  it('offers again where nobody took the call: that was no "no"', async () => {
    const { view } = await goesOn('thoughts', 'give-consent', noAnswer, noAnswer);
    expect(view).toMatchObject({ state: 'consent-distress' });
  });
});
