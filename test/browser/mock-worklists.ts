import { dispatchCounts, dispatches } from './mock-dispatches.js';
import { MockPartners } from './mock-partners.js';
import { letters, reviews } from './mock-reviews.js';
import { MockStream } from './mock-stream.js';
import { listen, serveFile } from './serve-file.js';

const both = (en: string, fr: string) => ({ en, fr });
const roles = ['navigator', 'supervisor', 'reviewer', 'funder', 'program-admin', 'agency-worker'] as const;
export type MockRole = (typeof roles)[number];

/** A stand-in for the lists of the API: full, empty or refusing, for whoever signs in. */
export interface Worklists {
  readonly url: string;
  readonly posts: string[];
  /** Full lists again, and nothing posted. */
  fill(): void;
  /** Every list is empty from now on. */
  empty(): void;
  /** Every list is refused from now on. */
  refuse(): void;
  /** The deadline of this case passes; it comes first now. */
  passDeadline(id: string): void;
  /** Something new is to be looked at, and that is told live. */
  raise(index: number): void;
  close(): Promise<void>;
}

const now = Date.now();
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const programs = [
  ['good2talk', both('Good2Talk', 'Allô J’écoute')],
  ['dso', both('Developmental Services Ontario', 'Services de l’Ontario pour les personnes ayant une déficience')],
] as const;
const states = [
  both('Safety questions', 'Questions de sécurité'),
  both('Warm transfer', 'Transfert accompagné'),
  both('Waiting for the documents', 'En attente des documents'),
];
const owners = [
  { kind: 'person', id: 'person-1', name: both('Nadia Tremblay', 'Nadia Tremblay') },
  { kind: 'queue', id: 'supervisors', name: both('the supervisors', 'l’équipe de supervision') },
  { kind: 'agency', id: 'dso-toronto', name: both('DSO Toronto Region', 'SOPDI, région de Toronto') },
  { kind: 'person', id: 'person-2', name: both('Samuel Okafor', 'Samuel Okafor') },
];

function floorItem(index: number) {
  const [, programTitle] = programs[index % 2] ?? programs[0];
  return {
    kind: index === 4 ? 'contact' : 'case',
    id: `case-${index}`,
    number: index === 4 ? null : `G-1${index}4-2${index}8`,
    programTitle,
    stateTitle: states[index % 3],
    owner: owners[index % 4],
    due: at(index < 3 ? 20 + index : index * 17 - 40),
    overdue: index < 3 ? 3 - index : 0,
    overdueSince: index < 3 ? at(index * 17 - 40) : null,
    openedAt: at(-60 - index * 11),
    contact: index === 4 ? 'contact-bare' : `contact-${index}`,
    risk: index === 1,
    safetyAsked: index === 3,
  };
}

/** The call of a case that an agency has: somebody of ours is on the line all the same. */
const callOfCase6 = () => ({
  ...floorItem(6),
  ...{ kind: 'contact', id: 'contact-6', number: null, owner: owners[0] },
  stateTitle: both('In conversation', 'En conversation'),
});

function contactItem(index: number, status: string) {
  const floor = floorItem(index);
  const closed = status === 'closed';
  const { id, number, programTitle, stateTitle } = floor;
  const dispositionLabel = closed ? both('Introduced to the next service', 'Personne présentée au service') : null;
  return {
    id: `contact-${index}`,
    line: 'good2talk-on',
    lineTitle: programTitle,
    channel: 'phone',
    language: index % 3 === 2 ? 'ar' : index % 2 ? 'fr' : 'en',
    interpreter: index % 3 === 2 ? 'ar' : null,
    status,
    startedAt: floor.openedAt,
    endedAt: status === 'open' ? null : at(-30),
    due: closed ? null : floor.due,
    overdue: !closed && floor.overdue > 0,
    overdueSince: closed ? null : floor.overdueSince,
    owner: owners[0],
    cases: index === 5 ? [] : [{ id, number, programTitle, stateTitle, dispositionLabel }],
  };
}

const alert = (index: number, more: object = {}) => ({
  id: `alert-${index}`,
  case: `case-${index}`,
  contact: null,
  number: `G-1${index}4-2${index}8`,
  programTitle: programs[index % 2]?.[1],
  stateTitle: states[1],
  queue: 'supervisors',
  about: index === 1 ? 'facts-changed' : 'due',
  what: index === 1 ? both('What was told has changed', 'Une information a changé') : both('Too late', 'Trop tard'),
  state: 'transfer',
  at: at(-5 * index - 3),
  seenBy: null,
  seenByName: null,
  seenAt: null,
  ...{ reason: null, since: null, over: false },
  ...more,
});
const override = (index: number, more: object = {}) => ({
  id: `override-${index}`,
  case: `case-${index}`,
  number: `G-1${index}4-2${index}8`,
  programTitle: programs[0][1],
  disclosure: 'emergency-brief',
  purpose: both('So that help is sent to the right place.', 'Pour envoyer l’aide au bon endroit.'),
  covers: [both('Where are you now?', 'Où êtes-vous?'), both('Are you hurt?', 'Êtes-vous blessé?')],
  reason: 'imminent-risk',
  by: index === 1 ? 'person-1' : 'person-2',
  byName: index === 1 ? 'Nadia Tremblay' : 'Samuel Okafor',
  at: at(-90 - index),
  reviewedBy: null,
  reviewedByName: null,
  reviewedAt: null,
  ...more,
});

/** Somebody who is signed in; the first one asks. */
const openSession = (index: number, more: object) => ({
  id: `session-${index}`,
  person: { id: `person-${index}`, name: ['', 'Nadia Tremblay', 'Samuel Okafor', 'Robin Chow'][index] },
  ...{ role: 'navigator', agency: null, region: null, regionName: null, mine: index === 1 },
  ...{ since: at(-200 + index), lastSeen: at(-index), expiresAt: at(520 + index) },
  ...more,
});

interface Lists {
  sessions: ReturnType<typeof openSession>[];
  floor: ReturnType<typeof floorItem>[];
  alerts: ReturnType<typeof alert>[];
  overrides: ReturnType<typeof override>[];
  contacts: boolean;
  dispatches: readonly ReturnType<typeof dispatches>[number][];
  reviews: ReturnType<typeof reviews>;
  letters: ReturnType<typeof letters>;
}
const full = (): Lists => ({
  sessions: [
    openSession(1, { role: 'supervisor', lastSeen: null }),
    openSession(2, { region: 'central-east', regionName: { en: 'Central East', fr: 'Centre-Est' } }),
    openSession(3, { role: 'agency-worker', agency: 'gerstein-centre' }),
  ],
  floor: [...Array.from({ length: 14 }, (_, index) => floorItem(index)), callOfCase6()],
  alerts: [
    alert(0),
    alert(1),
    alert(2, { case: null, number: null, contact: 'contact-2', state: 'wrap-up', queue: 'navigators' }),
    alert(3, { seenBy: 'person-2', seenByName: 'Samuel Okafor', seenAt: at(-2) }),
  ],
  overrides: [override(0), override(1), override(2, { reviewedBy: 'person-1', reviewedAt: at(-20) })],
  contacts: true,
  dispatches: dispatches(),
  reviews: reviews(),
  letters: letters(),
});

const page = (items: readonly object[]) => ({ items, next: null });
const plain = (number: string) => number.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

function listed(lists: Lists, path: string, query: URLSearchParams): object | null {
  const waiting = query.get('waiting') === 'true';
  if (path === '/floor') return page(lists.floor);
  if (path === '/sessions') return page(lists.sessions);
  if (path === '/reviews') return page(lists.reviews);
  if (path === '/letters') return page(lists.letters.filter(({ status }) => status === query.get('status')));
  if (path === '/dispatches') {
    const shown = lists.dispatches.filter(({ group }) => (query.get('group') ?? group) === group);
    return { ...page(shown), counts: dispatchCounts(lists.dispatches) };
  }
  if (path === '/alerts') return page(lists.alerts.filter((one) => !waiting || !one.seenAt));
  if (path === '/overrides') return page(lists.overrides.filter((one) => !waiting || !one.reviewedAt));
  if (path === '/contacts') {
    const status = query.get('status') ?? 'all';
    const count = !lists.contacts ? [] : status === 'closed' ? [6, 7, 8] : [0, 2, 4, 1, 5];
    return page(
      count.map((index) => contactItem(index, status === 'closed' ? status : index % 4 === 1 ? 'wrap-up' : 'open')),
    );
  }
  if (path === '/cases' && query.get('mine')) {
    const open = lists.contacts
      ? [2, 0, 4, 3].map((index) => ({ ...floorItem(index), number: `G-30${index}-118` }))
      : [];
    return page(open.map((one) => ({ ...one, contact: `contact-${one.id.slice(5)}`, overdue: one.overdue > 0 })));
  }
  const number = query.get('number');
  if (path === '/cases' && number !== null)
    return page(lists.floor.filter((one) => plain(one.number ?? '') === plain(number)));
  return null;
}

function fixed(role: MockRole): Readonly<Record<string, object>> {
  const tenant = { id: 'ontario-211', name: both('Ontario 211', '211 Ontario') };
  const person = { id: 'person-1', name: 'Nadia Tremblay' };
  const line = {
    number: '+18669255454',
    greeting: both('Good2Talk, bonjour. I am glad that you called.', 'Allô J’écoute, hello. Merci d’avoir appelé.'),
    languages: ['en', 'fr'],
    loaded: true,
    open: true,
    hours: '24/7',
  };
  return {
    '/demo': { demo: true, tenants: [tenant], roles },
    '/demo/sign-in': { token: role, person: { ...person, role }, tenant: tenant.id },
    '/me': { person, role, agency: null, tenant: { ...tenant, timeZone: 'America/Toronto' } },
    '/lines': { items: programs.map(([program, title]) => ({ ...line, id: program, program, title })) },
    '/contacts/contact-2': { id: 'contact-2', cases: ['case-2'] },
    '/contacts/contact-bare': { id: 'contact-bare', cases: [] },
  };
}

function change(lists: Lists, path: string): [number, object | null] {
  const id = path.split('/')[2];
  if (path.startsWith('/sessions/')) {
    lists.sessions = lists.sessions.filter((one) => one.id !== id);
    return [204, null];
  }
  const letter = lists.letters.find((one) => one.id === id);
  if (letter)
    return [200, Object.assign(letter, { status: path.endsWith('send-again') ? 'queued' : path.split('/')[3] })];
  const seen = lists.alerts.find((one) => one.id === id);
  if (seen) return [200, Object.assign(seen, { seenBy: 'person-1', seenAt: at(0) })];
  const reviewed = lists.overrides.find((one) => one.id === id);
  if (reviewed) Object.assign(reviewed, { reviewedBy: 'person-1', reviewedAt: at(0) });
  return [reviewed ? 204 : 404, reviewed ? null : { title: 'Not found', status: 404 }];
}

export async function startWorklists(folder: string): Promise<Worklists> {
  const posts: string[] = [];
  let lists = full();
  const partners = new MockPartners();
  let refused = false;
  const stream = new MockStream();
  const answer = (method: string, role: MockRole, url: URL): [number, object | null] => {
    const path = url.pathname.replace('/api/v1', '');
    const known = fixed(role)[path];
    if (known) return [200, known];
    if (refused) return [403, { title: 'Refused', status: 403, detail: 'Ask a supervisor.' }];
    if (method !== 'GET') return (posts.push(path), partners.change(method, path) ?? change(lists, path));
    const list = listed(lists, path, url.searchParams) ?? partners.read(path, url.searchParams);
    return list ? [200, list] : [404, { title: 'Not found', status: 404 }];
  };
  const { url, close } = await listen(async (request, response) => {
    const asked = new URL(request.url ?? '/', 'http://x');
    if (!asked.pathname.startsWith('/api/')) return void serveFile(folder, asked.pathname, response);
    if (asked.pathname === '/api/v1/live' && stream.on)
      return stream.follow(request.headers['last-event-id'], response);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [status, body] = answer(request.method ?? 'GET', roleOf(request.headers.authorization, chunks), asked);
    response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
    response.end(body ? JSON.stringify(body) : '');
  });
  return {
    url,
    close,
    posts,
    fill: () => {
      lists = full();
      partners.fill();
      refused = false;
      posts.length = 0;
      stream.become('on');
    },
    empty: () => {
      lists = {
        sessions: [],
        floor: [],
        alerts: [],
        overrides: [],
        contacts: false,
        dispatches: [],
        reviews: [],
        letters: [],
      };
      partners.empty();
    },
    refuse: () => (refused = true),
    raise: (index) => {
      const what = both('The team cannot go on', 'L’équipe ne peut pas continuer');
      lists.alerts = [alert(index, { what, reason: 'unsafe' }), ...lists.alerts];
      stream.say({ id: `alert-${index}` }, 'alert');
    },
    passDeadline: (id) => {
      const late = lists.floor
        .filter((one) => one.id === id)
        .map((one) => ({ ...one, overdue: 1, overdueSince: at(-1), due: at(29) }));
      lists.floor = [...late, ...lists.floor.filter((one) => one.id !== id)];
    },
  };
}

/** Whoever signs in says who they are; from then on their token does. */
function roleOf(authorization: string | undefined, body: readonly Buffer[]): MockRole {
  if (authorization) return authorization.replace('Bearer ', '') as MockRole;
  return body.length > 0 ? (JSON.parse(Buffer.concat(body).toString()) as { role: MockRole }).role : 'navigator';
}
