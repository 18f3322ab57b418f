import { useTranslation } from 'react-i18next';
import { CopyNumber } from '../shared/copy-number';
import { Notice, Push } from '../shared/controls';
import { wordFor } from '../shared/i18n';
import type { OfferView } from '../shared/views';
import { useAllowed, useCall } from './call-context';
import { useCaseChange } from './case-data';
import { numberToDial } from './number-to-dial';
import { useSecondPress } from './second-press';
import '../shared/list-messages';

/** A team answers by itself. One that calls us instead is written down here: by the second press, and by no single key. */
export function DispatchAnswer({ offer }: { offer: OfferView }) {
  const { t } = useTranslation();
  const { view } = useCall();
  const change = useCaseChange(view.id);
  const second = useSecondPress();
  const handOver = useAllowed('hand-over');
  const declined = useAllowed('target-declined');
  const clientDeclined = useAllowed('client-declined');
  if (!handOver && !declined) return null;
  const send = (event: string, fields: Readonly<Record<string, unknown>> = {}) =>
    change.mutate({ kind: 'event', event, fields });
  const ending = (name: string, label: string, run: () => void) => ({
    ...second.looks(name, label),
    pending: change.isPending,
    onPress: () => second.press(name, label, run),
  });
  const reasons = declined?.fields.find((field) => field.name === 'reason')?.choices ?? [];
  const { number, ours } = numberToDial(offer);
  return (
    <details className="later">
      <summary>{t('dispatch.by-phone')}</summary>
      <div className="result">
        {number && !ours && <CopyNumber number={number} />}
        <div className="choices" role="group" aria-label={t('dispatch.by-phone')}>
          {handOver && (
            <Push {...ending('took', t('transfer.took-dispatch'), () => send('hand-over', { handover: 'dispatch' }))} />
          )}
          {clientDeclined && (
            <Push {...ending('client-declined', t('transfer.client-declined'), () => send('client-declined'))} />
          )}
        </div>
        {reasons.length > 0 && (
          <div className="choices" role="group" aria-label={t('dispatch.cannot-come')}>
            <span className="hint">{t('dispatch.cannot-come')}</span>
            {reasons.map((reason) => (
              <Push
                key={reason}
                look="quiet"
                {...ending(reason, wordFor(t, 'dispatch-try', reason), () => send('target-declined', { reason }))}
              />
            ))}
          </div>
        )}
        <Notice problem={change.error} />
      </div>
    </details>
  );
}
