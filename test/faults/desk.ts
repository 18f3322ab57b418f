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
    const body = { role: 'navigator', tenant: 'ontario-211' };
    const { token } = (await new Desk(url, '').post('/demo/sign-in', body)).body;
    return new Desk(url, `Bearer ${String(token)}`);
  }

  get(path: string): Promise<Answered> {
    return this.send('GET', path, null, {});
  }

  post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
    return this.send('POST', path, body, headers);
  }

  /** A new case of Good2Talk; its id. */
  async openCase(): Promise<string> {
    const opened = await this.post('/cases', { program: 'good2talk', channel: 'phone', language: 'en' });
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
