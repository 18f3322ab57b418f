import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answered, Desk } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';

interface Told {
  readonly id: string;
  readonly case: string;
  readonly brief: readonly { readonly question: string; readonly label: { readonly en: string } }[] | null;
}

const safe = { 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.suicide': 'none' };
const opened = { lang: 'en', ...safe, 'safety.safe_to_talk': 'yes' };
const distress = { ...opened, 'safety.suicide': 'thoughts' };
const atFirst = ['English', 'Yes, there are thoughts of it', 'Yes'];
const later = { lang: 'fr', ...safe, 'safety.safe_to_talk': 'no' };

describe('what an agency was told, once it took the client and the case is not with it', () => {
  let test: TestApp;
  let navigator: Desk;
  beforeAll(async () => {
    test = await startTestApp();
    navigator = await Desk.at(test);
  });
  afterAll(() => test.stop());

  const at = async (agency: string): Promise<Desk> =>
    new Desk(await test.app.getUrl(), await test.signIn('agency-worker', 'ontario-211', { agency }));
  const offerOf = ({ body }: Answered): string => (body['offers'] as Told[])[0]!.id;

  /** Some time later: what the agency reads of the case on its list. */
  async function reads(agency: string, id: string): Promise<readonly string[] | null> {
    test.clock.advance(60_000);
    const { body } = await (await at(agency)).get('/referrals');
    const own = (body['items'] as Told[]).find((one) => one.case === id);
    return own?.brief?.map(({ label }) => label.en) ?? null;
  }
  async function distressed(): Promise<{ id: string; accept: () => Promise<Answered> }> {
    const id = await navigator.openCase();
    const offer = offerOf(await navigator.walk(id, [distress, 'give-consent']));
    return { id, accept: async () => (await at('nine-eight-eight')).post(`/referrals/${offer}/accept`, null) };
  }

  it('stands as it was when it said yes, whatever is said to us later, until consent is taken back', async () => {
    const { id, accept } = await distressed();
    expect(await reads('nine-eight-eight', id)).toEqual(atFirst);
    await accept();
    const when = { callback_number: '416-555-0123', follow_up_at: '2030-01-02T10:00' };
    for (const step of ['give-consent', when, 'reach-client', later, { help_found: 'not-now' }]) {
      await navigator.walk(id, [step]);
      expect(await reads('nine-eight-eight', id)).toEqual(atFirst);
    }
    const { body } = await navigator.get(`/cases/${id}`);
    expect(body).toMatchObject({ kind: 'end', offers: [{ brief: [{ label: { en: 'English' } }, {}, {}] }] });
    await navigator.walk(id, [{ event: 'withdraw-consent', disclosure: 'distress-brief' }]);
    expect(await reads('nine-eight-eight', id)).toBeNull();
  });

  it('goes on with what we learn for as long as its yes waits for the case to come back', async () => {
    const { id, accept } = await distressed();
    await navigator.walk(id, ['risk-raised']);
    await accept();
    expect(await reads('nine-eight-eight', id)).toEqual(['English', 'Yes']);
    await navigator.walk(id, [{ 'safety.suicide': 'none' }]);
    expect(await reads('nine-eight-eight', id)).toEqual(['English', 'No', 'Yes']);
    const { body } = await navigator.walk(id, [later]);
    expect(body).toMatchObject({ state: 'consent-distress-check-in' });
    expect(await reads('nine-eight-eight', id)).toEqual(['English', 'Yes']);
  });

  it('goes on with where help is needed, for whoever is sent to save a life', async () => {
    const id = await navigator.openCase();
    await navigator.walk(id, [
      { ...opened, 'safety.danger': 'yes' },
      'hand-over',
      { 'safety.location': '12 College St' },
    ]);
    expect(await reads('emergency-911', id)).toContain('12 College St');
  });

  it('stands as it was just before the step by which the case left it, in a repeated answer too', async () => {
    const { body } = await navigator.post('/cases', { program: 'dso', channel: 'phone', language: 'en' });
    const id = String(body['id']);
    const offer = await navigator.walk(id, [
      { ...safe, 'safety.safe_to_talk': 'yes' },
      { lang: 'en', caller_role: 'family', reason: 'developmental', postal: 'K1A 0B1', dob: '2008-11-20' },
      { existing: 'no', dd_known: 'yes', urgent: 'no', consent: 'yes' },
      { event: 'number-found', office_number: '613-555-0100' },
      'give-consent',
    ]);
    const eastern = await at('dso-eastern');
    await eastern.post(`/referrals/${offerOf(offer)}/accept`, null);
    const review = () =>
      eastern.post(`/cases/${id}/events`, { event: 'begin-review' }, { 'idempotency-key': `review ${id}` });
    await review();
    const before = await reads('dso-eastern', id);
    await navigator.walk(id, [{ 'safety.safe_to_talk': 'no' }]);
    const corrected = await reads('dso-eastern', id);
    expect(corrected).toEqual([...(before ?? []).slice(0, -1), 'No']);
    expect(corrected).toContain('English');

    const elsewhere = ['risk-raised', { 'safety.danger': 'yes', lang: 'fr' }, { 'safety.safe_to_talk': 'yes' }];
    for (const step of elsewhere) {
      await navigator.walk(id, [step]);
      expect(await reads('dso-eastern', id)).toEqual(corrected);
    }
    expect(await navigator.walk(id, ['hand-over', 'confirm-contact'])).toMatchObject({ body: { kind: 'end' } });
    // Now somebody else has taken them.
    expect(await reads('dso-eastern', id)).toBeNull();
    const again = await review();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toMatchObject({ state: 'gone', answers: [] });
  });
});
