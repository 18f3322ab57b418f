import type { Answer, Verdict } from '../eligibility/index.js';
import type { Permission } from './permission.js';
import type { Refused } from './refused.js';
import type { HandedOver, Handover, LetterToSend, NeedOutcome, OpensCase, Role, RouteTarget } from './program.js';
import type { SkipReason } from './route.js';
import type { Term } from './terms.js';

/**
 * Where one case stands: everything that the next step needs besides the program and the facts. Plain JSON.
 * It holds names, instants (ISO 8601, UTC) and ids of consents, never an answer's value.
 */
export interface CaseState {
  readonly state: string;
  readonly enteredAt: string;
  /** Event that another one needs other eyes than → who was the last to bring it. Absent before the first. */
  readonly broughtBy?: Readonly<Record<string, string>>;
  /** When the case that follows this one was opened for the same person. Absent: it was not. */
  readonly renewedAt?: string;
  /** Who last worked on the call; owns states whose owner is `navigator`. Null: nobody of ours has yet, and all of them do. */
  readonly navigator: string | null;
  /** Null exactly when the case has ended. */
  readonly owner: Owner | null;
  readonly due: DueAt | null;
  /** How often this state's deadline has passed. */
  readonly overdue: number;
  readonly resumeTo: string | null;
  /** Who had the client there, and how they came to them: a handover on the way does not count for it. */
  readonly resumeHolder: { readonly holder: string | null; readonly handedOver: HandedOver | null } | null;
  /** How many asks had been passed when the interrupt broke in; corrections of those change `resumeTo`, not the state. */
  readonly resumeAfter: number;
  /** Timers of the state that was broken into; they keep their due times. */
  readonly suspended: Readonly<Record<string, string>>;
  readonly timers: Readonly<Record<string, TimerState>>;
  /** Timer id → last generation used; a firing with another generation is stale. */
  readonly generation: number;
  readonly clocks: Readonly<Record<string, string>>;
  /** Clocks that came round again: the last time. Absent before the first of them. */
  readonly latest?: Readonly<Record<string, string>>;
  /** `<state>.<event>` → times. */
  readonly counters: Readonly<Record<string, number>>;
  /** Disclosure → what was agreed. */
  readonly consents: Readonly<Record<string, Agreed>>;
  /** Question → since when nobody knows whether its answer still holds. Until it is answered anew. */
  readonly doubted?: Readonly<Record<string, string>>;
  /** Since when an answer decides otherwise than what whoever has the client came by. Null: no more. Absent: it never did. */
  readonly decidedOtherwise?: string | null;
  /** Since when a question about danger is open beside whoever has the client. Null: no more. Absent: it never was. */
  readonly askedBeside?: string | null;
  /** Decision → the last outcome that it settled on. What is asked again or declined since does not undo it. */
  readonly settled: Readonly<Record<string, string>>;
  /** Asks that were left, in order, with the exit taken: what a corrected answer is checked against. */
  readonly passed: readonly { readonly state: string; readonly exit: string }[];
  /** Offer state → its offer, while one is open or its result waits for the case to come back. */
  readonly offers: Readonly<Record<string, OfferProgress>>;
  /** Offer state → who was asked since the offer was come to anew: passed over when an agency hands the client back. */
  readonly asked?: Readonly<Record<string, readonly string[]>>;
  /** Offer state → who could not be asked when somebody was looked for, until the client is taken or the offer is come to anew. */
  readonly passedOver?: Readonly<Record<string, readonly PassedOver[]>>;
  /** Services that the client said no to, or took only the number of, until answers are asked again. */
  readonly declined: readonly string[];
  /** Agency that took the client over. */
  readonly holder: string | null;
  readonly handedOver: HandedOver | null;
  /** Services were given in this case, by an event with such a field. */
  readonly servicesGiven?: true;
  /** `<state>.<field>` picked in events that later states read. */
  readonly picked: Readonly<Record<string, string>>;
  /** Grant → how it stands. */
  readonly grants?: Readonly<Record<string, GrantProgress>>;
  readonly ended: Ended | null;
}
export type Owner =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'queue'; readonly id: string }
  | { readonly kind: 'agency'; readonly id: string };
export interface DueAt {
  readonly at: string;
  /** The instant from which the limit counts and the limit in seconds: the database holds `at` to it. */
  readonly since: string;
  readonly limit: number;
}
/** An answer about consent. A yes is for the recipients that it names; older ones, without any, are for whoever comes. */
export interface Agreed {
  readonly id: string;
  readonly given: boolean;
  readonly recipients?: readonly string[];
}
export interface TimerState {
  readonly at: string;
  readonly generation: number;
  readonly fired: number;
}
export interface OfferProgress {
  readonly status: 'open' | 'result';
  /** Most that may be told and done with the present target. */
  readonly handover: Handover;
  /** The present target and the agency that runs it. */
  readonly service: string | null;
  readonly agency: string | null;
  readonly fallback: boolean;
  /** Came while the case was elsewhere; taken up when it comes back. */
  readonly result?: OfferResult;
  /** Beside `result: handed-over`: how. */
  readonly handedOver?: HandedOver;
}
/** A service of the route that was not asked, why, and until when where that is known. */
export interface PassedOver {
  readonly service: string;
  readonly reason: Exclude<SkipReason, 'tried' | 'not-in-directory'>;
  readonly until: string | null;
}
export type OfferResult = 'handed-over' | 'declined-by-client' | 'exhausted' | 'to-ourselves' | 'not-consented';
export interface GrantProgress {
  readonly status: 'waiting' | 'granted' | 'returned' | 'used' | 'lapsed';
  /** The calendar year whose place it is, and the first month of its term; January where that is left out. */
  readonly year: number;
  readonly month?: number;
  /** The case was given it once, whatever has become of it. */
  readonly had?: true;
}
export interface Ended {
  readonly disposition: string;
  readonly need: NeedOutcome;
  readonly crisis: boolean;
  readonly at: string;
}

export interface Actor {
  readonly id: string;
  readonly role: Role | 'clock';
}

/** All that can happen to a case. What the program names itself comes as `happen`. */
export type StepEvent = { readonly actor: Actor } &
  /** Answers given, corrected, declined or taken back (`null`); `facts` passed to step() are those before it. */
  (
    | { readonly type: 'answer'; readonly answers: Readonly<Record<string, Answer | null>> }
    | { readonly type: 'consent'; readonly given: boolean; readonly by: string; readonly consentId: string }
    | { readonly type: 'withdraw-consent'; readonly disclosure: string }
    /** An event or interrupt by its name in the program. */
    | {
        readonly type: 'happen';
        readonly name: string;
        readonly fields: Readonly<Record<string, FieldValue>>;
        /** Of one that opens a case: the id of the consent that bringing it gives. */
        readonly consentId?: string;
      }
    | { readonly type: 'record-handover-step'; readonly step: HandoverStep }
    /**
     * The target took the client. `handover` tells how, when it was less than planned. `state` names the offer,
     * when it is not that of the present state: the result then waits until the case comes back to it.
     */
    | { readonly type: 'hand-over'; readonly handover?: Handover; readonly state?: string }
    /** The target did not take the client. */
    | { readonly type: 'target-declined'; readonly reason: DeclineReason | 'no-answer'; readonly state?: string }
    | { readonly type: 'client-declined'; readonly state?: string }
    | { readonly type: 'timer'; readonly timer: string; readonly generation: number }
    /** From the effect handlers, in the same transaction. */
    | {
        readonly type: 'offered';
        readonly state: string;
        readonly service: string;
        readonly agency: string;
        readonly fallback: boolean;
        readonly handover: Handover;
        readonly passedOver?: readonly PassedOver[];
      }
    | { readonly type: 'exhausted'; readonly state: string; readonly passedOver?: readonly PassedOver[] }
    | { readonly type: 'to-ourselves'; readonly state: string; readonly passedOver?: readonly PassedOver[] }
    /** The client has not agreed, or does not any more, that the next target is told. */
    | { readonly type: 'not-consented'; readonly state: string; readonly passedOver?: readonly PassedOver[] }
    /** There was a place, now or when it was this case's turn. */
    | { readonly type: 'granted'; readonly grant: string }
    /** There is no place, or somebody waits who came first. */
    | { readonly type: 'waitlisted'; readonly grant: string }
    /** Another navigator takes the call over. */
    | { readonly type: 'take-over' }
    /** What somebody has claimed waits for whoever claims it next. */
    | { readonly type: 'put-back' }
  );
export type FieldValue = string | readonly string[];
export const handoverSteps = ['permission', 'disconnect-number', 'dial', 'brief', 'three-way'] as const;
export type HandoverStep = (typeof handoverSteps)[number];
export const declineReasons = [
  'full',
  'waitlist',
  'outside-area',
  'ineligible',
  'unsafe',
  'language',
  'other',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** What a step asks the rooms above to do, in the same transaction. A closed union. */
export type Effect =
  | (Permission & {
      readonly kind: 'open-offer';
      readonly state: string;
      readonly route: string;
      readonly targets: readonly RouteTarget[];
      readonly attempt: string;
      /** Passed over: they were asked before, and the client was handed back. */
      readonly tried: readonly string[];
    })
  /** The open target of this state's offer did not take the client: mark it and try the next. */
  | { readonly kind: 'next-target'; readonly state: string; readonly why: DeclineReason | 'no-answer' | 'expired' }
  | {
      readonly kind: 'close-offer';
      readonly state: string;
      readonly as: 'accepted' | 'cancelled' | 'revoked';
      readonly handover: Handover | null;
    }
  | {
      readonly kind: 'record-handover-step';
      readonly state: string;
      readonly step: HandoverStep;
    }
  | { readonly kind: 'alert'; readonly to: string; readonly about: string; readonly state: string }
  /** Who took the client has them no longer: they were handed back (with its reason), called off, or are with another one (`completed`). */
  | {
      readonly kind: 'release-holder';
      readonly agency: string;
      readonly as: 'declined' | 'revoked' | 'completed';
      /** Why they gave the client back, or the word that was chosen for calling them off; `takenAgain`: they have them by a later offer. */
      readonly reason: string | null;
    }
  | {
      readonly kind: 'tell-holder';
      readonly agency: string;
      /** `entry`: the case has come to a state of which the program tells its holder. `called-off`: they are not to go. */
      readonly why: 'facts-changed' | 'entry' | 'called-off';
      readonly questions: readonly string[];
    }
  | {
      readonly kind: 'record-consent';
      readonly id: string;
      readonly disclosure: string;
      /** Services that may be told; `us` for a disclosure to ourselves. */
      readonly recipients: readonly string[];
      readonly given: boolean;
      readonly by: string;
    }
  | { readonly kind: 'withdraw-consent'; readonly id: string; readonly disclosure: string }
  | { readonly kind: 'record-override'; readonly disclosure: string; readonly reason: string; readonly route: string }
  | { readonly kind: 'give-services'; readonly services: readonly string[] }
  | {
      readonly kind: 'take-grant';
      readonly grant: string;
      readonly term: Term;
      /** The instant at which that is over. */
      readonly over: string;
      /** Null: when the case was opened. */
      readonly received: string | null;
    }
  | {
      readonly kind: 'end-grant';
      readonly grant: string;
      readonly term: Term;
      readonly as: 'returned' | 'used' | 'lapsed';
    }
  | { readonly kind: 'record-outcome'; readonly ended: Ended }
  /** A letter is written in this step, as the case stands after it. */
  | (LetterToSend & { readonly kind: 'send-letter'; readonly state: string })
  | {
      readonly kind: 'open-program';
      readonly program: string;
      readonly carry: readonly string[];
      readonly confirm: readonly string[];
      readonly declined: readonly string[];
    }
  /** A case of its own for the same person, which shows what was answered here until it is confirmed there. */
  | (OpensCase & { readonly kind: 'open-case' });
export type EffectKind = Effect['kind'];

export type * from './refused.js';
export interface Advanced {
  readonly ok: true;
  readonly state: CaseState;
  /** Facts to record, already checked; `null` = asked again, so not known any more. */
  readonly facts: Readonly<Record<string, Answer | null>>;
  readonly effects: readonly Effect[];
  /** Every state passed in this step with the exit that led there, for history. */
  readonly trace: readonly TraceEntry[];
  readonly verdicts: Readonly<Record<string, Verdict>>;
}
export interface TraceEntry {
  readonly from: string;
  readonly exit: string;
  readonly to: string;
}
export type StepResult = Advanced | Refused;
