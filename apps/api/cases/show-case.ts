import type { ServiceView } from '../../../libs/agencies/index.js';
import type { CaseRecord, CaseView, LoadedCase, QuestionView, VerdictView } from '../../../libs/cases/index.js';
import { actorOf } from '../../../libs/cases/index.js';
import { type Answers, type Text, type Verdict, explain } from '../../../libs/eligibility/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { type Referral, referralsOfCase } from '../../../libs/referrals/index.js';
import {
  type AskNow,
  type RunnableProgram,
  type Question,
  allowedEvents,
  askNow,
  clocksNow,
  dispatchStage,
  eventsForOthers,
  hasReviewers,
  localDate,
  type PassedOver,
  recipientsOf,
  refersClients,
  verdicts,
} from '../../../libs/workflow/index.js';
import { showAllowed } from './show-allowed.js';
import { showAnswers } from './show-answers.js';
import { agreedBefore, findServicesOf, showConsent } from './show-consent.js';
import { needsOf, showGrants } from './show-grants.js';
import { showOffer } from './show-offer.js';
import { showEarlier, showRenewal } from './show-renewal.js';
import { showRowsOf, whyNotWorkedOut } from './show-rows.js';
import { findLeftUnsafe } from './left-unsafe.js';
import { showTold } from './show-told.js';
import { teamIf } from './team-then.js';
import { withoutWhatIf, withWhatIf } from './what-if.js';
import { whyAskedAgain } from './why-asked-again.js';
import { whyAsked } from './why-asked.js';
import { sayDoubt } from './say-doubt.js';
import { fillIn, labelsOf, limitsOf, named } from './words.js';

/** What is known of a case, read or just stepped. */
export type Showable = Pick<LoadedCase, 'record' | 'answers' | 'facts'>;

/** The whole view of a case for the person of this transaction. Two round trips, one without offers; one more in doubt. */
export async function showCase(tx: Tx, run: RunnableProgram, shown: Showable): Promise<CaseView> {
  const { record, answers } = shown;
  const { program } = run;
  const state = program.states[record.state.state];
  if (!state) throw new Error(`program ${program.id} has no state "${record.state.state}"`);
  const offers = mayHaveOffers(run, record) ? await referralsOfCase(tx, record.id) : [];
  const told = recipientsOf(run, record.state, answers);
  const before = agreedBefore(run, record, told);
  const over = passedOverIn(run, record).map(({ service }) => service);
  const services = await findServicesOf(tx, [...offers.map((offer) => offer.service), ...told, ...before, ...over]);
  const { owner, due, ended } = record.state;
  const isOurs = tx.who.role !== 'agency-worker';
  const left = offers.some(({ mayBeTold }) => mayBeTold) ? await findLeftUnsafe(tx, run, shown) : null;
  const asked = askNow(run, record.state, answers);
  const earlier = await showEarlier(tx, run, shown, asked);
  const today = localDate(tx.now.toISOString(), run.zone);
  const forOthers = eventsForOthers(run, record.state, actorOf(tx.who));
  const whyNow = ({ question }: AskNow) =>
    whyNotWorkedOut(program, question, answers, today) ?? whyAskedAgain(run, record.state, question, answers);
  return {
    id: record.id,
    number: record.number,
    program: program.id,
    programTitle: program.title,
    version: record.version,
    revision: record.revision,
    contact: record.contact,
    inquirer: record.inquirer,
    relation: record.relation,
    language: record.language,
    state: state.id,
    stateTitle: state.title,
    kind: state.kind,
    script: state.script ?? null,
    help: state.help ?? null,
    questions: asked.map((ask) => ({ ...showQuestion(run, record, ask, whyNow(ask)), ...earlier[ask.question.id] })),
    answers: showAnswers(run, shown),
    verdicts: showVerdicts(run, shown, asked, today, tx.who.role !== 'client'),
    consent: showConsent(run, shown, { told, before }, services),
    offers: offers.map((offer) => showOffer(run, shown, offer, services, left)),
    passedOver: showPassedOver(run, record, services),
    allowed: allowedEvents(run, record.state, answers, actorOf(tx.who), tx.now.toISOString()).map((one) => {
      const team = isOurs ? teamIf(run, shown, one.event, offers, services) : null;
      return { ...showAllowed(program, one), ...(team && { team }) };
    }),
    ...(forOthers.length > 0 && { forOthers }),
    ...(isOurs && (await showRenewal(tx, run, shown))),
    ...(isOurs && hasReviewers(program) && { reviewed: true as const }),
    ...(isOurs && !ended && Object.hasOwn(program.starts ?? {}, 'web') && { online: true as const }),
    owner,
    due: due?.at ?? null,
    overdue: record.state.overdue > 0 || (due !== null && Date.parse(due.at) <= tx.now.getTime()),
    dispatch: dispatchStage(program, record.state),
    clocks: clocksNow(record.state),
    disposition: ended?.disposition ?? null,
    dispositionLabel: ended ? (program.dispositions[ended.disposition] ?? null) : null,
    needs: ended ? await needsOf(tx, record) : [],
    next: record.next,
    ...(isOurs && offers.some(hadYes) && { agencyTold: await showTold(tx, record, offers, services) }),
    ...(record.state.grants && { grants: await showGrants(tx, run, record.id) }),
  };
}

/** Somebody took the client, and may have been told of what came after. */
const hadYes = ({ status, releasedAt }: Referral): boolean =>
  releasedAt !== null || ['accepted', 'in-progress', 'completed'].includes(status);

/** Of the offer of now, and of those that send a team. */
function passedOverIn({ program }: RunnableProgram, { state }: CaseRecord): readonly PassedOver[] {
  return Object.entries(state.passedOver ?? {}).flatMap(([id, found]) => {
    const offer = program.states[id];
    const counts = id === state.state || (offer?.kind === 'offer' && offer.handover.consented === 'dispatch');
    return counts ? found : [];
  });
}

/** Who was not asked, by name. */
function showPassedOver(
  run: RunnableProgram,
  record: CaseRecord,
  services: Readonly<Record<string, ServiceView>>,
): CaseView['passedOver'] {
  return passedOverIn(run, record).map((one) => ({
    ...one,
    name: services[one.service]?.name ?? { en: one.service, fr: one.service },
  }));
}

/** A case that never reached an offer, nor named a service, has no referrals: no need to ask. */
function mayHaveOffers(run: RunnableProgram, record: CaseRecord): boolean {
  if (!refersClients(run.program)) return false;
  const state = run.program.states[record.state.state];
  const { handedOver, offers, passed } = record.state;
  return state?.kind !== 'ask' || handedOver !== null || passed.length > 1 || Object.keys(offers).length > 0;
}

/** `why`: instead of what its purpose says. */
export function showQuestion(
  run: RunnableProgram,
  record: CaseRecord,
  ask: AskNow,
  why: Text | null = null,
): QuestionView {
  const { question, decision, optional } = ask;
  return {
    id: question.id,
    type: question.type,
    ...named(question),
    help: question.help ?? null,
    answers: question.choices,
    optional,
    min: question.min ?? null,
    max: question.max ?? null,
    suggested: suggestedFor(question, record),
    why: { purposes: question.purposes, decision, sentence: why ?? whyAsked(run.program, ask) },
    rows: showRowsOf(run.program, question),
  };
}

/**
 * What the greeting says already: the language, and what the caller is to the client. That somebody calls for themself is never
 * proposed: of older contacts it is also what stands where nobody has asked, and 911 calls for a stranger.
 */
function suggestedFor(question: Question, { language, relation }: CaseRecord): string | null {
  if (question.type === 'language') return language;
  return relation !== null && Object.hasOwn(question.speaksAs ?? {}, relation) ? relation : null;
}

/**
 * Without choices that decide by themselves and are not asked yet: such a verdict says only that they were not.
 * @param looks for what would decide otherwise, and when
 */
function showVerdicts(
  run: RunnableProgram,
  { answers: said, record }: Showable,
  asked: readonly AskNow[],
  today: string,
  looks: boolean,
): Record<string, VerdictView> {
  // What nobody knows any more is neither a yes nor a no.
  const doubted = Object.keys(record.state.doubted ?? {}).map((id) => [id, { declined: true }] as const);
  const answers: Answers = doubted.length === 0 ? said : { ...said, ...Object.fromEntries(doubted) };
  const isOfNow = (id: string): boolean => asked.some(({ decision }) => decision === id);
  // An answer that is a decision only for conditions stands among the answers, and nobody waits for it.
  const isAsked = (id: string): boolean =>
    Object.values(run.program.states).some((state) => state.kind === 'ask' && state.decision === id);
  const isShown = (id: string, status: Verdict['status']): boolean =>
    run.program.decisions[id]?.kind === 'table' || (isAsked(id) && (status !== 'open' || isOfNow(id)));
  const shown = Object.entries(verdicts(run, answers)).filter(([id, { status }]) => isShown(id, status));
  return Object.fromEntries(
    shown.map(([id, verdict]) => {
      const inDoubt = verdict.declined.filter((question) => record.state.doubted?.[question] && said[question]);
      const sentence = inDoubt.length > 0 ? sayDoubt(run.program, inDoubt) : explainOnce(run, id, verdict, answers);
      const { title, labels: general } = run.program.decisions[id]!;
      const labels = Object.fromEntries(
        Object.entries(general).map(([outcome, label]) => [outcome, fillIn(run.program, label, answers)]),
      );
      const found = looks ? withWhatIf(run, id, verdict, answers, today) : withoutWhatIf(verdict);
      return [id, { ...found, title, labels, sentence }];
    }),
  );
}

/** Question and answer stand above it as title and outcome: said once is enough. */
const SAID: Text = { en: 'This is the answer that was given.', fr: 'C’est la réponse donnée.' };

/** A verdict on choices is one object for all who answer alike, and so is its sentence. */
const explained = new WeakMap<Verdict, Text>();

function explainOnce(run: RunnableProgram, id: string, verdict: Verdict, answers: Answers): Text {
  const known = explained.get(verdict);
  if (known) return known;
  const isTheAnswer = run.program.decisions[id]?.kind === 'answer' && verdict.status === 'settled';
  const said = isTheAnswer ? SAID : explain(run.decisions[id]!, verdict, labelsOf(run.program, id), answers);
  const limits = limitsOf(verdict.because?.date);
  const sentence = limits ? { en: `${said.en} ${limits.en}.`, fr: `${said.fr} ${limits.fr}.` } : said;
  explained.set(verdict, sentence);
  return sentence;
}
