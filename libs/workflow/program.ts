import type { DecisionTable, Parameter, Text, Value } from '../eligibility/index.js';
import type { Channel } from './channel.js';
import type { Condition } from './condition.js';
import type { DuplicatesDefinition } from './duplicates.js';
import type { EntryTexts } from './entry-texts.js';
import type { EndsGrants, GrantDefinition, GrantState, WaitsForGrants } from './grant.js';
import type { LetterDefinition, LetterToSend } from './letters/letter.js';
import type { OpensCase, OpensProgram, YearDay } from './opens-case.js';
import type { Question } from './question.js';
import type { RouteDefinition } from './route-definition.js';

/**
 * A program as the engine reads it: the resolved document (fragments copied in, shorthand written out, texts in place).
 * Plain JSON: it is stored as a version, hashed, and sent to the browser as it is.
 * People write the YAML of `program.schema.json`. Ids from an included fragment carry its alias: `safety.danger`.
 */
export interface Program {
  readonly format: 1;
  readonly id: string;
  readonly title: Text;
  /** BCP 47 codes that the program's own people serve; anything else goes through an interpreter. */
  readonly languages: readonly string[];
  readonly subject: { readonly thirdParty: 'allowed' | 'refused'; readonly name: 'never' | 'optional' | 'required' };
  readonly fragments: Readonly<Record<string, string>>;
  readonly questions: Readonly<Record<string, Question>>;
  /** Constants that change with time; a cell names them. */
  readonly parameters?: Readonly<Record<string, Parameter>>;
  readonly grants?: Readonly<Record<string, GrantDefinition>>;
  readonly decisions: Readonly<Record<string, DecisionDefinition>>;
  readonly disclosures: Readonly<Record<string, Disclosure>>;
  readonly letters?: Readonly<Record<string, LetterDefinition>>;
  readonly duplicates?: DuplicatesDefinition;
  readonly clocks: Readonly<Record<string, ClockSource>>;
  /** Timers that span states. A state's own timers are on the state. */
  readonly timers: Readonly<Record<string, TimerDefinition>>;
  readonly interrupts: Readonly<Record<string, Interrupt>>;
  readonly routes: Readonly<Record<string, RouteDefinition>>;
  /** What each disposition of its ends is called. */
  readonly dispositions: Readonly<Record<string, Text>>;
  readonly entry?: EntryTexts;
  readonly start: string;
  /** Channel → where a case begins that came in that way; every other one at `start`. */
  readonly starts?: Readonly<Partial<Record<Channel, string>>>;
  readonly states: Readonly<Record<string, State>>;
}

export type * from './condition.js';
export type * from './grant.js';
export * from './question.js';

/** What a decision is about, and what each outcome is called. */
export interface DecisionTexts {
  readonly title: Text;
  readonly labels: Readonly<Record<string, Text>>;
  /** Where else there is help, for whoever is told no. */
  readonly elsewhere?: Text;
}
/** Outcomes of a decision about a benefit: by which it may be had, and by which it was not asked for. Any other one is a no. */
export interface Benefit {
  readonly given: readonly string[];
  readonly unasked: readonly string[];
}
export type BareDecision =
  | {
      readonly kind: 'table';
      readonly id: string;
      readonly table: DecisionTable;
      readonly outcomes: readonly string[];
      /** The question that says for which date it decides: its parameters hold as of that day. */
      readonly date?: string;
      /** Outcomes that conditions still read once an answer is refused; the others are then not known any more. All when absent. */
      readonly stays?: readonly string[];
      /** It decides about something that people apply for. */
      readonly benefit?: Benefit;
    }
  /** A single choice that is its own table: the answer is the outcome. */
  | { readonly kind: 'answer'; readonly id: string; readonly question: string; readonly outcomes: readonly string[] };
export type DecisionDefinition = BareDecision & DecisionTexts;

export interface Disclosure {
  readonly id: string;
  /** Who learns it: the service that the route finds, ourselves (to call back), or whoever holds the case. */
  readonly to: 'route' | 'us' | 'holder';
  /** Question ids, already expanded (`safety` in YAML becomes all of its questions). */
  readonly facts: readonly string[];
  readonly purpose: Text;
}

/** An instant that a case passes: `start`, `end`, or `<state>.<entry|exit name>`. The first value is kept. */
export type ClockSource =
  | { readonly at: 'start' }
  | { readonly at: 'end' }
  | StateClock
  /** Whichever comes first. */
  | { readonly first: readonly StateClock[] };
export interface StateClock {
  readonly state: string;
  readonly on: string;
}

/** `client`: they themselves, without anybody of ours, over the web. */
export type Role = 'navigator' | 'supervisor' | 'agency' | 'reviewer' | 'client';
/** A queue that people staff, or a holder; `navigator` is the person on the call. Never "system". */
export type OwnerName =
  'navigator' | 'navigators' | 'reviewers' | 'supervisors' | 'on-call-managers' | 'holder' | (string & {});

/**
 * Where an exit leads. `resumeOr` goes back to where an interrupt broke in, or to the named state when none did.
 * `resume` says where the next `resumeOr` leads, whatever was remembered before.
 */
export type Target = { readonly to: string; readonly resume?: string } | { readonly resumeOr: string };
/** First whose conditions all hold; the last has none. */
export type Targets = readonly (Target & { readonly when: readonly Condition[] })[];

export interface Stay {
  /** Role or queue whose people are told now. */
  readonly alert?: string;
  /** The agency that holds the case is told what changed. */
  readonly tell?: 'holder';
}

export interface TimerDefinition {
  readonly id: string;
  readonly from: { readonly entry: true } | { readonly clock: string } | { readonly fact: string };
  /** Offset, ISO 8601 duration. `PT0S` when the fact is the instant itself. */
  readonly in: string;
  /** State, or states, whose entry ends a timer that spans states. */
  readonly until?: string | readonly string[];
  readonly every?: string;
  readonly max?: number;
  /** Either leave, or stay and tell somebody. */
  readonly to?: Target;
  readonly stay?: Stay;
}

export interface Due {
  readonly in?: string;
  /** A question of type local-date-time or date. */
  readonly at?: string;
  /** Counts `in` from this clock instead of from entry. */
  readonly from?: string;
  /** Longest that a deadline from a fact may lie ahead, ISO 8601. */
  readonly within: string;
  /** How long its questions about danger may stay open beside whoever has the client; `in`, when left out. */
  readonly beside?: string;
  /** What happens at the deadline: leave … */
  readonly to?: Target;
  /** … or go to these people's hands, with an alert, again every `every`. */
  readonly owner: OwnerName;
  readonly alert: string;
  readonly every: string;
}

/** What it says of the line to the caller: it broke, or somebody is on it again. */
export type LineMark = 'lost' | 'back';

export interface Interrupt {
  readonly id: string;
  readonly by: readonly Role[];
  readonly line?: LineMark;
  /** Open states that it can break into, already worked out from `in` / `except`. */
  readonly states: readonly string[];
  readonly when: readonly Condition[];
  readonly fields: Readonly<Record<string, Field>>;
  /** Answers to ask again. An interrupt that reopens answers can be resumed from. */
  readonly reopen: readonly string[];
  /** Answers that were true when they were given; whether they are now, nobody knows and nobody is asked. */
  readonly doubt?: readonly string[];
  /** Open offers are taken back. Help that is called without consent, because a life is at risk, goes on. */
  readonly revoke: boolean;
  /** Disclosures to which a yes counts no more: asked again, it is asked anew. */
  readonly withdraws?: readonly string[];
  readonly targets?: Targets;
  readonly stay?: Stay;
  readonly label: Text;
}

export interface Field {
  readonly type: 'text' | 'service' | 'services' | 'decline-reason' | 'agency' | 'choice' | 'question';
  readonly choices?: readonly string[];
  readonly optional: boolean;
  /** `agency` fields: the route among whose targets the pick must be. */
  readonly inRoute?: string;
}

export interface EventDefinition extends EndsGrants {
  readonly id: string;
  readonly by: readonly Role[];
  readonly line?: LineMark;
  readonly label: Text;
  readonly fields: Readonly<Record<string, Field>>;
  /** It may be brought from this day of the year on. */
  readonly from?: YearDay;
  /** Bringing it opens another case for the same person, once; this one stays or goes on. */
  readonly opens?: OpensCase;
  /** Events of the program: whoever was the last to bring one of them may not bring this one. */
  readonly fourEyes?: readonly string[];
  /** Answers to ask again: time has passed since they were given. */
  readonly reopen?: readonly string[];
  readonly targets?: Targets;
  readonly stay?: Stay;
  /** Bounded counter: after the `max`-th time the case goes to `then`; before that it stays and is due again in `again`. */
  readonly bounded?: { readonly max: number; readonly again: string; readonly then: Target };
}

interface StateBase {
  readonly id: string;
  /** What people see of it in lists and in the timeline. */
  readonly title: Text;
  /** What is said aloud. */
  readonly script?: Text;
  /** What the navigator reads, and nobody says. */
  readonly help?: Text;
  /** Extra questions, in order. */
  readonly questions: readonly string[];
  readonly timers: Readonly<Record<string, TimerDefinition>>;
  /** Written when a case comes here; one that comes back from an interrupt gets no second one. */
  readonly sends?: readonly LetterToSend[];
}
export interface OpenStateBase extends StateBase {
  readonly owner: OwnerName;
  /** Who is told as soon as a case comes here; one that comes back from an interrupt is no new one. */
  readonly entry?: Stay;
  readonly due: Due;
}
/** Exit name → where it leads. */
export type Leaves = Readonly<Record<string, Targets>>;

/** Asks while answers can still matter. Exits: each outcome and `undetermined`; without a decision, `answered` (and `undetermined` if given). */
export interface AskState extends OpenStateBase {
  readonly kind: 'ask';
  readonly decision?: string;
  /** What was declined of its own questions is asked again on arriving here. */
  readonly again?: true;
  /** The questions of its decision stay in the order of the table's columns; else the one expected to settle most is first. */
  readonly order?: 'written';
  readonly leaves: Leaves;
}
/** Exits: `given`, `withheld`. */
export interface ConsentState extends OpenStateBase {
  readonly kind: 'consent';
  readonly disclosure: string;
  readonly givenBy: readonly string[];
  readonly leaves: Leaves;
}
export type Handover = 'warm' | 'cold' | 'number' | 'dispatch';
export type RouteChoice =
  | { readonly route: string }
  | { readonly by: string; readonly routes: Readonly<Record<string, string>>; readonly otherwise?: string }
  /** `state.field` of an earlier event that picked an agency. */
  | { readonly picked: string };
/** Exits: handed-over, exhausted, and where they apply declined-by-client and to-ourselves. */
export interface OfferState extends OpenStateBase {
  readonly kind: 'offer';
  readonly route: RouteChoice;
  readonly handover: { readonly consented: Handover; readonly otherwise: Handover };
  readonly disclosure?: {
    readonly name: string;
    readonly override?: string;
    /** The override is for when the client has not agreed; without it, help for a life at risk, which nobody takes back. */
    readonly orOverride?: true;
    readonly needsConsent: boolean;
  };
  /** The question whose answer is the number to dial, where the directory has none. */
  readonly dial?: string;
  /** The decision whose outcome is the area that a service must serve. Left out: the route alone says who is asked. */
  readonly area?: string;
  /** How long one target is tried, ISO 8601. */
  readonly attempt: string;
  readonly beside: boolean;
  readonly leaves: Leaves;
}
export interface WaitState extends OpenStateBase, WaitsForGrants {
  readonly kind: 'wait';
  readonly events: Readonly<Record<string, EventDefinition>>;
  /** What was decided stands here: an answer that is put right moves nothing. */
  readonly stands?: true;
  /** Clients may put right here what they were asked on their way. */
  readonly correct?: true;
}
export type NeedOutcome =
  { readonly status: 'referred' | 'met' | 'unknown' } | { readonly status: 'unmet'; readonly reason: string };
export interface EndState extends StateBase, Pick<EndsGrants, 'uses'> {
  readonly kind: 'end';
  /** One, or one per way in which the client was handed over. */
  readonly disposition: string | Readonly<Partial<Record<HandedOver, string>>>;
  readonly crisis: boolean;
  /** What became of it; or the fields of events, by `state.field`, one of which says it. */
  readonly need: NeedOutcome | { readonly from: readonly string[] };
  readonly opens?: OpensProgram;
}
/** How a client was handed over in the end. */
export type HandedOver = 'warm' | 'warm-by-fallback' | 'cold' | 'number' | 'dispatch';
export type OpenState = AskState | ConsentState | OfferState | GrantState | WaitState;
export type State = OpenState | EndState;

export * from './letters/letter.js';
export type { OpensCase, OpensProgram, YearDay } from './opens-case.js';
export * from './route-definition.js';
export type { Value };
