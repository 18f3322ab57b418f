import type { Text } from '../eligibility/index.js';
import type { Handover, RoutableService } from '../workflow/index.js';
import type { TeamCount, TeamDefinition } from './team.js';

/** How a client may reach a service. */
export const handovers = ['warm', 'cold', 'number', 'dispatch'] as const satisfies readonly Handover[];

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/** Local wall-clock times, `09:00-17:00`. `22:00-06:00` runs into the next morning; `00:00-24:00` is a whole day. */
export type Span = string;

/**
 * When somebody answers, in the local time of the service. A weekday that is not named is closed.
 * `holidays`: what happens on a day of the holiday calendar: nobody answers (the default), the same as on other
 * days, or spans of its own.
 */
export type KnownHours = '24/7' | WeeklyHours;
/**
 * `unknown`: nobody has told us. Such a service may be open, so it is tried, and who does not answer is passed over as
 * ever; but it is no proof that an hour is covered.
 */
export type OpeningHours = KnownHours | 'unknown';
export type WeeklyHours = Readonly<Partial<Record<Weekday, readonly Span[]>>> & {
  readonly holidays: 'closed' | 'same' | readonly Span[];
};

/** One line or desk that a client can be offered. Field names follow HSDS 3.x where it has a word for it. */
export interface ServiceDefinition {
  readonly id: string;
  readonly name: Text;
  readonly description: Text | null;
  /** First number is the one to dial. Empty when a service can only be described, never dialled. */
  readonly phones: readonly Phone[];
  /** BCP 47 codes that its own people speak. */
  readonly languages: readonly string[];
  /** True: it takes clients with an interpreter on the line. */
  readonly interpreter: boolean;
  readonly hours: OpeningHours;
  /** Areas that it serves, by the names that programs use. Null: everywhere that the tenant does. */
  readonly serviceArea: readonly string[] | null;
  /** The same on a map, for people: routing goes by `serviceArea`. */
  readonly covers?: Covers;
  /** It is full whenever none of its teams is on shift and free. */
  readonly byTeams?: boolean;
  /** Who it sends. A person's change of one stays; what is here is for those that nobody changed. */
  readonly teams?: readonly TeamDefinition[];
  readonly handovers: readonly Handover[];
  /** Where the facts come from: an address or a document. */
  readonly source: string;
  /** What has to be checked before anybody relies on it in live use. Null when it has been confirmed. */
  readonly verify: string | null;
}

/** City wards by number, and forward sortation areas: the first three characters of a postal code. */
export interface Covers {
  readonly wards: readonly number[];
  readonly fsas: readonly string[];
}
/** Wards of the City of Toronto. */
export const mostWards = 25;
/** What a first half of a Canadian postal code looks like. */
export const isFsa = (text: string): boolean => /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]$/.test(text);

export interface Phone {
  readonly number: string;
  readonly extension: string | null;
  /** One of the tenant's own lines: whoever dials it from here reaches ourselves. */
  readonly ownLine?: true;
}

/** An organization with its services, as the tenant's directory holds it. */
export interface AgencyDefinition {
  readonly id: string;
  readonly name: Text;
  readonly website: string | null;
  /** IANA zone in which `hours` are meant. */
  readonly timeZone: string;
  /** Id of the holiday calendar that its `holidays` refers to. */
  readonly holidays: string;
  /** Mail address to which links go that need no account: of each offer, and of what is to be reported. */
  readonly linkTo?: string | null;
  readonly services: readonly ServiceDefinition[];
}

/** Days on which services may be closed, as local dates. */
export interface HolidayCalendar {
  readonly id: string;
  readonly days: readonly { readonly date: string; readonly name: Text }[];
}

/** Whether it can take a new client now. `full` may carry the instant (ISO 8601, UTC) at which it ends by itself. */
export interface Capacity {
  readonly state: 'open' | 'full';
  readonly fullUntil: string | null;
}

/** A service as routing and screens need it, true at the transaction's instant. Plain data. */
export interface ServiceView extends RoutableService {
  readonly name: Text;
  readonly description: Text | null;
  /** As people write it, extension included (`1-877-376-4674 x340`). Null: it cannot be dialled. */
  readonly phone: string | null;
  /** That number is one of our own lines: a call to it comes back to us. */
  readonly ownLine: boolean;
  readonly interpreter: boolean;
  readonly hours: OpeningHours;
  readonly timeZone: string;
  /** False: the hours are not known, and `open` only says that it is worth a try. */
  readonly hoursKnown: boolean;
  /** Next opening (ISO 8601) when closed now. Null when open, or when it never opens. */
  readonly opens: string | null;
  /** A `full` whose time is over reads as `open`. */
  readonly capacity: Capacity;
  /** Its people said that it is full. Full without that: no team of its is free. */
  readonly saidFull: boolean;
  readonly covers: Covers | null;
  /** Null: its capacity does not go by teams. */
  readonly teams: TeamCount | null;
  readonly verify: string | null;
  /** Its agency is told of offers by a link in a mail. */
  readonly byLink: boolean;
}
