import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TimerPump } from '../../libs/platform/index.js';
import { counted, Desk } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { dispatch } from '../setup/dispatched.js';

/** Who answers for which service. */
const anchors: Readonly<Record<string, { readonly agency: string; readonly teams: string }>> = {
  'taibu-crisis-team': { agency: 'taibu-chc', teams: 'taibu-team' },
  'gerstein-crisis-team': { agency: 'gerstein-centre', teams: 'gerstein-team' },
  'two-spirited-crisis-team': { agency: 'two-spirited-people', teams: 'two-spirited-team' },
  'cmha-crisis-team': { agency: 'cmha-toronto', teams: 'cmha-team' },
};
const because = { why: 'other' };
/** What may happen to a case, whether or not it may happen now: a refusal changes nothing. */
const steps = [
  { what: 'accept', team: 1 },
  { what: 'accept', team: 2 },
  { what: 'decline' },
  { what: 'silence' },
  { what: 'theirs', event: 'depart' },
  { what: 'theirs', event: 'arrive' },
  { what: 'theirs', event: 'hand-back', ...because },
  { what: 'theirs', event: 'support' },
  { what: 'theirs', event: 'find-solved' },
  { what: 'theirs', event: 'emergency-requested' },
  { what: 'ours', event: 'call-off', why: 'solved' },
  { what: 'ours', event: 'give-consent', by: 'self' },
  { what: 'moved', ward: 'ward-1' },
  { what: 'complete' },
  { what: 'name', team: 3 },
] as const;

/** What would be wrong: a team that is out for a referral that is not its own, over, or of a case that needs no team of theirs. */
const strays = `
  SELECT t.id, r.status, r.team_id, c.state, c.dispatch FROM teams t
  JOIN referrals r ON r.tenant_id = t.tenant_id AND r.id = t.busy_with
  JOIN cases c ON c.tenant_id = t.tenant_id AND c.id = t.busy_case
  WHERE r.case_id <> c.id OR r.team_id <> t.id OR r.status NOT IN ('accepted', 'in-progress') OR c.ended_at IS NOT NULL
    OR coalesce(c.dispatch, '') NOT IN ('accepted', 'en-route', 'on-scene') OR c.progress->>'holder' <> t.agency_id`;
/** And a referral that says it is over while its team has to do with the case. */
const over = `
  SELECT r.id FROM referrals r JOIN cases c ON c.tenant_id = r.tenant_id AND c.id = r.case_id
  WHERE r.status = 'completed' AND c.held_by = r.agency_id AND c.dispatch IN ('accepted', 'en-route', 'on-scene')`;
const twice = `SELECT busy_with FROM teams WHERE busy_with IS NOT NULL GROUP BY busy_with HAVING count(*) > 1`;

describe('teams, whatever happens to their dispatches', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test?.stop());

  const deskOf = async (role: 'agency-worker' | 'navigator', agency?: string) =>
    new Desk(await test.app.getUrl(), await test.signIn(role, 'ontario-211', agency === undefined ? {} : { agency }));

  async function take(id: string, step: (typeof steps)[number]): Promise<void> {
    if (step.what === 'silence') {
      test.clock.advance(5 * 60_000);
      return void (await test.app.get(TimerPump).drainOnce());
    }
    const navigator = await deskOf('navigator');
    if (step.what === 'ours') return void (await navigator.post(`/cases/${id}/events`, { ...step, what: undefined }));
    if (step.what === 'moved')
      return void (await navigator.post(`/cases/${id}/answers`, { answers: { ward: step.ward } }));
    const { body } = await navigator.get(`/cases/${id}`);
    const [newest] = body['offers'] as { id: string; service: string }[];
    const anchor = anchors[newest?.service ?? ''];
    if (!newest || !anchor) return;
    const agency = await deskOf('agency-worker', anchor.agency);
    if (step.what === 'theirs') return void (await agency.post(`/cases/${id}/events`, { ...step, what: undefined }));
    const team = 'team' in step ? { team: `${anchor.teams}-${step.team}` } : {};
    const act = { accept: 'accept', name: 'team', decline: 'decline', complete: 'complete' }[step.what];
    await agency.post(`/referrals/${newest.id}/${act}`, step.what === 'decline' ? { reason: 'other' } : team);
  }

  it('are never on two, nor out for one that has ended or is with somebody else', async () => {
    const one = fc.record({ of: fc.nat({ max: 1 }), step: fc.constantFrom(...steps) });
    const wasBusy = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 8, maxLength: 14 }), async (walk) => {
        const navigator = await deskOf('navigator');
        const cases = [(await dispatch(navigator)).id, (await dispatch(navigator)).id];
        for (const { of, step } of [{ of: 0, step: steps[0] }, ...walk]) {
          await take(cases[of]!, step);
          const busy = await test.database.ownerQuery<{ id: string }>(
            'SELECT id FROM teams WHERE busy_with IS NOT NULL',
          );
          for (const { id } of busy) wasBusy.add(id);
          const wrong = await Promise.all([strays, over, twice].map((sql) => test.database.ownerQuery(sql)));
          expect({ step, wrong }).toEqual({ step, wrong: [[], [], []] });
        }
      }),
      { numRuns: counted(2, 60) },
    );
    expect(wasBusy.size).toBeGreaterThan(0);
  }, 600_000);
});
