import type { ServiceView } from '../../../libs/agencies/index.js';
import type { OfferView } from '../../../libs/cases/index.js';
import type { Answers } from '../../../libs/eligibility/index.js';
import { type Referral, stepsOf } from '../../../libs/referrals/index.js';
import type { HandoverStep, RunnableProgram } from '../../../libs/workflow/index.js';
import type { Showable } from './show-case.js';
import { answerText, named } from './words.js';

type Shown = Pick<Showable, 'record' | 'answers' | 'facts'>;

/** One offer of a case, with what may be told to the service that it goes to. */
export function showOffer(
  run: RunnableProgram,
  shown: Shown,
  offer: Referral,
  services: Readonly<Record<string, ServiceView>>,
): OfferView {
  const service = services[offer.service];
  const handover = handoverNow(shown, offer);
  return {
    id: offer.id,
    state: offer.state,
    service: offer.service,
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
    brief: offer.mayBeTold ? briefOf(run, shown, offer) : null,
    steps: stepsOf({ ...offer, handover }).map((step) => ({ step, at: timeOf(offer, step) })),
    expires: offer.expiresAt?.toISOString() ?? null,
    offeredAt: offer.offeredAt.toISOString(),
    answeredAt: offer.answeredAt?.toISOString() ?? null,
  };
}

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

/** Only what the disclosure names, and of that only what was answered: by then, where what was told stands as it was. */
function briefOf(run: RunnableProgram, shown: Shown, offer: Referral): OfferView['brief'] {
  const { answers, facts: said, record } = shown;
  const facts = offer.disclosure === null ? [] : (run.program.disclosures[offer.disclosure]?.facts ?? []);
  const told = offer.answersThen ?? answers;
  return facts.flatMap((question) => {
    const answer = told[question];
    const asked = run.program.questions[question];
    return asked && answer && 'value' in answer
      ? [
          {
            question,
            ...named(asked),
            label: answerText(run.program, question, answer),
            doubtedSaidAt: record.state.doubted?.[question] ? (said[question]?.at ?? null) : null,
          },
        ]
      : [];
  });
}
