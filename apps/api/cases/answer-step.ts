import { audit } from '../../../libs/access/index.js';
import {
  type AdvanceResult,
  type CaseView,
  type LoadedCase,
  type OpenResult,
  type Stepped,
  loadCase,
  mayActOn,
  runnable,
} from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { type Answer, ProblemError, etagOf, fieldFault, notFound, refusal, refuseStale } from '../shell/index.js';
import { showCaseToMe, withoutWhatIsNotTold } from './show-to-holder.js';

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

/**
 * A kept answer is older than a withdrawal may be: what it tells an agency of the client is read again. An agency that has the
 * case no more, because it ended or went elsewhere, learns that its event was taken, and of the client nothing.
 */
export async function tellAgainWhatMayBeTold(tx: Tx, id: string, answer: Answer): Promise<Answer> {
  if (!answer.replayed || tx.who.role !== 'agency-worker') return answer;
  await auditWhatAgencyReads(tx, id);
  const kept = JSON.parse(answer.json ?? 'null') as CaseView;
  const loaded = await loadCase(tx, id);
  const told = loaded ? await tellAgain(tx, kept, loaded) : withoutWhatIsNotTold(untold(kept), false);
  return { ...answer, json: JSON.stringify(told) };
}

async function tellAgain(tx: Tx, kept: CaseView, loaded: LoadedCase): Promise<CaseView> {
  const run = await runnable(tx, loaded.record.program, loaded.record.version, loaded.zone);
  const hasIt = mayActOn(run.program, loaded.record.state, tx.who);
  const { offers, answers, withdrawn } = await showCaseToMe(tx, run, loaded);
  return withoutWhatIsNotTold({ ...kept, offers, answers, withdrawn: withdrawn ?? false }, hasIt);
}

const untold = (kept: CaseView): CaseView => ({
  ...kept,
  offers: kept.offers.map((offer) => ({ ...offer, brief: null, notKnown: [] })),
});

async function answerWith(tx: Tx, stepped: Stepped, status: number): Promise<Answer> {
  await auditWhatAgencyReads(tx, stepped.record.id);
  const body = await showCaseToMe(tx, stepped.run, stepped);
  return { status, headers: { etag: etagOf(stepped.record.revision) }, body, about: stepped.record.id };
}

/** An answer to an agency tells it of a client as a read does. Of our own steps history tells. */
async function auditWhatAgencyReads(tx: Tx, id: string): Promise<void> {
  if (tx.who.role === 'agency-worker') await audit(tx, 'read-case', { case: id });
}
