import { useTranslation } from 'react-i18next';
import type { components } from './api.generated';
import { dialLink } from './dial-link';
import { moment, phoneNumber } from './format';
import { currentLanguage } from './i18n';
import './list-messages';
import { textIn } from './views';

/** Who has not read what, and the number at which they are told it. */
export function Unread({
  told: { name, phone, about, at },
  timeZone,
}: {
  readonly told: components['schemas']['DispatchUnreadDto'];
  readonly timeZone: string | undefined;
}) {
  const { t } = useTranslation();
  const language = currentLanguage();
  return (
    <p data-told={about} data-read="no">
      {t(`told.${about}-unread`, { name: textIn(name, language), at: moment(at, language, timeZone) })}{' '}
      {phone ? (
        <>
          {t('told.call')} <a href={dialLink(phone)}>{phoneNumber(phone)}</a>
        </>
      ) : (
        t('told.no-number')
      )}
    </p>
  );
}
