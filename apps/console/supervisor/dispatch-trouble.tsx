import { useTranslation } from 'react-i18next';
import { Notice, Push } from '../shared/controls';
import { useSession } from '../shared/session';
import { Unread } from '../shared/unread';
import { Moment } from '../shared/worklist';
import { useSeeAlert, useTimeZone, type DispatchView } from '../shared/worklist-data';
import { useAge } from '../shared/age';
import { whatAndWhy } from './what-and-why';
import '../shared/list-messages';

/** What takes too long and what was told of it, in words; and who looks after it. */
export function DispatchTrouble({ of }: { of: DispatchView }) {
  const { t } = useTranslation();
  const age = useAge();
  const timeZone = useTimeZone();
  const alerts = firstOfEach(of);
  if (of.overdueSince === null && alerts.length === 0 && of.unread.length === 0)
    return <span className="work-more dispatch-in-time">{t('dispatches.in-time')}</span>;
  return (
    <div className="dispatch-trouble">
      {of.overdueSince !== null && (
        <span>
          <span className="chip chip-warn">{t('work.overdue')}</span>{' '}
          <span className="digits">{t('dispatches.for', { age: age(of.overdueSince) })}</span>
        </span>
      )}
      {alerts.map((alert) => (
        <Told key={alert.id} alert={alert} />
      ))}
      {of.unread.map((told) => (
        <Unread key={`${told.name.en} ${told.about}`} told={told} timeZone={timeZone} />
      ))}
    </div>
  );
}

/** What nobody looks after yet; else the last thing that somebody does. */
function firstOfEach({ alerts }: DispatchView): DispatchView['alerts'] {
  const waiting = alerts.filter(({ seenBy }) => seenBy === null);
  return waiting.length > 0 ? waiting.slice(0, 2) : alerts.slice(0, 1);
}

function Told({ alert }: { alert: DispatchView['alerts'][number] }) {
  const { t } = useTranslation();
  const me = useSession()?.person.id;
  const see = useSeeAlert();
  const who = alert.seenBy === me ? t('alerts.seen-by-you') : (alert.seenByName ?? t('alerts.seen-by-colleague'));
  return (
    <div className="work-act">
      <span>
        {whatAndWhy(t, alert)}{' '}
        <span className="work-more">
          <Moment at={alert.at} />
          {alert.seenBy !== null && <> · {t('dispatches.looked-after', { who })}</>}
        </span>
      </span>
      {alert.seenBy === null && (
        <Push pending={see.isPending} onPress={() => see.mutate(alert.id)}>
          {t('alerts.see')}
        </Push>
      )}
      <Notice problem={see.error} />
    </div>
  );
}
