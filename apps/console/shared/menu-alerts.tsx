import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from './announce';
import { sound, useChime } from './chime';
import { currentLanguage, wordFor } from './i18n';
import { countInTitle } from './page-title';
import { textIn } from './views';
import { useWaitingAlerts, type AlertView } from './worklist-data';

/** Says what came since the menu first knew: politely, the person may have a caller in the other ear; with a sound for who wants one. */
function useNewAlerts(alerts: readonly AlertView[] | null): void {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [withSound] = useChime();
  const known = useRef<ReadonlySet<string> | null>(null);
  const ids = alerts?.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (!alerts) return;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...alerts.map(({ id }) => id)]);
    const fresh = before ? alerts.filter(({ id }) => !before.has(id)) : [];
    const [first] = fresh;
    if (!first) return;
    const said = [textIn(first.what, currentLanguage())];
    if (first.reason !== null) said.push(wordFor(t, 'reason', first.reason));
    const what = `${said.join(': ')} ${first.number ?? ''}`.trim();
    announce(t('shell.new-alert', { count: fresh.length, what }));
    if (withSound) sound();
  }, [ids]);
}

/** How many alerts wait, beside the word of the menu, in the title of the tab, and said when one comes. */
export function MenuAlerts() {
  const { t } = useTranslation();
  const { items, more } = useWaitingAlerts();
  const count = items?.length ?? 0;
  useNewAlerts(items);
  useEffect(() => countInTitle(count), [count]);
  useEffect(() => () => countInTitle(0), []);
  return <AlertsWaiting count={count} more={more} label={t('shell.alerts-waiting', { count })} />;
}

function AlertsWaiting({ count, more, label }: { count: number; more: boolean; label: string }) {
  if (count === 0) return null;
  return (
    <span className="area-count" data-testid="alerts-waiting">
      <span aria-hidden="true">{more ? `${count}+` : count}</span>
      <span className="unseen">{label}</span>
    </span>
  );
}

/** The same number where the menu is folded. It says nothing by itself. */
export function FoldedAlerts() {
  const { t } = useTranslation();
  const { items, more } = useWaitingAlerts();
  const count = items?.length ?? 0;
  return <AlertsWaiting count={count} more={more} label={t('shell.alerts-waiting', { count })} />;
}
