import type { TestApp } from '../setup/app.js';

/** The full counts that the product promises; a few in the everyday run. */
export const deep = process.env['DEEP'] === '1';
export const counted = (few: number, full: number): number => (deep ? full : few);

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** As it came, byte for byte. */
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Somebody signed in at a server, wherever it runs. */
export class Desk {
  constructor(
    private readonly url: string,
    private readonly bearer: string,
  ) {}

  static async at(test: TestApp, role: Parameters<TestApp['signIn']>[0] = 'navigator', person?: string): Promise<Desk> {
    const bearer = await test.signIn(role, 'ontario-211', person === undefined ? {} : { person });
    return new Desk(await test.app.getUrl(), bearer);
  }

  static async signIn(url: string): Promise<Desk> {
    return new Desk(url, await Desk.tokenAt(url, { role: 'navigator' }));
  }

  /** `Bearer …` of a demo person of a server anywhere. */
  static async tokenAt(url: string, as: { readonly role: string; readonly agency?: string }): Promise<string> {
    const { token } = (await new Desk(url, '').post('/demo/sign-in', { tenant: 'ontario-211', ...as })).body;
    return `Bearer ${String(token)}`;
  }

  /** The same person at another process. */
  at(url: string): Desk {
    return new Desk(url, this.bearer);
  }

  get(path: string): Promise<Answered> {
    return this.send('GET', path, null, {});
  }

  post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
    return this.send('POST', path, body, headers);
  }

  /** A new case, of Good2Talk where nothing else is said; its id. */
  async openCase(program = 'good2talk'): Promise<string> {
    const opened = await this.post('/cases', { program, channel: 'phone', language: 'en' });
    if (opened.status !== 201) throw new Error(`POST /cases: ${opened.text}`);
    return String(opened.body['id']);
  }

  /** Throws unless every step is taken. A string is an event without fields. */
  async walk(id: string, steps: readonly (string | Readonly<Record<string, unknown>>)[]): Promise<Answered> {
    let last: Answered | null = null;
    for (const step of steps) {
      last =
        typeof step === 'string' || 'event' in step
          ? await this.post(`/cases/${id}/events`, typeof step === 'string' ? { event: step } : step)
          : await this.post(`/cases/${id}/answers`, { answers: step });
      if (last.status !== 200) throw new Error(`${JSON.stringify(step)}: ${last.text}`);
    }
    if (!last) throw new Error('a walk needs a step');
    return last;
  }

  private async send(
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answered> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(this.bearer && { authorization: this.bearer }),
        ...(body !== null && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== null && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const read = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    return { status: answer.status, headers: answer.headers, text, body: read };
  }
}

/** Steps of Good2Talk that lead to well-known places. */
export const safe = {
  'safety.danger': 'no',
  'safety.weapon': 'no',
  'safety.medical': 'no',
  'safety.suicide': 'none',
} as const;
export const toConsent = [{ lang: 'en' }, safe, { student: 'yes' }, { need: 'counselling' }] as const;
export const toOffer = [...toConsent, 'give-consent'] as const;

/** A case of TCCS for which the downtown east team is being asked now; its id. */
export async function openDispatch(desk: Desk): Promise<string> {
  const id = await desk.openCase('tccs');
  await desk.walk(id, toTeam);
  return id;
}
const inCrisis = { reason: 'crisis', age16: 'yes', by_phone: 'no' } as const;
export const toTeam = [
  safe,
  { source: 'line-211', caller_relation: 'self', address: '410 Sherbourne St, Toronto', callback: '416-555-0142' },
  inCrisis,
  { ward: 'ward-13' },
  'give-consent',
] as const;
