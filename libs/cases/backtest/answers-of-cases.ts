import { answersBefore } from '../../clients/index.js';
import type { Answers } from '../../eligibility/index.js';
import type { Tx } from '../../platform/index.js';
import type { LaidOut } from '../recode-answers.js';

/** A case as its facts tell it now. */
export interface CaseAnswers {
  readonly id: string;
  readonly version: number;
  readonly answers: Answers;
}

export const noId = '00000000-0000-0000-0000-000000000000';
export const atOnce = 1000;
/** Rows are made every day: an older case has one. */
const missingFor = 7 * 86_400_000;

export function answersOf(tx: Tx, ids: readonly string[]): Promise<CaseAnswers[]> {
  return tx.sql<CaseAnswers>(
    'cases.answers-of',
    `SELECT c.id, c.program_version AS version, (${answersBefore('$1', 'c.id', `'infinity'`)}) AS answers
     FROM cases c WHERE c.tenant_id = $1 AND c.id = ANY ($2::uuid[]) ORDER BY c.id`,
    [tx.who.tenant, ids],
  );
}

async function idsOf(tx: Tx, name: string, text: string, values: readonly unknown[]): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(name, text, values);
  return rows.map(({ id }) => id);
}

/** So many of the cases that are laid out alike, behind an id. */
export function idsLaidOut(tx: Tx, { program, version, layout }: LaidOut, after: string): Promise<string[]> {
  return idsOf(
    tx,
    'cases.ids-laid-out',
    `SELECT case_id AS id FROM case_answers
     WHERE tenant_id = $1 AND program_id = $2 AND version = $3 AND layout = $4 AND case_id > $5
     ORDER BY case_id LIMIT ${atOnce}`,
    [tx.who.tenant, program, version, layout, after],
  );
}

/** Cases that have no row at all yet: a server of an older version opened them, and nobody has made their rows since. */
export function idsUncoded(tx: Tx, program: string, after: string): Promise<string[]> {
  return idsOf(
    tx,
    'cases.ids-uncoded',
    `SELECT c.id FROM cases c
     WHERE c.tenant_id = $1 AND c.program_id = $2 AND c.id > $3 AND c.opened_at > $4
       AND NOT EXISTS (SELECT FROM case_answers a WHERE a.tenant_id = $1 AND a.case_id = c.id)
     ORDER BY c.id LIMIT ${atOnce}`,
    [tx.who.tenant, program, after, new Date(tx.now.getTime() - missingFor)],
  );
}
