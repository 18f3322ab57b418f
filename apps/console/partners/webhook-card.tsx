import type { TFunction } from 'i18next';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Push } from '../shared/controls';
import { moment } from '../shared/format';
import { currentLanguage, wordFor } from '../shared/i18n';
import { Moment } from '../shared/worklist';
import { useTimeZone } from '../shared/worklist-data';
import { Deliveries } from './deliveries';
import { saidBy } from './delivery';
import { useDeliveries, type DeliveryView, type WebhookView } from './partners-data';
import { WebhookActions } from './webhook-actions';
import './partners-messages';

/** Whether it works, as somebody would say it on the phone. */
function State({ webhook }: { webhook: WebhookView }) {
  const { t } = useTranslation();
  const zone = useTimeZone();
  const { enabled, disabledWhy, failingSince } = webhook;
  if (!enabled)
    return <span className="chip chip-warn">{t(disabledWhy === 'gone' ? 'partners.off-gone' : 'partners.off')}</span>;
  if (failingSince !== null)
    return (
      <>
        <span className="chip chip-warn">{t('partners.failing')}</span>{' '}
        <span className="hint">{t('work.since', { at: moment(failingSince, currentLanguage(), zone) })}</span>
      </>
    );
  return <span className="chip chip-good">{t('partners.on')}</span>;
}

const attemptsOf = (deliveries: readonly DeliveryView[]) =>
  deliveries.flatMap(({ attempts }) => attempts).sort((a, b) => b.at.localeCompare(a.at));

/** When it last took a message, and when it last did not, among the newest. */
function Lately({ webhook }: { webhook: WebhookView }) {
  const { t } = useTranslation();
  const { items } = useDeliveries(webhook.id, null);
  if (!items) return <p className="hint">{t('shell.loading')}</p>;
  const attempts = attemptsOf(items);
  const taken = attempts.find(({ error }) => error === null);
  const failed = attempts.find(({ error }) => error !== null);
  if (attempts.length === 0) return <p className="hint">{t('partners.nothing-told')}</p>;
  return (
    <dl className="partner-facts">
      <div>
        <dt>{t('partners.last-taken')}</dt>
        <dd>{taken ? <Moment at={taken.at} /> : t('partners.not-lately')}</dd>
      </div>
      <div>
        <dt>{t('partners.last-failed')}</dt>
        <dd>
          {failed ? (
            <>
              <Moment at={failed.at} /> · {saidBy(t, failed)}
            </>
          ) : (
            t('partners.not-lately')
          )}
        </dd>
      </div>
    </dl>
  );
}

const toldOf = (t: TFunction, { events }: WebhookView): string =>
  events.length === 0 ? t('partners.told-all') : events.map((event) => wordFor(t, 'webhook-event', event)).join(' · ');

/** One address: whether it works, what it was told, and what can be done about it. */
export function WebhookCard({ webhook, mayChange }: { webhook: WebhookView; mayChange: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const name = useId();
  const list = useId();
  return (
    <article className="partner-card" aria-labelledby={name} data-webhook={webhook.id}>
      <h3 id={name} className="partner-url">
        {webhook.url}
      </h3>
      {webhook.description && <p>{webhook.description}</p>}
      <p role="status">
        <State webhook={webhook} />
      </p>
      <p className="hint">{t('partners.told', { list: toldOf(t, webhook) })}</p>
      <Lately webhook={webhook} />
      <WebhookActions webhook={webhook} mayChange={mayChange} />
      <Push aria-expanded={open} aria-controls={list} onPress={() => setOpen(!open)}>
        {t('partners.messages')}
      </Push>
      <div id={list}>{open && <Deliveries webhook={webhook.id} />}</div>
    </article>
  );
}
