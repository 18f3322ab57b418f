import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { AdvanceCase } from '../../libs/cases/index.js';
import { OutboxPump, type Who } from '../../libs/platform/index.js';
import { type CallToPlace, Telephony } from '../../libs/referrals/index.js';
import { type TestApp, startTestApp } from '../setup/app.js';
import { Desk, toConsent, toOffer } from './desk.js';

const who: Who = { tenant: 'ontario-211', person: 'amina-diallo', role: 'navigator', agency: null };

describe('the call that an offer asks for', () => {
  let test: TestApp;
  let desk: Desk;
  let pump: OutboxPump;
  let placed: CallToPlace[];
  let exchangeIsDown = false;
  beforeAll(async () => {
    test = await startTestApp();
    desk = await Desk.at(test);
    pump = test.app.get(OutboxPump);
    placed = [];
    jest.spyOn(test.app.get(Telephony), 'place').mockImplementation((call) => {
      placed.push(call);
      return exchangeIsDown ? Promise.reject(new Error('no line')) : Promise.resolve('ringing');
    });
  });
  afterEach(() => {
    placed.length = 0;
  });
  afterAll(() => test?.stop());

  const dialling = async (id: string): Promise<string | null | undefined> =>
    (
      await test.database.ownerQuery<{ dialling: string | null }>('SELECT dialling FROM referrals WHERE id = $1', [id])
    )[0]?.dialling;
  const offerOf = ({ body }: { readonly body: Readonly<Record<string, unknown>> }): string =>
    (body['offers'] as { id: string }[])[0]?.id ?? '';

  it('is placed once, after the commit, and noted', async () => {
    const offer = offerOf(await desk.walk(await desk.openCase(), toOffer));
    expect(placed).toEqual([]);
    await pump.drainOnce();
    await pump.drainOnce();
    expect(placed).toEqual([{ tenant: 'ontario-211', referral: offer, number: expect.any(String) as unknown }]);
    expect(await dialling(offer)).toBe('ringing');
  });

  it('is not placed when the step is rolled back', async () => {
    const id = await desk.openCase();
    await desk.walk(id, toConsent);
    const consent = { kind: 'event', event: 'give-consent', fields: {} } as const;
    const command = new AdvanceCase(who, id, consent, null, async (_tx, work) => {
      expect(await work()).toMatchObject({ ok: true });
      throw new Error('the answer could not be made');
    });
    await expect(test.app.get(CommandBus).execute(command)).rejects.toThrow('the answer could not be made');
    expect(await test.database.ownerQuery('SELECT 1 FROM referrals WHERE case_id = $1', [id])).toEqual([]);
    expect(await pump.drainOnce()).toBe(0);
    expect(placed).toEqual([]);
  });

  it('is placed again, for the same referral, when the exchange was down', async () => {
    const offer = offerOf(await desk.walk(await desk.openCase(), toOffer));
    exchangeIsDown = true;
    await pump.drainOnce();
    expect(await dialling(offer)).toBeNull();
    exchangeIsDown = false;
    test.clock.advance(10_000);
    await pump.drainOnce();
    expect(placed.map(({ referral }) => referral)).toEqual([offer, offer]);
    expect(await dialling(offer)).toBe('ringing');
  });
});
