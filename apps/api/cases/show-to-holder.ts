import type { CaseView } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import type { AllowedEvent, Program, RunnableProgram } from '../../../libs/workflow/index.js';
import { type Showable, showCase, showQuestion } from './show-case.js';

/** The view of a case for the person of this transaction: whole for us, what was agreed for the agency that has it. */
export async function showCaseToMe(tx: Tx, run: RunnableProgram, shown: Showable): Promise<CaseView> {
  const view = await showCase(tx, run, shown);
  return tx.who.role === 'agency-worker' ? forHolder(run, shown, view) : view;
}

/**
 * Where the case stands and what the agency may do. Of the client: what consent lets it be told now, and with it the
 * dates that agencies gave. Not what was decided on the call, nor who called, nor where else the client is helped. Named field by
 * field: whatever a case tells one day stays with us until it is named here.
 */
function forHolder(run: RunnableProgram, { record }: Showable, view: CaseView): CaseView {
  const { id, number, program, programTitle, version, revision, contact, language } = view;
  const { state, stateTitle, kind, offers, allowed, owner, due, overdue, disposition, dispositionLabel } = view;
  return {
    ...{ id, number, program, programTitle, version, revision, contact, language },
    ...{ state, stateTitle, kind, offers, allowed, owner, due, overdue, disposition, dispositionLabel },
    inquirer: null,
    relation: null,
    script: null,
    help: null,
    questions: questionsIn(run.program, allowed).map(({ question, optional }) =>
      showQuestion(run, record, { question, decision: null, optional }),
    ),
    answers: answersForHolder(run.program, view),
    verdicts: {},
    consent: null,
    needs: view.needs,
    next: null,
  };
}

/** What the agency's own referrals may be told now; and, as long as they may be told anything, what agencies' events fill in. */
export function answersForHolder(program: Program, { answers, offers }: CaseView): CaseView['answers'] {
  const briefed = offers.flatMap(({ brief }) => (brief ?? []).map(({ question }) => question));
  const known = new Set(briefed.length > 0 ? [...briefed, ...filledByAgencies(program)] : []);
  return answers.filter(({ question }) => known.has(question));
}

function filledByAgencies(program: Program): readonly string[] {
  const events = Object.values(program.states).flatMap((state) =>
    state.kind === 'wait' ? Object.values(state.events) : [],
  );
  return events
    .filter(({ by }) => by.includes('agency'))
    .flatMap(({ fields }) => Object.entries(fields).flatMap(([name, { type }]) => (type === 'question' ? [name] : [])));
}

/** The questions whose answers the allowed events carry, each once. */
function questionsIn(program: Program, allowed: readonly Pick<AllowedEvent, 'fields'>[]) {
  const fields = allowed.flatMap((event) => event.fields.filter(({ type }) => type === 'question'));
  const once = new Map(fields.map(({ name, optional }) => [name, optional]));
  return [...once].flatMap(([name, optional]) => {
    const question = program.questions[name];
    return question ? [{ question, optional }] : [];
  });
}
