import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice, Push } from '../shared/controls';
import { wordFor } from '../shared/i18n';
import { useShortcuts } from '../shared/shortcuts';
import type { OfferView } from '../shared/views';
import { useAllowed, useCall } from './call-context';
import { useCaseChange } from './case-data';

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
  const took = () => send('hand-over', { handover: offer.handover });
  useShortcuts([
    ...(stepsDone && handOver ? [{ code: 'Digit1', run: took }] : []),
    ...(targetDeclined ? [{ code: 'Digit2', run: () => send('target-declined', { reason: 'no-answer' }) }] : []),
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
        {handOver && (
          <Push
            look={stepsDone ? 'primary' : 'plain'}
            hotkey={stepsDone ? '1' : undefined}
            pending={change.isPending}
            onPress={took}
          >
            {t(`transfer.took-${offer.handover}`)}
          </Push>
        )}
        {targetDeclined && (
          <Push hotkey="2" pending={change.isPending} onPress={() => send('target-declined', { reason: 'no-answer' })}>
            {t('transfer.no-answer')}
          </Push>
        )}
        {targetDeclined && why.length > 0 && (
          <Push aria-expanded={reasons} onPress={() => setReasons(!reasons)}>
            {t('transfer.cannot-take')}
          </Push>
        )}
        {clientDeclined && (
          <Push pending={change.isPending} onPress={() => send('client-declined')}>
            {t('transfer.client-declined')}
          </Push>
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
            <Push
              key={way}
              look="quiet"
              pending={change.isPending}
              onPress={() => send('hand-over', { handover: way })}
            >
              {t(`transfer.took-${way}`)}
            </Push>
          ))}
        </div>
      )}
      <Notice problem={change.error} />
    </div>
  );
}
