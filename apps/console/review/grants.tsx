import { useTranslation } from 'react-i18next';
import { Panel } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { textIn } from '../shared/views';
import { Moment } from '../shared/worklist';
import { useCall } from '../navigator/call-context';
import { useGrants } from './review-data';
import './review-messages';

/** The funded places of this program: what this application has of them, how many are left, and how many people wait. */
export function Grants() {
  const { t } = useTranslation();
  const { view } = useCall();
  const figures = useGrants(view.id, view.revision).data ?? [];
  const language = currentLanguage();
  const money = new Intl.NumberFormat(`${language}-CA`, { style: 'currency', currency: 'CAD' });
  const own = view.grants ?? [];
  if (figures.length === 0 && own.length === 0) return null;
  return (
    <Panel title={t('review.places')}>
      <ul className="review-files">
        {own.map(({ grant, title, year, term, status, receivedAt, amount, place }) => (
          <li key={`${grant} ${year}`} data-grant={grant} data-status={status}>
            <b>{t('review.grant', { title: textIn(title, language), year: textIn(term, language) })}</b>{' '}
            <span className={status === 'waiting' ? 'chip chip-warn' : 'chip chip-settled'}>
              {t(`review.grant-${status}`)}
            </span>
            {amount !== null && ` ${money.format(amount / 100)}`}
            {status === 'waiting' && (
              <span className="work-more">
                {place !== null && `${t('review.grant-place', { place })} · `}
                {t('review.grant-since')} <Moment at={receivedAt} />
              </span>
            )}
          </li>
        ))}
        {figures.map(({ id, title, term, free, waiting }) => (
          <li key={id} data-pool={id}>
            {t('review.grant', { title: textIn(title, language), year: textIn(term, language) })}{' '}
            <span className="work-more">{t('review.pool', { free, waiting })}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
