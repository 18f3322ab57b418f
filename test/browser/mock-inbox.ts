import type { HoldingDto, ReferralDto } from '../../apps/api/referrals/referrals.dto.js';
import type { MessageDto } from '../../apps/api/referrals/messages.dto.js';
import { MockStream } from './mock-stream.js';
import { listen, serveFile } from './serve-file.js';

const both = (en: string, fr: string) => ({ en, fr });
const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const agency = 'gerstein-centre';
const name = both('Gerstein Crisis Centre, crisis team', 'Gerstein Crisis Centre, équipe de crise');
const program = both('Toronto Community Crisis Service', 'Service communautaire d’intervention en cas de crise');

export interface Posted {
  readonly path: string;
  readonly key: string | undefined;
  /** If-Match. */
  readonly match: string | undefined;
  readonly body: unknown;
}
/** A stand-in for what an agency's inbox asks of the API. */
export interface MockInbox {
  readonly url: string;
  readonly posts: Posted[];
  /** One more is offered. */
  offer(id: string, minutes: number): void;
  /** A fact of its brief is another one now, and nobody has read it yet. */
  sayOtherwise(id: string): void;
  /** Somebody brings the case of "ours" further; those who follow are told of it, unless it is so new that they are not yet. */
  moves(to: Partial<HoldingDto>, isTold?: boolean): void;
  /** Whoever follows is heard from now on; `break` ends what they hear, `quiet` lets it fall silent without a word. */
  live(how: 'on' | 'break' | 'quiet'): void;
  /** From which happening on the followers asked to hear, in their order; null: from now on. */
  readonly followed: readonly (string | null)[];
  /** The next change gets no answer that says anything. */
  refuseNext(status: number): void;
  fill(): void;
  empty(): void;
  close(): Promise<void>;
}

const fact = (question: string, short: ReturnType<typeof both>, label: ReturnType<typeof both>) => ({
  ...{ question, short, label, doubtedSaidAt: null, phone: null as string | null },
  ask: short,
});
const brief = [
  fact('address', both('Where', 'Lieu'), both('100 Queen St W', '100, rue Queen Ouest')),
  { ...fact('callback', both('Number', 'Numéro'), both('1-416-555-0142', '1-416-555-0142')), phone: '4165550142' },
  fact('reason', both('What is happening', 'Ce qui se passe'), both('In crisis', 'En crise')),
];

function referral(id: string, more: Partial<ReferralDto>): ReferralDto {
  return {
    ...{
      id,
      case: `case-of-${id}`,
      state: 'team',
      service: 'gerstein-crisis-team',
      picked: false,
      name,
      agency,
      program,
    },
    ...{ phone: null, ownLine: false, noted: null, hoursKnown: true, handover: 'dispatch', status: 'offered' },
    ...{ reason: null, fallback: false, consent: 'consent', override: null, steps: [], answeredAt: null },
    ...{
      outcome: null,
      team: null,
      revision: 1,
      etag: '"read-1"',
      withdrawn: false,
      box: 'waiting',
      changed: [],
      holding: null,
    },
    teamIsOut: false,
    number: 'K-104-2386',
    brief,
    notKnown: [both('Suicide', 'Suicide')],
    leftUnsafeAt: null,
    agreed: {
      purpose: both('So that a team can come', 'Pour qu’une équipe vienne'),
      ...{ by: 'self', at: at(-6), until: null, stands: true },
    },
    offeredAt: at(-1),
    expires: at(4),
    ...more,
  };
}

const event = (id: string, label: ReturnType<typeof both>, more: Partial<HoldingDto['allowed'][number]> = {}) => ({
  ...{ event: id, label, fields: [], kind: 'event' as const, override: null },
  ...more,
});
const why = {
  name: 'why',
  type: 'decline-reason',
  choices: ['full', 'unsafe'],
  optional: false,
  ask: null,
  question: null,
};
const holding = (): HoldingDto => ({
  ...{ revision: 7, state: 'en-route', kind: 'wait', due: at(20), overdue: false, questions: [], toAgree: null },
  stateTitle: both('The team is on its way', 'L’équipe est en route'),
  allowed: [
    event('emergency-requested', both('911 beside the team', 'Le 911 avec l’équipe'), { kind: 'interrupt' }),
    event('arrive', both('The team is there', 'L’équipe est sur place')),
    event('team-there', both('They are there', 'Elle est sur place'), { kind: 'interrupt', stays: true }),
    event('hand-back', both('The team cannot go on', 'L’équipe ne peut pas continuer'), { fields: [why] }),
  ],
});

const forThem = {
  purpose: both('So that a team can come', 'Pour qu’une équipe vienne'),
  ...{ by: 'third-party', at: at(-6), until: null, stands: true },
};
const full = (): ReferralDto[] => [
  referral('later', {
    ...{ expires: at(90), handover: 'warm', number: 'P-211-0007' },
    ...{ agreed: forThem, leftUnsafeAt: at(-12) },
  }),
  referral('soon', {}),
  referral('report', { box: 'taken', status: 'in-progress', brief: null, agreed: null, override: 'imminent-risk' }),
  referral('ours', {
    ...{ box: 'taken', status: 'accepted', number: 'C-555-0101', holding: holding(), teamIsOut: true },
    changed: [{ question: 'address', at: at(-2) }],
  }),
  referral('past', { box: 'done', status: 'declined', reason: 'full', number: null, brief: null, agreed: null }),
  referral('helped', { box: 'done', status: 'completed', outcome: 'helped', number: 'H-211-0042' }),
];
const alert = (about: string, what: ReturnType<typeof both>) => ({
  ...{ id: `alert-${about}`, case: 'case-of-ours', contact: null, number: 'C-555-0101', programTitle: program },
  ...{ stateTitle: null, state: null, queue: `agency/${agency}`, about, what, at: at(-2) },
  ...{ seenBy: null, seenByName: null, seenAt: null },
});
const alerts = () => [
  alert('facts-changed', both('Something that was told has changed', 'Une information transmise a changé')),
  alert('new-message', both('There is a new message', 'Il y a un nouveau message')),
];
const messages = (): readonly MessageDto[] => [
  { id: 'm2', writtenBy: 'agency', name: 'Kim Okoye', text: 'Thank you.', at: at(-1) },
  { id: 'm1', writtenBy: 'helpline', name: 'Amina Diallo', text: 'Use the side door.', at: at(-1.5) },
];

function fixed(): Readonly<Record<string, object>> {
  const person = { id: 'worker', name: 'Kim Okoye', role: 'agency-worker' };
  const tenant = { id: 'ontario-211', name: both('Ontario 211', '211 Ontario'), timeZone: 'America/Toronto' };
  const capacity = { state: 'open', fullUntil: null };
  const stands = { capacity, saidFull: false, open: false, opens: at(75), teams: null };
  const service = { id: 'gerstein-crisis-team', name, ...stands, fullOptions: [{ preset: 'one-hour', until: at(60) }] };
  const own = { id: agency, name: both('Gerstein Crisis Centre', 'Gerstein Crisis Centre'), revision: 3 };
  return {
    '/demo': { demo: true, tenants: [{ ...tenant, agencies: [own] }], roles: ['navigator', 'agency-worker'] },
    '/demo/sign-in': { token: 'worker', person, tenant: tenant.id, agency },
    '/me': { person, role: 'agency-worker', agency, tenant },
    '/agencies': { items: [{ ...own, website: null, timeZone: tenant.timeZone, services: [service] }] },
  };
}

/** Accepted, declined, done; anything else stays. */
const after: Readonly<Record<string, Partial<ReferralDto>>> = {
  accept: { box: 'taken', status: 'accepted', holding: holding() },
  decline: { box: 'done', status: 'declined', reason: 'full' },
  complete: { box: 'done', status: 'completed' },
};

export async function startInbox(folder: string): Promise<MockInbox> {
  const posts: Posted[] = [];
  let [all, waiting, refusal] = [full(), alerts(), 0];
  const stream = new MockStream();
  const change = ({ path, body, match }: Posted): [number, object] => {
    if (refusal > 0) return [refusal, ((refusal = 0), { title: 'Later', status: 429 })];
    const [, what = '', id = '', how = ''] = path.split('/');
    const isRead = match === undefined || all.some((one) => one.id === id && one.etag === match);
    if (what === 'referrals' && !isRead) return [412, { title: 'It reads otherwise now', status: 412 }];
    const of = what === 'cases' ? all.find((one) => one.case === id) : undefined;
    if (of && match !== `"${of.holding?.revision}"`) return [412, { title: 'Stale', status: 412 }];
    if (what === 'alerts') waiting = waiting.filter((one) => one.id !== id);
    // Given back, the case is with somebody else.
    const back = what === 'cases' && JSON.stringify(body).includes('hand-back');
    if (back) all = all.filter((one) => one.case !== id);
    all = all.map((one) => (what === 'referrals' && one.id === id ? { ...one, ...after[how] } : one));
    return [how === 'messages' ? 201 : 200, all.find((one) => one.id === id) ?? {}];
  };
  const read = (path: string, box: string | null): [number, object] => {
    const page = { next: null, at: at(0) };
    if (path === '/referrals') return [200, { ...page, items: all.filter((one) => one.box === box) }];
    if (path === '/alerts') return [200, { ...page, items: waiting }];
    if (path.endsWith('/messages')) return [200, { ...page, items: messages(), told: true, mayWrite: true }];
    return [404, { title: 'Not found', status: 404 }];
  };
  const { url, close } = await listen(async (request, response) => {
    const asked = new URL(request.url ?? '/', 'http://x');
    if (!asked.pathname.startsWith('/api/')) return void serveFile(folder, asked.pathname, response);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = asked.pathname.replace('/api/v1', '');
    if (path === '/live' && stream.on) return stream.follow(request.headers['last-event-id'], response);
    const known = fixed()[path];
    const changes = request.method !== 'GET' && !known;
    const sent: unknown = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : null;
    const { 'idempotency-key': key, 'if-match': match } = request.headers as Record<string, string | undefined>;
    if (changes) posts.push({ path, key, match, body: sent });
    const [status, body] = known
      ? [200, known]
      : changes
        ? change(posts.at(-1)!)
        : read(path, asked.searchParams.get('box'));
    response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
    response.end(JSON.stringify(body));
  });
  return {
    url,
    close,
    posts,
    offer: (id, minutes) => {
      all = [...all, referral(id, { expires: at(minutes) })];
      stream.say({ referral: id });
    },
    sayOtherwise: (id) => {
      const changed = [{ question: 'address', at: at(0) }];
      all = all.map((one) => (one.id === id ? { ...one, etag: '"read-2"', changed } : one));
    },
    moves: (to, isTold = false) => {
      const moved = (one: ReferralDto) => (one.holding ? { ...one, holding: { ...one.holding, ...to } } : one);
      all = all.map((one) => (one.id === 'ours' ? moved(one) : one));
      if (isTold) stream.say({ referral: 'ours' });
    },
    live: (how) => stream.become(how),
    followed: stream.followed,
    refuseNext: (status) => (refusal = status),
    fill: () => {
      [all, waiting, refusal] = [full(), alerts(), 0];
      stream.become('off');
      posts.length = 0;
    },
    empty: () => ([all, waiting] = [[], []]),
  };
}
