import { useTranslation } from 'react-i18next';
import { Panel } from '../shared/controls';
import { useNow } from '../shared/clock';
import { duration } from '../shared/format';
import { currentLanguage, wordFor } from '../shared/i18n';
import { textIn, type OfferView } from '../shared/views';
import { useCall } from './call-context';
import { howItWent } from './draft-note';
import { TransferResult } from './transfer-result';
import { NumberToDial, TransferSteps } from './transfer-steps';

function TimeForThisTry({ expires }: { expires: string }) {
  const { t } = useTranslation();
  const left = Date.parse(expires) - useNow();
  return (
    <span className="hint digits" role="timer">
      {left > 0 ? t('transfer.trying', { left: duration(left) }) : t('transfer.try-over')}
    </span>
  );
}

/** Those who could not take the call before this one. */
function EarlierTries({ offers }: { offers: readonly OfferView[] }) {
  const { t } = useTranslation();
  if (offers.length === 0) return null;
  return (
    <ul className="earlier">
      {offers.map((offer) => (
        <li key={offer.id}>
          {t('transfer.earlier', {
            name: textIn(offer.name, currentLanguage()),
            why: howItWent(offer, t),
          })}
        </li>
      ))}
    </ul>
  );
}

/** The client is offered to one service at a time, with the steps of a good handover. */
export function TransferPanel() {
  const { t } = useTranslation();
  const { view } = useCall();
  const here = view.offers.filter((offer) => offer.state === view.state);
  const open = here.find((offer) => offer.status === 'offered');
  if (!open) {
    return (
      <Panel title={t('transfer.title-none')} className="panel-now">
        <p>{t('transfer.none')}</p>
        <EarlierTries offers={here} />
      </Panel>
    );
  }
  const name = textIn(open.name, currentLanguage());
  const givesNumber = open.handover === 'number';
  return (
    <Panel
      title={t(givesNumber ? 'transfer.title-number' : 'transfer.title', { name })}
      className="panel-now"
      aside={open.expires && <TimeForThisTry expires={open.expires} />}
    >
      <p className="hint">{t(`transfer.how-${open.handover}`)}</p>
      {open.fallback && <p className="hint">{t('transfer.fallback')}</p>}
      {open.override && (
        <p className="hint">{t('transfer.override', { reason: wordFor(t, 'override', open.override) })}</p>
      )}
      <EarlierTries offers={here.filter((offer) => offer !== open)} />
      {givesNumber && <NumberToDial offer={open} />}
      <TransferSteps key={open.id} offer={open} />
      <TransferResult key={`${open.id}-result`} offer={open} />
    </Panel>
  );
}
