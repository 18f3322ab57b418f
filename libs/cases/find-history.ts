import type { Value, Verdict } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import type { TraceEntry } from '../workflow/index.js';

/** A case as history names it. */
export interface NamedCase {
  readonly case: string;
  readonly number: string;
}

/** One row of a case's history: references only. Its sentence is made when it is shown. */
export interface HistoryRow {
  readonly seq: number;
  readonly at: Date;
  readonly actorId: string;
  readonly actorRole: string;
  readonly actorName: string | null;
  /** Who had the case before the step, and after it; null: no agency. */
  readonly agencies: readonly string[] | null;
  readonly event: string;
  readonly from: string;
  readonly to: string;
  readonly trace: readonly TraceEntry[];
  readonly refs: {
    readonly facts: Readonly<Record<string, number>>;
    /** All that were not open after the step. `declined`: of those that were undetermined. */
    readonly verdicts: Readonly<
      Record<string, Pick<Verdict, 'status' | 'outcome' | 'because'> & Partial<Pick<Verdict, 'declined'>>>
    >;
    /** The service whose offer the step is about, and those that were asked in it. Older rows have none. */
    readonly services?: { readonly of?: string; readonly asked?: readonly string[] };
    /** Of the first step: when the application that it enters came in, if that was before. */
    readonly received?: string;
    /** Of the first step: the case that this one follows. */
    readonly renews?: NamedCase;
    /** Of a step that opened another case: that one. */
    readonly opened?: NamedCase;
  };
}

/** One version of one answer. An erased one was given, and has no value any more. */
export interface FactVersion {
  readonly key: string;
  readonly version: number;
  readonly state: 'given' | 'declined' | 'withdrawn';
  readonly value: Value | null;
}

/** Every answer of a case in all its versions: what the references of its history point to. */
export function findFactVersions(tx: Tx, caseId: string): Promise<FactVersion[]> {
  return tx.sql<FactVersion>(
    'cases.find-fact-versions',
    'SELECT key, version, state, value FROM facts WHERE tenant_id = $1 AND case_id = $2',
    [tx.who.tenant, caseId],
  );
}

/** All steps of a case, oldest first. Empty for a case that this tenant does not have. */
export function findHistory(tx: Tx, caseId: string): Promise<HistoryRow[]> {
  return tx.sql<HistoryRow>(
    'cases.find-history',
    `SELECT h.seq, h.at, h.actor_id AS "actorId", h.actor_role AS "actorRole", p.name AS "actorName", h.event,
       h.from_state AS "from", h.to_state AS "to", h.trace, h.refs, h.agencies
     FROM case_history h LEFT JOIN people p ON p.tenant_id = h.tenant_id AND p.id = h.actor_id
     WHERE h.tenant_id = $1 AND h.case_id = $2 ORDER BY h.seq`,
    [tx.who.tenant, caseId],
  );
}
