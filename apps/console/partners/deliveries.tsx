import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice, Push } from '../shared/controls';
import { Segments } from '../shared/segments';
import { Delivery } from './delivery';
import { useDeliveries, type DeliveryStatus } from './partners-data';
import './partners-messages';

const statuses: readonly DeliveryStatus[] = ['waiting', 'given-up', 'missed', 'delivered'];

/** What one address was told, newest first. */
export function Deliveries({ webhook }: { webhook: string }) {
  const { t } = useTranslation();
  const [status, setStatus] = useState<DeliveryStatus | null>(null);
  const { items, problem, more, again } = useDeliveries(webhook, status);
  const options = [
    { id: '', name: t('partners.all') },
    ...statuses.map((id) => ({ id, name: t(`partners.only-${id}`) })),
  ];
  return (
    <div className="deliveries">
      <Segments
        label={t('work.which')}
        value={status ?? ''}
        options={options}
        onChange={(id) => setStatus(statuses.find((one) => one === id) ?? null)}
      />
      <Notice problem={problem} onRetry={again} />
      {!items && !problem && <p className="hint">{t('shell.loading')}</p>}
      {items?.length === 0 && <p>{t(status ? 'partners.none-of-these' : 'partners.nothing-told')}</p>}
      {items && items.length > 0 && (
        <ul className="delivery-list">
          {items.map((one) => (
            <Delivery key={one.id} webhook={webhook} delivery={one} />
          ))}
        </ul>
      )}
      {more && <Push onPress={more}>{t('work.more')}</Push>}
    </div>
  );
}
