import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Push } from '../shared/controls';
import { ReferralMessages } from '../shared/referral-messages';
import type { ReferralView } from '../shared/views';
import { useSeeAlert, type AlertView } from '../shared/worklist-data';

/** The talk about one referral, folded until it is wanted. To open it is to see that there is something new. */
export function CardMessages({ referral, alerts }: { referral: ReferralView; alerts: readonly AlertView[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const see = useSeeAlert();
  const fresh = alerts.filter((one) => one.case === referral.case && one.about === 'new-message');
  const toggle = () => {
    if (!open) for (const one of fresh) see.mutate(one.id);
    setOpen(!open);
  };
  return (
    <div className="card-messages">
      <Push look="quiet" aria-expanded={open} onPress={toggle}>
        {t('messages.title')}
        {fresh.length > 0 && !open && (
          <>
            {' '}
            <span className="chip chip-warn">{t('messages.new')}</span>
          </>
        )}
      </Push>
      {open && <ReferralMessages referral={referral.id} side="agency" />}
    </div>
  );
}
