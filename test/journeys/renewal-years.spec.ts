import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RunnableProgram } from '../../libs/workflow/index.js';
import { Engine, readRunnable } from '../oracle/engine.js';

const ZONE = 'America/Toronto';
const people = {
  client: { id: 'client', role: 'client' },
  navigator: { id: 'navigator', role: 'navigator' },
  reviewer: { id: 'reviewer', role: 'reviewer' },
};

/** Examples run at any date; for which year a renewal is depends on it. */
describe('a renewal of Affordable Access', () => {
  let run: RunnableProgram;
  beforeAll(async () => {
    run = await readRunnable('config', 'affordable-access', ZONE);
  });

  /** In June, all of the credit has been used. */
  function creditSpent(): Engine {
    const now = Date.parse('2026-06-01T15:00:00Z');
    const engine = new Engine(run, null, now);
    const answer = (said: Readonly<Record<string, unknown>>) => {
      const answers = Object.fromEntries(Object.entries(said).map(([id, value]) => [id, { value }]));
      return engine.take({ answers } as Parameters<Engine['take']>[0], people.client, now);
    };
    const happens = (event: string, by: keyof typeof people) => engine.take({ event, fields: {} }, people[by], now);
    const household = [{ relation: 'applicant', pension: 2_100_000 }];
    answer({ want: 'recreation', city: 'yes', dob: '1960-05-04', survey_consent: 'yes', household });
    answer({
      first_name: 'Ann',
      last_name: 'Côté',
      home_address: '12 River Street',
      email: 'a@b.ca',
      phone: '807-555-0142',
    });
    answer({ proof_income: 'by-mail', proof_address: 'by-mail' });
    happens('send-application', 'client');
    answer({});
    happens('decide-application', 'reviewer');
    expect(happens('use-credit', 'navigator').state).toBe('credit-spent');
    return engine;
  }

  it.each([
    ['2026-10-31T15:00:00Z', 'too-early'],
    ['2026-11-02T15:00:00Z', null],
    ['2027-01-05T15:00:00Z', null],
  ])('says no year in %s: asked in November, and in the new year it is for that one', (at, refused) => {
    const engine = creditSpent();
    engine.moveClock(Date.parse(at));
    expect(engine.now.state).toBe('credit-spent');
    const seen = engine.take({ event: 'renew', fields: {} }, people.client, Date.parse(at));
    expect([seen.refused, engine.opened?.says]).toEqual([refused, refused === null ? {} : undefined]);
  });
});
