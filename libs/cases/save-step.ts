import type { Answer } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import type { CaseState } from '../workflow/index.js';
import { type CaseRecord, type FactRef, stateColumns, stateValues } from './case-record.js';

/** What one step leaves behind, besides its effects. */
export interface StepToSave {
  readonly before: CaseState | null;
  readonly record: CaseRecord;
  readonly facts: Readonly<Record<string, Answer | null>>;
  /** The facts before this step. */
  readonly known: Readonly<Record<string, FactRef>>;
  readonly saidBy: string;
  readonly history: HistoryToSave;
}
export interface HistoryToSave {
  readonly actor: { readonly id: string; readonly role: string };
  readonly event: string;
  readonly from: string;
  readonly trace: readonly unknown[];
  readonly refs: object;
}

/** Timers of cases carry their kind before the program's own name, so that other rooms' timers are theirs. */
export const TIMER_KIND = 'case';
export const TIMER_PREFIX = `${TIMER_KIND}/`;

const SET_STATE = stateColumns.map((column, index) => `${column} = $${index + 5}`).join(', ');
const SAVE = `
  WITH moved AS (
    UPDATE cases SET revision = $3, next = $4, ${SET_STATE}
    WHERE tenant_id = $1 AND id = $2 AND revision = $3 - 1
    RETURNING id
  ), told AS (
    INSERT INTO case_history (tenant_id, case_id, seq, at, actor_id, actor_role, event, from_state, to_state, trace, refs)
    SELECT $1, id, $3, $16, $17, $18, $19, $20, $5, $21, $22 FROM moved
  ), learned AS (
    INSERT INTO facts (tenant_id, subject_id, key, version, value, state, said_by, contact_id, case_id, at)
    SELECT $1, $23, key, version, value, state, $24, $25, $2, $16
    FROM jsonb_to_recordset($26) AS f (key text, version integer, value jsonb, state text)
  ), cleared AS (
    DELETE FROM timers WHERE tenant_id = $1 AND subject_id = $2 AND name = ANY ($27)
  ), set_again AS (
    INSERT INTO timers (tenant_id, subject_id, name, generation, due_at)
    SELECT $1, $2, name, generation, due_at
    FROM jsonb_to_recordset($28) AS t (name text, generation integer, due_at timestamptz)
    ON CONFLICT (tenant_id, subject_id, name)
    DO UPDATE SET generation = excluded.generation, due_at = excluded.due_at, leased_until = NULL
  )
  SELECT count(*)::integer AS moved FROM moved`;

/**
 * Writes state, history, facts and timers of one step in one round trip.
 * @returns false when somebody else saved this revision first; nothing may be kept of the transaction then.
 */
export async function saveStep(tx: Tx, step: StepToSave): Promise<boolean> {
  const { record, history } = step;
  const timers = timerChanges(step.before, record.state);
  const [row] = await tx.sql<{ moved: number }>('cases.save-step', SAVE, [
    tx.who.tenant,
    record.id,
    record.revision,
    record.next && JSON.stringify(record.next),
    ...stateValues(record.state),
    tx.now,
    history.actor.id,
    history.actor.role,
    history.event,
    history.from,
    JSON.stringify(history.trace),
    JSON.stringify(history.refs),
    record.subject,
    step.saidBy,
    record.contact,
    JSON.stringify(factRows(step)),
    timers.cleared,
    JSON.stringify(timers.set),
  ]);
  return row?.moved === 1;
}

/** Versions of a fact count from 1 within its case. */
export function nextVersion(known: Readonly<Record<string, FactRef>> | undefined, key: string): number {
  return (known?.[key]?.version ?? 0) + 1;
}

function factRows(step: StepToSave) {
  return Object.entries(step.facts).map(([key, answer]) => ({
    key,
    version: nextVersion(step.known, key),
    value: answer && 'value' in answer ? answer.value : null,
    state: answer === null ? 'withdrawn' : 'value' in answer ? 'given' : 'declined',
  }));
}

function timerChanges(before: CaseState | null, after: CaseState) {
  const old = before?.timers ?? {};
  const cleared = Object.keys(old).filter((name) => after.timers[name] === undefined);
  const changed = Object.entries(after.timers).filter(([name, timer]) => old[name]?.generation !== timer.generation);
  return {
    cleared: cleared.map((name) => TIMER_PREFIX + name),
    set: changed.map(([name, timer]) => ({
      name: TIMER_PREFIX + name,
      generation: timer.generation,
      due_at: timer.at,
    })),
  };
}
