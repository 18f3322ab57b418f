import { answersBefore } from '../../clients/index.js';
import type { Answers } from '../../eligibility/index.js';
import type { Tx } from '../../platform/index.js';

/** A case as its facts tell it now. */
export interface CaseAnswers {
  readonly id: string;
  readonly version: number;
  readonly answers: Answers;
}

export const noId = '00000000-0000-0000-0000-000000000000';
export const atOnce = 1000;

/** So many cases of a program behind an id, in the order of their ids. */
export function answersBehind(tx: Tx, program: string, after: string): Promise<CaseAnswers[]> {
  return tx.sql<CaseAnswers>(
    'cases.answers-behind',
    `SELECT c.id, c.program_version AS version, (${answersBefore('$1', 'c.id', `'infinity'`)}) AS answers
     FROM cases c WHERE c.tenant_id = $1 AND c.program_id = $2 AND c.id > $3 ORDER BY c.id LIMIT ${atOnce}`,
    [tx.who.tenant, program, after],
  );
}

export function answersOf(tx: Tx, ids: readonly string[]): Promise<CaseAnswers[]> {
  return tx.sql<CaseAnswers>(
    'cases.answers-of',
    `SELECT c.id, c.program_version AS version, (${answersBefore('$1', 'c.id', `'infinity'`)}) AS answers
     FROM cases c WHERE c.tenant_id = $1 AND c.id = ANY ($2::uuid[]) ORDER BY c.id`,
    [tx.who.tenant, ids],
  );
}
