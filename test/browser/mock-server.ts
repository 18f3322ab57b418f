import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { AnswerView, CaseView, HistoryView, OfferView, QuestionView } from '../../libs/cases/case-view.js';

/**
 * A stand-in for the API with one short program, for states of the screen that the real one reaches only by accident:
 * lost connections, refusals, somebody else's change. It keeps one case and knows no rules.
 */
export interface Mock {
  readonly url: string;
  /** Keys of the POST requests so far, with their paths. */
  readonly posts: { readonly path: string; readonly key: string | undefined; readonly body: unknown }[];
  /** The next POSTs to a path that ends so get this answer instead. */
  answerNext(path: string, status: number, body: object): void;
  /** The next requests are cut off before an answer. */
  cutNext(times: number): void;
  /** Somebody else changes the case. */
  touch(): void;
  close(): Promise<void>;
}
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const both = (en: string, fr: string) => ({ en, fr });
const why = {
  purposes: ['decide' as const],
  decision: 'gate',
  sentence: both('It decides where the call goes.', 'Elle décide où va l’appel.'),
};
const yesNo = [
  { value: 'no', label: both('No', 'Non') },
  { value: 'unsure', label: both('Not sure', 'Incertain') },
  { value: 'yes', label: both('Yes', 'Oui') },
];
function question(id: string, en: string, fr: string, more: Partial<QuestionView> = {}): QuestionView {
  return {
    id,
    type: 'choice',
    ask: both(en, fr),
    help: null,
    answers: yesNo,
    optional: false,
    min: null,
    max: null,
    suggested: null,
    why,
    ...more,
  };
}
const questions: Readonly<Record<string, readonly QuestionView[]>> = {
  safety: [
    question(
      'safety.danger',
      'Is anyone in immediate danger or hurt right now?',
      'Est-ce que quelqu’un est blessé ou en danger immédiat en ce moment?',
    ),
    question('safety.medical', 'Is an ambulance needed?', 'Faut-il une ambulance?'),
  ],
  'student-check': [
    question(
      'student',
      'Are you a post-secondary student in Ontario?',
      'Étudiez-vous au collège ou à l’université en Ontario?',
    ),
    question('campus', 'Which school or campus?', 'Quel établissement ou campus?', {
      type: 'text',
      answers: [],
      optional: true,
      max: 80,
    }),
  ],
};
const brief = [{ question: 'student', ask: both('Student?', 'Études?'), label: both('Yes', 'Oui') }];

export async function startMock(folder: string): Promise<Mock> {
  const posts: Mock['posts'] = [];
  const planned: { path: string; status: number; body: object }[] = [];
  let cuts = 0;
  let answers: Record<string, AnswerView> = {};
  let offer: Mutable<OfferView> | null = null;
  let state = 'safety';
  let revision = 1;
  let status: 'open' | 'wrap-up' | 'closed' = 'open';
  let language = 'en';
  const history: HistoryView[] = [];
  const startedAt = new Date().toISOString();
  const all = Object.values(questions).flat();

  function view(): CaseView {
    const kind = {
      safety: 'ask',
      'student-check': 'ask',
      consent: 'consent',
      transfer: 'offer',
      search: 'wait',
      done: 'end',
    }[state] as CaseView['kind'];
    const allowed = (
      event: string,
      en: string,
      fr: string,
      of: CaseView['allowed'][number]['kind'],
      fields: CaseView['allowed'][number]['fields'] = [],
    ) => ({ event, label: both(en, fr), kind: of, fields });
    const field = (name: string, type: string, choices: string[] = []) => ({ name, type, choices, optional: false });
    return {
      id: 'case-1',
      program: 'good2talk',
      programTitle: both('Good2Talk', 'Allô J’écoute'),
      version: 1,
      revision,
      contact: 'contact-1',
      language,
      state,
      stateTitle: both('A state', 'Un état'),
      kind,
      script: both(
        'Before we go on, I ask everyone a few questions.',
        'Avant de continuer, je pose quelques questions.',
      ),
      questions: (questions[state] ?? []).filter((one) => !answers[one.id]),
      answers: Object.values(answers),
      verdicts: {
        gate: {
          title: both('Who this line is for', 'À qui s’adresse la ligne'),
          labels: { student: both('Student', 'Étudie'), 'not-student': both('Not a student', 'N’étudie pas') },
          status: 'open',
          outcome: null,
          possible: ['student', 'not-student'],
          missing: ['student'],
          declined: [],
          because: null,
          flips: [],
          method: 'exact',
          sentence: both('Not known yet.', 'Pas encore connu.'),
        },
      },
      consent:
        kind === 'consent'
          ? {
              disclosure: 'brief',
              purpose: both('So that you need not repeat yourself', 'Pour vous éviter de tout répéter'),
              to: 'route',
              recipients: [both('Kids Help Phone', 'Jeunesse, J’écoute')],
              facts: brief,
              givenBy: ['self', 'third-party'],
            }
          : null,
      offers: offer ? [offer] : [],
      allowed:
        kind === 'end'
          ? []
          : [
              allowed('risk-raised', 'Risk now', 'Risque immédiat', 'interrupt'),
              allowed('caller-gone', 'The caller is gone', 'La personne n’est plus en ligne', 'interrupt'),
              ...(kind === 'offer'
                ? [
                    allowed('hand-over', 'Taken', 'Pris', 'offer', [
                      field('handover', 'choice', ['warm', 'cold', 'number']),
                    ]),
                    allowed('target-declined', 'Not taken', 'Pas pris', 'offer', [
                      field('reason', 'choice', ['no-answer', 'full', 'language']),
                    ]),
                    allowed('client-declined', 'Declined', 'Refusé', 'offer'),
                  ]
                : []),
              ...(kind === 'wait'
                ? [
                    allowed('give-services', 'I gave these services', 'J’ai donné ces services', 'event', [
                      field('services', 'services'),
                    ]),
                  ]
                : []),
            ],
      owner: kind === 'end' ? null : { kind: 'person', id: 'person-1' },
      due: kind === 'end' ? null : new Date(Date.now() + 3_000_000).toISOString(),
      overdue: false,
      disposition: kind === 'end' ? 'warm_completed' : null,
      dispositionLabel: kind === 'end' ? both('Warm transfer', 'Transfert accompagné') : null,
      needs: kind === 'end' ? [{ status: 'referred', need: 'counselling' }] : [],
      next: null,
    };
  }
  const contact = () => ({
    id: 'contact-1',
    line: 'good2talk-on',
    channel: 'phone',
    language,
    interpreter: null,
    greeted: true,
    owner: null,
    due: null,
    status,
    cases: ['case-1'],
    startedAt,
    note: null,
  });
  function move(to: string, en: string, fr: string) {
    history.push({
      seq: history.length + 1,
      at: new Date().toISOString(),
      by: { id: 'person-1', role: 'navigator', name: 'Nadia' },
      event: 'answer',
      from: state,
      to,
      trace: [],
      toTitle: both('A state', 'Un état'),
      sentence: both(en, fr),
    });
    state = to;
    revision++;
  }
  function answer(given: Record<string, unknown>) {
    for (const [id, value] of Object.entries(given)) {
      const asked = all.find((one) => one.id === id);
      if (!asked) continue;
      const label = asked.answers.find((one) => one.value === value)?.label ?? both(String(value), String(value));
      const { type, min, max } = asked;
      answers[id] = {
        question: id,
        ask: asked.ask,
        value: String(value),
        declined: value === 'prefer-not',
        label,
        at: startedAt,
        type,
        answers: asked.answers,
        min,
        max,
      };
    }
    const done = (questions[state] ?? []).every((one) => one.optional || answers[one.id]);
    move(
      done ? (state === 'safety' ? 'student-check' : 'consent') : state,
      'An answer was given.',
      'Une réponse a été donnée.',
    );
  }
  function happen(body: Record<string, unknown>) {
    if (body['event'] === 'risk-raised') {
      answers = {};
      return move('safety', 'Safety is asked about again.', 'La sécurité est redemandée.');
    }
    if (String(body['event']).endsWith('-consent')) {
      const steps = (['permission', 'disconnect-number', 'dial', 'brief', 'three-way'] as const).map((step) => ({
        step,
        at: null,
      }));
      offer = {
        id: 'offer-1',
        state: 'transfer',
        service: 'khp',
        name: both('Kids Help Phone', 'Jeunesse, J’écoute'),
        phone: '+18006686868',
        handover: 'warm',
        status: 'offered',
        reason: null,
        fallback: false,
        consent: 'c',
        override: null,
        brief,
        steps,
        expires: null,
      };
      return move('transfer', 'The caller agreed.', 'La personne est d’accord.');
    }
    if (body['event'] === 'record-handover-step' && offer) {
      offer = {
        ...offer,
        steps: offer.steps.map((step) => (step.step === body['step'] ? { ...step, at: startedAt } : step)),
      };
      return move('transfer', 'A step was done.', 'Une étape est faite.');
    }
    if (body['event'] === 'target-declined')
      return move('search', 'Nobody could take the call.', 'Personne n’a pu prendre l’appel.');
    status = 'wrap-up';
    return move('done', 'They took the call.', 'L’appel est pris.');
  }
  function route(method: string, path: string, body: Record<string, unknown>): [number, object] {
    if (path === '/demo')
      return [
        200,
        {
          demo: true,
          tenants: [{ id: 'ontario-211', name: both('Ontario 211', '211 Ontario') }],
          roles: ['navigator', 'supervisor'],
        },
      ];
    if (path === '/demo/sign-in')
      return [200, { token: 't', person: { id: 'person-1', name: 'Nadia', role: 'navigator' }, tenant: 'ontario-211' }];
    if (path === '/me')
      return [
        200,
        {
          person: { id: 'person-1', name: 'Nadia' },
          role: 'navigator',
          tenant: { id: 'ontario-211', name: both('Ontario 211', '211 Ontario'), timeZone: 'America/Toronto' },
        },
      ];
    if (path === '/lines')
      return [
        200,
        {
          items: [
            {
              id: 'good2talk-on',
              number: '+18669255454',
              program: 'good2talk',
              title: both('Good2Talk', 'Allô J’écoute'),
              greeting: both(
                'Good2Talk, bonjour. I am glad that you called.',
                'Allô J’écoute, hello. Merci d’avoir appelé.',
              ),
              languages: ['en', 'fr'],
              loaded: true,
              open: true,
              hours: '24/7',
            },
          ],
        },
      ];
    if (path === '/agencies')
      return [
        200,
        {
          items: [
            {
              id: 'a',
              name: both('Agency', 'Organisme'),
              services: [{ id: 's1', name: both('Food bank', 'Banque alimentaire') }],
            },
          ],
        },
      ];
    if (path === '/cases' && method === 'GET')
      return [
        200,
        {
          items: [
            {
              id: 'case-1',
              program: 'good2talk',
              state,
              stateTitle: both('A state', 'Un état'),
              programTitle: both('Good2Talk', 'Allô J’écoute'),
              owner: null,
              due: startedAt,
              overdue: true,
              openedAt: startedAt,
              disposition: null,
            },
          ],
          next: null,
        },
      ];
    if (path === '/contacts') return [201, ((language = String(body['language'])), contact())];
    if (path === '/contacts/contact-1/language') return [200, ((language = String(body['language'])), contact())];
    if (path === '/contacts/contact-1/wrap-up')
      return [200, ((status = 'closed'), { ...contact(), note: body['note'] })];
    if (path.startsWith('/contacts/')) return [200, contact()];
    if (path.endsWith('/history')) return [200, { items: history }];
    if (path.endsWith('/answers')) answer(body['answers'] as Record<string, unknown>);
    if (path.endsWith('/events')) happen(body);
    return [path === '/cases' ? 201 : 200, view()];
  }
  async function serve(request: IncomingMessage, response: ServerResponse) {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    if (!path.startsWith('/api/')) return file(folder, path, response);
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
        etag: `"${revision}"`,
      });
      response.end(JSON.stringify(content));
    };
    const index = planned.findIndex((one) => request.method === 'POST' && short.endsWith(one.path));
    const plan = index >= 0 ? planned.splice(index, 1)[0] : undefined;
    if (plan) return send(plan.status, plan.body);
    const expected = request.headers['if-match'];
    if (expected && expected !== `"${revision}"`) return send(412, { title: 'Stale', status: 412, current: view() });
    return send(...route(request.method ?? 'GET', short, body));
  }
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    answerNext: (path, status_, body) => planned.push({ path, status: status_, body }),
    cutNext: (times) => (cuts = times),
    touch: () => move(state, 'Someone else changed it.', 'Quelqu’un d’autre l’a modifié.'),
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(() => done()))),
  };
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
async function file(folder: string, path: string, response: ServerResponse) {
  const name = extname(path) ? path : '/index.html';
  const content = await readFile(join(folder, name)).catch(() => null);
  response.writeHead(content ? 200 : 404, {
    'content-type': types[extname(name)] ?? 'application/octet-stream',
    'content-security-policy': "default-src 'self'; frame-ancestors 'none'",
  });
  response.end(content ?? '');
}
