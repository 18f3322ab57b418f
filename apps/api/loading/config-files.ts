import type { ClaimRules, RegionNames } from '../../../libs/access/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import type { KnownHours } from '../../../libs/agencies/index.js';
import type { QuestionType } from '../../../libs/workflow/index.js';

/**
 * What the files in `config/` say, once read. The YAML is spelled as in the comments: kebab-case keys, except that
 * directory fields keep their HSDS names (`service_area`). An unknown key is a mistake.
 */

/**
 * `tenants/<id>.yaml`
 *
 *     tenant: ontario-211
 *     name: {en: Ontario 211, fr: 211 Ontario}
 *     time-zone: America/Toronto
 *     languages: [en, fr]
 *     holidays: ontario                  # holidays/ontario.yaml
 *     desk: 2-1-1                        # optional; the number that agencies call
 *     programs: [good2talk]              # programs/<id>/
 *     agencies: [kids-help-phone, …]     # agencies/<file>.yaml
 *     lines:
 *       - id: good2talk
 *         number: 1-866-925-5454
 *         program: good2talk             # not among `programs`: a directory line, a number to dial
 *         title: {en: Good2Talk, fr: Allô J’écoute}
 *         greeting: {en: "…", fr: "…"}
 *         languages: [en, fr]
 *         hours: 24/7                    # or as for a service
 *         region: toronto                # optional; whose calls these are, where whoever answers has no region
 *         verify: "…"                    # optional; what to check before live use
 *     regions:                           # optional; what people read for a region. Then each that is named elsewhere must be here
 *       toronto: {en: Toronto, fr: Toronto}
 *     sign-in:                           # live mode: what the claims of the sign-in provider mean here
 *       roles: {claim: groups, map: {211-navigators: navigator, 211-leads: [supervisor, reviewer]}}
 *       agency: {claim: agency}          # of which agency an agency worker is
 *       regions: {claim: region, map: {Toronto: toronto, Ontario: "*"}}   # optional; *: the whole tenant
 *       ask: {en: Ask your team lead., fr: Demandez à votre chef d’équipe.}   # optional; for who has no access yet
 */
export interface TenantFile {
  readonly file: string;
  readonly id: string;
  readonly name: Text;
  readonly timeZone: string;
  readonly languages: readonly string[];
  readonly holidays: string;
  readonly desk: string | null;
  readonly programs: readonly string[];
  readonly agencies: readonly string[];
  readonly lines: readonly LineEntry[];
  /** By their ids; one without a name is called by its id. */
  readonly regions: RegionNames;
  /** Null: nobody signs in to this tenant in live mode. */
  readonly signIn: ClaimRules | null;
}
export interface LineEntry {
  readonly id: string;
  readonly number: string;
  readonly program: string;
  readonly title: Text;
  readonly greeting: Text;
  readonly languages: readonly string[];
  readonly hours: KnownHours;
  readonly region: string | null;
  readonly verify: string | null;
}

/*
 * `agencies/<file>.yaml` is read to AgencyDefinition (libs/agencies/service.ts):
 *
 *     organization:
 *       id: kids-help-phone
 *       name: {en: Kids Help Phone, fr: Jeunesse, J’écoute}
 *       website: https://kidshelpphone.ca          # optional
 *       offers-by: {link: desk@agency.example}     # optional; offers go there by mail, as links that need no account
 *       time-zone: America/Toronto                 # optional, else the tenant's
 *       holidays: ontario                          # optional, else the tenant's
 *     services:
 *       - id: kids-help-phone
 *         name: {en: …, fr: …}
 *         description: {en: …, fr: …}              # optional
 *         phones: [{number: 1-800-668-6868}]       # or {number: 1-877-376-4674, extension: "340"}
 *         languages: [en, fr]
 *         interpreter: true                        # optional, false
 *         hours: 24/7
 *         # hours: {monday: ["09:00-17:00"], tuesday: ["09:00-12:00", "13:00-17:00"], holidays: closed}
 *         # hours: unknown                         # nobody has told us: it is tried at any hour, and said so
 *         # holidays: closed | same | ["10:00-14:00"]; a weekday left out is closed; "22:00-06:00" ends next morning
 *         service_area: [toronto]                  # optional; left out: everywhere that the tenant serves
 *         covers: {wards: [10, 13], fsas: [M4Y]}   # optional; the same on a map, for people: an offer with `area` goes by service_area
 *         capacity: by-teams                       # optional; full whenever no team is on shift and free
 *         teams:                                   # optional; a team that somebody has changed in the console is theirs
 *           - {id: gerstein-team-1, name: {en: Team 1, fr: Équipe 1}, shifts: 24/7}
 *         # languages: [en, fr]; shifts as hours, but holidays left out are days like any other
 *         handovers: [warm, cold, number]          # what it accepts: warm, cold, number, dispatch
 *         source: https://…                        # where this comes from
 *         verify: "Phone to be checked with the agency before live use."   # left out once confirmed
 */

/*
 * `holidays/<id>.yaml` is read to HolidayCalendar:
 *
 *     calendar: ontario
 *     days:
 *       - {date: 2026-12-25, name: {en: Christmas Day, fr: Noël}}
 */

/**
 * `facts.yaml`: keys that programs share. A question of this id in any program is the same fact about the client;
 * every other question's answers are private to their case.
 *
 *     facts:
 *       lang: {type: language, label: {en: Preferred language, fr: Langue préférée}}
 */
export interface SharedFact {
  readonly key: string;
  readonly type: QuestionType;
  readonly label: Text;
}

/** `programs/<id>/` and `fragments/<name>@<version>/`: file name → text, exactly as on disk. */
export type FileTexts = Readonly<Record<string, string>>;
