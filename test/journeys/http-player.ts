import type { CaseView } from '../../libs/cases/index.js';
import { TimerPump } from '../../libs/platform/index.js';
import { agenciesOf } from '../oracle/document.js';
import type { TestApp } from '../setup/app.js';
import type { AnswerWord, Example } from './examples.js';
import type { Player, Seen } from './run-example.js';

const TENANT = 'ontario-211';
const agencyOf = ({ service }: { readonly service: string }) => agenciesOf('config').get(service) ?? service;
type People = Readonly<Record<string, string>>;
interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** A server that people call at, and its clock. */
export type Site = Pick<TestApp, 'http' | 'clock' | 'app'>;

/** A navigator takes the call over the API, as the console does. */
export class HttpPlayer implements Player {
  private constructor(
    private readonly test: Site,
    /** Ids of the demo people by role. */
    private readonly people: People,
    readonly id: string,
  ) {}

  static async begin(test: Site, people: People, program: string, example: Example): Promise<HttpPlayer> {
    const { language, interpreter, inquirer, channel } = example;
    const call = { line: program, channel, language, inquirer, ...(interpreter && { interpreter }) };
    const contact = await post(test, 'navigator', '/contacts', call);
    if (contact.status !== 201) throw new Error(`POST /contacts: ${JSON.stringify(contact)}`);
    const wish = { program, contact: (contact.body as { id: string }).id, channel, language };
    const opened = await post(test, 'navigator', '/cases', wish);
    if (opened.status !== 201) throw new Error(`POST /cases: ${JSON.stringify(opened)}`);
    return new HttpPlayer(test, people, (opened.body as CaseView).id);
  }

  now(): number {
    return this.test.clock.now().getTime();
  }

  answer(answers: Readonly<Record<string, AnswerWord>>, as: string): Promise<Seen> {
    return this.send(as, 'answers', { answers });
  }

  event(event: string, fields: Readonly<Record<string, unknown>>, as: string): Promise<Seen> {
    if (as === 'agency' && event === 'hand-over') return this.answers('accept', fields['state'], {});
    if (as === 'agency' && event === 'target-declined') return this.answers('decline', undefined, fields);
    return this.send(as, 'events', { event, ...fields });
  }

  /** The agency says yes or no by itself, wherever the case is; without an open offer there is nothing to answer. */
  private async answers(what: 'accept' | 'decline', state: unknown, fields: object): Promise<Seen> {
    const view = await this.read();
    const at = typeof state === 'string' ? state : view.state;
    const offer = view.offers.find((one) => one.state === at && one.status === 'offered');
    if (!offer) return this.see(view, 'no-offer-is-open');
    const answered = await post(this.test, 'agency-worker', `/referrals/${offer.id}/${what}`, fields, agencyOf(offer));
    if (answered.status !== 200) throw new Error(`${what}: ${JSON.stringify(answered)}`);
    return this.see(await this.read(), null);
  }

  async moveClock(by: number): Promise<Seen> {
    this.test.clock.advance(by);
    await this.test.app.get(TimerPump).drainOnce();
    return this.see(await this.read(), null);
  }

  private async send(as: string, what: string, body: object): Promise<Seen> {
    const agency = as === 'agency' ? await this.holder() : undefined;
    const answered = await post(this.test, agency ? 'agency-worker' : as, `/cases/${this.id}/${what}`, body, agency);
    // An agency is told less: what has become of the case is looked at with our own eyes.
    if (answered.status === 200) return this.see(agency ? await this.read() : (answered.body as CaseView), null);
    const { reason } = answered.body as { reason?: string };
    if (answered.status !== 409 || !reason)
      throw new Error(`${what} ${JSON.stringify(body)}: ${JSON.stringify(answered)}`);
    return this.see(await this.read(), reason);
  }

  /** The agency that took the client last; each has its own demo worker. */
  private async holder(): Promise<string> {
    const { owner, offers } = await this.read();
    if (owner?.kind === 'agency') return owner.id;
    const taken = offers.find((one) => one.status === 'accepted');
    if (!taken) throw new Error('No agency has taken the client: who should do this?');
    return agencyOf(taken);
  }

  /** The case as our own people see it. */
  async read(): Promise<CaseView> {
    const token = await signIn(this.test, 'navigator');
    const answered = await this.test.http.get(`/api/v1/cases/${this.id}`).set('authorization', token).expect(200);
    return answered.body as CaseView;
  }

  private see(view: CaseView, refused: string | null): Seen {
    const offer = view.offers.find(({ state, status }) => state === view.state && status === 'offered');
    const need = view.needs.at(-1);
    const role = Object.keys(this.people).find((name) => this.people[name] === view.owner?.id);
    return {
      refused,
      state: view.state,
      owner: view.owner?.kind === 'person' ? (role ?? view.owner.id) : (view.owner?.id ?? null),
      due: view.due === null ? null : Date.parse(view.due),
      offer: offer ? { service: offer.service, handover: offer.handover } : null,
      disposition: view.disposition,
      need: view.disposition === null || !need ? null : need.status === 'unmet' ? need.reason : need.status,
      opens: view.next?.program ?? view.renewedBy?.program ?? null,
      answer: (question) => {
        const answer = view.answers.find((one) => one.question === question);
        return answer ? (answer.declined ? 'prefer-not' : (answer.value as AnswerWord)) : null;
      },
      verdict: (decision) => view.verdicts[decision]?.outcome ?? view.verdicts[decision]?.status ?? 'not there',
      row: (decision) => view.verdicts[decision]?.because?.row ?? null,
    };
  }
}

/** Who the demo's navigator and supervisor are. */
export async function demoPeople(test: Site): Promise<People> {
  const ids = ['navigator', 'supervisor'].map(async (role) => {
    const answered = await test.http
      .get('/api/v1/me')
      .set('authorization', await signIn(test, role))
      .expect(200);
    return [role, (answered.body as { person: { id: string } }).person.id] as const;
  });
  return Object.fromEntries(await Promise.all(ids));
}

async function post(test: Site, as: string, path: string, body: object, agency?: string): Promise<Answered> {
  const token = await signIn(test, as, agency);
  const answered = await test.http.post(`/api/v1${path}`).set('authorization', token).send(body);
  return { status: answered.status, body: answered.body as unknown };
}

/** Signed in anew when the clock has moved past the day: a session ends. */
const tokens = new WeakMap<Site, Map<string, { bearer: string; until: number }>>();
async function signIn(test: Site, role: string, agency?: string): Promise<string> {
  const now = test.clock.now().getTime();
  const known = tokens.get(test) ?? new Map<string, { bearer: string; until: number }>();
  tokens.set(test, known);
  const key = `${role} ${agency ?? ''}`;
  const found = known.get(key);
  if (found && found.until > now) return found.bearer;
  const person = { role, tenant: TENANT, ...(agency !== undefined && { agency }) };
  const answered = await test.http.post('/api/v1/demo/sign-in').send(person).expect(200);
  const bearer = `Bearer ${(answered.body as { token: string }).token}`;
  known.set(key, { bearer, until: now + 30 * 60_000 });
  return bearer;
}
