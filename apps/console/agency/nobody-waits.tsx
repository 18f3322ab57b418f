import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../shared/i18n';
import { textIn } from '../shared/views';
import { useAgencyNow } from './capacity-data';
import { inWords } from './service-stands';
import './agency-messages';

/** An empty inbox says why it may be empty, and what will come: whoever begins a shift knows that it works. */
export function NobodyWaits({ withSound }: { withSound: boolean }) {
  const { t } = useTranslation();
  const { agency } = useAgencyNow();
  return (
    <div className="nobody-waits">
      <p>
        <b>{t('inbox.offers-none')}</b> {t('inbox.offers-come')} {!withSound && t('inbox.offers-come-sound')}
      </p>
      {agency && agency.services.length > 0 && (
        <>
          <ul className="stands-now">
            {agency.services.map((service) => (
              <li key={service.id} data-stands={service.id}>
                {t('inbox.stands', {
                  name: textIn(service.name, currentLanguage()),
                  how: inWords(t, service, agency.timeZone),
                })}
              </li>
            ))}
          </ul>
          <p>
            <Link to="/capacity" className="push push-plain">
              {t('inbox.say-capacity')}
            </Link>
          </p>
        </>
      )}
    </div>
  );
}
