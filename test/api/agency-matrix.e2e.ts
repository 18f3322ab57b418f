import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDocument } from '../../apps/api/create-app.js';
import { Desk, toTeam } from '../faults/desk.js';
import { type KeptMails, Mailer } from '../../apps/api/links/mail.js';
import { scopes } from '../../libs/access/index.js';
import { OutboxPump } from '../../libs/platform/index.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { type Endpoint, endpointsOf } from '../setup/endpoints.js';
import { Receiver } from '../setup/receiver.js';
import { Watch } from '../setup/watch.js';

/** Everything here comes from the document: an operation that is added later is tried, or this fails until it can be. */
const endpoints = endpointsOf(await createDocument());
const callers = ['agency-worker', 'integrator'] as const;
type Caller = (typeof callers)[number];
const forAgencies = endpoints.filter(({ allowed }) => callers.some((caller) => allowed.includes(caller)));

const [theirs, ours] = ['gerstein-centre', 'cmha-toronto'] as const;
/** In everything that is said of their client and by their people. */
const secret = 'Zibeline';
const nobody = '01890a5d-ac96-774b-bcce-b302099a8057';

/** What a path's parameters name, by the part of the path that ends with them. */
type Kind = 'agency' | 'team' | 'alert' | 'case' | 'referral' | 'webhook';
const kinds: Readonly<Record<string, Kind>> = {
  '/api/v1/agencies/{id}': 'agency',
  '/api/v1/agencies/{id}/teams/{team}': 'team',
  '/api/v1/alerts/{id}': 'alert',
  '/api/v1/cases/{id}': 'case',
  '/api/v1/referrals/{id}': 'referral',
  '/api/v1/webhooks/{id}': 'webhook',
};
/** The directory is for everybody, and holds nothing of a client. */
const directory = ['get /api/v1/agencies/{id}'];
/** Fields of a body that name something. */
const named: Readonly<Record<string, Kind | 'service' | 'message'>> = {
  ...{ team: 'team', service: 'service', ids: 'message' },
};
/** Fields that say something, and name nothing of anybody's. */
const plain = [
  'event',
  'state',
  'fullUntil',
  'preset',
  'name',
  'shifts',
  'languages',
  'outOfService',
  'until',
  'outcome',
];
const alsoPlain = ['reason', 'text', 'since', 'url', 'description', 'events', 'enabled', 'overlapHours'];

const last = (path: string): string => path.slice(0, path.lastIndexOf('}') + 1);
const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;

describe('one agency and another', () => {
  let app: TestApp;
  let url: string;
  let us: string;
  /** The same agency’s system. */
  let ourKey: string;
  const bearers = (): Readonly<Record<Caller, string>> => ({ 'agency-worker': us, integrator: ourKey });
  let receiver: Receiver;
  let them: Desk;
  const ids = new Map<Kind, string>();
  const own = new Map<Kind, string>();
  /** Every byte that our agency got, without the address that it asked for itself. */
  const got: { readonly what: string; readonly text: string }[] = [];

  /** A client for whom the teams of that ward are asked; who was asked, by which referral. */
  async function dispatched(ward: string, word: string): Promise<{ id: string; referral: string; number: string }> {
    const id = await navigator.openCase('tccs');
    const told = { whereabouts: `behind the ${word}`, description: `a ${word} coat`, culture_pref: word };
    const steps = toTeam.map((step) => (typeof step === 'object' && 'ward' in step ? { ward } : step));
    const { body } = await navigator.walk(id, [...steps.slice(0, -1), told, steps.at(-1) ?? '']);
    const [offer] = body['offers'] as { id: string }[];
    return { id, referral: String(offer?.id), number: String(body['number']) };
  }

  let number: string;
  /** Of theirs. */
  let keyOfTheirs: string;
  let theirKey: string;
  let theirBearer: string;
  let message: string;
  let clientOfTheirs: string;
  let navigator: Desk;
  let watch: Watch;
  beforeAll(async () => {
    app = await startTestApp();
    url = await app.app.getUrl();
    navigator = await Desk.at(app);
    const bearerOf = (agency: string) => app.signIn('agency-worker', 'ontario-211', { agency });
    us = await bearerOf(ours);
    theirBearer = await bearerOf(theirs);
    them = new Desk(url, theirBearer);
    watch = await Watch.at(url, us);
    receiver = await Receiver.open();
    await app.database.ownerQuery(`UPDATE agencies SET link_to = id || '@example.org' WHERE id = ANY ($1)`, [
      [theirs, ours],
    ]);
    const admin = new Desk(url, await app.signIn('program-admin'));
    for (const agency of [theirs, ours]) {
      const hook = await admin.post(`/agencies/${agency}/webhooks`, { url: `${receiver.url}/${agency}` });
      (agency === theirs ? ids : own).set('webhook', String(hook.body['id']));
      const key = await admin.post(`/agencies/${agency}/keys`, { name: `System of ${agency}`, scopes });
      const bearer = `Bearer ${String(key.body['secret'])}`;
      if (agency === theirs) [keyOfTheirs, theirKey] = [String(key.body['id']), bearer];
      else ourKey = bearer;
    }
    const client = await dispatched('ward-13', secret);
    ({ id: clientOfTheirs, number } = client);
    await them.post(`/referrals/${client.referral}/accept`, null);
    await them.post(`/referrals/${client.referral}/messages`, { text: `Our ${secret} team is there.` });
    await navigator.post(`/referrals/${client.referral}/messages`, { text: `They like ${secret}.` });
    await navigator.post(`/cases/${client.id}/answers`, { answers: { description: `two ${secret} coats` } });
    const service = 'gerstein-crisis-team';
    const team = { name: { en: secret, fr: secret }, service, shifts: { always: true } };
    const added = await them.post(`/agencies/${theirs}/teams`, team);
    const [alert] = (await them.get('/alerts')).body['items'] as { id: string }[];
    ids.set('agency', theirs).set('case', client.id).set('referral', client.referral);
    ids.set('team', `${theirs} ${String(added.body['id'])}`).set('alert', String(alert?.id));
    const mine = await dispatched('ward-1', 'loden');
    own.set('agency', ours).set('case', mine.id).set('referral', mine.referral);
    await app.app.get(OutboxPump).drainOnce();
    const told = await them.get(`/webhooks/${ids.get('webhook')}/deliveries`);
    message = String((told.body['items'] as { id: string }[])[0]?.id);
  });
  afterAll(async () => {
    await app.stop();
    await receiver.close();
  });

  const addressOf = (path: string, kind: Kind, things: ReadonlyMap<Kind, string>): string => {
    const parts = (things.get(kind) ?? '').split(' ');
    return path.replaceAll(/\{\w+\}/g, () => parts.shift() ?? nobody);
  };
  /** As our agency, or its system; what it was told is kept, and given without the ids that it named itself. */
  async function ask(
    { method }: Pick<Endpoint, 'method'>,
    address: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
    bearer = us,
  ): Promise<{ status: number; told: string }> {
    const answer = await fetch(url + address, {
      method: method.toUpperCase(),
      headers: {
        ...{ authorization: bearer, 'if-match': '"1"' },
        ...(method === 'post' && { 'idempotency-key': randomUUID() }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const whole = `${[...answer.headers].filter(([name]) => !['date', 'content-length'].includes(name)).join('\n')}\n${await answer.text()}`;
    const told = whole.replaceAll(address.split('?', 1)[0] ?? '', '(address)');
    got.push({ what: `${method} ${address}`, text: told });
    return { status: answer.status, told };
  }

  it('has something of each kind to find, which its own people do find', async () => {
    expect([...ids.values()].filter((id) => /undefined|^$/.test(id))).toEqual([]);
    const reads = [
      `/cases/${ids.get('case')}`,
      `/referrals/${ids.get('referral')}/messages`,
      `/agencies/${theirs}/teams`,
    ];
    for (const path of reads) expect([path, (await them.get(path)).text.includes(secret)]).toEqual([path, true]);
    expect((await them.get('/referrals')).text).toContain(secret);
    expect((await them.get('/alerts')).text).toContain(ids.get('case'));
  });

  it('knows of every operation for agencies what its parameters and fields name', () => {
    const unknown = forAgencies.flatMap((one) => [
      ...(one.path.includes('{') && !kinds[last(one.path)] ? [`${nameOf(one)}: say what ${last(one.path)} names`] : []),
      ...one.fields
        .filter((field) => !named[field] && ![...plain, ...alsoPlain].includes(field))
        .map((field) => `${nameOf(one)}: say what "${field}" names`),
    ]);
    expect(unknown).toEqual([]);
  });

  it('finds of another’s things exactly as much as of things that there are not, at every address', async () => {
    const nothing = new Map<Kind, string>([['agency', 'no-agency']]);
    nothing.set('team', `no-agency ${nobody}`);
    const addressed = endpoints.filter(({ path }) => path.startsWith('/api/v1/') && path.includes('{'));
    for (const caller of callers) {
      for (const one of addressed.filter((each) => !directory.includes(nameOf(each)))) {
        const kind = kinds[last(one.path)];
        const tried = (address: string) => ask(one, address, one.body, {}, bearers()[caller]);
        const about = [caller, nameOf(one)];
        // Where agencies have no business at all, they are told that, whatever the address names.
        if (!kind || !one.allowed.includes(caller)) {
          const some = one.path.startsWith('/api/v1/keys') ? keyOfTheirs : ids.get('case');
          const [them_, none] = [some, nobody].map((id) => tried(one.path.replaceAll(/\{\w+\}/g, id ?? '')));
          expect([...about, await them_]).toEqual([...about, { ...(await none), status: 403 }]);
          continue;
        }
        const none = await tried(addressOf(one.path, kind, nothing));
        expect([...about, await tried(addressOf(one.path, kind, ids))]).toEqual([...about, { ...none, status: 404 }]);
        // Theirs within ours is as little there.
        if (kind !== 'team') continue;
        const within = `${ours} ${ids.get('team')?.split(' ')[1]}`;
        const found = await tried(addressOf(one.path, kind, new Map([[kind, within]])));
        expect([...about, found.status]).toEqual([...about, 404]);
      }
    }
  });

  it('names another’s things in a body as it would name what there is not', async () => {
    for (const one of forAgencies) {
      const kind = kinds[last(one.path)];
      if (!kind || !own.has(kind)) continue;
      for (const field of one.fields.filter((each) => named[each])) {
        const [id, none] = theirsAndNone(field);
        const body = (value: unknown) => ({ ...(one.body as object), [field]: field === 'ids' ? [value] : value });
        const address = addressOf(one.path, kind, own);
        const bearer = bearers()[one.allowed.includes('agency-worker') ? 'agency-worker' : 'integrator'];
        const tried = (value: unknown) => ask(one, address, body(value), {}, bearer);
        const answers = [await tried(id), await tried(none)];
        expect([nameOf(one), field, answers[0]?.status]).toEqual([nameOf(one), field, answers[1]?.status]);
        expect(answers[0]?.told.replaceAll(String(id), '')).toBe(answers[1]?.told.replaceAll(String(none), ''));
        // Of messages it is told how many of them there are to be told again: none.
        if (field === 'ids') expect(answers[0]?.told).toContain('"messages":0');
        else expect(answers[0]?.status).toBeGreaterThanOrEqual(400);
      }
    }
  });

  function theirsAndNone(field: string): readonly [id: string | undefined, none: string] {
    if (named[field] === 'service') return ['gerstein-crisis-team', 'no-service'];
    return [named[field] === 'message' ? message : ids.get('team')?.split(' ')[1], nobody];
  }

  it('lists and searches its own things alone, with every choice that there is', async () => {
    const lists = forAgencies.filter(
      ({ method, path, streams }) => method === 'get' && !path.includes('{') && !streams,
    );
    for (const caller of callers) {
      for (const one of lists.filter(({ allowed }) => allowed.includes(caller))) {
        for (const choice of [{}, ...one.choices]) {
          const query = new URLSearchParams({ ...(one.query as Record<string, string>), ...choice });
          const { status } = await ask(one, `${one.path}?${query.toString()}`, undefined, {}, bearers()[caller]);
          expect([caller, nameOf(one), choice, status]).toEqual([caller, nameOf(one), choice, 200]);
        }
      }
    }
    for (const path of [`/agencies/${ours}/webhooks`, `/webhooks/${own.get('webhook')}/deliveries`]) {
      expect([path, (await ask({ method: 'get' }, `/api/v1${path}`, undefined, {}, ourKey)).status]).toEqual([
        path,
        200,
      ]);
    }
    const cursor = (await them.get('/referrals?limit=1')).body['next'];
    await ask({ method: 'get' }, `/api/v1/referrals?cursor=${typeof cursor === 'string' ? cursor : ''}`, undefined);
  });

  it('gets no answer that was given to another, though it knows the key of the request', async () => {
    const key = randomUUID();
    const path = `/referrals/${ids.get('referral')}/messages`;
    const said = { text: `${secret} again` };
    expect((await them.post(path, said, { 'idempotency-key': key })).status).toBe(201);
    const answer = await ask({ method: 'post' }, `/api/v1${path}`, said, { 'idempotency-key': key });
    expect([answer.status, answer.told.includes('idempotency-replayed')]).toEqual([404, false]);
  });

  it('is mailed and shown by links its own things alone, and by another’s that is over nothing', async () => {
    const mailed = (app.app.get(Mailer) as KeptMails).list();
    const toUs = mailed.filter((mail) => mail.to === `${ours}@example.org`);
    expect(toUs.length).toBeGreaterThan(0);
    for (const mail of toUs) got.push({ what: 'mail', text: JSON.stringify(mail) });
    const link = async (referral: string | undefined) =>
      String((await navigator.post(`/referrals/${referral}/links`, null)).body['url']).replace(/^https?:\/\/[^/]+/, '');
    const [mine, over] = [await link(own.get('referral')), await link(ids.get('referral'))];
    await app.database.ownerQuery('UPDATE agency_links SET expires_at = $1 WHERE referral_id = $2', [
      new Date(app.clock.now().getTime() - 1000),
      ids.get('referral'),
    ]);
    const pages = [await shownBy(mine), await shownBy(over)];
    expect([pages[0]?.includes('a loden coat'), (await fetch(url + over)).status]).toEqual([true, 410]);
    for (const text of pages) got.push({ what: 'page of a link', text });
  });

  it('is told live of its own things alone', async () => {
    const [mine] = [own.get('referral')];
    await them.post(`/referrals/${ids.get('referral')}/start`, null);
    await new Desk(url, us).post(`/referrals/${mine}/accept`, null);
    await watch.until(({ told }) => told.some(({ data }) => data['referral'] === mine));
    const again = await Watch.at(url, us, '0');
    await again.until(({ told }) => told.length > 0);
    for (const each of [watch, again]) got.push({ what: 'live', text: JSON.stringify(each.told) });
    for (const each of [watch, again]) each.leave();
  });

  it('has its system told of its own alone, at once and again', async () => {
    await ask(
      { method: 'post' },
      `/api/v1/webhooks/${own.get('webhook')}/replays`,
      { since: '2020-01-01T00:00:00Z' },
      {},
      ourKey,
    );
    await app.app.get(OutboxPump).drainOnce();
    const received = (agency: string) => receiver.received.filter(({ path }) => path.endsWith(agency));
    expect([received(ours).length > 3, received(theirs).length > 3]).toEqual([true, true]);
    for (const { headers, text } of received(ours)) got.push({ what: 'webhook', text: JSON.stringify(headers) + text });
    await ask({ method: 'get' }, `/api/v1/webhooks/${own.get('webhook')}/deliveries`, undefined, {}, ourKey);
  });

  it('gets in every byte that it gets neither an id, a number nor a word of theirs', () => {
    expect(got.length).toBeGreaterThan(100);
    // It has a client of its own, of whom it is told.
    expect(got.filter(({ text }) => text.includes('a loden coat')).length).toBeGreaterThan(0);
    const words = [...ids].filter(([kind]) => kind !== 'agency').map(([, id]) => id.split(' ').at(-1) ?? '');
    for (const word of [...words, number, secret, keyOfTheirs, message]) {
      expect([word, got.filter(({ text }) => text.includes(word)).map(({ what }) => what)]).toEqual([word, []]);
    }
  });

  it('is told of nobody without a consent or an override by name', async () => {
    const untold = await app.database.ownerQuery(
      'SELECT id FROM referrals WHERE tells IS NOT NULL AND consent_id IS NULL AND override IS NULL',
    );
    expect(untold).toEqual([]);
  });

  /** Where its people or its system, at every address that they may read, find that word. */
  async function findsOf(word: string, caller: Caller): Promise<readonly string[]> {
    const found: string[] = [];
    const bearer = caller === 'integrator' ? theirKey : theirBearer;
    for (const one of forAgencies.filter(({ method, streams }) => method === 'get' && !streams)) {
      const kind = kinds[last(one.path)];
      // What its own team is called stays its own.
      if (!one.allowed.includes(caller) || one.path.endsWith('/teams')) continue;
      const path = kind ? addressOf(one.path, kind, ids) : one.path;
      const text = await (await fetch(url + path, { headers: { authorization: bearer } })).text();
      if (text.includes(word)) found.push(path.replace('/api/v1', '').replace(ids.get('case') ?? '', '…'));
    }
    return found;
  }
  /** What the page of a link says when it is pressed; it is not used up by that. */
  async function shownBy(path: string): Promise<string> {
    const page = await (await fetch(url + path)).text();
    const press = new URLSearchParams({ do: 'show', press: /name="press" value="([^"]+)"/.exec(page)?.[1] ?? '' });
    const headers = { 'sec-fetch-site': 'same-origin', origin: 'null' };
    return page + (await (await fetch(url + path, { method: 'POST', body: press, headers })).text());
  }

  it('that has the client reads of them what was agreed, and nothing once consent was taken back, by any way', async () => {
    const { url: link } = (await navigator.post(`/referrals/${ids.get('referral')}/links`, null)).body;
    const path = String(link).replace(/^https?:\/\/[^/]+/, '');
    expect((await shownBy(path)).includes(secret)).toBe(true);
    for (const caller of callers) expect(await findsOf(secret, caller)).toEqual(expect.arrayContaining(['/cases/…']));

    await navigator.walk(clientOfTheirs, [{ event: 'withdraw-consent', disclosure: 'team-brief' }]);
    for (const caller of callers) expect([caller, await findsOf(secret, caller)]).toEqual([caller, []]);
    expect((await shownBy(path)).includes(secret)).toBe(false);
    const answers = [
      await them.post(`/cases/${clientOfTheirs}/events`, { event: 'depart' }),
      await new Desk(url, theirKey).post(`/cases/${clientOfTheirs}/events`, { event: 'arrive' }),
      await them.post(`/cases/${clientOfTheirs}/events`, { event: 'no-such-event' }),
    ];
    expect(answers.map(({ status, text }) => [status, text.includes(secret)])).toEqual([
      [200, false],
      [200, false],
      [409, false],
    ]);
    // What goes out by itself never named anything of anybody, agreed or not.
    await app.app.get(OutboxPump).drainOnce();
    const live = await Watch.at(url, theirBearer, '0');
    await live.until(({ told }) => told.length > 0);
    live.leave();
    const mails = (app.app.get(Mailer) as KeptMails).list();
    const sent = [...receiver.received.map(({ headers, text }) => JSON.stringify(headers) + text)];
    const byItself = { sent: sent.join(), live: JSON.stringify(live.told), mails: JSON.stringify(mails) };
    for (const [way, text] of Object.entries(byItself)) {
      expect([way, text.length > 10, text.includes(secret), text.includes(number)]).toEqual([way, true, false, false]);
    }
  });

  it('that hands the client back reads of them no more, though what was agreed stands', async () => {
    const client = await dispatched('ward-13', 'Astrakhan');
    expect((await them.post(`/referrals/${client.referral}/accept`, null)).status).toBe(200);
    ids.set('case', client.id).set('referral', client.referral);
    for (const caller of callers)
      expect(await findsOf('Astrakhan', caller)).toEqual(expect.arrayContaining(['/cases/…']));
    const handedBack = await them.post(`/cases/${client.id}/events`, { event: 'hand-back', why: 'unsafe' });
    expect([handedBack.status, handedBack.text.includes('Astrakhan')]).toEqual([200, false]);
    for (const caller of callers) expect([caller, await findsOf('Astrakhan', caller)]).toEqual([caller, []]);
    const consents = await app.database.ownerQuery(
      'SELECT id FROM consents WHERE case_id = $1 AND given AND withdrawn_at IS NULL',
      [client.id],
    );
    expect(consents.length).toBeGreaterThan(0);
  });
});
