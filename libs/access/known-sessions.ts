import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, type Statement, type Who } from '../platform/index.js';
import { hashAccessToken } from './access-token.js';
import { findSession, type Session } from './session.js';

/** SQLSTATE of a premise that does not hold: `refuse_ended_session()` raises it. */
export const sessionHasEnded = 'FDS01';

const knownFor = 60_000;
const mostKnown = 10_000;

const HOLD = `
  SELECT count(*) = 1 OR refuse_ended_session() FROM sessions s
  WHERE s.tenant_id = $1 AND s.id = $2 AND s.revoked_at IS NULL AND s.expires_at > $3 AND EXISTS (
    SELECT FROM role_grants g WHERE g.tenant_id = s.tenant_id AND g.person_id = s.person_id AND g.role = s.role
    AND (s.agency_id IS NULL OR g.agency_id = s.agency_id))`;

/**
 * Whose token this is, remembered for a minute. Whether the session still holds is never remembered: who is found here
 * brings it along as the premise of each of their transactions, where it travels with the first statement. So a change
 * costs no look-up of its own, and a session that ended, in whichever process, changes nothing.
 */
@Injectable()
export class KnownSessions {
  private readonly known = new Map<string, { readonly session: Session; readonly until: number }>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Looked up; null when it does not hold now. */
  async find(token: string): Promise<Session | null> {
    const session = await findSession(this.dataSource, token, this.clock.now());
    if (session) this.remember(token, session);
    return session;
  }

  /** For work that is done in transactions of `session.who` and nowhere else. Looked up when it is not known yet. */
  async findForChange(token: string): Promise<Session | null> {
    const now = this.clock.now().getTime();
    const found = this.known.get(keyOf(token));
    if (!found || now >= found.until || now >= found.session.expiresAt.getTime()) return this.find(token);
    return found.session;
  }

  private remember(token: string, session: Session): void {
    if (this.known.size >= mostKnown) this.known.clear();
    const { who, id } = session;
    const premise = (now: Date): Statement => hold(who, id, now);
    const until = this.clock.now().getTime() + knownFor;
    this.known.set(keyOf(token), { session: { ...session, who: { ...who, premise } }, until });
  }
}

const keyOf = (token: string): string => hashAccessToken(token).toString('latin1');

function hold({ tenant }: Who, id: string, now: Date): Statement {
  return { name: 'access.hold-session', text: HOLD, values: [tenant, id, now] };
}
