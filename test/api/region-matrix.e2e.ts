import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDocument } from '../../apps/api/create-app.js';
import { recordOverride, type Role } from '../../libs/access/index.js';
import { newId } from '../../libs/platform/index.js';
import { Desk, toTeam } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { type Endpoint, endpointsOf } from '../setup/endpoints.js';
import { addressOf, foreignThings, keepDocumentOf, letterOn } from '../setup/foreign-things.js';
import { Watch } from '../setup/watch.js';

/** Everything here comes from the document: an operation that is added later is tried, or this fails until it can be. */
const endpoints = endpointsOf(await createDocument()).filter(({ path }) => path.startsWith('/api/v1/'));
const house = ['navigator', 'supervisor', 'reviewer', 'program-admin', 'approver', 'funder'] as const;
const rolesOf = ({ allowed }: Endpoint): readonly Role[] => house.filter((role) => allowed.includes(role));

const secret = 'Zibeline';
const nobody = '01890a5d-ac96-774b-bcce-b302099a8057';
/** What paths name that a region has of its own, by the part of the path that ends with it. */
const ofRegions = ['alerts', 'cases', 'contacts', 'documents', 'letters', 'overrides', 'referrals', 'sessions'].map(
  (it) => `/api/v1/${it}/{id}`,
);
/** What is the tenant’s: rules, the directory, and who is told. They may name clients, and are read for that. */
const ofTenant = ['agencies', 'keys', 'programs', 'webhooks'].map((it) => `/api/v1/${it}/{id}`);
const thingOf = (path: string): string => path.slice(0, path.indexOf('}') + 1);
const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;

describe('one region and another', () => {
  let app: TestApp;
  let url: string;
  const north = new Map<string, string>();
  let number = '';
  /** Every byte that the other region got. */
  const got: { readonly what: string; readonly text: string }[] = [];

  const as = async (role: Role, region: string): Promise<string> => {
    const person = region === '' ? {} : { person: `${role}-${region}` };
    return app.signIn(role, 'ontario-211', person);
  };
  const desk = async (role: Role, region: string) => new Desk(url, await as(role, region));
  async function dispatched(by: Desk): Promise<{ id: string; referral: string; contact: string; number: string }> {
    const id = await by.openCase('tccs');
    const told = { whereabouts: `behind the ${secret}`, description: `a ${secret} coat`, culture_pref: secret };
    const { body } = await by.walk(id, [...toTeam.slice(0, -1), told, toTeam.at(-1) ?? '']);
    const [offer] = body['offers'] as { id: string }[];
    return { id, referral: String(offer?.id), contact: String(body['contact']), number: String(body['number']) };
  }
  const owner = (text: string, values: readonly unknown[]) => app.database.ownerQuery(text, values);

  beforeAll(async () => {
    app = await startTestApp();
    url = await app.app.getUrl();
    for (const role of house) {
      for (const region of ['north', 'south']) {
        await owner(`INSERT INTO people VALUES ('ontario-211', $1, $1)`, [`${role}-${region}`]);
        await owner(`INSERT INTO role_grants VALUES ('ontario-211', $1, $2, $3, '')`, [
          `${role}-${region}`,
          role,
          region,
        ]);
        // Whoever never signed in is not there yet.
        await as(role, region);
      }
    }
    for (const [path, make] of Object.entries(foreignThings)) {
      if (ofTenant.includes(thingOf(path))) north.set(path, await make(app));
    }
    const agency = 'gerstein-centre';
    const admin = await desk('program-admin', '');
    const told = await admin.post(`/agencies/${agency}/webhooks`, { url: 'https://partner.example.org/front-door' });
    north.set('/api/v1/webhooks/{id}', String(told.body['id']));
    const team = { name: { en: 'Team 1', fr: 'Équipe 1' }, service: 'gerstein-crisis-team', shifts: { always: true } };
    const added = await (await desk('supervisor', '')).post(`/agencies/${agency}/teams`, team);
    north.set('/api/v1/agencies/{id}', agency);
    const navigator = await desk('navigator', 'north');
    const client = await dispatched(navigator);
    ({ number } = client);
    await navigator.post(`/referrals/${client.referral}/messages`, { text: `They like ${secret}.` });
    const who = { tenant: 'ontario-211', person: 'navigator-north', role: 'navigator', agency: null, region: 'north' };
    const override = await app.database.unitOfWork.run(who, (tx) =>
      recordOverride(tx, { caseId: client.id, disclosure: 'rescue', reason: 'imminent-risk' }),
    );
    const alert = newId();
    await owner(
      `INSERT INTO alerts (tenant_id, id, case_id, queue, about, state, at) VALUES ('ontario-211', $1, $2, 'supervisors', 'due', 'dispatch', now()),
        ('ontario-211', $3, $2, 'navigators', 'due', 'dispatch', now())`,
      [alert, client.id, newId()],
    );
    await owner(
      `INSERT INTO contact_alerts (tenant_id, id, contact_id, queue, status, at) VALUES ('ontario-211', $1, $2, 'supervisors', 'open', now())`,
      [newId(), client.contact],
    );
    await owner('UPDATE teams SET busy_with = $2, busy_case = $3, busy_since = now() WHERE id = $1', [
      ...[added.body['id'], client.referral, client.id],
    ]);
    const [session] = await owner(`SELECT id FROM sessions WHERE person_id = 'navigator-north'`, []);
    const [program, draft, backtest] = (
      north.get('/api/v1/programs/{id}/drafts/{draft}/backtests/{backtest}') ?? ''
    ).split(' ');
    expect([program, draft]).not.toContain(undefined);
    await owner(
      `INSERT INTO program_backtest_flips (tenant_id, backtest_id, decision, part, cases, outcomes_before, outcomes_after)
       VALUES ('ontario-211', $1, 'gate', 1000, ARRAY[$2::uuid], ARRAY['a'], ARRAY['b'])`,
      [backtest, client.id],
    );
    north.set('/api/v1/cases/{id}', client.id).set('/api/v1/contacts/{id}', client.contact);
    north.set('/api/v1/referrals/{id}', client.referral).set('/api/v1/overrides/{id}', override);
    north.set('/api/v1/letters/{id}', await letterOn(app, client.id, secret));
    north.set('/api/v1/documents/{id}', await keepDocumentOf(app, client.id, who));
    north.set('/api/v1/alerts/{id}', alert).set('/api/v1/sessions/{id}', String(session?.['id']));
  });
  afterAll(() => app.stop());

  async function ask(one: Endpoint, address: string, bearer: string): Promise<{ status: number; told: string }> {
    const answer = await fetch(url + address, {
      method: one.method.toUpperCase(),
      headers: {
        ...{ authorization: bearer, 'if-match': '"1"' },
        ...(one.method === 'post' && { 'idempotency-key': randomUUID() }),
        ...(one.body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(one.body !== undefined && { body: JSON.stringify(one.body) }),
    });
    return {
      status: answer.status,
      told: (await answer.text()).replaceAll(address.split('?', 1)[0] ?? '', '(address)'),
    };
  }
  const lists = endpoints.filter(({ method, path, streams }) => method === 'get' && !path.includes('{') && !streams);
  const queryOf = (one: Endpoint, choice: Readonly<Record<string, string>>) =>
    `${one.path}?${new URLSearchParams({ ...(one.query as Record<string, string>), ...choice }).toString()}`;

  it('knows of every address whether it names what a region has or what the tenant has', () => {
    const named = endpoints.filter(({ path, allowed }) => path.includes('{') && !allowed.includes('everybody'));
    expect([...new Set(named.map(({ path }) => thingOf(path)))].sort()).toEqual([...ofRegions, ...ofTenant].sort());
  });

  it('is told to people by its name, and by its id where it has none', async () => {
    const names = { north: { en: 'The North', fr: 'Le Nord' } };
    await owner(`UPDATE tenants SET regions = $1 WHERE tenant_id = 'ontario-211'`, [JSON.stringify(names)]);
    const called = { north: names.north, south: { en: 'south', fr: 'south' }, '': null };
    for (const [region, regionName] of Object.entries(called)) {
      const { body } = await (await desk('supervisor', region)).get('/me');
      expect(body).toMatchObject({ region: region || null, regionName });
    }
    const { items } = (await (await desk('supervisor', '')).get('/sessions?limit=200')).body as {
      items: { region: keyof typeof called | null; regionName: object | null }[];
    };
    expect(new Set(items.map(({ region }) => region))).toEqual(new Set(['north', 'south', null]));
    for (const { region, regionName } of items) expect(regionName).toEqual(called[region ?? '']);
  });

  it('is shown the same region’s things, and so is the whole tenant', async () => {
    for (const region of ['north', '']) {
      const supervisor = await desk('supervisor', region);
      const seen: string[] = [];
      for (const path of ['/cases', '/floor', '/dispatches', '/referrals?status=offered', '/overrides', '/alerts']) {
        const { text } = await supervisor.get(path);
        if (text.includes(north.get('/api/v1/cases/{id}') ?? '-')) seen.push(path);
      }
      expect([region, seen]).toEqual([
        region,
        ['/cases', '/floor', '/dispatches', '/referrals?status=offered', '/overrides', '/alerts'],
      ]);
      for (const [path, id] of north) {
        if (!['contacts', 'cases'].some((it) => path.includes(it))) continue;
        const address = path.replace('{id}', id).replace('/api/v1', '');
        expect([region, path, (await supervisor.get(address)).status]).toEqual([region, path, 200]);
      }
      expect((await supervisor.get(`/cases?number=${number}`)).text).toContain(number);
      expect((await supervisor.get('/sessions')).text).toContain(north.get('/api/v1/sessions/{id}'));
      expect((await supervisor.get('/contacts?status=open')).text).toContain(north.get('/api/v1/contacts/{id}'));
    }
  });

  it('finds of another’s things exactly as much as of things that there are not, at every address', async () => {
    for (const one of endpoints.filter(({ path }) => ofRegions.includes(thingOf(path)))) {
      for (const role of rolesOf(one)) {
        const bearer = await as(role, 'south');
        const theirs = await ask(one, addressOf(queryOf(one, {}), north, one.words), bearer);
        const none = await ask(
          one,
          addressOf(queryOf(one, {}), new Map([[thingOf(one.path), nobody]]), one.words),
          bearer,
        );
        got.push({ what: `${role} ${nameOf(one)}`, text: theirs.told });
        expect([nameOf(one), role, theirs]).toEqual([nameOf(one), role, { ...none, status: 404 }]);
      }
    }
  });

  it('lists, searches and counts its own things alone, and what is the tenant’s names nobody of another', async () => {
    const read = endpoints.filter(({ method, path }) => method === 'get' && ofTenant.includes(thingOf(path)));
    for (const one of [...lists, ...read]) {
      // What is the tenant’s is the same for all of its roles.
      const roles = lists.includes(one) ? rolesOf(one) : rolesOf(one).slice(0, 1);
      for (const role of roles) {
        for (const choice of [{}, ...one.choices]) {
          const address = addressOf(queryOf(one, choice), north, one.words);
          const { status, told } = await ask(one, address, await as(role, 'south'));
          expect([role, address, status]).toEqual([role, address, 200]);
          got.push({ what: `${role} ${address}`, text: told });
        }
      }
    }
    const supervisor = await desk('supervisor', 'south');
    const [found, dispatches] = [await supervisor.get(`/cases?number=${number}`), await supervisor.get('/dispatches')];
    expect(found.body['items']).toEqual([]);
    expect(Object.values(dispatches.body['counts'] as Record<string, number>)).toEqual(Array(7).fill(0));
    // The one who reads them as the north does is shown them: the lists are not empty for want of something.
    const flips = (
      await (
        await desk('approver', 'north')
      ).get(
        addressOf(
          '/programs/{id}/drafts/{draft}/backtests/{backtest}/flips/gate',
          new Map([...north].map(([path, id]) => [path.replace('/api/v1', ''), id])),
        ),
      )
    ).text;
    expect(flips).toContain(north.get('/api/v1/cases/{id}'));
    const deliveries = await (
      await desk('supervisor', 'north')
    ).get(`/webhooks/${north.get('/api/v1/webhooks/{id}')}/deliveries`);
    expect(deliveries.text).toContain(north.get('/api/v1/cases/{id}'));
  });

  it('is told live of its own alone', async () => {
    const [here, there] = [
      await Watch.at(url, await as('supervisor', 'south')),
      await Watch.at(url, await as('supervisor', 'north')),
    ];
    const own = await (await desk('navigator', 'south')).openCase('tccs');
    await (
      await desk('navigator', 'north')
    ).post(`/cases/${north.get('/api/v1/cases/{id}')}/answers`, { answers: { description: secret } });
    await here.until(({ told }) => told.some(({ data }) => data['case'] === own));
    await there.until(({ told }) => told.some(({ data }) => data['case'] === north.get('/api/v1/cases/{id}')));
    const again = await Watch.at(url, await as('supervisor', 'south'), '0');
    await again.until(({ told }) => told.length > 0);
    for (const each of [here, again]) got.push({ what: 'live', text: JSON.stringify(each.told) });
    for (const each of [here, there, again]) each.leave();
  });

  it('gets in every byte that it gets neither an id, a number nor a word of theirs', () => {
    expect(got.length).toBeGreaterThan(100);
    const ids = ofRegions.map((path) => north.get(path) ?? '');
    expect(ids).not.toContain('');
    for (const word of [...ids, number, secret]) {
      expect([word, got.filter(({ text }) => text.includes(word)).map(({ what }) => what)]).toEqual([word, []]);
    }
  });

  it('leaves nobody unseen: what has no region, or one that nobody is granted, is everybody’s', async () => {
    const id = await (await desk('navigator', '')).openCase('tccs');
    const seenBy = async (role: Role, region: string) => (await (await desk(role, region)).get(`/cases/${id}`)).status;
    expect([await seenBy('supervisor', 'south'), await seenBy('navigator', 'north')]).toEqual([200, 200]);
    await owner(`UPDATE cases SET answering_region = 'west' WHERE id = $1`, [id]);
    // Somebody answers for the whole tenant in both roles.
    expect([
      await seenBy('supervisor', 'south'),
      await seenBy('navigator', 'north'),
      await seenBy('supervisor', ''),
    ]).toEqual([404, 404, 200]);
    const whole = `ontario-211' AND role = 'supervisor' AND region = '`;
    const kept = await owner(`SELECT person_id FROM role_grants WHERE tenant_id = '${whole}'`, []);
    await owner(`DELETE FROM role_grants WHERE tenant_id = '${whole}'`, []);
    expect([await seenBy('supervisor', 'south'), await seenBy('supervisor', 'north')]).toEqual([200, 200]);
    expect((await (await desk('supervisor', 'south')).get(`/cases/${north.get('/api/v1/cases/{id}')}`)).status).toBe(
      404,
    );
    for (const { person_id } of kept) {
      await owner(`INSERT INTO role_grants VALUES ('ontario-211', $1, 'supervisor', '', '')`, [person_id]);
    }
  });

  it('has what comes in on its line, where whoever answers is there for the whole tenant', async () => {
    await owner(`UPDATE lines SET region = 'south' WHERE id = 'tccs'`, []);
    const id = await (await desk('navigator', '')).openCase('tccs');
    const seen = async (region: string) => (await (await desk('supervisor', region)).get(`/cases/${id}`)).status;
    expect([await seen('south'), await seen('north'), await seen('')]).toEqual([200, 404, 200]);
  });

  it('lets a navigator keep the call that they are on', async () => {
    const navigator = await desk('navigator', 'south');
    const id = await navigator.openCase('tccs');
    await owner(`UPDATE cases SET answering_region = 'north' WHERE id = $1`, [id]);
    await owner(
      `UPDATE contacts SET answering_region = 'north', owner_kind = NULL, owner_id = NULL, status = 'closed', due_at = NULL, ended_at = now()
      WHERE id = (SELECT contact_id FROM cases WHERE id = $1)`,
      [id],
    );
    expect((await navigator.get(`/cases/${id}`)).status).toBe(200);
    const { body } = await navigator.walk(id, toTeam);
    const gerstein = await app.signIn('agency-worker', 'ontario-211', { agency: 'gerstein-centre' });
    const [offer] = body['offers'] as { id: string }[];
    expect((await new Desk(url, gerstein).post(`/referrals/${offer?.id}/accept`, null)).status).toBe(200);
    // It is the agency’s now, and they are still on the line.
    const kept = await navigator.get(`/cases/${id}`);
    expect([kept.status, kept.body['owner']]).toMatchObject([200, { kind: 'agency' }]);
    const seen = async (role: Role) => (await (await desk(role, 'south')).get(`/cases/${id}`)).status;
    expect(await seen('supervisor')).toBe(404);
    await owner(`UPDATE cases SET progress = progress || '{"navigator": "somebody"}' WHERE id = $1`, [id]);
    expect(await seen('navigator')).toBe(404);
  });

  it('counts nobody who has not signed in for a week: a grant of somebody who left hides no client', async () => {
    const seen = async () =>
      (await (await desk('supervisor', 'south')).get(`/cases/${north.get('/api/v1/cases/{id}')}`)).status;
    const age = (region: string, days: number) =>
      owner(
        `UPDATE sessions SET created_at = created_at - $2 * interval '1 day' WHERE role = 'supervisor' AND region = $1`,
        [region, days],
      );
    expect(await seen()).toBe(404);
    await age('north', 8);
    // The whole tenant’s supervisor is there.
    expect(await seen()).toBe(404);
    await age('', 8);
    expect(await seen()).toBe(200);
    await age('', -2);
    expect(await seen()).toBe(404);
    // Who is there, and has the grant no more, is not counted either.
    await owner(`UPDATE sessions SET person_id = 'navigator-north' WHERE role = 'supervisor' AND region = ''`, []);
    expect(await seen()).toBe(200);
    await age('north', -8);
    expect(await seen()).toBe(404);
  });

  it('hears of an agency’s system, which is about no case, and sends it again all that it was told', async () => {
    const [supervisor, webhook] = [await desk('supervisor', 'south'), north.get('/api/v1/webhooks/{id}')];
    const alert = newId();
    await owner(
      `INSERT INTO alerts (tenant_id, id, queue, about, state, at) VALUES ('ontario-211', $1, 'supervisors', 'webhook-gone', 'gerstein-centre', now())`,
      [alert],
    );
    expect((await supervisor.get('/alerts')).text).toContain(alert);
    expect((await supervisor.post(`/alerts/${alert}/seen`, null)).status).toBe(200);
    const tested = await supervisor.post(`/webhooks/${webhook}/test`, null);
    expect(tested.status).toBe(202);
    expect((await supervisor.get(`/webhooks/${webhook}/deliveries`)).text).toContain(tested.body['id']);
    await owner(`UPDATE outbox SET deliver_after = 'infinity' WHERE receiver = 'webhook/' || $1`, [webhook]);
    const [told] = await owner('SELECT count(*)::int AS n FROM webhook_messages WHERE webhook_id = $1', [webhook]);
    const again = await supervisor.post(`/webhooks/${webhook}/replays`, { since: '2020-01-01T00:00:00Z' });
    expect([again.status, again.body]).toEqual([202, { messages: told?.['n'], until: null }]);
  });

  it('keeps an agency’s yes that a supervisor says, though the case is another region’s from then on', async () => {
    const [navigator, supervisor] = [await desk('navigator', 'north'), await desk('supervisor', 'south')];
    const id = await navigator.openCase('tccs');
    const [offer] = (await navigator.walk(id, toTeam)).body['offers'] as { id: string }[];
    await owner(`UPDATE cases SET owner_kind = 'person', owner_id = 'supervisor-south' WHERE id = $1`, [id]);
    const accept = () =>
      supervisor.post(`/referrals/${offer?.id}/accept`, null, { 'idempotency-key': String(offer?.id) });
    // What was asked and answered is theirs to know; of the client nothing more.
    const said = { id: offer?.id, case: id, status: 'accepted', brief: null, number: null };
    for (const { status, body } of [await accept(), await accept()]) expect([status, body]).toMatchObject([200, said]);
    expect((await supervisor.get(`/cases/${id}`)).status).toBe(404);
    expect((await (await desk('supervisor', 'north')).get(`/cases/${id}`)).body['owner']).toMatchObject({
      kind: 'agency',
    });
  });
});
