import { useTranslation } from 'react-i18next';
import { CopyNumber } from '../shared/copy-number';
import { Field, Notice, Push } from '../shared/controls';
import { currentLanguage, inCallLanguage } from '../shared/i18n';
import { useShortcuts } from '../shared/shortcuts';
import { timeOfDay } from '../shared/format';
import { textIn, type OfferView } from '../shared/views';
import { useCall, useSpoken } from './call-context';
import { useCaseChange } from './case-data';
import { draftKey, useDraft } from './drafts';

type Step = OfferView['steps'][number];

/** What may be said to the service, and nothing else. */
function Brief({ offer }: { offer: OfferView }) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  if (!offer.brief) return <p>{t('step.brief-nothing')}</p>;
  return (
    <>
      <p className="script-line" lang={spoken}>
        {inCallLanguage(spoken)('step.brief-say')}
      </p>
      <ul className="brief">
        {offer.brief.map((fact) => (
          <li key={fact.question}>
            {textIn(fact.ask, currentLanguage())} <b>{textIn(fact.label, currentLanguage())}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

function StepBody({ step, offer, note, setNote }: { step: Step['step']; offer: OfferView; note: string; setNote: (text: string) => void }) {
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
      return line('step.permission-say');
    case 'disconnect-number':
      return (
        <>
          {line('step.disconnect-say')}
          <Field label={t('step.disconnect-field')} type="tel" value={note} onChange={setNote} help={t('step.disconnect-help')} />
        </>
      );
    case 'dial':
      return offer.phone ? <CopyNumber number={offer.phone} /> : <p>{t('step.dial-unknown')}</p>;
    case 'brief':
      return <Brief offer={offer} />;
    case 'three-way':
      return line('step.three-way-say');
  }
}

function StepItem({ step, offer, current, number }: { step: Step; offer: OfferView; current: boolean; number: number }) {
  const { t } = useTranslation();
  const { view, timeZone } = useCall();
  const change = useCaseChange(view.id);
  const [note, setNote] = useDraft(draftKey(view.id, `step-${step.step}`));
  const typed = note.trim();
  const done = () =>
    change.mutate({ kind: 'event', event: 'record-handover-step', fields: { step: step.step, ...(typed ? { note: typed } : {}) } });
  useShortcuts(current ? [{ code: 'Digit1', run: done }] : []);
  const state = step.at ? 'step-done' : current ? 'step-current' : 'step-later';
  return (
    <li className={`step ${state}`} {...(current ? { 'aria-current': 'step' as const } : {})} data-step={step.step}>
      <p className="step-title">
        <span className="step-mark" aria-hidden="true">
          {step.at ? '✓' : number}
        </span>
        {t(`step.${step.step}`)}
        {step.at && <span className="hint"> {t('step.done-at', { at: timeOfDay(step.at, currentLanguage(), timeZone) })}</span>}
      </p>
      {!step.at && (
        <div className="step-body">
          <StepBody step={step.step} offer={offer} note={note} setNote={setNote} />
          {current && (
            <div tabIndex={-1} role="group" aria-label={t(`step.${step.step}`)} data-next="">
              <Push look="primary" hotkey="1" isPending={change.isPending} onPress={done}>
                {t(`step.${step.step}-done`)}
              </Push>
            </div>
          )}
          <Notice problem={change.error} />
        </div>
      )}
    </li>
  );
}

/** The steps of a handover, in order. A step can be left out: what matters is that the call is taken. */
export function TransferSteps({ offer }: { offer: OfferView }) {
  const current = offer.steps.find((step) => step.at === null);
  return (
    <ol className="steps">
      {offer.steps.map((step, index) => (
        <StepItem key={step.step} step={step} offer={offer} current={step === current} number={index + 1} />
      ))}
    </ol>
  );
}
