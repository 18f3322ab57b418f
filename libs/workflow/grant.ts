import type { Text } from '../eligibility/index.js';
import type { Condition } from './condition.js';
import type { LetterToSend } from './letters/letter.js';
import type { Leaves, OpenStateBase, Targets } from './program.js';
import type { GrantPeriod } from './terms.js';

/** Something funded, of which there are so many places in a period: first come, first served. */
export interface GrantDefinition {
  readonly id: string;
  readonly title: Text;
  /** The parameter that says how many places there are. */
  readonly places: string;
  /** There are so many in each. A grant holds its place until the half-year or quarter is over; of a month or year, until the year is. */
  readonly per: GrantPeriod;
  /** The parameter that says what each is worth. */
  readonly amount?: string;
  /** When the application was received: a clock, or a question. Left out: when the case was opened. */
  readonly received?: { readonly clock: string } | { readonly fact: string };
  /** Written whenever somebody is given one: a pass, a card. */
  readonly sends?: readonly LetterToSend[];
}

/** Takes a place. Passed through in one step, by `granted` or `waitlisted`. */
export interface GrantState extends OpenStateBase {
  readonly kind: 'grant';
  readonly grant: string;
  /** Whose place is taken: that of the present term there, or of the one after that in which the application was received. */
  readonly year: 'this' | 'next';
  /** The next one's all the same while these hold. */
  readonly nextWhen?: readonly Condition[];
  readonly leaves: Leaves;
}

/** What may become of a grant while a case waits, without anybody doing something with the case. */
export type GrantTurn = 'granted' | 'lapsed';
export interface WaitsForGrants {
  /** Grant → where the case goes when it is its turn, or when the term is over. */
  readonly grants?: Readonly<Record<string, Readonly<Partial<Record<GrantTurn, Targets>>>>>;
}

/** What becomes of grants when this happens. */
export interface EndsGrants {
  /** Given back, or waited for no longer: the place is somebody else's. */
  readonly frees?: readonly string[];
  /** Used up: the place stays taken until the term is over, and nothing lapses. */
  readonly uses?: readonly string[];
}
