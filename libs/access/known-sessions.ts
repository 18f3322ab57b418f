import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, type Statement, UnitOfWork, type Who } from '../platform/index.js';
import { hashAccessToken } from './access-token.js';
import {
  findPartnerKey,
  holdPartnerKey,
  isUseToBeNoted,
  looksLikePartnerKey,
  noteUse,
} from './partner-keys/find-partner-key.js';
import { findSession, isToBeNoted, notePresence, type Session, sessionHolds } from './session.js';

/** SQLSTATE of a premise that does not hold: `refuse_ended_session()` raises it. */
export const sessionHasEnded = 'FDS01';

const knownFor = 60_000;
const mostKnown = 10_000;

const HOLD = `
  SELECT count(*) = 1 OR refuse_ended_session() FROM sessions s
  WHERE s.tenant_id = $1 AND s.id = $2 AND ${sessionHolds('$3')}`;

/**
 * Whose token this is, remembered for a minute. Whether the session still holds is never remembered: who is found for a
 * change brings it along as the premise of each of their transactions, where it travels with COMMIT, behind everything that
 * was waited for. So a change costs no look-up of its own; and one whose session ended, in whichever process, while it
 * waited for a case is not kept (ADR 0010).
 *
 * The premise takes no lock. Signing out waits for nobody, then, and a change that was asked about before that commits:
 * between the two lies only the COMMIT behind the question in the same message.
 */
@Injectable()
export class KnownSessions {
  private readonly known = new Map<string, { readonly session: Session; readonly until: number }>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Looked up; null when it does not hold now. Without a premise: what was just found is for reading. */
  async find(token: string): Promise<Session | null> {
    const session = await this.lookUp(token);
    if (session) this.remember(token, session);
    else this.forget(token);
    return session;
  }

  /**
   * For work that is kept by transactions of `session.who` and by nothing else. Looked up when it is not known yet. It may
   * have ended: whatever such a request is told, its transaction's COMMIT excepted, must be asked about first (`find`).
   */
  async findForChange(token: string): Promise<Session | null> {
    const now = this.clock.now().getTime();
    const found = this.known.get(keyOf(token));
    if (found && now < found.until && now < found.session.expiresAt.getTime()) return found.session;
    const session = await this.lookUp(token);
    return session && this.remember(token, session);
  }

  /** Whoever asks for something is there. */
  private async lookUp(token: string): Promise<Session | null> {
    if (looksLikePartnerKey(token)) return this.lookUpKey(token);
    const session = await findSession(this.dataSource, token, this.clock.now());
    if (session && isToBeNoted(session.idleUntil, this.clock.now())) {
      const work = new UnitOfWork(this.dataSource, this.clock);
      await work.run(session.who, (tx) => Promise.resolve(notePresence(tx, [session.id])));
    }
    return session;
  }

  private async lookUpKey(key: string): Promise<Session | null> {
    const found = await findPartnerKey(this.dataSource, key, this.clock.now());
    if (found && isUseToBeNoted(found.lastUsedAt, this.clock.now())) {
      const work = new UnitOfWork(this.dataSource, this.clock);
      await work.run(found.who, (tx) => Promise.resolve(noteUse(tx, found.id)));
    }
    return found;
  }

  /** It has ended: the next request need not find that out at its COMMIT. */
  forget(token: string): void {
    this.known.delete(keyOf(token));
  }

  private remember(token: string, session: Session): Session {
    if (this.known.size >= mostKnown) this.known.clear();
    const { who, id } = session;
    const holds = looksLikePartnerKey(token) ? holdPartnerKey : hold;
    const premise = (now: Date): Statement => holds(who, id, now);
    const until = this.clock.now().getTime() + knownFor;
    const held = { ...session, who: { ...who, premise } };
    this.known.set(keyOf(token), { session: held, until });
    return held;
  }
}

const keyOf = (token: string): string => hashAccessToken(token).toString('latin1');

function hold({ tenant }: Who, id: string, now: Date): Statement {
  return { name: 'access.hold-session-with-region', text: HOLD, values: [tenant, id, now] };
}
