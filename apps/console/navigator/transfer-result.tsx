import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice, Push } from '../shared/controls';
import { wordFor } from '../shared/i18n';
import { useShortcuts } from '../shared/shortcuts';
import type { OfferView } from '../shared/views';
import { useAllowed, useCall } from './call-context';
import { useCaseChange } from './case-data';
import { useSecondPress } from './second-press';

const lesser: Readonly<Record<string, readonly string[]>> = {
  warm: ['warm', 'cold', 'number'],
  cold: ['cold', 'number'],
  number: ['number'],
};

/** How the try ended: they took the call, they did not, or the caller would rather not. */
export function TransferResult({ offer }: { offer: OfferView }) {
  const { t } = useTranslation();
  const { view } = useCall();
  const change = useCaseChange(view.id);
  const [reasons, setReasons] = useState(false);
  const handOver = useAllowed('hand-over');
  const declinable = useAllowed('target-declined');
  // Nobody is called who could refuse, as long as there is a number to give.
  const targetDeclined = offer.handover === 'number' && offer.phone ? undefined : declinable;
  const clientDeclined = useAllowed('client-declined');
  const send = (event: string, fields: Readonly<Record<string, unknown>> = {}) =>
    change.mutate({ kind: 'event', event, fields });
  const stepsDone = offer.steps.every((step) => step.at !== null);
  const offered = handOver?.fields.find((field) => field.name === 'handover')?.choices ?? [];
  const ways = offered.length > 0 ? offered : (lesser[offer.handover] ?? [offer.handover]);
  const others = ways.filter((way) => way !== offer.handover);
  const why = (targetDeclined?.fields.find((field) => field.name === 'reason')?.choices ?? []).filter(
    (each) => each !== 'no-answer',
  );
  const second = useSecondPress();
  /** Each of these ends the try, or the call: a slip of the finger must not. */
  const ending = (name: string, label: string, run: () => void) => ({
    ...second.looks(name, label),
    pending: change.isPending,
    onPress: () => second.press(name, label, run),
  });
  const took = (way: string) =>
    ending(`took-${way}`, t(`transfer.took-${way}`), () => send('hand-over', { handover: way }));
  const usual = took(offer.handover);
  const noAnswer = ending('no-answer', t('transfer.no-answer'), () => send('target-declined', { reason: 'no-answer' }));
  useShortcuts([
    ...(stepsDone && handOver ? [{ code: 'Digit1', run: usual.onPress }] : []),
    ...(targetDeclined ? [{ code: 'Digit2', run: noAnswer.onPress }] : []),
  ]);
  return (
    <div className="result">
      <h3>{t('transfer.result')}</h3>
      <div
        className="choices"
        role="group"
        aria-label={t('transfer.result')}
        {...(stepsDone ? { 'data-next': '' } : {})}
      >
        {handOver && <Push look={stepsDone ? 'primary' : 'plain'} hotkey={stepsDone ? '1' : undefined} {...usual} />}
        {targetDeclined && <Push hotkey="2" {...noAnswer} />}
        {targetDeclined && why.length > 0 && (
          <Push aria-expanded={reasons} onPress={() => setReasons(!reasons)}>
            {t('transfer.cannot-take')}
          </Push>
        )}
        {clientDeclined && (
          <Push {...ending('client-declined', t('transfer.client-declined'), () => send('client-declined'))} />
        )}
      </div>
      {reasons && (
        <div className="choices choices-nested" role="group" aria-label={t('transfer.why-not')}>
          {why.map((reason) => (
            <Push key={reason} pending={change.isPending} onPress={() => send('target-declined', { reason })}>
              {wordFor(t, 'reason', reason)}
            </Push>
          ))}
        </div>
      )}
      {handOver && others.length > 0 && (
        <div className="choices choices-quiet" role="group" aria-label={t('transfer.otherwise')}>
          <span className="hint">{t('transfer.otherwise')}</span>
          {others.map((way) => (
            <Push key={way} look="quiet" {...took(way)} />
          ))}
        </div>
      )}
      <Notice problem={change.error} />
    </div>
  );
}
