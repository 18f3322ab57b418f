import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyNumber } from '../shared/copy-number';
import { Field, Notice, Push } from '../shared/controls';
import { currentLanguage, inCallLanguage } from '../shared/i18n';
import { useDigitsInto, useShortcuts } from '../shared/shortcuts';
import { phoneNumber, timeOfDay } from '../shared/format';
import { type CaseView, textIn, type OfferView, type Text } from '../shared/views';
import { answerInWords } from './answers-panel';
import { useCall, useSpoken } from './call-context';
import { useCaseChange } from './case-data';
import { draftKey, useDraft } from './drafts';
import { Said } from './in-doubt';
import { numberToDial } from './number-to-dial';

type Step = OfferView['steps'][number];

/** Nobody is asked for permission when a life is at risk: they are told. */
function stepKey(step: Step['step'], offer: OfferView): string {
  return step === 'permission' && offer.override ? 'step.permission-override' : `step.${step}`;
}

const onTheRoad: readonly CaseView['dispatch'][] = ['accepted', 'en-route', 'on-scene'];

/** What may be said to the service, and nothing else. */
function Brief({ offer }: { offer: OfferView }) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const { answers, dispatch } = useCall().view;
  const team = dispatch !== null && onTheRoad.includes(dispatch);
  const words = ({ question, label }: { readonly question: string; readonly label: Text }) => {
    const known = answers.find((answer) => answer.question === question);
    return known ? answerInWords(known, t) : textIn(label, currentLanguage());
  };
  if (!offer.brief) return <p>{t('step.brief-nothing')}</p>;
  return (
    <>
      <p className="script-line" lang={spoken}>
        {inCallLanguage(spoken)(offer.override ? 'step.brief-override-say' : 'step.brief-say')}
      </p>
      {team && offer.override && (
        <p className="script-line" lang={spoken} data-team={dispatch}>
          {inCallLanguage(spoken)(dispatch === 'on-scene' ? 'step.brief-team-there' : 'step.brief-team-coming')}
        </p>
      )}
      <ul className="brief">
        {offer.brief.map((fact) => (
          <li key={fact.question}>
            {textIn(fact.short, currentLanguage())} <Said since={fact.doubtedSaidAt}>{words(fact)}</Said>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The number, and what to know before it is dialled or given. */
export function NumberToDial({ offer }: { offer: OfferView }) {
  const { t } = useTranslation();
  const { noted } = offer;
  const { number, ours } = numberToDial(offer);
  return (
    <>
      {noted && (
        <div data-noted={noted.question}>
          <p className="hint">{t('step.dial-noted', { what: textIn(noted.short, currentLanguage()) })}</p>
          <CopyNumber number={noted.number} />
        </div>
      )}
      {!noted && number && <CopyNumber number={number} />}
      {!number && <p>{t('step.dial-unknown')}</p>}
      {ours && <p data-own-line="">{t('step.dial-own-line')}</p>}
      {!offer.hoursKnown && <p className="hint">{t('step.hours-unknown')}</p>}
    </>
  );
}

function StepBody({
  step,
  offer,
  note,
  setNote,
  known,
}: {
  step: Step['step'];
  offer: OfferView;
  /** Null: this program keeps no number. */
  note: string | null;
  setNote: (text: string) => void;
  /** The number that we have already. */
  known: string | null;
}) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const name = textIn(offer.name, spoken);
  const line = (key: string) => (
    <p className="script-line" lang={spoken}>
      {inCallLanguage(spoken)(key, { name })}
    </p>
  );
  switch (step) {
    case 'permission':
      return line(offer.handover === 'cold' ? 'step.permission-cold-say' : `${stepKey(step, offer)}-say`);
    case 'disconnect-number':
      return (
        <>
          {known === null ? (
            line('step.disconnect-say')
          ) : (
            <p className="script-line" lang={spoken}>
              {inCallLanguage(spoken)('step.disconnect-known', { number: phoneNumber(known) })}
            </p>
          )}
          {note !== null && (
            <Field
              label={t('step.disconnect-field')}
              type="tel"
              value={note}
              onChange={setNote}
              help={t('step.disconnect-help')}
            />
          )}
        </>
      );
    case 'dial':
      return <NumberToDial offer={offer} />;
    case 'brief':
      return <Brief offer={offer} />;
    case 'three-way':
      return line('step.three-way-say');
  }
}

/** The step that asks for a number is open, so nobody else need ask for it. */
export function askedInSteps(view: CaseView): string | null {
  const steps = view.offers.find((offer) => offer.status === 'offered' && offer.state === view.state)?.steps ?? [];
  return steps.some((step) => step.step === 'disconnect-number') ? phoneQuestion(view) : null;
}

/** Where a number to call back is kept in this program: asked now, or answered before. */
export function phoneQuestion(view: CaseView): string | null {
  const asked = view.questions.find((question) => question.type === 'phone')?.id;
  return asked ?? view.answers.find((answer) => answer.type === 'phone')?.question ?? null;
}

interface ItemProps {
  readonly step: Step;
  readonly offer: OfferView;
  readonly current: boolean;
  readonly onOpen: () => void;
}

function StepItem({ step, offer, current, onOpen }: ItemProps) {
  const { t } = useTranslation();
  const { view, timeZone } = useCall();
  const change = useCaseChange(view.id);
  const [note, setNote] = useDraft(draftKey(view.id, `step-${step.step}`));
  const typed = note.trim();
  const kept = step.step === 'disconnect-number' ? phoneQuestion(view) : null;
  const known = view.answers.find((answer) => answer.question === kept)?.value;
  // Nobody is asked twice for their number: it is read back, and put right where every answer is.
  const phone = typeof known === 'string' ? null : kept;
  // The number is an answer like any other, so that it is kept, corrected and erased like one.
  const done = () => {
    const tick = () => change.mutate({ kind: 'event', event: 'record-handover-step', fields: { step: step.step } });
    if (phone === null || typed === '') return tick();
    change.mutate(
      { kind: 'answers', answers: { [phone]: typed } },
      {
        onSuccess: () => {
          setNote('');
          tick();
        },
      },
    );
  };
  const body = useRef<HTMLFormElement>(null);
  useDigitsInto(current && phone !== null ? { place: body, add: (digit) => setNote(note + digit) } : null);
  useShortcuts(current && phone === null ? [{ code: 'Digit1', run: done }] : []);
  // Nothing that would ring at our own desk, before it is said that it does.
  const { number, ours } = numberToDial(offer);
  const state = step.at ? 'step-done' : current ? 'step-current' : 'step-later';
  return (
    <li className={`step ${state}`} {...(current ? { 'aria-current': 'step' as const } : {})} data-step={step.step}>
      <div className="step-title">
        <span className="step-mark" aria-hidden="true" />
        {step.at || current ? (
          <span>{t(stepKey(step.step, offer))}</span>
        ) : (
          <Push look="quiet" onPress={onOpen}>
            {t(stepKey(step.step, offer))}
          </Push>
        )}
        {step.at && (
          <span className="hint">{t('step.done-at', { at: timeOfDay(step.at, currentLanguage(), timeZone) })}</span>
        )}
        {step.step === 'dial' && !current && number && !ours && (
          <span className="hint digits">{phoneNumber(number)}</span>
        )}
      </div>
      {current && (
        <form
          ref={body}
          className="step-body"
          data-next=""
          onSubmit={(event) => {
            event.preventDefault();
            done();
          }}
        >
          <StepBody
            step={step.step}
            offer={offer}
            note={phone === null ? null : note}
            setNote={setNote}
            known={typeof known === 'string' ? known : null}
          />
          <Push look="primary" type="submit" hotkey={phone === null ? '1' : undefined} pending={change.isPending}>
            {t(`${stepKey(step.step, offer)}-done`)}
          </Push>
          <Notice problem={change.error} />
        </form>
      )}
    </li>
  );
}

/** The steps of a handover, one open at a time. Any step can be taken next or left out: what matters is that the call is taken. */
export function TransferSteps({ offer }: { offer: OfferView }) {
  const [picked, setPicked] = useState<string | null>(null);
  const waiting = offer.steps.filter((step) => step.at === null);
  const current = waiting.find((step) => step.step === picked) ?? waiting[0];
  return (
    <ol className="steps">
      {offer.steps.map((step) => (
        <StepItem
          key={step.step}
          step={step}
          offer={offer}
          current={step === current}
          onOpen={() => setPicked(step.step)}
        />
      ))}
    </ol>
  );
}
