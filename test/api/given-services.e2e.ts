import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';

describe('services that a navigator gives', () => {
  let test: TestApp;
  let desk: Desk;
  beforeAll(async () => {
    test = await startTestApp();
    desk = await Desk.at(test);
  });
  afterAll(() => test.stop());

  const safe = { 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.suicide': 'none' };
  async function searching(): Promise<string> {
    const id = await desk.openCase();
    await desk.walk(id, [{ lang: 'en', ...safe, 'safety.safe_to_talk': 'yes', campus: 'prefer-not' }]);
    await desk.walk(id, [{ student: 'yes', need: 'information' }, 'give-consent']);
    const { body } = await desk.post(`/cases/${id}/events`, { event: 'target-declined', reason: 'no-answer' });
    expect(body['state']).toBe('info-search');
    return id;
  }
  const give = (id: string, services: readonly string[]) =>
    desk.post(`/cases/${id}/events`, { event: 'give-services', services });

  it('are referrals by number', async () => {
    const given = await give(await searching(), ['kids-help-phone', 'nine-eight-eight']);
    expect(given.body).toMatchObject({ disposition: 'info_by_211', needs: [{ status: 'referred' }] });
    const offers = given.body['offers'] as { service: string; handover: string; status: string }[];
    expect(offers).toContainEqual(
      expect.objectContaining({ service: 'nine-eight-eight', handover: 'number', status: 'completed' }),
    );
  });

  it('are refused when the directory has none of that id, and the case stays where it was', async () => {
    const id = await searching();
    const refused = await give(id, ['kids-help-phone', 'the-food-bank']);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      reason: 'service-is-unknown',
      detail: expect.stringContaining('the-food-bank'),
    });
    expect((await desk.get(`/cases/${id}`)).body).toMatchObject({ state: 'info-search', disposition: null });
  });

  it('as a number alone are declined by nobody: the caller would rather not', async () => {
    const opened = await desk.post('/cases', { program: 'dso', channel: 'phone', language: 'en' });
    const id = String(opened.body['id']);
    await desk.walk(id, [
      { ...safe, 'safety.safe_to_talk': 'yes' },
      {
        lang: 'en',
        caller_role: 'self',
        reason: 'developmental',
        postal: 'prefer-not',
        area: 'york',
        dob: '1990-01-01',
        urgent: 'yes',
      },
      'withhold-consent',
    ]);
    const { body } = await desk.post(`/cases/${id}/events`, { event: 'target-declined', reason: 'other' });
    expect(body).toMatchObject({ state: 'number-sought', offers: [{ status: 'cancelled', reason: null }] });
  });
});
