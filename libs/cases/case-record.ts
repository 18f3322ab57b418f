import type { Inquirer, Relation } from '../contacts/index.js';
import type { Answers } from '../eligibility/index.js';
import type { CaseState, NeedOutcome } from '../workflow/index.js';

/** One client's passage through one program, as the database holds it. */
export interface CaseRecord {
  readonly id: string;
  /** What people say aloud; `case-number.ts`. */
  readonly number: string;
  readonly program: string;
  readonly version: number;
  readonly contact: string;
  /** Who contacts us, as the contact says: the client, or somebody of this relation to them. */
  readonly inquirer: Inquirer | null;
  readonly relation: Relation | null;
  readonly subject: string;
  readonly channel: string;
  readonly language: string;
  /** The region that answers for it; null: the whole tenant. */
  readonly answeringRegion: string | null;
  readonly openedAt: string;
  readonly openedBy: string;
  readonly revision: number;
  readonly state: CaseState;
  /** Where the same contact goes on after the end. */
  readonly next: NextPlace | null;
  /** The case of the same person that this one follows. */
  readonly renews: Renews | null;
}
/** What was answered in the case before is shown in this one, and is no fact of it until somebody confirms it. */
export interface Renews {
  readonly case: string;
  readonly number: string;
  /** Questions. */
  readonly confirm: readonly string[];
  /** The disclosure by which they are shown, for as long as that yes stands there; null: it was the same contact. */
  readonly consent: string | null;
}
export interface NextPlace {
  readonly program: string;
  /** The case that was opened there, when that program is loaded … */
  readonly case: string | null;
  /** … else the directory line to dial. */
  readonly line: string | null;
  readonly phone: string | null;
}

/** A case with what we know of its client, and the newest version of each fact. */
export interface LoadedCase {
  readonly record: CaseRecord;
  readonly answers: Answers;
  readonly facts: Readonly<Record<string, FactRef>>;
  /** IANA zone of the tenant. */
  readonly zone: string;
}
export interface FactRef {
  readonly version: number;
  readonly at: string;
  /** Whose people said it; null for everybody else. */
  readonly agency: string | null;
}

export interface CaseRow {
  readonly id: string;
  readonly number: string;
  readonly inquirer: Inquirer | null;
  readonly relation: Relation | null;
  readonly program_id: string;
  readonly program_version: number;
  readonly contact_id: string;
  readonly subject_id: string;
  readonly channel: string;
  readonly language: string;
  readonly answering_region: string | null;
  readonly opened_at: Date;
  readonly opened_by: string;
  readonly revision: number;
  readonly state: string;
  readonly entered_at: Date;
  readonly progress: Progress;
  readonly owner_kind: 'person' | 'queue' | 'agency' | null;
  readonly owner_id: string | null;
  readonly due_at: Date | null;
  readonly due_since: Date | null;
  readonly due_limit: number | null;
  readonly overdue: number;
  readonly disposition: string | null;
  readonly ended_at: Date | null;
  readonly next: NextPlace | null;
  readonly renews: Renews | null;
}

/** The part of a CaseState that has no column of its own. */
export type Progress = Omit<
  CaseState,
  'state' | 'enteredAt' | 'owner' | 'due' | 'overdue' | 'ended' | 'declined' | 'resumeHolder'
> & {
  /** Older cases have none. */
  readonly declined?: CaseState['declined'];
  readonly resumeHolder?: CaseState['resumeHolder'];
  readonly end?: { readonly need: NeedOutcome; readonly crisis: boolean };
};

export function toRecord(row: CaseRow): CaseRecord {
  return {
    id: row.id,
    number: row.number,
    inquirer: row.inquirer,
    relation: row.relation,
    program: row.program_id,
    version: row.program_version,
    contact: row.contact_id,
    subject: row.subject_id,
    channel: row.channel,
    language: row.language,
    answeringRegion: row.answering_region,
    openedAt: row.opened_at.toISOString(),
    openedBy: row.opened_by,
    revision: row.revision,
    state: toState(row),
    next: row.next,
    renews: row.renews,
  };
}

function toState(row: CaseRow): CaseState {
  const { end, ...progress } = row.progress;
  return {
    ...progress,
    declined: progress.declined ?? [],
    resumeHolder: progress.resumeHolder ?? null,
    state: row.state,
    enteredAt: row.entered_at.toISOString(),
    owner: row.owner_kind && row.owner_id ? { kind: row.owner_kind, id: row.owner_id } : null,
    due:
      row.due_at && row.due_since && row.due_limit !== null
        ? { at: row.due_at.toISOString(), since: row.due_since.toISOString(), limit: row.due_limit }
        : null,
    overdue: row.overdue,
    ended:
      row.ended_at && row.disposition !== null && end
        ? { disposition: row.disposition, need: end.need, crisis: end.crisis, at: row.ended_at.toISOString() }
        : null,
  };
}

const recordColumns = [
  'id',
  'number',
  'program_id',
  'program_version',
  'contact_id',
  'subject_id',
  'channel',
  'language',
  'answering_region',
  'opened_at',
  'opened_by',
  'revision',
  'next',
  'renews',
] as const;

/** What `toRecord` needs of a case's own row, for a statement that calls it so. */
export const caseColumns = (alias: string): string =>
  [...recordColumns, ...stateColumns].map((column) => `${alias}.${column}`).join(', ');

/** Column values of a state, in the order of `stateColumns`. */
export function stateValues(state: CaseState): unknown[] {
  const { state: name, enteredAt, owner, due, overdue, ended, ...progress } = state;
  const end = ended ? { end: { need: ended.need, crisis: ended.crisis } } : {};
  return [
    name,
    enteredAt,
    JSON.stringify({ ...progress, ...end }),
    owner?.kind ?? null,
    owner?.id ?? null,
    due?.at ?? null,
    due?.since ?? null,
    due?.limit ?? null,
    overdue,
    ended?.disposition ?? null,
    ended?.at ?? null,
  ];
}
export const stateColumns = [
  'state',
  'entered_at',
  'progress',
  'owner_kind',
  'owner_id',
  'due_at',
  'due_since',
  'due_limit',
  'overdue',
  'disposition',
  'ended_at',
] as const;
