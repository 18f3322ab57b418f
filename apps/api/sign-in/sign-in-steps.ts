import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  audit,
  beforeTenant,
  bringPerson,
  issueTicket,
  keepChoice,
  openSession,
  type OpenedSession,
  personOfIssuer,
  type Seat,
  seatsFrom,
  takeTicket,
} from '../../../libs/access/index.js';
import { actingAs, Clock, type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import type { SignInTenant } from '../shell/options.js';
import { type Checks, type Claims, Issuer } from './issuer.js';

/** How long somebody may take at the provider, and to choose who to be here. */
export const begunSeconds = 600;
export const choiceSeconds = 300;

export interface SeatOfTenant extends Seat {
  readonly tenant: string;
}
/** Who the provider says it is, and what they may be here. */
export interface Choice {
  readonly person: { readonly id: string; readonly name: string };
  readonly seats: readonly SeatOfTenant[];
  readonly issuerSession: string | null;
  /** When the provider said so, by its own clock. */
  readonly issuedAt: string;
  readonly returnTo: string;
}

/** The steps of signing in, each in any process: what one must know of another is a ticket in the database. */
@Injectable()
export class SignInSteps {
  constructor(
    private readonly issuer: Issuer,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Where to send the browser whose cookie holds `secret`. Nothing that is kept could sign anybody in. */
  async begin(secret: string, returnTo: string, anew: boolean): Promise<string> {
    const state = newSecret();
    const url = await this.issuer.authorizationUrl(checksOf(secret, state), anew);
    await this.work.run(beforeTenant, (tx) => {
      issueTicket(tx, 'begun', `${state}.${secret}`, { returnTo }, this.inSeconds(begunSeconds));
      return Promise.resolve();
    });
    return url;
  }

  /** Whether this browser began a sign-in with that state, lately, and has not come back from it before. */
  async takeBegun(secret: string, state: string): Promise<{ readonly returnTo: string } | null> {
    return this.work.run(beforeTenant, (tx) => takeTicket(tx, 'begun', `${state}.${secret}`));
  }

  /** Asks the provider who it is, and brings their grants in every tenant to what it says. */
  async finish(query: string, secret: string, state: string, returnTo: string): Promise<Choice> {
    const { tenants } = this.issuer.settings;
    const claims = await this.issuer.claimsOf(query, checksOf(secret, state), tenants.flatMap(claimsWanted));
    const person = { id: personOfIssuer(claims.iss, claims.sub), name: nameIn(claims) };
    const seats: SeatOfTenant[] = [];
    for (const { id, rules, agencies } of tenants) {
      const here = seatsFrom(rules, claims, agencies);
      await this.bring(id, person, here);
      seats.push(...here.map((seat) => ({ tenant: id, ...seat })));
    }
    const issuerSession = typeof claims['sid'] === 'string' ? claims['sid'] : null;
    const issuedAt = new Date(Number(claims['iat']) * 1000).toISOString();
    return { person, seats, issuerSession, issuedAt, returnTo };
  }

  /** Keeps the choice for the browser that gets this secret as a cookie. Null: the provider has signed them out meanwhile. */
  async offer(choice: Choice): Promise<string | null> {
    const secret = newSecret();
    const until = this.inSeconds(choiceSeconds);
    return (await this.work.run(beforeTenant, (tx) => keepChoice(tx, secret, choice, until))) ? secret : null;
  }

  readChoice(secret: string): Promise<Choice | null> {
    return this.work.run(beforeTenant, (tx) => takeTicket<Choice>(tx, 'choice', secret, true));
  }

  /** Opens the one session that the choice is good for. Null when it is over, or has no such seat. */
  async take(secret: string, index: number): Promise<(Choice & { seat: SeatOfTenant; opened: OpenedSession }) | null> {
    const known = await this.readChoice(secret);
    if (!known?.seats[index]) return null;
    return this.work.run(beforeTenant, async (tx) => {
      const choice = await takeTicket<Choice>(tx, 'choice', secret);
      const seat = choice?.seats[index];
      if (!choice || !seat) return null;
      // In the transaction that takes the choice: a logout finds the one or the other.
      return { ...choice, seat, opened: await open(tx, choice, seat) };
    });
  }

  private async bring(tenant: string, person: Choice['person'], seats: readonly Seat[]): Promise<void> {
    const who: Who = { tenant, person: person.id, role: 'signing-in', agency: null };
    await this.work.run(who, async (tx) => {
      if (!(await bringPerson(tx, person, seats))) return;
      const roles = seats.map(({ role, region, agency }) => [role, region, agency].filter(Boolean).join(' '));
      await audit(tx, 'bring-grants', { person: person.id, roles });
    });
  }

  private inSeconds(seconds: number): Date {
    return new Date(this.clock.now().getTime() + seconds * 1000);
  }
}

function open(tx: Tx, { person, issuerSession }: Choice, seat: SeatOfTenant): Promise<OpenedSession> {
  const who = { tenant: seat.tenant, person: person.id, role: seat.role, agency: seat.agency };
  return actingAs(tx, who, async (there) => {
    const session = await openSession(there, { ...seat, person: person.id, endsIdle: true, issuerSession });
    await audit(there, 'sign-in', { person: person.id, session: session.id, region: seat.region });
    return session;
  });
}

export const newSecret = (): string => randomBytes(32).toString('base64url');

/** All that the provider's answer is checked against follows from what only this browser has. */
function checksOf(secret: string, state: string): Checks {
  const derive = (what: string) => createHmac('sha256', secret).update(`${what}.${state}`).digest('base64url');
  return { state, nonce: derive('nonce'), verifier: derive('verifier') };
}

/** The claim itself, or the one that holds it: `realm_access.roles` is asked for as `realm_access`. */
function claimsWanted({ rules }: SignInTenant): readonly string[] {
  const named = [rules.roles.claim, rules.regions?.claim, rules.agency?.claim].filter((name) => name !== undefined);
  return named.map((name) => (/^https?:/.test(name) ? name : (name.split('.')[0] ?? name)));
}

function nameIn(claims: Claims): string {
  const both = [claims['given_name'], claims['family_name']].filter((part) => typeof part === 'string').join(' ');
  const [name] = [claims['name'], both, claims['preferred_username'], claims['email']].filter(isName);
  return (name ?? '–').trim().slice(0, 200);
}

const isName = (word: unknown): word is string => typeof word === 'string' && word.trim() !== '';
