import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../shared/announce';
import { Push } from '../shared/controls';
import { useAlerts, useSeeAlert } from '../shared/worklist-data';
import { useCall } from './call-context';
import '../shared/list-messages';

/** Below the newest message, so that it is read when this is seen. */
const end = () => document.querySelector<HTMLElement>('#messages .message-write');

/** An agency wrote: it is said where one looks, in the window's title too, until the message itself has been on the screen. */
export function NewMessage() {
  const { t } = useTranslation();
  const { view } = useCall();
  const { mutate } = useSeeAlert();
  const announce = useAnnounce();
  const alerts = useAlerts(true).items ?? [];
  const ids = alerts.flatMap((one) => (one.case === view.id && one.about === 'new-message' ? [one.id] : [])).join(' ');
  useEffect(() => {
    if (ids === '') return;
    announce(t('messages.wrote'));
    const before = document.title;
    document.title = `(1) ${before}`;
    const watch = new IntersectionObserver((seen) => {
      if (document.visibilityState !== 'visible' || !seen.some((one) => one.isIntersecting)) return;
      watch.disconnect();
      for (const id of ids.split(' ')) mutate(id);
    });
    const place = end();
    if (place) watch.observe(place);
    return () => {
      watch.disconnect();
      document.title = before;
    };
  }, [ids]);
  if (ids === '') return null;
  return (
    <div className="notice call-notice" data-testid="new-message">
      <p className="notice-title">{t('messages.wrote')}</p>
      <Push onPress={() => end()?.scrollIntoView({ block: 'center' })}>{t('messages.read')}</Push>
    </div>
  );
}
