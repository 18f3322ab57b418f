import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDocument } from '../../apps/api/create-app.js';
import { Desk, toTeam } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { type Endpoint, endpointsOf } from '../setup/endpoints.js';
import { Watch } from '../setup/watch.js';

/** Everything here comes from the document: an operation that is added later is tried, or this fails until it can be. */
const endpoints = endpointsOf(await createDocument());
const forAgencies = endpoints.filter(({ allowed }) => allowed.includes('agency-worker'));

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
const named: Readonly<Record<string, Kind | 'service'>> = { team: 'team', service: 'service' };
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
/** `ids` are of messages of the webhook that the address names. */
const alsoPlain = ['reason', 'text', 'since', 'ids'];

const last = (path: string): string => path.slice(0, path.lastIndexOf('}') + 1);
const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;

describe('one agency and another', () => {
  let app: TestApp;
  let url: string;
  let us: string;
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
  let clientOfTheirs: string;
  let navigator: Desk;
  let watch: Watch;
  beforeAll(async () => {
    app = await startTestApp();
    url = await app.app.getUrl();
    navigator = await Desk.at(app);
    const bearerOf = (agency: string) => app.signIn('agency-worker', 'ontario-211', { agency });
    us = await bearerOf(ours);
    them = new Desk(url, await bearerOf(theirs));
    watch = await Watch.at(url, us);
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
    const hook = await new Desk(url, await app.signIn('program-admin')).post(`/agencies/${theirs}/webhooks`, {
      url: 'https://gerstein.example/front-door',
    });
    ids.set('webhook', String(hook.body['id']));
    ids.set('agency', theirs).set('case', client.id).set('referral', client.referral);
    ids.set('team', `${theirs} ${String(added.body['id'])}`).set('alert', String(alert?.id));
    const mine = await dispatched('ward-1', 'loden');
    own.set('agency', ours).set('case', mine.id).set('referral', mine.referral);
  });
  afterAll(() => app.stop());

  const addressOf = (path: string, kind: Kind, things: ReadonlyMap<Kind, string>): string => {
    const parts = (things.get(kind) ?? '').split(' ');
    return path.replaceAll(/\{\w+\}/g, () => parts.shift() ?? nobody);
  };
  /** As our agency; what it was told is kept, and given without the ids that it named itself. */
  async function ask(
    { method }: Pick<Endpoint, 'method'>,
    address: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; told: string }> {
    const answer = await fetch(url + address, {
      method: method.toUpperCase(),
      headers: {
        ...{ authorization: us, 'if-match': '"1"' },
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
    for (const one of endpoints.filter(({ path }) => path.startsWith('/api/v1/') && path.includes('{'))) {
      if (directory.includes(nameOf(one))) continue;
      const kind = kinds[last(one.path)];
      // Where agencies have no business at all, they are told that, whatever the address names.
      if (!kind || !one.allowed.includes('agency-worker')) {
        const [some, none] = ['case', 'referral'].map((any) =>
          one.path.replaceAll(/\{\w+\}/g, (any === 'case' ? ids.get('case') : nobody) ?? ''),
        );
        const answers = [await ask(one, some ?? '', one.body), await ask(one, none ?? '', one.body)];
        expect([nameOf(one), answers[0]]).toEqual([nameOf(one), { ...answers[1], status: 403 }]);
        continue;
      }
      const them_ = await ask(one, addressOf(one.path, kind, ids), one.body);
      const none = await ask(one, addressOf(one.path, kind, nothing), one.body);
      expect([nameOf(one), them_]).toEqual([nameOf(one), { ...none, status: 404 }]);
      // Theirs within ours is as little there.
      if (kind !== 'team') continue;
      const within = `${ours} ${ids.get('team')?.split(' ')[1]}`;
      const found = await ask(one, addressOf(one.path, kind, new Map([[kind, within]])), one.body);
      expect([nameOf(one), found.status]).toEqual([nameOf(one), 404]);
    }
  });

  it('names another’s things in a body as it would name what there is not', async () => {
    for (const one of forAgencies) {
      const kind = kinds[last(one.path)];
      if (!kind || !own.has(kind)) continue;
      for (const field of one.fields.filter((each) => named[each])) {
        const [id, none] =
          named[field] === 'team' ? [ids.get('team')?.split(' ')[1], nobody] : ['gerstein-crisis-team', 'no-service'];
        const body = (value: unknown) => ({ ...(one.body as object), [field]: value });
        const address = addressOf(one.path, kind, own);
        const answers = [await ask(one, address, body(id)), await ask(one, address, body(none))];
        expect([nameOf(one), field, answers[0]?.status]).toEqual([nameOf(one), field, answers[1]?.status]);
        expect(answers[0]?.told.replaceAll(String(id), '')).toBe(answers[1]?.told.replaceAll(String(none), ''));
        expect(answers[0]?.status).toBeGreaterThanOrEqual(400);
      }
    }
  });

  it('lists and searches its own things alone, with every choice that there is', async () => {
    for (const one of forAgencies.filter(
      ({ method, path, streams }) => method === 'get' && !path.includes('{') && !streams,
    )) {
      for (const choice of [{}, ...one.choices]) {
        const query = new URLSearchParams({ ...(one.query as Record<string, string>), ...choice });
        const { status } = await ask(one, `${one.path}?${query.toString()}`, undefined);
        expect([nameOf(one), choice, status]).toEqual([nameOf(one), choice, 200]);
      }
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

  it('gets in every byte that it gets neither an id, a number nor a word of theirs', () => {
    expect(got.length).toBeGreaterThan(100);
    // It has a client of its own, of whom it is told.
    expect(got.filter(({ text }) => text.includes('a loden coat')).length).toBeGreaterThan(0);
    const words = [...ids].filter(([kind]) => kind !== 'agency').map(([, id]) => id.split(' ').at(-1) ?? '');
    for (const word of [...words, number, secret]) {
      expect([word, got.filter(({ text }) => text.includes(word)).map(({ what }) => what)]).toEqual([word, []]);
    }
  });

  it('is told of nobody without a consent or an override by name', async () => {
    const untold = await app.database.ownerQuery(
      'SELECT id FROM referrals WHERE tells IS NOT NULL AND consent_id IS NULL AND override IS NULL',
    );
    expect(untold).toEqual([]);
  });

  it('that has the client reads nothing of them once consent was taken back', async () => {
    await navigator.walk(clientOfTheirs, [{ event: 'withdraw-consent', disclosure: 'team-brief' }]);
    for (const one of forAgencies.filter(({ method, streams }) => method === 'get' && !streams)) {
      const kind = kinds[last(one.path)];
      const path = (kind ? addressOf(one.path, kind, ids) : one.path).replace('/api/v1', '');
      const { status, text } = await them.get(path);
      expect([path, status]).toEqual([path, 200]);
      // What its own team is called stays its own.
      if (!path.endsWith('/teams')) expect([path, text.includes(secret)]).toEqual([path, false]);
    }
  });
});
