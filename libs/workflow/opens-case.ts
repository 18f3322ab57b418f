import type { Text, Value } from '../eligibility/index.js';
import { capacityOf } from './capacity.js';
import type { CaseState } from './case-state.js';
import type { EventDefinition } from './program.js';
import { compareTerms, firstDayIn, termOf, termOfGrant } from './terms.js';
import { localDate } from './time.js';
import { type RunnableProgram, type Walk, refuse } from './walk.js';

/** A day of each year: 1 November. */
export interface YearDay {
  readonly month: number;
  readonly day: number;
}

/** Another case for the same person: of the same program, for the next year, or of another one. */
export interface OpensCase {
  readonly program: string;
  /** Questions whose answers here the new case shows as earlier ones: no facts until somebody confirms each of them there. */
  readonly confirm: readonly string[];
  /** The disclosure to us by which these answers may be used once more: whoever brings the event says yes to it. */
  readonly consent: string;
  /** What bringing the event answers there. */
  readonly says: Readonly<Record<string, Exclude<Value, readonly unknown[]>>>;
}

/** An end after which the same contact goes on in another program. */
export interface OpensProgram {
  readonly program: string;
  readonly carry: readonly string[];
  /** Questions whose answers the new case shows, to be confirmed there: no facts until they are. */
  readonly confirm?: readonly string[];
  /** What the client said no to goes along, so that nobody offers it again. */
  readonly declined?: true;
}

/**
 * The local date on which this may be brought first: of the latest time for which the case has places or waits for them, else of
 * the present year. Null: at any time.
 */
export function firstDayOf(
  { from }: Pick<EventDefinition, 'from'>,
  { grants = {} }: Pick<CaseState, 'grants'>,
  today: string,
): string | null {
  if (!from) return null;
  const terms = Object.values(grants).map(termOfGrant).toSorted(compareTerms);
  const since = terms.at(-1) ?? termOf(today, 'year');
  const on = firstDayIn({ year: since.year, month: from.month }).slice(0, 8) + String(from.day).padStart(2, '0');
  return on < firstDayIn(since) ? `${since.year + 1}${on.slice(4)}` : on;
}

/** A case opens one other case: the same press twice must not bring two. */
export const isSpent = ({ opens }: Pick<EventDefinition, 'opens'>, { renewedAt }: Pick<CaseState, 'renewedAt'>) =>
  opens !== undefined && renewedAt !== undefined;

/** An event that is there, and not yet. */
export interface LaterEvent {
  readonly event: string;
  readonly label: Text;
  /** The local date from which on it is. */
  readonly on: string;
}

/** What is not to be had before a certain day: null when it is to be had now. Pure. */
export function laterOn({ zone }: RunnableProgram, state: CaseState, event: EventDefinition, now: string) {
  const today = localDate(now, zone);
  const on = firstDayOf(event, state, today);
  return on !== null && today < on ? on : null;
}

/** Whoever brings it agrees that what they told us before is used again: that is written down as any consent is. */
export function openNext(walk: Walk, opens: OpensCase, consentId: string | undefined): void {
  const { consent: disclosure } = opens;
  if (consentId === undefined) return refuse(walk, 'consent-is-missing', disclosure);
  const { consents, renewedAt } = walk.state;
  const before = consents[disclosure];
  if (before?.given) walk.effects.push({ kind: 'withdraw-consent', id: before.id, disclosure });
  const [recipients, by] = [['us'], capacityOf(walk.run.program, walk.answers) ?? 'self'];
  walk.state.renewedAt = renewedAt ?? walk.now;
  walk.state.consents = { ...consents, [disclosure]: { id: consentId, given: true, recipients } };
  walk.effects.push({ kind: 'record-consent', id: consentId, disclosure, recipients, given: true, by });
  walk.effects.push({ kind: 'open-case', ...opens });
}
