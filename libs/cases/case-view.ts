import type { TeamThen } from './team-then.js';
import type { Inquirer, Relation } from '../contacts/index.js';
import type { Text, Value, Verdict } from '../eligibility/index.js';
import type {
  DispatchStage,
  Handover,
  HandoverStep,
  LineMark,
  NeedOutcome,
  Owner,
  PassedOver,
  Purpose,
  QuestionType,
} from '../workflow/index.js';
import type { ToldAgency } from './alert.js';
import type { GrantView } from './grant-view.js';
import type { EarlierView, OpensView, RenewalView } from './renewal-view.js';
import type { RowsView } from './rows-view.js';

/** What the API tells about a case. Texts come in every language of the program: who is on a call can switch in it. */
export interface CaseView extends RenewalView {
  readonly id: string;
  /** To be said aloud, like `K-104-2386`. */
  readonly number: string;
  readonly program: string;
  readonly programTitle: Text;
  readonly version: number;
  /** Row version; the ETag is made from it. */
  readonly revision: number;
  readonly contact: string;
  /** Who is on the line: the client, or somebody for them, of this relation. An agency is not told: null. */
  readonly inquirer: Inquirer | null;
  readonly relation: Relation | null;
  readonly language: string;
  readonly state: string;
  readonly stateTitle: Text;
  readonly kind: 'ask' | 'consent' | 'offer' | 'grant' | 'wait' | 'end';
  /** What to say aloud. */
  readonly script: Text | null;
  /** What the navigator should know or do here; never said aloud. */
  readonly help: Text | null;
  /** What to ask now, best first. */
  readonly questions: readonly QuestionView[];
  /** Every answer so far, newest version of each. */
  readonly answers: readonly AnswerView[];
  readonly verdicts: Readonly<Record<string, VerdictView>>;
  /** In a `consent` state: what would be disclosed, to whom, why. */
  readonly consent: ConsentView | null;
  /** All offers of this case, newest first. */
  readonly offers: readonly OfferView[];
  /** All that may be done now by the person who asks. */
  /** Of the offers in which somebody is looked for now, or was last. */
  readonly passedOver: readonly PassedOverView[];
  readonly allowed: readonly AllowedView[];
  /** What this person could do now if they had not done what it needs other eyes than. Absent where there is nothing of that kind. */
  readonly forOthers?: readonly { readonly event: string; readonly label: Text }[];
  /** Reviewers decide in this program: what they write about a case, and whom they take for the same household, is beside it. */
  readonly reviewed?: true;
  /** The client may go on with it over the web. */
  readonly online?: true;
  readonly owner: Owner | null;
  readonly due: string | null;
  readonly overdue: boolean;
  /** How far the dispatch of a team has come; null when there is none, and for an agency. */
  readonly dispatch: DispatchStage | null;
  /** The program's clocks that were passed, each as it came last. Empty for an agency. */
  readonly clocks: Readonly<Record<string, string>>;
  readonly disposition: string | null;
  readonly dispositionLabel: Text | null;
  readonly needs: readonly (NeedOutcome & { readonly need: string | null })[];
  /** Where the same contact goes on after the end. */
  readonly next: {
    readonly program: string;
    readonly case: string | null;
    readonly line: string | null;
    readonly phone: string | null;
  } | null;
  /** Of a case that has asked for grants: how each stands, the newest first. */
  readonly grants?: readonly GrantView[];
  /** For us alone: what the agency that has the client, or was called off, was told last, and when it read it. */
  readonly agencyTold?: readonly AgencyToldView[];
  /** For an agency alone: what was agreed was taken back, so it is told nothing more of the client. */
  readonly withdrawn?: boolean;
}
export interface AgencyToldView {
  /** Of its service. */
  readonly name: Text;
  readonly phone: string | null;
  readonly about: ToldAgency['about'];
  readonly at: string;
  /** Null: nobody there has said or shown that they read it. */
  readonly readAt: string | null;
}
export interface QuestionView {
  /** Of a list of rows; null for every other type. */
  readonly rows: RowsView | null;
  readonly id: string;
  readonly type: QuestionType;
  readonly ask: Text;
  /** What it is called in a list; the question itself where the program has no shorter name for it. */
  readonly short: Text;
  readonly help: Text | null;
  /** For choices: the words to send and what to show. Empty for other types. */
  readonly answers: readonly { readonly value: string; readonly label: Text }[];
  readonly optional: boolean;
  readonly min: number | null;
  readonly max: number | null;
  /** What we seem to know already, to be confirmed. */
  readonly suggested: Value | null;
  /** What was answered in the case before, to be confirmed or changed: no answer until then. Left out where there is none. */
  readonly earlier?: EarlierView;
  /** Why it is asked now. */
  readonly why: { readonly purposes: readonly Purpose[]; readonly decision: string | null; readonly sentence: Text };
}
export interface AnswerView {
  /** Of a list of rows; null for every other type. */
  readonly rows: RowsView | null;
  readonly question: string;
  readonly ask: Text;
  /** As in QuestionView. */
  readonly short: Text;
  readonly value: Value | null;
  readonly declined: boolean;
  readonly label: Text;
  readonly at: string;
  /** When it was said, of an answer that nobody knows any more; else null. As in a brief. */
  readonly doubtedSaidAt: string | null;
  /** The answered question that this one follows from, or its own name where the case says it (the day of receipt): never corrected. */
  readonly from: string | null;
  /** What it takes to correct the answer in place; as in QuestionView. */
  readonly type: QuestionType;
  readonly answers: readonly { readonly value: string; readonly label: Text }[];
  readonly min: number | null;
  readonly max: number | null;
}
export interface VerdictView extends Verdict {
  /** What the decision is about, and what each of its outcomes is called. */
  readonly title: Text;
  readonly labels: Readonly<Record<string, Text>>;
  /** The reason in plain words. */
  readonly sentence: Text;
  /** What becomes of it on the first day on which time alone decides otherwise. */
  readonly byTime: ByTimeView | null;
}
export interface ByTimeView {
  /** A local date. */
  readonly on: string;
  /** Null: it has to be asked again then. */
  readonly outcome: string | null;
  readonly label: Text | null;
  readonly sentence: Text;
}
export interface ConsentView {
  readonly disclosure: string;
  readonly purpose: Text;
  readonly to: 'route' | 'us' | 'holder';
  /** Services that may be told, by name; empty when it stays with us. */
  readonly recipients: readonly Text[];
  /** Asked again, since somebody else would be told now: those whom the yes before was for. Empty when none stands. */
  readonly agreedBefore: readonly Text[];
  readonly facts: readonly {
    readonly question: string;
    readonly ask: Text;
    readonly short: Text;
    readonly label: Text | null;
  }[];
  readonly givenBy: readonly string[];
}
/** Who stands in the route, and was not asked when somebody was looked for. */
export interface PassedOverView {
  readonly service: string;
  readonly name: Text;
  readonly reason: PassedOver['reason'];
  /** Until when it is full or closed, as it said then; null: not known. */
  readonly until: string | null;
}
export interface OfferView {
  readonly id: string;
  readonly state: string;
  readonly service: string;
  /** Whose service it is; null: not in the directory. */
  readonly agency: string | null;
  /** Somebody picked it: without a yes nobody is asked next, and somebody picks again. */
  readonly picked: boolean;
  readonly name: Text;
  readonly phone: string | null;
  /** That number is one of our own lines: a call to it comes back to us. */
  readonly ownLine: boolean;
  /** A number that was found in this call, where the directory has none that we could dial. */
  readonly noted: { readonly question: string; readonly short: Text; readonly number: string } | null;
  /** False: nobody has told us when it answers; it is worth a try. */
  readonly hoursKnown: boolean;
  readonly handover: Handover;
  readonly status:
    'offered' | 'accepted' | 'declined' | 'cancelled' | 'revoked' | 'expired' | 'in-progress' | 'completed';
  readonly reason: string | null;
  readonly fallback: boolean;
  readonly consent: string | null;
  readonly override: string | null;
  /** What may be told to the service, by consent or override; null when nothing may. */
  readonly brief:
    | readonly {
        readonly question: string;
        readonly ask: Text;
        readonly short: Text;
        readonly label: Text;
        /** When it was said, of an answer that nobody knows any more; else null. */
        readonly doubtedSaidAt: string | null;
        readonly phone: string | null;
      }[]
    | null;
  /** What could be told, and nobody knows: it was not asked, or not said. That is no "no". */
  readonly notKnown: readonly Text[];
  /** When somebody else who had the client left because it was not safe there, until that is known anew. Never who. */
  readonly leftUnsafeAt: string | null;
  /** Who of the agency goes, once it has said so. */
  readonly team: { readonly id: string; readonly name: Text } | null;
  /** Guided steps that belong to this handover, with the time when each was done. */
  readonly steps: readonly { readonly step: HandoverStep; readonly at: string | null }[];
  readonly expires: string | null;
  /** Since when it is asked, and when it answered, or we took it back. */
  readonly offeredAt: string;
  readonly answeredAt: string | null;
}
export interface AllowedView {
  /** Send as `event` to POST /cases/:id/events. */
  readonly event: string;
  readonly label: Text;
  readonly kind: 'interrupt' | 'consent' | 'offer' | 'event' | 'case';
  /** Doing it tells a service about the client without their consent, for this reason, which somebody reviews. Null: it does not. */
  readonly override: string | null;
  readonly fields: readonly {
    readonly name: string;
    readonly type: string;
    readonly choices: readonly string[];
    readonly optional: boolean;
    /** Of a field that is an answer: how it is asked. */
    readonly ask: Text | null;
    /** And what fits it: so it is filled in as it would be answered, also where nobody has asked it yet. */
    readonly question: Pick<QuestionView, 'type' | 'help' | 'answers' | 'max'> | null;
  }[];
  /** Somebody is told of it, and the case stays where it is. Left out where it goes on. */
  readonly stays?: true;
  /** What doing it says of the line to the caller. */
  readonly line?: LineMark;
  /** What becomes of the team that is out, or asked, when this breaks in. Left out where there is none. */
  readonly team?: TeamThen;
  /** Doing it opens another case for the same person, and agrees that these answers are shown there. */
  readonly opens?: OpensView;
}
export interface HistoryView {
  readonly seq: number;
  readonly at: string;
  readonly by: {
    readonly id: string;
    readonly role: string;
    readonly name: string | null;
    /** Whose people they are; null: not those of an agency. */
    readonly agency: Text | null;
  };
  readonly event: string;
  /** What it said of the line to the caller. */
  readonly line?: LineMark;
  /** Of the first step of an application that was entered later: when it came in. */
  readonly received?: string;
  /** Of the first step: the case that this one follows; of a later one: the case that it opened. */
  readonly renews?: { readonly case: string; readonly number: string };
  readonly opened?: { readonly case: string; readonly number: string };
  readonly from: string;
  readonly to: string;
  /** What the state that it led to is called. */
  readonly toTitle: Text;
  readonly trace: readonly { readonly from: string; readonly exit: string; readonly to: string }[];
  /** What happened, in plain words. */
  readonly sentence: Text;
  /** What was decided in this step, and on what: as it was then, whatever was answered since. */
  readonly why: readonly WhyView[];
}
export interface WhyView {
  readonly decision: string;
  readonly title: Text;
  /** One of the decision's outcomes, or `undetermined`. */
  readonly outcome: string;
  readonly outcomeLabel: Text;
  /** Row of the decision table, from 1; null when no single row decided, or when the decision is a choice. */
  readonly row: number | null;
  /** What the row says of itself. */
  readonly reason: Text | null;
  /** Of the program: the case keeps the one that it began with. */
  readonly version: number;
  /** The day that it was decided for, where it read limits that change with time. */
  readonly date: string | null;
  /** The answers that counted. */
  readonly read: readonly {
    readonly question: string;
    readonly ask: Text;
    readonly short: Text;
    readonly label: Text;
  }[];
}
