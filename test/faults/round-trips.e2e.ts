import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { AdvanceCase, type AdvanceResult, type Happening } from '../../libs/cases/index.js';
import { UnitOfWork, type Who } from '../../libs/platform/index.js';
import { type TestApp, startTestApp } from '../setup/app.js';
import { Desk, toConsent, toOffer } from './desk.js';

const who: Who = { tenant: 'ontario-211', person: 'amina-diallo', role: 'navigator', agency: null };
const most = 8;

describe(`a step makes at most ${most} round trips`, () => {
  let test: TestApp;
  let desk: Desk;
  beforeAll(async () => {
    test = await startTestApp();
    desk = await Desk.at(test);
    // The first step of a process reads the program.
    await desk.walk(await desk.openCase(), toOffer);
  });
  afterAll(() => test?.stop());

  /** COMMIT is counted: the number is read when all but the commit is done. BEGIN travels with the first statement. */
  async function roundTrips(id: string, happening: Happening): Promise<number> {
    let made = 0;
    const command = new AdvanceCase<AdvanceResult>(who, id, happening, null, async (tx, work) => {
      const result = await work();
      made = tx.roundTrips;
      return result;
    });
    const result: AdvanceResult = await test.app.get(CommandBus).execute(command);
    expect(result).toMatchObject({ ok: true });
    return made;
  }

  it('when an answer is given', async () => {
    const id = await desk.openCase();
    const answers = { kind: 'answers', answers: { lang: { value: 'en' } } } as const;
    expect(await roundTrips(id, answers)).toBeLessThanOrEqual(2);
  });

  it('when consent opens an offer', async () => {
    const id = await desk.openCase();
    await desk.walk(id, toConsent);
    const consent = { kind: 'event', event: 'give-consent', fields: {} } as const;
    expect(await roundTrips(id, consent)).toBeLessThanOrEqual(most);
  });

  it('when the client is handed over', async () => {
    const id = await desk.openCase();
    await desk.walk(id, toOffer);
    const handOver = { kind: 'event', event: 'hand-over', fields: {} } as const;
    expect(await roundTrips(id, handOver)).toBeLessThanOrEqual(most);
  });

  it('when an answer comes over HTTP with a key, its view included', async () => {
    const id = await desk.openCase();
    let made = 0;
    const work = test.app.get(UnitOfWork);
    const run = work.run.bind(work);
    const spy = jest.spyOn(work, 'run').mockImplementation((someone, take) =>
      run(someone, async (tx) => {
        const result = await take(tx);
        made += tx.roundTrips;
        return result;
      }),
    );
    await desk.post(`/cases/${id}/answers`, { answers: { lang: 'en' } }, { 'idempotency-key': 'counted' });
    spy.mockRestore();
    // One more is the session's, outside of the transaction.
    expect(made).toBeGreaterThan(0);
    expect(made + 1).toBeLessThanOrEqual(most);
  });
});
