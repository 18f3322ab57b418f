import { useTranslation } from 'react-i18next';
import { useSlowNow } from './clock';
import { moment } from './format';
import { currentLanguage } from './i18n';
import { useTimeZone } from './worklist-data';
import './list-messages';

const minute = 60_000;

/** `7 min`, `1 h 05 min`, `3 d 4 h`: whole minutes that have passed. Never negative: clocks differ. */
export function useAge(): (at: string) => string {
  const { t } = useTranslation();
  const now = useSlowNow();
  return (at) => {
    const minutes = Math.max(0, Math.floor((now - Date.parse(at)) / minute));
    const [days, hours] = [Math.floor(minutes / (24 * 60)), Math.floor(minutes / 60)];
    if (days > 0) return t('age.days', { days, hours: hours % 24 });
    if (hours > 0) return t('age.hours', { hours, minutes: String(minutes % 60).padStart(2, '0') });
    return t('age.minutes', { minutes });
  };
}

/** How long ago, and at what time. Nothing has happened yet: a dash that is read as "not yet". */
export function ClockTime({ at }: { at: string | null }) {
  const { t } = useTranslation();
  const zone = useTimeZone();
  const age = useAge();
  if (at === null) {
    return (
      <span className="clock-none">
        <span aria-hidden="true">–</span>
        <span className="unseen">{t('dispatches.not-yet')}</span>
      </span>
    );
  }
  return (
    <span className="clock">
      <b className="digits">{age(at)}</b>{' '}
      <time className="work-more digits" dateTime={at}>
        {moment(at, currentLanguage(), zone)}
      </time>
    </span>
  );
}
