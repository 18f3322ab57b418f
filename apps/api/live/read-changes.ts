import { findActiveSessions } from '../../../libs/access/index.js';
import { changedAgencies } from '../../../libs/agencies/index.js';
import { changedAlerts, changedCases, readableCases } from '../../../libs/cases/index.js';
import { changedContacts, changedOverdueAlerts } from '../../../libs/contacts/index.js';
import { type Change, findHorizon, type Tx } from '../../../libs/platform/index.js';
import { changedMessages, changedReferrals } from '../../../libs/referrals/index.js';

/** Something that a watcher may want to read again. */
export interface LiveEvent {
  readonly kind: 'case' | 'contact' | 'referral' | 'message' | 'alert' | 'agency';
  readonly data: Readonly<Record<string, string | number>>;
  /** The same for the same change, however often it is read. */
  readonly key: string;
  readonly changed: number;
}

export interface Changes {
  /** Where to read on from next time. */
  readonly horizon: number;
  readonly events: readonly LiveEvent[];
  /** Too much has changed to tell it one by one. */
  readonly tooMany: boolean;
  /** Of the sessions asked about, those that still stand. */
  readonly sessions: ReadonlySet<string>;
}

const most = 500;

/** All that changed since then for this audience, in one round trip. The horizon is read before the rows: see `findHorizon`. */
export async function readChanges(tx: Tx, since: number, sessions: readonly string[]): Promise<Changes> {
  const read = tx.who.role === 'reviewer' ? readForReviewers : readAll;
  const [horizon, standing, parts] = await Promise.all([
    findHorizon(tx),
    findActiveSessions(tx, sessions),
    read(tx, since),
  ]);
  const events = parts.sort((a, b) => a.changed - b.changed);
  return { horizon, events, tooMany: events.length > most, sessions: standing };
}

/** Cases that are reviewed, and what they are alerted of: calls, agencies and messages are none of their business. */
async function readForReviewers(tx: Tx, since: number): Promise<LiveEvent[]> {
  const [cases, alerts] = await Promise.all([changedCases(tx, since, most + 1), changedAlerts(tx, since, most + 1)]);
  const readable = new Set(
    await readableCases(
      tx,
      cases.map(({ id }) => id),
    ),
  );
  return [...cases.filter(({ id }) => readable.has(id)).map(ofCase), ...alerts.map(ofAlert)];
}

async function readAll(tx: Tx, since: number): Promise<LiveEvent[]> {
  const [cases, contacts, referrals, messages, alerts, overdue, agencies] = await Promise.all([
    changedCases(tx, since, most + 1),
    changedContacts(tx, since, most + 1),
    changedReferrals(tx, since, most + 1),
    changedMessages(tx, since, most + 1),
    changedAlerts(tx, since, most + 1),
    changedOverdueAlerts(tx, since, most + 1),
    changedAgencies(tx, since, most + 1),
  ]);
  return [
    ...cases.map(ofCase),
    ...contacts.map((change) => event('contact', { contact: change.id, revision: change.revision }, change)),
    ...referrals.map((change) => {
      return event('referral', { referral: change.id, case: change.caseId, revision: change.revision }, change);
    }),
    ...messages.map((change) => event('message', { message: change.id, referral: change.referral }, change)),
    ...[...alerts, ...overdue].map(ofAlert),
    ...agencies.map((change) => event('agency', { agency: change.id }, change)),
  ];
}

const ofCase = (change: Change) => event('case', { case: change.id, revision: change.revision }, change);
const ofAlert = (change: Change) => event('alert', { id: change.id }, change);

function event(kind: LiveEvent['kind'], data: LiveEvent['data'], { id, revision, changed }: Change): LiveEvent {
  const version = kind === 'alert' || kind === 'agency' ? changed : revision;
  return { kind, data, key: `${kind} ${id} ${version}`, changed };
}
