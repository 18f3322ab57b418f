import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../shared/announce';
import { sound } from '../shared/chime';
import { currentLanguage } from '../shared/i18n';
import { textIn, type ReferralView } from '../shared/views';
import type { AlertView } from '../shared/worklist-data';

/** Says what came since the list was first read: politely to who listens, and with a sound for who wants one. */
export function useNewcomers(offers: readonly ReferralView[] | null, withSound: boolean): void {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const known = useRef<ReadonlySet<string> | null>(null);
  const ids = offers?.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (!offers) return;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...offers.map(({ id }) => id)]);
    const fresh = before ? offers.filter(({ id }) => !before.has(id)) : [];
    const [first] = fresh;
    if (!first) return;
    announce(t('inbox.new-offer', { count: fresh.length, program: textIn(first.program, currentLanguage()) }));
    if (withSound) sound();
  }, [ids]);
}

/** Says each urgent alert that came, at once, and with a sound for who wants one. */
export function useUrgentAlerts(alerts: readonly AlertView[], withSound: boolean): void {
  const announce = useAnnounce();
  const told = useRef<ReadonlySet<string>>(new Set());
  const ids = alerts.map(({ id }) => id).join(' ');
  useEffect(() => {
    const fresh = alerts.filter(({ id }) => !told.current.has(id));
    told.current = new Set([...told.current, ...fresh.map(({ id }) => id)]);
    const [first] = fresh;
    if (!first) return;
    announce(`${textIn(first.what, currentLanguage())} ${first.number ?? ''}`.trim());
    if (withSound) sound();
  }, [ids]);
}
