import { actorOf, type LoadedCase, mayActOn } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { allowedEvents, type RunnableProgram, setsOut } from '../../../libs/workflow/index.js';
import { showQuestion } from '../cases/show-case.js';
import { questionsIn } from '../cases/show-to-holder.js';
import { named } from '../cases/words.js';
import type { HoldingDto } from './referrals.dto.js';

/** Where the case stands and what may be done, for somebody of the agency that has it now. Nothing of the client. */
export function showHolding(tx: Tx, run: RunnableProgram, { record, answers }: LoadedCase): HoldingDto | null {
  const definition = run.program.states[record.state.state];
  if (tx.who.role !== 'agency-worker' || !definition || !mayActOn(run.program, record.state, tx.who)) return null;
  const { due, overdue } = record.state;
  const allowed = allowedEvents(run, record.state, answers, actorOf(tx.who), tx.now.toISOString());
  const questions = questionsIn(run.program, allowed).map(({ question, optional }) => ({
    ...showQuestion(run, record, { question, decision: null, optional }),
    suggested: null,
  }));
  return {
    revision: record.revision,
    state: definition.id,
    stateTitle: definition.title as HoldingDto['stateTitle'],
    kind: definition.kind,
    due: due?.at ?? null,
    overdue: overdue > 0 || (due !== null && Date.parse(due.at) <= tx.now.getTime()),
    allowed: allowed.map((one) => ({
      ...one,
      ...(setsOut(run.program, record.state, one.event) && { setsOut: true as const }),
    })) as unknown as HoldingDto['allowed'],
    questions: questions as unknown as HoldingDto['questions'],
    toAgree: definition.kind === 'consent' ? toAgree(run, definition.disclosure) : null,
  };
}

function toAgree({ program }: RunnableProgram, id: string): HoldingDto['toAgree'] {
  const disclosure = program.disclosures[id];
  if (!disclosure) return null;
  const facts = disclosure.facts.flatMap((question) => {
    const asked = program.questions[question];
    return asked ? [named(asked).short] : [];
  });
  return { purpose: disclosure.purpose, facts } as HoldingDto['toAgree'];
}
