import { type AdvanceResult, type OpenResult, type Stepped, loadCase } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { type Answer, ProblemError, etagOf, fieldFault, notFound, refusal, refuseStale } from '../shell/index.js';
import { showCase } from './show-case.js';

/** 201 with the case, or the problem that kept it from being opened. */
export async function answerOpened(tx: Tx, result: OpenResult): Promise<Answer> {
  if (!result.ok) throw notOpened(result.reason);
  const answer = await answerWith(tx, result, 201);
  return { ...answer, headers: { ...answer.headers, location: `/api/v1/cases/${result.record.id}` } };
}

function notOpened(reason: Exclude<OpenResult, Stepped>['reason']): ProblemError {
  switch (reason) {
    case 'program-is-unknown':
      return fieldFault('/program', 'isUnknown');
    case 'contact-is-unknown':
      return fieldFault('/contact', 'isUnknown');
    case 'contact-is-closed':
      return new ProblemError(409, 'contact-is-closed');
    case 'line-is-unknown':
      return fieldFault('/line', 'isUnknown');
  }
}

/** 200 with the case after the step, 409 with the engine's reason, 412 when somebody else was first. */
export async function answerStepped(
  tx: Tx,
  id: string,
  revision: number | null,
  result: AdvanceResult,
): Promise<Answer> {
  if (result.ok) return answerWith(tx, result, 200);
  if (result.reason === 'case-is-unknown') throw notFound();
  if (result.reason === 'revision-is-stale') {
    const loaded = await loadCase(tx, id);
    refuseStale(
      revision,
      result.current,
      loaded ? { revision: loaded.record.revision, state: loaded.record.state.state } : undefined,
    );
    throw new Error(`case ${id}: revision ${revision} was called stale although it is the current one`);
  }
  throw refusal(result);
}

async function answerWith(tx: Tx, stepped: Stepped, status: number): Promise<Answer> {
  const body = await showCase(tx, stepped.run, stepped);
  return { status, headers: { etag: etagOf(stepped.record.revision) }, body, about: stepped.record.id };
}
