import { useTranslation } from 'react-i18next';
import { duration, fromNow, moment } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import type { ReferralView } from '../shared/views';
import { useTimeZone } from '../shared/worklist-data';
import { useServerNow } from './inbox-data';

const hour = 3_600_000;
const soon = 60_000;

/** Counts down to the moment when the offer goes to the next agency. Words and digits say it; the colour only agrees. */
export function TimeLeft({ offer }: { offer: ReferralView }) {
  const { t } = useTranslation();
  const now = useServerNow();
  const zone = useTimeZone();
  const language = currentLanguage();
  if (!offer.expires) return <p className="hint">{t('inbox.no-limit')}</p>;
  const left = Date.parse(offer.expires) - now;
  const at = moment(offer.expires, language, zone, now);
  if (left <= 0) {
    return (
      <p className="time-left" data-over="">
        <span className="chip chip-warn">{t('inbox.time-over')}</span> {t('inbox.goes-on-now')}
      </p>
    );
  }
  const digits = left < 2 * hour ? duration(left) : fromNow(offer.expires, language, now);
  return (
    <p className="time-left" role="timer" {...(left < soon ? { 'data-soon': '' } : {})}>
      <span className="time-left-digits digits">{digits}</span>{' '}
      <span>
        {left < soon && <span className="chip chip-warn">{t('inbox.hurry')}</span>} {t('inbox.until', { at })}
      </span>
    </p>
  );
}
