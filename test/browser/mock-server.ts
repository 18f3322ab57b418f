import type { IncomingMessage, ServerResponse } from 'node:http';
import { MockCase } from './mock-case.js';
import { both, whyNot } from './mock-program.js';
import { listen, serveFile } from './serve-file.js';

/**
 * A stand-in for the API with one short program, for states of the screen that the real one reaches only by accident:
 * lost connections, refusals, somebody else's change. It knows no rules, and only the case of the newest call.
 */
export interface Mock {
  readonly url: string;
  /** Keys of the POST requests so far, with their paths. */
  readonly posts: { readonly path: string; readonly key: string | undefined; readonly body: unknown }[];
  /** The next POSTs to a path that ends so, or questions why not, get this answer instead. */
  answerNext(path: string, status: number, body: object): void;
  /** The next requests are cut off before an answer. */
  cutNext(times: number): void;
  /** Somebody else changes the case, and brings it into another state; whoever listens is told when `live`. */
  touch(options?: { live?: boolean; to?: string }): void;
  /** The server gives the turn of those who follow to other windows. */
  replace(): void;
  /** How many follow now. */
  following(): number;
  /** What the next previews say. */
  previewSays(changes: object): void;
  close(): Promise<void>;
}

export async function startMock(folder: string): Promise<Mock> {
  const posts: Mock['posts'] = [];
  const planned: { path: string; status: number; body: object }[] = [];
  let cuts = 0;
  let preview: object = nothingChanges;
  const listening = new Set<ServerResponse>();
  let calls = 1;
  let one = new MockCase(calls);
  /** What was told of this call: who begins to listen a moment later hears it too, as from the real one. */
  let told = '';
  async function serve(request: IncomingMessage, response: ServerResponse) {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    if (!path.startsWith('/api/')) return serveFile(folder, path, response);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>) : {};
    const short = path.replace('/api/v1', '');
    if (request.method === 'POST')
      posts.push({ path: short, key: request.headers['idempotency-key'] as string | undefined, body });
    if (request.method === 'POST' && cuts > 0) {
      cuts--;
      return request.socket.destroy();
    }
    const send = (status_: number, content: object) => {
      response.writeHead(status_, {
        'content-type': status_ < 400 ? 'application/json' : 'application/problem+json',
        etag: `"${one.revision}"`,
      });
      response.end(JSON.stringify(content));
    };
    if (short === '/live') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`: hello\n\n${told}`);
      listening.add(response);
      return void request.on('close', () => listening.delete(response));
    }
    if (short === '/sign-out') return void response.writeHead(204).end();
    if (short.endsWith('/preview')) return send(200, { revision: one.revision, changes: preview });
    if (short === '/contacts' && request.method === 'POST') {
      one = new MockCase(++calls);
      told = '';
      preview = nothingChanges;
    }
    const isPlanned = request.method === 'POST' || short.endsWith('/why-not');
    const index = planned.findIndex((plan) => isPlanned && short.endsWith(plan.path));
    const plan = index >= 0 ? planned.splice(index, 1)[0] : undefined;
    if (plan) return send(plan.status, plan.body);
    const expected = request.headers['if-match'];
    if (expected && expected !== `"${one.revision}"`)
      return send(412, { title: 'Stale', status: 412, current: one.view() });
    return send(...route(one, request.method ?? 'GET', short, body));
  }
  const { url, close } = await listen((request, response) => void serve(request, response));
  return {
    url,
    close,
    posts,
    answerNext: (path, status_, body) => planned.push({ path, status: status_, body }),
    cutNext: (times) => (cuts = times),
    touch: ({ live = false, to = one.state } = {}) => {
      one.move(to, 'Someone else changed it.', 'Quelqu’un d’autre l’a modifié.');
      const data = JSON.stringify({ case: one.id, revision: one.revision });
      if (!live) return;
      told = `id: ${one.revision}\nevent: case\ndata: ${data}\n\n`;
      for (const each of listening) each.write(told);
    },
    replace: () => {
      for (const each of listening) each.end('event: replaced\ndata: {}\n\n');
      listening.clear();
    },
    following: () => listening.size,
    previewSays: (changes) => (preview = { ...nothingChanges, ...changes }),
  };
}

const nothingChanges = {
  state: null,
  verdicts: [],
  offers: [],
  team: null,
  again: [],
  forgets: [],
  asks: [],
  ends: null,
  refused: null,
};

/** What never changes, by its path. */
const fixed: Readonly<Record<string, object>> = {
  '/demo': {
    demo: true,
    tenants: [{ id: 'ontario-211', name: both('Ontario 211', '211 Ontario') }],
    roles: ['navigator', 'supervisor'],
  },
  '/demo/sign-in': { token: 't', person: { id: 'person-1', name: 'Nadia', role: 'navigator' }, tenant: 'ontario-211' },
  '/me': {
    person: { id: 'person-1', name: 'Nadia' },
    role: 'navigator',
    tenant: { id: 'ontario-211', name: both('Ontario 211', '211 Ontario'), timeZone: 'America/Toronto' },
  },
  '/lines': {
    items: [
      {
        id: 'good2talk-on',
        number: '+18669255454',
        program: 'good2talk',
        title: both('Good2Talk', 'Allô J’écoute'),
        greeting: both('Good2Talk, bonjour. I am glad that you called.', 'Allô J’écoute, hello. Merci d’avoir appelé.'),
        languages: ['en', 'fr'],
        loaded: true,
        open: true,
        hours: '24/7',
      },
    ],
  },
  '/agencies': {
    items: [
      {
        id: 'a',
        name: both('Agency', 'Organisme'),
        services: [{ id: 's1', name: both('Food bank', 'Banque alimentaire') }],
      },
    ],
  },
};

function route(one: MockCase, method: string, path: string, body: Record<string, unknown>): [number, object] {
  const known = fixed[path];
  if (known) return [200, known];
  if (path === '/cases' && method === 'GET')
    return [
      200,
      {
        items: [
          {
            id: one.id,
            program: 'good2talk',
            state: one.state,
            stateTitle: both('A state', 'Un état'),
            programTitle: both('Good2Talk', 'Allô J’écoute'),
            owner: null,
            due: one.startedAt,
            overdue: true,
            overdueSince: one.startedAt,
            openedAt: one.startedAt,
            disposition: null,
          },
        ],
        next: null,
      },
    ];
  // The lists of the start screen are those of mock-worklists.ts; here is one case and nothing else.
  if (['/contacts', '/alerts'].includes(path) && method === 'GET') return [200, { items: [], next: null }];
  if (path === '/contacts') return [201, ((one.language = String(body['language'])), one.contact())];
  if (path.endsWith('/language')) return [200, ((one.language = String(body['language'])), one.contact())];
  if (path.endsWith('/interpreter'))
    return [200, ((one.interpreter = body['language'] as string | null), one.contact())];
  if (path.endsWith('/wrap-up')) return [200, ((one.status = 'closed'), { ...one.contact(), note: body['note'] })];
  if (path.startsWith('/contacts/')) return [200, one.contact()];
  if (path.endsWith('/why-not')) return [200, whyNot];
  if (path.endsWith('/history')) return [200, { items: one.history }];
  if (path.endsWith('/answers')) one.answer(body['answers'] as Record<string, unknown>);
  if (path.endsWith('/events')) one.happen(body);
  return [path === '/cases' ? 201 : 200, one.view()];
}
