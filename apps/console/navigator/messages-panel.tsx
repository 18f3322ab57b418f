import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel, Push } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { ReferralMessages } from '../shared/referral-messages';
import { textIn, type OfferView } from '../shared/views';

function With({ offer }: { offer: OfferView }) {
  const { t } = useTranslation();
  // A team on its way is written to; of a call that was connected nobody expects it.
  const [open, setOpen] = useState(offer.handover === 'dispatch');
  return (
    <div>
      <Push look="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
        {t('messages.with', { name: textIn(offer.name, currentLanguage()) })}
      </Push>
      {open && <ReferralMessages referral={offer.id} side="helpline" />}
    </div>
  );
}

/** Short messages between us and the agencies of this case. */
export function MessagesPanel({ offers }: { offers: readonly OfferView[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('messages.title')} className="panel-quiet" id="messages">
      {offers.map((offer) => (
        <With key={offer.id} offer={offer} />
      ))}
    </Panel>
  );
}
