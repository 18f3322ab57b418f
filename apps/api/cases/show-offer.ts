import type { ServiceView } from '../../../libs/agencies/index.js';
import type { OfferView } from '../../../libs/cases/index.js';
import type { Answers, Text } from '../../../libs/eligibility/index.js';
import { type Referral, stepsOf } from '../../../libs/referrals/index.js';
import type { HandoverStep, Question, RunnableProgram, State } from '../../../libs/workflow/index.js';
import type { Showable } from './show-case.js';
import { type LeftUnsafe, leftBefore } from './left-unsafe.js';
import { saidInDoubt } from './show-answers.js';
import { answerText, named } from './words.js';

type Shown = Pick<Showable, 'record' | 'answers' | 'facts'>;

/** One offer of a case, with what may be told to the service that it goes to. */
export function showOffer(
  run: RunnableProgram,
  shown: Shown,
  offer: Referral,
  services: Readonly<Record<string, ServiceView>>,
  left: LeftUnsafe | null = null,
): OfferView {
  const service = services[offer.service];
  const handover = handoverNow(shown, offer);
  return {
    id: offer.id,
    state: offer.state,
    service: offer.service,
    agency: offer.agency,
    picked: isPicked(run.program.states[offer.state]),
    name: service?.name ?? { en: offer.service, fr: offer.service },
    phone: service?.phone ?? null,
    ownLine: service?.ownLine ?? false,
    noted: notedNumber(run, shown.answers, offer, service),
    hoursKnown: service?.hoursKnown ?? false,
    handover,
    status: offer.status,
    reason: offer.reason,
    fallback: offer.fallback,
    consent: offer.consentId,
    override: offer.override,
    ...(offer.mayBeTold ? briefOf(run, shown, offer) : { brief: null, notKnown: [] }),
    leftUnsafeAt: leftBefore(left, offer),
    team: offer.team,
    steps: stepsOf({ ...offer, handover }).map((step) => ({ step, at: timeOf(offer, step) })),
    expires: offer.expiresAt?.toISOString() ?? null,
    offeredAt: offer.offeredAt.toISOString(),
    answeredAt: offer.answeredAt?.toISOString() ?? null,
  };
}

/** The program asks whom somebody picks, and nobody after them. */
export const isPicked = (state: State | undefined): boolean => state?.kind === 'offer' && 'picked' in state.route;

/** Found for the service that the route means; whoever stands in for it has another number. */
function notedNumber(
  { program }: RunnableProgram,
  answers: Answers,
  { state, fallback }: Referral,
  service: ServiceView | undefined,
): OfferView['noted'] {
  const definition = program.states[state];
  const question = definition?.kind === 'offer' && definition.dial ? program.questions[definition.dial] : undefined;
  const answer = question && answers[question.id];
  const canDial = service?.phone && !service.ownLine;
  if (!answer || !('value' in answer) || fallback || canDial) return null;
  return { question: question.id, short: named(question).short, number: String(answer.value) };
}

/**
 * How it was in the end. Until then, consent may have been withdrawn since it was offered: an open offer is then handed over
 * as less than planned.
 */
function handoverNow({ record }: Pick<Showable, 'record'>, offer: Referral): Referral['handover'] {
  if (offer.handedOverAs) return offer.handedOverAs;
  const progress = record.state.offers[offer.state];
  return offer.status === 'offered' && progress?.status === 'open' ? progress.handover : offer.handover;
}

function timeOf(offer: Referral, step: HandoverStep): string | null {
  const done = offer.steps.find((one) => one.step === step);
  return done ? new Date(done.at).toISOString() : null;
}

/**
 * Only what the disclosure names, and of that only what was answered: by then, where what was told stands as it was. What was not
 * answered is named, so that nobody takes it for a "no". For a language that nobody has asked about, that of the call is told, as
 * what it is: somebody may call for a person who speaks another.
 */
function briefOf(
  { program }: RunnableProgram,
  { answers, facts: said, record }: Shown,
  { disclosure, answersThen }: Referral,
): Pick<OfferView, 'brief' | 'notKnown'> {
  const facts = (disclosure === null ? undefined : program.disclosures[disclosure])?.facts ?? [];
  const told = answersThen ?? answers;
  const isSpoken = ({ id, type }: Question) => type === 'language' && told[id] === undefined;
  const isKnown = (id: string) => told[id] !== undefined && 'value' in told[id];
  const asked = facts.flatMap((id) => program.questions[id] ?? []);
  return {
    brief: asked.flatMap((question) => {
      const { id, type } = question;
      if (isSpoken(question)) {
        const label = ofThisCall(answerText(program, id, { value: record.language }));
        return [{ question: id, ...named(question), label, doubtedSaidAt: null, phone: null }];
      }
      const answer = told[id];
      if (!answer || !('value' in answer)) return [];
      const phone = type === 'phone' ? String(answer.value) : null;
      const doubtedSaidAt = saidInDoubt(record, id, said[id]);
      return [{ question: id, ...named(question), label: answerText(program, id, answer), doubtedSaidAt, phone }];
    }),
    notKnown: asked.filter((one) => !isKnown(one.id) && !isSpoken(one)).map((question) => named(question).short),
  };
}

const ofThisCall = ({ en, fr }: Text): Text => ({ en: `${en} (on this call)`, fr: `${fr} (dans cet appel)` });
