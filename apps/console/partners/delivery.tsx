import type { TFunction } from 'i18next';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice, Push } from '../shared/controls';
import { wordFor } from '../shared/i18n';
import { Moment } from '../shared/worklist';
import { useReplay, type DeliveryView } from './partners-data';
import './partners-messages';

type Attempt = DeliveryView['attempts'][number];

/** How an attempt went, in words. The partner's own words are not kept. */
export function saidBy(t: TFunction, { status, error }: Attempt): string {
  if (error === null) return t('partners.answered', { status: status ?? 0 });
  if (status !== null) return t('partners.refused', { status });
  if (/within/.test(error)) return t('partners.no-answer');
  if (/refused/.test(error)) return t('partners.bad-address');
  return t('partners.no-connection', { code: /: (\w+)$/.exec(error)?.[1] ?? '?' });
}

function Attempts({ attempts }: { attempts: readonly Attempt[] }) {
  const { t } = useTranslation();
  if (attempts.length === 0) return <p>{t('partners.no-attempt')}</p>;
  return (
    <ol className="attempts">
      {attempts.map((one) => (
        <li key={one.n}>
          {t('partners.attempt', { n: one.n })} <Moment at={one.at} /> · {saidBy(t, one)}{' '}
          <span className="work-more">{t('partners.took', { milliseconds: one.milliseconds })}</span>
        </li>
      ))}
    </ol>
  );
}

/** What was sent, each attempt, and telling it again. */
function Whole({ webhook, delivery }: { webhook: string; delivery: DeliveryView }) {
  const { t } = useTranslation();
  const replay = useReplay(webhook);
  return (
    <div className="delivery-whole">
      <p className="field-label">{t('partners.attempts')}</p>
      <Attempts attempts={delivery.attempts} />
      <p className="field-label">{t('partners.body')}</p>
      <pre className="delivery-body" tabIndex={0} role="region" aria-label={t('partners.body')}>
        {JSON.stringify(delivery.body, null, 2)}
      </pre>
      <div className="choices">
        <Push pending={replay.isPending} onPress={() => replay.mutate({ ids: [delivery.id] })}>
          {t('partners.again')}
        </Push>
      </div>
      <div role="status">{replay.data && <p>{t('partners.replayed', { count: replay.data.messages })}</p>}</div>
      <Notice problem={replay.error} />
    </div>
  );
}

const chips: Readonly<Record<DeliveryView['status'], string>> = {
  delivered: 'chip chip-good',
  waiting: 'chip',
  'given-up': 'chip chip-warn',
  missed: 'chip chip-warn',
};

/** One message: what it was about and how it went; unfolded, all of it. */
export function Delivery({ webhook, delivery }: { webhook: string; delivery: DeliveryView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const whole = useId();
  const { type, number, status, attempts, nextAt } = delivery;
  const [last] = attempts;
  return (
    <li className="delivery" data-delivery={delivery.id}>
      <button
        type="button"
        className="delivery-head"
        aria-expanded={open}
        aria-controls={whole}
        onClick={() => setOpen(!open)}
      >
        <span className="delivery-what">
          <b>{wordFor(t, 'webhook-event', type)}</b> {number && <span className="work-number">{number}</span>}
        </span>
        <span>
          <Moment at={delivery.at} />
        </span>
        <span>
          <span className={chips[status]}>{wordFor(t, 'delivery', status)}</span>{' '}
          {last && (
            <span className="work-more">{t('partners.last-attempt', { n: last.n, said: saidBy(t, last) })}</span>
          )}
          {nextAt && (
            <span className="work-more">
              {t('partners.next')} <Moment at={nextAt} />
            </span>
          )}
        </span>
      </button>
      <div id={whole}>{open && <Whole webhook={webhook} delivery={delivery} />}</div>
    </li>
  );
}
