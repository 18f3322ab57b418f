import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../setup/app.js';
import { Desk } from '../faults/desk.js';

interface Told {
  readonly id: string;
  readonly handover: string;
  readonly status: string;
  readonly brief: readonly { readonly question: string }[] | null;
}

describe('what an agency may read of a client', () => {
  let test: TestApp;
  let navigator: Desk;
  let agency: Desk;
  beforeAll(async () => {
    test = await startTestApp();
    navigator = await Desk.at(test);
    agency = new Desk(
      await test.app.getUrl(),
      await test.signIn('agency-worker', 'ontario-211', { agency: 'kids-help-phone' }),
    );
  });
  afterAll(() => test.stop());

  const safe = { 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.suicide': 'none' };
  const opened = { lang: 'en', ...safe, 'safety.safe_to_talk': 'yes' };
  /** A case whose client agreed to be told of, and the referral that is open for it. */
  async function offered(): Promise<{ id: string; referral: string }> {
    const id = await navigator.openCase();
    const steps = [opened, { student: 'yes', need: 'counselling', campus: 'prefer-not' }, 'give-consent'];
    const { body } = await navigator.walk(id, steps);
    const [offer] = body['offers'] as Told[];
    return { id, referral: offer!.id };
  }
  const told = async (desk: Desk, id: string): Promise<Told | undefined> =>
    ((await desk.get('/referrals?limit=200')).body['items'] as Told[]).find((one) => one.id === id);
  const happens = (id: string, event: string, fields: object = {}) =>
    navigator.post(`/cases/${id}/events`, { event, ...fields });

  it('is the brief, while the agency is asked and while it has the client', async () => {
    const { id, referral } = await offered();
    expect((await told(agency, referral))?.brief).not.toBeNull();
    await happens(id, 'hand-over');
    expect(await told(agency, referral)).toMatchObject({ status: 'accepted', brief: expect.any(Array) });
  });

  it.each([
    ['declined', 'target-declined', { reason: 'full' }],
    ['cancelled', 'client-declined', {}],
    ['accepted', 'hand-over', { handover: 'number' }],
    ['accepted', 'hand-over', { handover: 'cold' }],
  ])('is nothing once it is %s by %s %j', async (status, event, fields) => {
    const { id, referral } = await offered();
    await happens(id, event, fields);
    expect(await told(agency, referral)).toMatchObject({ status, brief: null });
  });

  it('is nothing once the offer was revoked', async () => {
    const { id, referral } = await offered();
    await navigator.post(`/cases/${id}/answers`, { answers: { student: 'no' } });
    expect(await told(agency, referral)).toMatchObject({ status: 'revoked', brief: null });
  });

  it('is nothing once consent was taken back, and the handover is a cold one then', async () => {
    const { id, referral } = await offered();
    await happens(id, 'withdraw-consent', { disclosure: 'brief' });
    expect(await told(agency, referral)).toMatchObject({ status: 'offered', handover: 'cold', brief: null });
    expect((await happens(id, 'hand-over', { handover: 'warm' })).status).toBe(409);
  });

  it('is nothing in a repeated answer either, once consent was taken back', async () => {
    const { id, referral } = await offered();
    await happens(id, 'risk-raised');
    const accept = () => agency.post(`/referrals/${referral}/accept`, null, { 'idempotency-key': referral });
    expect((await accept()).body['brief']).not.toBeNull();
    await happens(id, 'withdraw-consent', { disclosure: 'brief' });
    const again = await accept();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toMatchObject({ status: 'accepted', brief: null });
  });
});
