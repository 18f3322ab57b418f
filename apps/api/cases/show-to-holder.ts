import { type CaseView, mayActOn } from '../../../libs/cases/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import type { AllowedEvent, Program, RunnableProgram } from '../../../libs/workflow/index.js';
import { type Showable, showCase, showQuestion } from './show-case.js';

/** The view of a case for the person of this transaction: whole for us, what was agreed for the agency that has it. */
export async function showCaseToMe(tx: Tx, run: RunnableProgram, shown: Showable): Promise<CaseView> {
  const view = await showCase(tx, run, shown);
  if (tx.who.role !== 'agency-worker') return view;
  return withoutWhatIsNotTold(forHolder(tx, run, shown, view), mayActOn(run.program, shown.record.state, tx.who));
}

/**
 * Where the case stands and what the agency may do. Of the client: what consent lets it be told now, and what its own people
 * filled in. Not what another agency said, nor what was decided on the call, nor who called, nor where else the client is
 * helped. Named field by field: whatever a case tells one day stays with us until it is named here.
 */
function forHolder(tx: Tx, run: RunnableProgram, shown: Showable, view: CaseView): CaseView {
  const { id, number, program, programTitle, version, revision, language } = view;
  const { state, stateTitle, kind, offers, allowed, owner, due, overdue, disposition, dispositionLabel, needs } = view;
  return {
    ...{ id, number, program, programTitle, version, revision, language },
    ...{ state, stateTitle, kind, offers, allowed, owner, due, overdue, disposition, dispositionLabel, needs },
    contact: NOT_FOR_AGENCIES,
    inquirer: null,
    relation: null,
    script: null,
    help: null,
    questions: questionsIn(run.program, allowed).map(({ question, optional }) => ({
      ...showQuestion(run, shown.record, { question, decision: null, optional }),
      suggested: null,
    })),
    answers: answersForHolder(tx, shown, view),
    verdicts: {},
    passedOver: [],
    dispatch: null,
    clocks: {},
    consent: null,
    next: null,
    withdrawn: wasTakenBack(shown, view),
  };
}

/** Contacts are ours: the id without a value (RFC 9562, nil), and the language of which nothing is said (ISO 639, und). */
const NOT_FOR_AGENCIES = '00000000-0000-0000-0000-000000000000';
const NOT_SAID = 'und';
const GONE: Text = { en: 'No longer with you', fr: 'N’est plus chez vous' };

/**
 * An agency that may be told nothing, because consent was taken back or was never given, learns what it has to do and that
 * alone. One that has the case no more learns nothing of where it stands; how it ended is for who was there and may be told.
 */
export function withoutWhatIsNotTold(view: CaseView, hasIt: boolean): CaseView {
  const isTold = mayBeTold(view);
  const isTheirs = hasIt || (isTold && view.kind === 'end');
  return {
    ...view,
    ...(!isTold && { language: NOT_SAID, answers: [], disposition: null, dispositionLabel: null, needs: [] }),
    ...(!isTheirs && {
      offers: view.offers.map((offer) => ({ ...offer, brief: null, notKnown: [], leftUnsafeAt: null })),
      ...{ state: 'gone', stateTitle: GONE, kind: 'end', questions: [], answers: [], allowed: [] },
      ...{ owner: null, due: null, overdue: false, disposition: null, dispositionLabel: null, needs: [] },
    }),
  };
}

/** By the agency's own referrals. */
const mayBeTold = ({ offers }: CaseView): boolean => offers.some(({ brief }) => brief !== null);

/** Nothing may be told by a consent that does not stand any more. */
function wasTakenBack({ record }: Showable, view: CaseView): boolean {
  return !mayBeTold(view) && consentWasTakenBack(record.state.consents, view.offers);
}

/** Also one that was asked for again: the answer before does not stand any more. */
export function consentWasTakenBack(
  consents: Showable['record']['state']['consents'],
  offers: readonly { readonly consent: string | null }[],
): boolean {
  const standing = new Set(Object.values(consents).flatMap(({ id, given }) => (given ? [id] : [])));
  return offers.some(({ consent }) => consent !== null && !standing.has(consent));
}

/** What the agency's own referrals may be told now; and, as long as they may be told anything, what its own people said. */
function answersForHolder({ who }: Tx, { facts }: Showable, view: CaseView): CaseView['answers'] {
  if (!mayBeTold(view)) return [];
  const briefed = new Set(view.offers.flatMap(({ brief }) => (brief ?? []).map(({ question }) => question)));
  const isTheirs = (question: string) => who.agency !== null && facts[question]?.agency === who.agency;
  return view.answers.filter(({ question }) => briefed.has(question) || isTheirs(question));
}

/** The questions whose answers the allowed events carry, each once. */
export function questionsIn(program: Program, allowed: readonly Pick<AllowedEvent, 'fields'>[]) {
  const fields = allowed.flatMap((event) => event.fields.filter(({ type }) => type === 'question'));
  const once = new Map(fields.map(({ name, optional }) => [name, optional]));
  return [...once].flatMap(([name, optional]) => {
    const question = program.questions[name];
    return question ? [{ question, optional }] : [];
  });
}
