import type { DecisionTable, Parameter } from '../eligibility/index.js';
import type { Channel } from './channel.js';
import type { Capacity, Handover, Purpose, QuestionType, Role, parameterTypes } from './program.js';
import type { DuplicatesSource } from './source-duplicates.js';
import type { LabelsSource } from './source-labels.js';
import type { GrantSource, GrantStateSource } from './source-grants.js';
import type { OpensCaseSource, OpensProgramSource } from './source-opens.js';
import type { ColumnSource, WhereSource } from './source-rows.js';

/** What people write, parsed, shorthands and all, without `assumption` marks. `program.schema.json` is the contract. */
export interface ProgramDocuments {
  readonly program: ProgramSource;
  readonly labels?: LabelsSource;
  readonly routes?: RoutesSource;
  /** By `name@version`. */
  readonly fragments?: ById<FragmentDocuments>;
  /** Every fragment that there is, included or not: for better advice. */
  readonly knownFragments?: readonly string[];
  /** Texts of letters by their file's name: `letters/decision.en.md`. */
  readonly letterTexts?: ById<string>;
  /** Tables by their file's name: all that the file holds. */
  readonly tables?: ById<readonly DecisionTable[]>;
}
export interface FragmentDocuments {
  readonly fragment: FragmentSource;
  readonly labels?: LabelsSource;
  readonly tables?: ById<readonly DecisionTable[]>;
}

export type ById<T> = Readonly<Record<string, T>>;
/** A sentence by language; some languages may stand in labels.yaml instead. */
export type TextSource = ById<string>;
export type OneOrMore<T> = T | readonly T[];

export interface ProgramSource {
  readonly format: 1;
  readonly program: string;
  readonly title: TextSource;
  readonly languages: readonly string[];
  readonly subject: {
    readonly 'third-party': 'allowed' | 'refused';
    readonly name: 'never' | 'optional' | 'required';
  };
  readonly include?: ById<string>;
  readonly defaults: { readonly owner: string; readonly due: DueSource; readonly overdue: OverdueSource };
  readonly questions?: ById<QuestionSource>;
  readonly parameters?: ById<ParameterSource>;
  readonly grants?: ById<GrantSource>;
  readonly decisions?: ById<DecisionSource>;
  readonly disclosures?: ById<DisclosureSource>;
  readonly letters?: ById<LetterSource>;
  readonly duplicates?: DuplicatesSource;
  readonly clocks?: ById<OneOrMore<string>>;
  readonly timers?: ById<TimerSource>;
  readonly interrupts?: ById<InterruptSource>;
  readonly routes?: ById<readonly RouteTargetSource[]>;
  readonly start: string | ({ readonly otherwise: string } & Readonly<Partial<Record<Channel, string>>>);
  readonly states: ById<StateSource>;
}
export interface FragmentSource {
  readonly format: 1;
  readonly fragment: string;
  readonly version: number;
  readonly questions: ById<QuestionSource>;
  readonly parameters?: ById<ParameterSource>;
  readonly decisions?: ById<DecisionSource>;
}
export type { LabelsSource };
export interface RoutesSource {
  readonly routes: ById<readonly RouteTargetSource[]>;
}

export interface QuestionSource {
  readonly type?: QuestionType;
  readonly choices?: readonly string[] | ById<TextSource | null>;
  readonly for: readonly Purpose[];
  readonly ask?: TextSource;
  readonly short?: TextSource;
  readonly help?: TextSource;
  readonly row?: TextSource;
  readonly 'add-row'?: TextSource;
  readonly optional?: boolean;
  readonly decline?: 'staff';
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly keep?: string;
  readonly columns?: ById<ColumnSource>;
  readonly from?: string;
  /** `years`, `birthday-18`, `first-2`, `fsa`, `opened`, `count`, `sum`; and of a `clock`: `clock`, `clock-month`. */
  readonly compute?: string;
  readonly clock?: string;
  readonly of?: readonly string[];
  readonly where?: ById<WhereSource>;
  readonly about?: string;
  readonly 'speaks-as'?: ById<Capacity>;
  /** Choice → question → what was answered there, and is asked again. */
  readonly 'asks-again'?: ById<ById<string | readonly string[]>>;
}
export interface ParameterSource {
  readonly title?: TextSource;
  readonly type: (typeof parameterTypes)[number];
  readonly by?: string;
  readonly values: Parameter['values'];
}
export interface DecisionSource {
  readonly table?: string;
  readonly outcomes?: readonly string[];
  readonly date?: string;
  readonly stays?: readonly string[];
  readonly benefit?: { readonly given: string | readonly string[]; readonly unasked?: string | readonly string[] };
  readonly answer?: string;
}
export interface DisclosureSource {
  readonly to: 'route' | 'us' | 'holder';
  readonly facts: readonly string[];
  readonly purpose?: TextSource;
}
export interface LetterSource {
  readonly title: TextSource;
  readonly kind?: 'letter' | 'card';
  readonly facts?: readonly string[];
}
export interface SendSource {
  readonly letter: string;
  readonly email?: string;
  readonly print?: string;
}
export interface OverdueSource {
  readonly alert: string;
  readonly every?: string;
}
export type DueSource =
  | string
  | {
      readonly in?: string;
      readonly at?: string;
      readonly from?: string;
      readonly within?: string;
      readonly beside?: string;
      readonly to?: TargetSource;
      readonly owner?: string;
      readonly overdue?: OverdueSource;
    };
export interface TargetMap {
  readonly to?: string;
  readonly resume?: string;
  readonly 'resume-or'?: string;
}
export type TargetSource = string | TargetMap;
/** Decision → outcomes; `known` → questions; `refused`, `agreed` → disclosures; `declined`, `no-number` → an offer; `resumes` → states; `handed-over` → ways; `granted`, `waitlisted`, `had` → grants; `accepted: true`; `held: true`; `taken: true`; a field with choices of the event itself → words. */
export type WhenSource = ById<OneOrMore<string> | true>;
export type TargetsSource = TargetSource | readonly (TargetMap & { readonly when?: WhenSource })[];
export interface StaySource {
  readonly alert?: string;
  readonly tell?: 'holder';
}
export interface TimerSource {
  readonly from?: string;
  readonly in?: string;
  readonly at?: string;
  readonly until?: OneOrMore<string>;
  readonly every?: string;
  readonly max?: number;
  readonly to?: TargetSource;
  readonly stay?: StaySource;
}
export type FieldType = 'text' | 'service' | 'services' | 'decline-reason' | 'agency' | 'choice' | 'question';
export type FieldSource =
  | FieldType
  | readonly string[]
  | {
      readonly type?: FieldType;
      readonly choices?: readonly string[];
      readonly optional?: boolean;
      readonly 'in-route'?: string;
    };
export type FieldsSource = readonly string[] | ById<FieldSource>;
export interface EventSource {
  readonly by: OneOrMore<Role>;
  readonly line?: 'lost' | 'back';
  readonly label?: TextSource;
  readonly fields?: FieldsSource;
  readonly 'four-eyes'?: OneOrMore<string>;
  readonly reopen?: readonly string[];
  readonly to?: TargetsSource;
  readonly stay?: StaySource;
  readonly max?: number;
  readonly again?: { readonly in: string };
  readonly then?: TargetSource;
  readonly frees?: OneOrMore<string>;
  readonly uses?: OneOrMore<string>;
  readonly from?: { readonly month: number; readonly day: number };
  readonly opens?: OpensCaseSource;
}
export interface InterruptSource {
  readonly by: OneOrMore<Role>;
  readonly line?: 'lost' | 'back';
  readonly label?: TextSource;
  readonly in?: readonly string[];
  readonly except?: readonly string[];
  readonly when?: WhenSource;
  readonly fields?: FieldsSource;
  readonly reopen?: readonly string[];
  readonly doubt?: readonly string[];
  readonly revoke?: boolean;
  readonly withdraws?: OneOrMore<string>;
  readonly to?: TargetsSource;
  readonly stay?: StaySource;
}

interface BaseSource {
  readonly send?: OneOrMore<SendSource>;
  readonly script?: TextSource;
  readonly help?: TextSource;
  readonly questions?: readonly string[];
  readonly timers?: ById<TimerSource>;
}
export interface OpenSource extends BaseSource {
  readonly owner?: string;
  readonly entry?: StaySource;
  readonly due?: DueSource;
  readonly overdue?: OverdueSource;
}
export interface AskSource extends OpenSource {
  readonly kind: 'ask';
  readonly decide?: string | { readonly answer: string };
  readonly again?: boolean;
  readonly order?: 'expected' | 'written';
  readonly leaves: ById<TargetsSource>;
}
export interface ConsentSource extends OpenSource {
  readonly kind: 'consent';
  readonly disclosure: string;
  readonly by?: readonly string[];
  readonly leaves: ById<TargetsSource>;
}
export interface OfferSource extends OpenSource {
  readonly kind: 'offer';
  readonly route: string | ById<string>;
  readonly handover: Handover | { readonly consented: Handover; readonly otherwise: Handover };
  readonly disclosure?:
    | string
    | {
        readonly name: string;
        readonly override?: string;
        readonly needs?: 'consent';
        readonly 'or-override'?: { readonly by?: Role; readonly why: string };
      };
  readonly dial?: string;
  readonly area?: string;
  readonly attempt?: string;
  readonly beside?: boolean | Handover;
  readonly mode?: 'in-order' | 'first-to-accept' | 'all' | 'beside';
  readonly leaves: ById<TargetsSource>;
}
export interface WaitSource extends OpenSource {
  readonly kind: 'wait';
  readonly events?: ById<EventSource>;
  readonly grants?: ById<ById<TargetsSource>>;
  readonly stands?: true;
  readonly correct?: true;
}
export interface EndSource extends BaseSource {
  readonly kind: 'end';
  readonly disposition: string | ById<string>;
  readonly crisis?: boolean;
  readonly need: 'referred' | 'met' | 'unknown' | { readonly unmet?: string; readonly from?: string };
  readonly opens?: OpensProgramSource;
  readonly uses?: OneOrMore<string>;
}
export type OpenStateSource = AskSource | ConsentSource | OfferSource | GrantStateSource | WaitSource;
export type StateSource = OpenStateSource | EndSource;
export type RouteTargetSource =
  | string
  | {
      readonly service?: string;
      readonly fallback?: boolean;
      readonly interpreter?: boolean;
      readonly 'at-most'?: Handover;
      readonly ourselves?: true | TextSource;
    };
