import type { Value } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import { type RunnableProgram, misfit } from '../workflow/index.js';
import { asHouse } from './as-house.js';
import type { CaseRecord } from './case-record.js';

/** What was answered in the case before this one. It is no fact here. */
export interface EarlierAnswer {
  readonly value: Value;
  readonly at: string;
  /** Who said it, by the id of the person of ours, or the role. */
  readonly saidBy: string;
  /** Of a person of ours. */
  readonly saidByName: string | null;
}

interface EarlierRow {
  readonly key: string;
  readonly state: string;
  readonly value: Value | null;
  readonly at: Date;
  readonly saidBy: string;
  readonly saidByName: string | null;
}

const FIND = `
  SELECT DISTINCT ON (f.key) f.key, f.state, f.value, f.at, f.said_by AS "saidBy", p.name AS "saidByName"
  FROM facts f LEFT JOIN people p ON p.tenant_id = f.tenant_id AND p.id = f.said_by
  WHERE f.tenant_id = $1 AND f.case_id = $2 AND f.key = ANY ($3)
    AND ($4::text IS NULL OR EXISTS (SELECT FROM cases c
      WHERE c.tenant_id = $1 AND c.id = $2 AND c.progress->'consents'->$4->>'given' = 'true'))
  ORDER BY f.key, f.version DESC`;

/**
 * Of these questions, what was answered in the case that this one follows and may be shown here: while the yes stands that was given
 * there, and as long as it is kept. What would be no answer any more is left out.
 */
export async function findEarlier(
  tx: Tx,
  { program }: RunnableProgram,
  { renews }: Pick<CaseRecord, 'renews'>,
  wanted: readonly string[],
): Promise<Readonly<Record<string, EarlierAnswer>>> {
  const keys = wanted.filter((id) => renews?.confirm.includes(id));
  if (!renews || keys.length === 0) return {};
  const values = [tx.who.tenant, renews.case, keys, renews.consent];
  // Whoever applies by themself sees one case; that what they said before may be shown in this one they have agreed to.
  const rows = await asHouse(tx, () => tx.sql<EarlierRow>('cases.find-earlier', FIND, values));
  const shown = rows.flatMap(({ key, state, value, at, ...by }) => {
    const question = program.questions[key];
    if (state !== 'given' || value === null || !question || misfit(question, { value }) !== null) return [];
    return [[key, { value, at: at.toISOString(), ...by }] as const];
  });
  return Object.fromEntries(shown);
}

/** The case that follows this one. */
export interface FollowingCase {
  readonly case: string;
  readonly number: string;
  readonly program: string;
  readonly at: string;
}

/** Null: none was opened. */
export async function findRenewal(tx: Tx, caseId: string): Promise<FollowingCase | null> {
  const [row] = await asHouse(tx, () =>
    tx.sql<Omit<FollowingCase, 'at'> & { at: Date }>(
      'cases.find-renewal',
      `SELECT id AS "case", number, program_id AS program, opened_at AS at FROM cases
       WHERE tenant_id = $1 AND renews->>'case' = $2`,
      [tx.who.tenant, caseId],
    ),
  );
  return row ? { ...row, at: row.at.toISOString() } : null;
}
