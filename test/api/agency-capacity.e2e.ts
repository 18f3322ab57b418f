import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OutboxPump, TimerPump } from '../../libs/platform/index.js';
import { leaveWhoIsGone } from '../../libs/referrals/index.js';
import { Desk, safe } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { dispatch, type Offer } from '../setup/dispatched.js';
import { Watch } from '../setup/watch.js';

const taibu = 'taibu-crisis-team';
const gerstein = 'gerstein-crisis-team';

type Tried = { service: string; status: string; reason: string | null };
type Told = { case: string; about: string };
interface Team {
  id: string;
  condition: string;
  revision: number;
  busy: { referral: string; number: string | null } | null;
}

describe('what an agency can take', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ live: { heartbeat: 50, lookEvery: 600_000 } });
  });
  afterAll(() => test?.stop());
  beforeEach(async () => {
    test.clock.set('2026-06-01T15:00:00Z'); // Monday, 11:00 in Toronto
    await test.database.ownerQuery(
      `UPDATE teams SET busy_with = NULL, busy_case = NULL, busy_since = NULL, out_of_service = false, out_until = NULL`,
    );
    await test.database.ownerQuery(`UPDATE services SET capacity_state = 'open', full_until = NULL`);
  });

  /** Sessions end while the clock goes on: one a person and moment. */
  const bearers = new Map<string, string>();
  const bearerOf = async (role: 'agency-worker' | 'navigator' | 'supervisor', agency?: string) => {
    const key = [role, agency, test.clock.now().toISOString()].join();
    const known = bearers.get(key);
    if (known !== undefined) return known;
    const answer = await test.http
      .post('/api/v1/demo/sign-in')
      .send({ tenant: 'ontario-211', role, agency })
      .expect(200);
    bearers.set(key, `Bearer ${(answer.body as { token: string }).token}`);
    return bearers.get(key)!;
  };
  const deskOf = async (...who: Parameters<typeof bearerOf>) =>
    new Desk(await test.app.getUrl(), await bearerOf(...who));
  const put = async (path: string, body: object, agency = 'taibu-chc', revision?: number) => {
    const bearer = await bearerOf('agency-worker', agency);
    const known =
      revision ??
      ((await test.http.get(`/api/v1/agencies/${agency}`).set('authorization', bearer)).body as Team).revision;
    return test.http
      .put(`/api/v1/agencies/${path}`)
      .set('authorization', bearer)
      .set('if-match', `"${known}"`)
      .send(body);
  };
  const teamsOf = async (agency: string) => {
    const { body } = await (await deskOf('agency-worker', agency)).get(`/agencies/${agency}/teams`);
    return body['items'] as Team[];
  };

  const dispatched = async () => dispatch(await deskOf('navigator'));
  const accept = async (offer: Offer, agency: string, team?: string) => {
    const desk = await deskOf('agency-worker', agency);
    return desk.post(`/referrals/${offer.id}/accept`, team === undefined ? null : { team });
  };
  const happens = async (id: string, agency: string, ...events: (string | object)[]) =>
    (await deskOf('agency-worker', agency)).walk(id, events as string[]);
  const conditions = async (agency: string) => (await teamsOf(agency)).map(({ condition }) => condition);

  it('is full with one tap, in the words of people, and the very next dispatch goes to the next one', async () => {
    expect((await dispatched()).offer.service).toBe(taibu);
    const answer = await put('taibu-chc/capacity', { state: 'full', preset: 'tomorrow-morning' });
    expect(answer.body).toMatchObject({
      services: [{ capacity: { state: 'full', fullUntil: '2026-06-02T12:00:00.000Z' } }],
    });
    expect((await dispatched()).offer.service).toBe(gerstein);
    test.clock.set('2026-06-02T12:00:00Z');
    expect((await dispatched()).offer.service).toBe(taibu);
    await put('taibu-chc/capacity', { state: 'full', preset: 'friday' });
    await put('taibu-chc/capacity', { state: 'open' });
    expect((await dispatched()).offer.service).toBe(taibu);
  });

  it('writes down who said so, and until when', async () => {
    await put('taibu-chc/capacity', { state: 'full', preset: 'one-hour', service: taibu });
    const [row] = await test.database.ownerQuery(
      `SELECT person_id, role, subject FROM audit WHERE action = 'set-capacity' AND subject->>'service' = '${taibu}'`,
    );
    const subject = { agency: 'taibu-chc', service: taibu, state: 'full', until: '2026-06-01T16:00:00.000Z' };
    expect(row).toEqual({ person_id: expect.stringMatching(/\w/), role: 'agency-worker', subject });
  });

  it.each([
    ['/preset', { state: 'full', preset: 'end-of-shift' }], // its teams are there around the clock
    ['/preset', { state: 'full', preset: 'friday', fullUntil: '2026-06-04T00:00:00Z' }],
    ['/preset', { state: 'full', preset: 'when-we-feel-like-it' }],
    ['/fullUntil', { state: 'open', preset: 'friday' }],
    ['/fullUntil', { state: 'full', fullUntil: '2026-06-02T12:00:00' }], // nobody knows in which zone
    ['/fullUntil', { state: 'full', fullUntil: '2026-06-02' }],
  ])('says at %s what is wrong with %j', async (pointer, body) => {
    const answer = await put('taibu-chc/capacity', body);
    expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ pointer }] }]);
  });

  it('is told live to the screens of the agency and of ours, and to nobody else', async () => {
    const url = await test.app.getUrl();
    const own = await Watch.at(url, await bearerOf('agency-worker', 'taibu-chc'));
    const ours = await Watch.at(url, await bearerOf('supervisor'));
    const another = await Watch.at(url, await bearerOf('agency-worker', 'gerstein-centre'));
    for (const watch of [own, ours, another]) await watch.until(({ told }) => told.length > 0);
    const hears = (agency: string) => (watch: Watch) =>
      watch.told.some(({ event, data }) => event === 'agency' && data['agency'] === agency);
    await put('taibu-chc/capacity', { state: 'full' });
    for (const watch of [own, ours]) await watch.until(hears('taibu-chc'));
    const [team] = await teamsOf('gerstein-centre');
    const away = (until: string) =>
      put(
        `gerstein-centre/teams/${team?.id}/service`,
        { outOfService: true, until },
        'gerstein-centre',
        team?.revision,
      );
    const { body } = await away('2026-06-01T18:00:00');
    expect(body).toMatchObject({ errors: [{ pointer: '/until', detail: expect.stringContaining('-04:00') }] });
    await put(`gerstein-centre/teams/${team?.id}/service`, { outOfService: true }, 'gerstein-centre', team?.revision);
    for (const watch of [another, ours]) await watch.until(hears('gerstein-centre'));
    expect(hears('taibu-chc')(another)).toBe(false);
    for (const watch of [own, ours, another]) watch.leave();
  });

  it('is full when its last team is sent, and has room when one is done with the client, though the agency goes along', async () => {
    const cases: string[] = [];
    for (const team of ['taibu-team-1', 'taibu-team-2', 'taibu-team-3']) {
      const { id, offer } = await dispatched();
      expect(offer.service).toBe(taibu);
      expect(await accept(offer, 'taibu-chc', team)).toMatchObject({ status: 200, body: { team: { id: team } } });
      cases.push(id);
    }
    expect(await conditions('taibu-chc')).toEqual(['busy', 'busy', 'busy']);
    expect((await teamsOf('taibu-chc'))[0]?.busy?.number).toMatch(/\d/);
    const next = await dispatched();
    expect(next.offer.service).toBe(gerstein);
    // Who was not asked, and why, is said to us and to no agency.
    const passedOver = async (desk: Desk) => (await desk.get(`/cases/${next.id}`)).body['passedOver'];
    const over = [{ service: taibu, name: expect.anything(), reason: 'full', until: null }];
    expect(await passedOver(await deskOf('navigator'))).toEqual(over);
    await accept(next.offer, 'gerstein-centre');
    expect(await passedOver(await deskOf('agency-worker', 'gerstein-centre'))).toEqual([]);
    expect(await passedOver(await deskOf('navigator'))).toEqual([]); // somebody comes: nobody need ask why not another
    await happens(cases[0]!, 'taibu-chc', 'depart', 'arrive', 'support');
    expect(await conditions('taibu-chc')).toEqual(['busy', 'busy', 'busy']); // still there, asking about afterwards
    await (await deskOf('navigator')).walk(cases[0]!, [{ event: 'give-consent', by: 'self' }]);
    expect(await conditions('taibu-chc')).toEqual(['free', 'busy', 'busy']);
    expect((await dispatched()).offer.service).toBe(taibu);
  });

  it('refuses a team that is with somebody else or is another service’s, kindly, and the offer stays open', async () => {
    const first = await dispatched();
    await accept(first.offer, 'taibu-chc', 'taibu-team-1');
    const { offer } = await dispatched();
    for (const [team, reason] of [
      ['taibu-team-1', 'team-is-sent-already'],
      ['gerstein-team-1', 'team-is-not-of-this-service'],
      ['nobody', 'team-is-not-of-this-service'],
    ] as const) {
      const { status, body } = await accept(offer, 'taibu-chc', team);
      expect({ status, type: body['type'] }).toEqual({ status: 409, type: `/problems/${reason}` });
    }
    expect((await accept(offer, 'taibu-chc')).status).toBe(200); // and may say later who goes
    const desk = await deskOf('agency-worker', 'taibu-chc');
    expect((await desk.post(`/referrals/${offer.id}/team`, { team: 'taibu-team-1' })).status).toBe(409);
    await desk.post(`/referrals/${offer.id}/team`, { team: 'taibu-team-2' });
    expect(await conditions('taibu-chc')).toEqual(['busy', 'busy', 'free']);
    await desk.post(`/referrals/${offer.id}/team`, { team: 'taibu-team-3' });
    expect(await conditions('taibu-chc')).toEqual(['busy', 'free', 'busy']);
    await desk.post(`/referrals/${offer.id}/team`, { team: null });
    expect(await conditions('taibu-chc')).toEqual(['busy', 'free', 'free']);
  });

  const ends: [string, (id: string) => Promise<unknown>][] = [
    ['handed back', (id) => happens(id, 'taibu-chc', { event: 'hand-back', why: 'other' })],
    ['handed back on the way', (id) => happens(id, 'taibu-chc', 'depart', { event: 'hand-back', why: 'unsafe' })],
    ['called off', async (id) => (await deskOf('navigator')).walk(id, [{ event: 'call-off', why: 'solved' }])],
    ['found solved', (id) => happens(id, 'taibu-chc', 'arrive', 'find-solved')],
    ['not found', (id) => happens(id, 'taibu-chc', 'arrive', 'not-find')],
    [
      'said to be back',
      async () =>
        (await deskOf('agency-worker', 'taibu-chc')).post('/agencies/taibu-chc/teams/taibu-team-1/back', null),
    ],
    [
      'over for a corrected address',
      async (id) => (await deskOf('navigator')).walk(id, [{ ward: 'ward-1' }, 'send-another-team']),
    ],
  ];
  it.each(ends)('has its team back when the dispatch is %s', async (_, end) => {
    const { id, offer } = await dispatched();
    await accept(offer, 'taibu-chc', 'taibu-team-1');
    expect(await conditions('taibu-chc')).toEqual(['busy', 'free', 'free']);
    await end(id);
    expect(await conditions('taibu-chc')).toEqual(['free', 'free', 'free']);
  });

  it('is done with the client, too, when the case ended with us after its team did not find them', async () => {
    const { id, offer } = await dispatched();
    await accept(offer, 'taibu-chc', 'taibu-team-1');
    await happens(id, 'taibu-chc', 'arrive', 'not-find');
    const box = async () =>
      (
        (await (await deskOf('agency-worker', 'taibu-chc')).get(`/referrals?limit=200`)).body['items'] as {
          id: string;
        }[]
      ).find((one) => one.id === offer.id);
    expect(await box()).toMatchObject({ box: 'taken', status: 'accepted' });
    const navigator = await deskOf('navigator');
    const { body } = await navigator.walk(id, ['reach-client', { ...safe, 'safety.safe_to_talk': 'yes' }, 'settle']);
    expect(body['state']).toBe('phone-resolved');
    expect(await box()).toMatchObject({ box: 'done', status: 'completed' });
  });

  it('does not complete a referral while its team is out, by any way: it says what came of it', async () => {
    const { id, offer } = await dispatched();
    await accept(offer, 'taibu-chc', 'taibu-team-1');
    const url = await test.app.getUrl();
    const taken = (await (await deskOf('agency-worker', 'taibu-chc')).get('/referrals?box=taken&limit=200')).body;
    expect(taken['items']).toContainEqual(expect.objectContaining({ id: offer.id, teamIsOut: true }));
    const complete = async (bearer: string) => {
      const sent = test.http.post(`/api/v1/referrals/${offer.id}/complete`).set('authorization', bearer).send({});
      const { status, body } = await sent.set('accept-language', 'fr');
      return { status, ...(body as { type?: string; detail?: string }) };
    };
    const admin = await test.signIn('program-admin');
    const made = await test.http
      .post('/api/v1/agencies/taibu-chc/keys')
      .set('authorization', admin)
      .send({ name: 'Theirs', scopes: ['referrals:act', 'referrals:read'] });
    const ways = [
      await bearerOf('agency-worker', 'taibu-chc'),
      await bearerOf('navigator'),
      `Bearer ${(made.body as { secret: string }).secret}`,
    ];
    for (const way of ways) {
      const said = expect.stringMatching(/« .+ » \(depart\), « .+ » \(arrive\), « .+ » \(hand-back\)/);
      expect(await complete(way)).toMatchObject({ status: 409, type: '/problems/team-is-out', detail: said });
    }
    const link = await (await deskOf('supervisor')).post(`/referrals/${offer.id}/links`, {});
    const path = url + /\/link\/[\w-]{43}/.exec(String(link.body['url']))![0];
    const press = /name="press" value="([^"]+)"/.exec(await (await fetch(path)).text())![1]!;
    const form = { method: 'POST', body: new URLSearchParams({ press, do: 'complete' }) };
    const pressed = await fetch(path, { ...form, headers: { 'sec-fetch-site': 'same-origin', origin: 'null' } });
    expect([pressed.status, await pressed.text()]).toEqual([
      409,
      expect.stringContaining('step=event.depart&amp;seen='),
    ]);
    expect(await conditions('taibu-chc')).toEqual(['busy', 'free', 'free']);
    // Elsewhere for a moment, it is told nothing of what may be done there.
    await (await deskOf('navigator')).walk(id, ['emergency-requested']);
    expect(await complete(ways[0]!)).toMatchObject({ status: 409, detail: expect.not.stringContaining('(') });
    await (await deskOf('navigator')).walk(id, [{ event: 'hand-over' }, 'go-on-there']);
    await happens(id, 'taibu-chc', 'support', { event: 'give-consent' });
    expect(await complete(ways[0]!)).toMatchObject({ status: 'completed' });
  });

  it('drops nobody when it is taken out of the directory: offers go on, and a supervisor hears whom it has', async () => {
    const [stuck, asked, has, late] = [await dispatched(), await dispatched(), await dispatched(), await dispatched()];
    await accept(has.offer, 'taibu-chc');
    const retire = (retired: boolean) =>
      test.database.ownerQuery('UPDATE services SET retired = $1, retired_at = $3 WHERE id = $2', [
        ...[retired, taibu, test.clock.now()],
      ]);
    // One whose program nobody can read any more holds up none of the others.
    const versionOf = (id: string, version: number) =>
      test.database.ownerQuery('UPDATE cases SET program_version = program_version + $2 WHERE id = $1', [id, version]);
    await versionOf(stuck.id, 1000);
    const drain = async () => {
      const who = { tenant: 'ontario-211', person: null, role: 'program-admin', agency: null };
      await test.database.unitOfWork.run(who, leaveWhoIsGone);
      await test.app.get(OutboxPump).drainOnce();
    };
    const tries = async (id: string) =>
      ((await (await deskOf('navigator')).get(`/cases/${id}`)).body['offers'] as Tried[])
        .map(({ service, status, reason }) => `${service} ${status} ${reason ?? ''}`.trim())
        .sort();
    const alerted = async (id: string) =>
      ((await (await deskOf('supervisor')).get('/alerts?waiting=true&limit=200')).body['items'] as Told[]).filter(
        (one) => one.case === id && one.about === 'agency-is-gone',
      ).length;
    await retire(true);
    await accept(late.offer, 'taibu-chc'); // before anybody noticed
    expect([await alerted(has.id), await alerted(late.id)]).toEqual([0, 1]);
    for (const times of [1, 2]) {
      await drain();
      expect({ times, tries: await tries(asked.id) }).toEqual({
        times,
        tries: [`${gerstein} offered`, `${taibu} declined no-answer`],
      });
      expect([await alerted(asked.id), await alerted(has.id), await alerted(late.id)]).toEqual([0, 1, 1]);
    }
    expect(await tries(has.id)).toEqual([`${taibu} accepted`]);
    await versionOf(stuck.id, -1000);
    expect([await alerted(stuck.id), await tries(stuck.id)]).toEqual([1, [`${taibu} offered`]]);
    await drain();
    expect(await tries(stuck.id)).toEqual([`${gerstein} offered`, `${taibu} declined no-answer`]);
    // It comes back, and leaves again: whom it still has is news again.
    await retire(false);
    test.clock.advance(60_000);
    await retire(true);
    await drain();
    expect([await alerted(asked.id), await alerted(has.id), await alerted(late.id)]).toEqual([0, 2, 2]);
    await retire(false);
  });

  it('that left the directory finishes what it has, and neither reads nor takes what it is asked', async () => {
    const [asked, has] = [await dispatched(), await dispatched()];
    await accept(has.offer, 'taibu-chc');
    const them = await deskOf('agency-worker', 'taibu-chc');
    const listed = async () => {
      const { items } = (await them.get('/referrals?limit=200')).body as { items: { id: string }[] };
      return [asked.offer.id, has.offer.id].map((id) => items.some((one) => one.id === id));
    };
    const retire = (is: boolean) =>
      test.database.ownerQuery(`UPDATE agencies SET retired = $1 WHERE id = 'taibu-chc'`, [is]);
    expect(await listed()).toEqual([true, true]);
    await retire(true);
    try {
      expect(await listed()).toEqual([false, true]);
      const refused = [
        await them.post(`/referrals/${asked.offer.id}/decline`, { reason: 'full' }),
        await them.post(`/referrals/${asked.offer.id}/accept`, {}),
      ];
      expect(refused.map(({ status }) => status)).toEqual([404, 404]);
      expect((await them.get(`/cases/${has.id}`)).status).toBe(200);
      await happens(has.id, 'taibu-chc', 'arrive', 'support', { event: 'give-consent' });
      expect((await them.post(`/referrals/${has.offer.id}/complete`, { outcome: 'supported' })).body).toMatchObject({
        status: 'completed',
      });
      expect(await listed()).toEqual([false, true]);
    } finally {
      await retire(false);
    }
    expect(await listed()).toEqual([true, true]);
  });

  it('keeps its team busy while 911 is called beside it', async () => {
    const { id, offer } = await dispatched();
    await accept(offer, 'taibu-chc', 'taibu-team-1');
    await happens(id, 'taibu-chc', 'arrive', 'emergency-requested');
    expect(await conditions('taibu-chc')).toEqual(['busy', 'free', 'free']);
    await test.app.get(TimerPump).drainOnce();
    expect(await conditions('taibu-chc')).toEqual(['busy', 'free', 'free']);
  });

  it('changes its own teams alone, and nothing that somebody else changed meanwhile', async () => {
    const desk = await deskOf('agency-worker', 'taibu-chc');
    const night = {
      service: taibu,
      name: { en: 'Night', fr: 'Nuit' },
      shifts: { always: false, monday: ['20:00-08:00'] },
    };
    const key = { 'idempotency-key': 'add-night' };
    const added = await desk.post('/agencies/taibu-chc/teams', night, key);
    expect(added).toMatchObject({
      status: 201,
      body: { condition: 'off-shift', shiftBegins: '2026-06-02T00:00:00.000Z' },
    });
    expect((await desk.post('/agencies/taibu-chc/teams', night, key)).body['id']).toBe(added.body['id']);
    const all = (await teamsOf('taibu-chc')).map(({ id }) => id);
    expect(all.length).toBe(4);
    const paged: unknown[] = [];
    for (let cursor = ''; paged.length < 9;) {
      const { items, next } = (await desk.get(`/agencies/taibu-chc/teams?limit=3&cursor=${cursor}`)).body;
      paged.push(...(items as { id: string }[]).map(({ id }) => id));
      if (next === null) break;
      cursor = String(next);
    }
    expect(paged).toEqual(all);
    const change = { name: night.name, shifts: { always: true } };
    const path = `taibu-chc/teams/${String(added.body['id'])}`;
    expect((await put(path, change, 'taibu-chc', 1)).body).toMatchObject({ condition: 'free', revision: 2 });
    expect((await put(path, change, 'taibu-chc', 1)).status).toBe(412);
    expect((await put(path, change, 'gerstein-centre', 2)).status).toBe(404);
    const badly = await put(path, { ...change, shifts: { always: false, monday: ['8-20'] } }, 'taibu-chc', 2);
    expect(badly.body).toMatchObject({ status: 422, errors: [{ pointer: '/shifts/monday' }] });
    expect((await desk.get('/agencies/gerstein-centre/teams')).status).toBe(404);
    const retired = await desk.post(`/agencies/${path}/retire`, null, { 'if-match': '"2"' });
    expect(retired.status).toBe(200);
    expect((await teamsOf('taibu-chc')).length).toBe(3);
  });

  it('says which places it is for', async () => {
    const { body } = await (await deskOf('agency-worker', 'taibu-chc')).get('/agencies/taibu-chc');
    const [service] = body['services'] as { serviceAreas: object[]; teams: object }[];
    expect(service?.serviceAreas).toContainEqual({ extentType: 'ward', extent: '20' });
    expect(service?.serviceAreas).toContainEqual({ extentType: 'fsa', extent: 'M1K' });
    expect(service?.teams).toEqual({ all: 3, onShift: 3, free: 3 });
  });
});
