import { useTranslation } from 'react-i18next';
import { useAge } from '../shared/age';
import { useSlowNow } from '../shared/clock';
import './review-messages';

const day = 24 * 60 * 60_000;

/** `9 days`: applications wait for days, and nobody asks for the hours. What came today is told in hours and minutes. */
export function useWholeDays(): (at: string) => string {
  const { t } = useTranslation();
  const age = useAge();
  const now = useSlowNow();
  return (at) => {
    const days = Math.floor((now - Date.parse(at)) / day);
    return days > 0 ? t('reviews.days', { count: days }) : age(at);
  };
}
