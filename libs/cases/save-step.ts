import type { Answer } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import type { CaseState, DispatchStage } from '../workflow/index.js';
import type { CodedAnswers } from './code-answers.js';
import { type CaseRecord, type FactRef, stateColumns, stateValues } from './case-record.js';

/** What one step leaves behind, besides its effects. */
export interface StepToSave {
  readonly before: CaseState | null;
  readonly record: CaseRecord;
  readonly facts: Readonly<Record<string, Answer | null>>;
  /** The facts before this step. */
  readonly known: Readonly<Record<string, FactRef>>;
  /** Null when nothing of it changed. */
  readonly coded: CodedAnswers | null;
  readonly saidBy: string;
  /** The agency whose person that is. */
  readonly saidFor: string | null;
  /** The agencies that have the case before and after this step. */
  readonly heldBy: { readonly before: string | null; readonly after: string | null };
  /** How far its dispatch has come after this step; null when there is none. */
  readonly dispatch: DispatchStage | null;
  /** A life is at risk after this step: such a case stands first. */
  readonly atRisk: boolean;
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

/** As the case stood before this step, where it is the one by which a life came to be at risk. */
const RISK_BEGAN = `CASE WHEN $26 THEN CASE WHEN at_risk THEN risk_began ELSE jsonb_build_object('at', $16::timestamptz, 'state', state,
  'entered', entered_at, 'resumeTo', progress->'resumeTo') END END`;
const SET_STATE = stateColumns.map((column, index) => `${column} = $${index + 5}`).join(', ');
const MOVE = `
  WITH moved AS (
    UPDATE cases SET revision = $3, next = $4, held_by = $23, dispatch = $25, at_risk = $26, risk_began = ${RISK_BEGAN}, ${SET_STATE}
    WHERE tenant_id = $1 AND id = $2 AND revision = $3 - 1
    RETURNING id
  ), told AS (
    INSERT INTO case_history (tenant_id, case_id, seq, at, actor_id, actor_role, event, from_state, to_state, trace, refs,
      agencies)
    SELECT $1, id, $3, $16, $17, $18, $19, $20, $5, $21, $22, $24 FROM moved
  )`;

/** What only some steps leave behind. A step pays for the parts that it needs; each asks for its values in turn. */
const PARTS = {
  learned: (value: () => string) => `
    INSERT INTO facts (tenant_id, subject_id, said_by, agency_id, contact_id, case_id, at, key, version, value, state)
    SELECT $1, ${value()}, ${value()}, ${value()}, ${value()}, $2, $16, key, version, value, state
    FROM jsonb_to_recordset(${value()}) AS f (key text, version integer, value jsonb, state text)`,
  coded: (value: () => string) => `
    INSERT INTO case_answers (tenant_id, case_id, program_id, version, layout, codes)
    VALUES ($1, $2, ${value()}, ${value()}::integer, ${value()}::integer, ${value()}::bytea)
    ON CONFLICT (tenant_id, case_id) DO UPDATE SET layout = excluded.layout, codes = excluded.codes`,
  cleared: (value: () => string) => `
    DELETE FROM timers WHERE tenant_id = $1 AND subject_id = $2 AND name = ANY (${value()})`,
  armed: (value: () => string) => `
    INSERT INTO timers (tenant_id, subject_id, name, generation, due_at)
    SELECT $1, $2, name, generation, due_at
    FROM jsonb_to_recordset(${value()}) AS t (name text, generation integer, due_at timestamptz)
    ON CONFLICT (tenant_id, subject_id, name)
    DO UPDATE SET generation = excluded.generation, due_at = excluded.due_at, leased_until = NULL`,
};
type Part = keyof typeof PARTS;
const COMMON_VALUES = 26;

/** One text for each set of parts, so that each is prepared once a connection. */
const texts = new Map<string, string>();
function textWith(parts: readonly Part[]): string {
  const known = texts.get(parts.join());
  if (known !== undefined) return known;
  let last = COMMON_VALUES;
  const written = parts.map((part) => `, ${part} AS (${PARTS[part](() => `$${++last}`)})`);
  const text = `${MOVE}${written.join('')} SELECT count(*) = 1 OR refuse_lost_race() FROM moved`;
  texts.set(parts.join(), text);
  return text;
}

/**
 * Writes state, history, facts and timers of one step, in one statement that travels with COMMIT. Had somebody else saved
 * this revision first, nothing of the transaction would be kept and the work would run again.
 */
export function saveStep(tx: Tx, step: StepToSave): void {
  const { record, history } = step;
  const parts = partsOf(step);
  const names = parts.map(([part]) => part);
  tx.write(`cases.save-step:${names.join()}`, textWith(names), [
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
    step.heldBy.after,
    agenciesOf(step),
    step.dispatch,
    step.atRisk,
    ...parts.flatMap(([, values]) => values),
  ]);
}

function partsOf(step: StepToSave): (readonly [Part, readonly unknown[]])[] {
  const { record, coded } = step;
  const facts = factRows(step);
  const timers = timerChanges(step.before, record.state);
  const all: [Part, readonly unknown[], boolean][] = [
    ['learned', [record.subject, step.saidBy, step.saidFor, record.contact, JSON.stringify(facts)], facts.length > 0],
    ['coded', [record.program, record.version, coded?.layout, coded?.codes], coded !== null],
    ['cleared', [timers.cleared], timers.cleared.length > 0],
    ['armed', [JSON.stringify(timers.set)], timers.set.length > 0],
  ];
  return all.flatMap(([part, values, needed]) => (needed ? [[part, values] as const] : []));
}

/** Who has the case before or after is told of the step, that by which they lose it too. */
function agenciesOf({ heldBy: { before, after } }: StepToSave): string[] | null {
  const agencies = new Set([before, after].filter((agency) => agency !== null));
  return agencies.size > 0 ? [...agencies] : null;
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
