import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { Role } from '../../libs/access/index.js';
import type { Happening } from '../oracle/histories.js';
import type { OracleAnswer } from '../oracle/table.js';
import type { TestApp } from '../setup/app.js';
import { type Answered, Desk } from './desk.js';

export interface Asked {
  readonly id: string;
  readonly state: string;
  readonly service: string;
  readonly agency: string;
  readonly status: string;
  readonly outcome: string | null;
}
interface Line {
  readonly seq: number;
  readonly event: string;
  readonly trace: readonly { readonly from: string; readonly to: string }[];
}
/** All that the database says of a case, past the application. */
export interface AtLarge {
  readonly state: string;
  readonly owner: { readonly kind: string; readonly id: string } | null;
  readonly due: number | null;
  readonly holder: string | null;
  readonly disposition: string | null;
  readonly revision: number;
  readonly timers: Readonly<Record<string, number>>;
  readonly history: readonly Line[];
  readonly asked: readonly Asked[];
  /** Services that were told by a consent which does not name them, or without one or an override. */
  readonly wronglyTold: readonly string[];
}

const LOOK = `
  SELECT c.state, CASE WHEN c.owner_kind IS NOT NULL THEN jsonb_build_object('kind', c.owner_kind, 'id', c.owner_id) END AS owner,
    extract(epoch FROM c.due_at)::float8 * 1000 AS due, c.progress->>'holder' AS holder, c.disposition, c.revision,
    (SELECT coalesce(jsonb_object_agg(substr(t.name, 6), extract(epoch FROM t.due_at) * 1000), '{}') FROM timers t
     WHERE t.tenant_id = c.tenant_id AND t.subject_id = c.id AND t.name LIKE 'case/%') AS timers,
    (SELECT jsonb_agg(to_jsonb(h) ORDER BY h.seq) FROM case_history h
     WHERE h.tenant_id = c.tenant_id AND h.case_id = c.id) AS history,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'state', r.state, 'service', r.service_id, 'agency', r.agency_id,
       'status', r.status, 'outcome', r.outcome) ORDER BY r.offered_at, r.id), '[]') FROM referrals r
     WHERE r.tenant_id = c.tenant_id AND r.case_id = c.id AND r.route <> 'ourselves') AS asked,
    (SELECT coalesce(jsonb_agg(r.service_id), '[]') FROM referrals r
     LEFT JOIN consents k ON k.tenant_id = r.tenant_id AND k.id = r.consent_id
     WHERE r.tenant_id = c.tenant_id AND r.case_id = c.id AND r.handover IN ('warm', 'dispatch') AND r.override IS NULL
     AND NOT coalesce(k.given AND k.recipients ? r.service_id, false)) AS "wronglyTold"
  FROM cases c WHERE c.id = $1`;

/** What was sent last, so that it can be sent again. */
interface Sent {
  readonly desk: Desk;
  readonly path: string;
  readonly body: object;
  readonly key: string;
  readonly answered: Answered;
}

/** One case that random people act on, through two processes' worth of servers. */
export class CaseAtLarge {
  last: Sent | null = null;
  private turns = 0;

  private constructor(
    private readonly test: TestApp,
    private readonly urls: readonly string[],
    readonly id: string,
  ) {}

  static async open(test: TestApp, urls: readonly string[], program: string): Promise<CaseAtLarge> {
    const url = urls[0] ?? '';
    const desk = new Desk(url, await tokenOf(test, url, { role: 'navigator' }));
    return new CaseAtLarge(test, urls, await desk.openCase(program));
  }

  async look(): Promise<AtLarge> {
    const [row] = await this.test.database.ownerQuery<AtLarge>(LOOK, [this.id]);
    if (!row) throw new Error(`case ${this.id} is gone`);
    return row;
  }

  /** The reason for which it was refused, or null. */
  async take(happening: Exclude<Happening, { after: number }>): Promise<string | null> {
    const { event, by } = happening;
    if ('timer' in event) throw new Error('timers come from the clock');
    if (by.role === 'agency') return this.agencySays(event);
    const as = by.role === 'supervisor' ? { role: 'supervisor' } : { role: 'navigator', person: by.id };
    return this.send(as, ...requestOf(this.id, event));
  }

  private async agencySays(event: Parameters<typeof requestOf>[1]): Promise<string | null> {
    const { asked, holder } = await this.look();
    if ('event' in event && (event.event === 'hand-over' || event.event === 'target-declined')) {
      const at = event.fields['state'] ?? (await this.look()).state;
      const offer = asked.find(({ state, status }) => state === at && status === 'offered');
      if (!offer) throw new Error(`nobody is asked in ${String(at)}`);
      const says = event.event === 'hand-over' ? 'accept' : 'decline';
      const body = says === 'decline' ? { reason: event.fields['reason'] } : {};
      return this.send({ role: 'agency-worker', agency: offer.agency }, `/referrals/${offer.id}/${says}`, body);
    }
    return this.send({ role: 'agency-worker', agency: holder ?? '' }, ...requestOf(this.id, event));
  }

  /** Somebody who is not asked, or not any more, says yes. */
  async saysYesLate({ id, agency }: Asked): Promise<string | null> {
    const before = this.last;
    const reason = await this.send({ role: 'agency-worker', agency }, `/referrals/${id}/accept`, {});
    this.last = before;
    return reason;
  }

  /** The very same request once more. */
  async repeat(): Promise<void> {
    const { desk, path, body, key, answered } = this.last!;
    const again = await desk.at(this.nextUrl()).post(path, body, { 'idempotency-key': key });
    expect([again.status, again.text === answered.text]).toEqual([200, true]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  }

  private async send(as: Wanted, path: string, body: object): Promise<string | null> {
    const url = this.nextUrl();
    const desk = new Desk(url, await tokenOf(this.test, url, as));
    const key = randomUUID();
    const answered = await desk.post(path, body, { 'idempotency-key': key });
    this.last = { desk, path, body, key, answered };
    if (answered.status === 200) return null;
    if (answered.status >= 500) throw new Error(`${path} ${JSON.stringify(body)}: ${answered.text}`);
    return typeof answered.body['reason'] === 'string' ? answered.body['reason'] : String(answered.body['type']);
  }

  private nextUrl(): string {
    this.turns += 1;
    return this.urls[this.turns % this.urls.length] ?? '';
  }
}

type Wanted = { readonly role: string; readonly agency?: string; readonly person?: string };

/** Sessions end as the clock moves on: signed in anew then. */
const tokens = new WeakMap<TestApp, Map<string, { bearer: string; until: number }>>();
async function tokenOf(test: TestApp, url: string, as: Wanted): Promise<string> {
  const now = test.clock.now().getTime();
  const known = tokens.get(test) ?? new Map<string, { bearer: string; until: number }>();
  tokens.set(test, known);
  const key = JSON.stringify(as);
  const found = known.get(key);
  if (found && found.until > now) return found.bearer;
  const bearer = await Desk.tokenAt(url, as as { role: Role });
  known.set(key, { bearer, until: now + 20 * 60_000 });
  return bearer;
}

/** As the API takes it: declined is a word there. */
function requestOf(
  id: string,
  event:
    | { readonly answers: Readonly<Record<string, OracleAnswer | null>> }
    | { readonly event: string; readonly fields: Readonly<Record<string, unknown>> },
): [path: string, body: object] {
  if (!('answers' in event)) return [`/cases/${id}/events`, { event: event.event, ...event.fields }];
  const word = (answer: OracleAnswer | null) =>
    answer === null ? null : 'declined' in answer ? 'prefer-not' : answer.value;
  const answers = Object.entries(event.answers).map(([question, answer]) => [question, word(answer)]);
  return [`/cases/${id}/answers`, { answers: Object.fromEntries(answers) as object }];
}
