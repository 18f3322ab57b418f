import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useOnline } from '../shared/connection';
import { isHeard, onFollowing } from '../shared/live';

/** Whether what is shown is what is: a lost connection is said where one looks for offers, and that it is tried again. */
export function Following() {
  const { t } = useTranslation();
  const online = useOnline();
  const heard = useSyncExternalStore(onFollowing, isHeard);
  const lost = !online || !heard;
  return (
    <p className="following" role="status" data-testid="live" data-live={!lost}>
      <span className={lost ? 'chip chip-warn' : 'chip chip-good'}>{lost ? t('inbox.lost') : t('inbox.live')}</span>
      {lost && <span> {t('inbox.lost-hint')}</span>}
    </p>
  );
}
