import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Watch } from '../setup/watch.js';
import type { AppProcess } from './app-process.js';
import { Desk, openDispatch } from './desk.js';
import { type Look, expectNobodyDropped, expectUnbroken, historyOf } from './unbroken.js';

/** What is there: two processes of the app on one database, and eyes that see all of it. */
export interface TwoProcesses {
  readonly one: AppProcess;
  readonly other: AppProcess;
  readonly look: Look;
}

/** Part of a file that has started them: to start one costs more than all of this. */
export function describeTwoProcesses(given: () => Promise<TwoProcesses>): void {
  describe('two processes on one database', () => {
    let two: TwoProcesses;
    let token: string;
    let here: Desk;
    let there: Desk;
    let agencyThere: Desk;
    const watches: Watch[] = [];
    /** What was in hand when processes were killed before is delivered when their claims are over: minutes later. */
    let begun: Date;
    beforeAll(async () => {
      two = await given();
      begun = new Date();
      token = await Desk.tokenAt(two.one.url, { role: 'navigator' });
      here = new Desk(two.one.url, token);
      there = new Desk(two.other.url, token);
      const agency = await Desk.tokenAt(two.one.url, { role: 'agency-worker', agency: 'gerstein-centre' });
      agencyThere = new Desk(two.other.url, agency);
      watches.push(await Watch.at(two.other.url, agency), await Watch.at(two.one.url, token));
      for (const watch of watches) await watch.until(({ told }) => told.length > 0);
    }, 60_000);
    afterAll(() => watches.forEach((watch) => watch.leave()));

    const hears = (watch: Watch | undefined, kind: string, data: object) =>
      watch?.until(({ told }) =>
        told.some(({ event, data: said }) => event === kind && Object.entries(data).every(([k, v]) => said[k] === v)),
      );
    const offerOf = async (id: string) => {
      const { body } = await there.get(`/cases/${id}`);
      return (body['offers'] as { id: string; service: string; status: string }[])[0];
    };

    it('let in whoever signed in at the other', async () => {
      expect((await there.get('/me')).status).toBe(200);
    });

    it('are one desk: offered through one, seen and accepted through the other, and the first hears of it', async () => {
      const id = await openDispatch(here);
      await hears(watches[0], 'case', { case: id });
      const offer = await offerOf(id);
      expect(offer).toMatchObject({ service: 'gerstein-crisis-team', status: 'offered' });
      const key = { 'idempotency-key': randomUUID() };
      const taken = await agencyThere.post(`/referrals/${offer?.id}/accept`, {}, key);
      expect([taken.status, taken.body['status']]).toEqual([200, 'accepted']);
      await hears(watches[1], 'case', { case: id, revision: await expectUnbroken(two.look, id) });
      const { body } = await here.get(`/cases/${id}`);
      expect(body).toMatchObject({ state: 'accepted', owner: { kind: 'agency', id: 'gerstein-centre' } });
      // Sent again, to the other process this time: it is the same request.
      const agencyHere = agencyThere.at(two.one.url);
      const again = await agencyHere.post(`/referrals/${offer?.id}/accept`, {}, key);
      expect([again.text === taken.text, again.headers.get('idempotency-replayed')]).toEqual([true, 'true']);
      const late = await agencyHere.post(`/referrals/${offer?.id}/accept`, {}, { 'idempotency-key': randomUUID() });
      expect([late.status, late.text]).toEqual([409, expect.stringContaining('referral-is-not-in-that-status')]);
    });

    it('take one request once, sent to both at the same time', async () => {
      const id = await here.openCase();
      const key = { 'idempotency-key': randomUUID() };
      const sent = [here, there, here, there].map((desk) =>
        desk.post(`/cases/${id}/answers`, { answers: { lang: 'en' } }, key),
      );
      for (const { status, text } of await Promise.all(sent)) {
        if (status !== 200) expect(text).toContain('request-is-in-flight');
      }
      expect(await expectUnbroken(two.look, id)).toBe(2);
    });

    it('let one be first, when the team says yes and the caller no', async () => {
      const ids = await Promise.all([1, 2, 3, 4].map(() => openDispatch(here)));
      for (const id of ids) {
        const offer = await offerOf(id);
        const [yes, no] = await Promise.all([
          agencyThere.post(`/referrals/${offer?.id}/accept`, {}),
          here.post(`/cases/${id}/events`, { event: 'client-declined' }),
        ]);
        expect([yes.status, no.status].sort()).toEqual([200, 409]);
        const after = await offerOf(id);
        expect(after?.status).toBe(yes.status === 200 ? 'accepted' : 'cancelled');
        await expectUnbroken(two.look, id);
      }
    });

    it('fire each timer once, and deliver once what leaves the building', async () => {
      const ids = await Promise.all(Array.from({ length: 12 }, (_, at) => (at % 2 ? here : there).openCase()));
      await two.look(
        `WITH due AS (UPDATE cases SET due_at = due_at - interval '1 hour', progress = jsonb_set(progress, '{timers,due,at}',
            to_jsonb(to_char((due_at - interval '1 hour') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
          WHERE id = ANY ($1) RETURNING tenant_id, id, due_at)
         UPDATE timers t SET due_at = due.due_at FROM due
         WHERE t.tenant_id = due.tenant_id AND t.subject_id = due.id AND t.name = 'case/due'`,
        [ids],
      );
      const fired = async () =>
        (await Promise.all(ids.map((id) => historyOf(two.look, id)))).map((rows) =>
          rows.map(({ event }) => event).filter((event) => event === 'timer:due'),
        );
      while ((await fired()).some((events) => events.length === 0)) await hears(watches[1], 'case', { case: ids[0]! });
      expect(await fired()).toEqual(ids.map(() => ['timer:due']));
      const left = () =>
        two.look<{ n: number }>(
          'SELECT count(*)::int AS n FROM outbox WHERE delivered_at IS NULL AND created_at >= $1',
          [begun],
        );
      while ((await left())[0]?.n !== 0);
      expect(
        await two.look('SELECT topic, attempts FROM outbox WHERE attempts <> 1 AND created_at >= $1', [begun]),
      ).toEqual([]);
      await expectNobodyDropped(two.look);
    });
  });
}
