import type { StepFollower } from '../cases/index.js';
import type { Answers } from '../eligibility/index.js';
import type { Keyring, Tx } from '../platform/index.js';
import { type CaseState, type RunnableProgram, countsSince, yearAppliedFor } from '../workflow/index.js';
import { identityOf } from './identity.js';
import { keyOf, type Trait, traitsOf } from './keys.js';

/** By what a case is found, for which year it is and since when it counts. */
interface Findable {
  readonly year: number;
  readonly since: string | null;
  readonly traits: readonly Trait[];
}

/** Null for a program that does not look for duplicates. */
export function findableBy(run: RunnableProgram, state: CaseState, answers: Answers, now: string): Findable | null {
  const { duplicates } = run.program;
  if (!duplicates) return null;
  return {
    year: yearAppliedFor(run, state, answers, now),
    since: countsSince(run, state),
    traits: traitsOf(duplicates, identityOf(duplicates, answers)),
  };
}

/** Follows each step: keeps what its case is found by, when that has changed. */
export const keepKeys =
  (keyring: Keyring): StepFollower =>
  (tx, { case: id, run, before, after, answers }) => {
    const now = tx.now.toISOString();
    const found = findableBy(run, after, answers.after, now);
    if (!found) return;
    const was = before && findableBy(run, before, answers.before, now);
    if (was ? JSON.stringify(was) === JSON.stringify(found) : found.traits.length === 0) return;
    writeKeys(tx, keyring, { case: id, program: run.program.id, ...found });
  };

/** In place of all that the case was found by. */
export function writeKeys(
  tx: Tx,
  keyring: Keyring,
  { case: id, program, year, since, traits }: Findable & { readonly case: string; readonly program: string },
): void {
  const { tenant } = tx.who;
  tx.write('duplicates.forget-keys', 'DELETE FROM duplicate_keys WHERE tenant_id = $1 AND case_id = $2', [tenant, id]);
  if (traits.length === 0) return;
  const keys = traits.map((trait) => ({
    kind: trait.kind,
    key: keyOf(keyring, tenant, program, trait).toString('hex'),
    questions: trait.questions,
  }));
  tx.write(
    'duplicates.keep-keys',
    `INSERT INTO duplicate_keys (tenant_id, case_id, kind, key, program_id, year, counts_since, questions, made_by)
     SELECT $1, $2, k.kind, decode(k.key, 'hex'), $3, $4, $5, ARRAY(SELECT json_array_elements_text(k.questions)), $6
     FROM json_to_recordset($7) AS k (kind text, key text, questions json)`,
    [tenant, id, program, year, since, keyring.id, JSON.stringify(keys)],
  );
}
