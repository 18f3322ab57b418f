import { useMutation } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../shared/api';
import { useChime } from '../shared/chime';
import { Notice, Panel, Push } from '../shared/controls';
import { currentLanguage, wordFor } from '../shared/i18n';
import '../shared/list-messages';
import { usePageTitle } from '../shared/page-title';
import { useSession } from '../shared/session';
import { textIn } from '../shared/views';
import { CaseLink, Lines, Moment, useOpenCase, WorkTable, type Column } from '../shared/worklist';
import { newestCaseOf, useAlerts, useSeeAlert, type AlertView } from '../shared/worklist-data';
import { whatAndWhy } from './what-and-why';
import { Which } from './which';
import { Word } from './word';
import './supervisor.css';

/** The case itself, or the newest case of the contact that waits. */
function useOpenAlert() {
  const open = useOpenCase();
  const contact = useMutation<string | null, ApiProblem, string>({
    mutationFn: newestCaseOf,
    onSuccess: (found) => {
      if (found) open(found);
    },
  });
  const openAlert = (alert: AlertView) => {
    if (alert.case) open(alert.case);
    else if (alert.contact) contact.mutate(alert.contact);
  };
  return { openAlert, contact };
}

function Seen({ alert }: { alert: AlertView }) {
  const { t } = useTranslation();
  const me = useSession()?.person.id;
  const see = useSeeAlert();
  if (alert.over && !alert.seenAt) return <span className="work-more">{t('alerts.over')}</span>;
  if (alert.seenAt) {
    return (
      <>
        {alert.seenBy === me ? t('alerts.seen-by-you') : (alert.seenByName ?? t('alerts.seen-by-colleague'))}{' '}
        <span className="work-more">
          <Moment at={alert.seenAt} />
        </span>
      </>
    );
  }
  return (
    <div className="work-act">
      <Push pending={see.isPending} onPress={() => see.mutate(alert.id)}>
        {t('alerts.see')}
      </Push>
      <Notice problem={see.error} />
    </div>
  );
}

function columnsOf(t: TFunction, open: (alert: AlertView) => void): Column<AlertView>[] {
  const language = currentLanguage();
  return [
    {
      id: 'case',
      name: t('alerts.case'),
      cell: (alert) => (
        <>
          {alert.case ? (
            <CaseLink id={alert.case}>
              <span className="work-number">{alert.number}</span>
            </CaseLink>
          ) : (
            alert.contact && (
              <button type="button" className="work-open" onClick={() => open(alert)}>
                {t('alerts.contact')}
              </button>
            )
          )}{' '}
          <span className="work-more">{textIn(alert.programTitle, language)}</span>
        </>
      ),
    },
    {
      id: 'what',
      name: t('alerts.what'),
      cell: (alert) => (
        <Lines
          parts={[
            whatAndWhy(t, alert),
            alert.case && alert.stateTitle ? textIn(alert.stateTitle, language) : null,
            alert.since && t('alerts.since', { stands: textIn(alert.since, language) }),
          ]}
        />
      ),
    },
    { id: 'at', name: t('alerts.at'), cell: (alert) => <Moment at={alert.at} /> },
    { id: 'for', name: t('alerts.for'), cell: (alert) => <Word>{wordFor(t, 'queue', alert.queue)}</Word> },
    { id: 'seen', name: t('alerts.looked-after'), cell: (alert) => <Seen alert={alert} /> },
  ];
}

/** What waits for somebody of my queues to look at it, newest first. */
export function Alerts() {
  const { t } = useTranslation();
  usePageTitle(t('area.alerts'));
  const [waiting, setWaiting] = useState(true);
  const [withSound, setSound] = useChime();
  const alerts = useAlerts(waiting);
  const { openAlert, contact } = useOpenAlert();
  return (
    <div className="page page-wide">
      <h1>{t('area.alerts')}</h1>
      <p className="hint">{t('alerts.hint')}</p>
      <div className="work-tools">
        <button type="button" className="segment" aria-pressed={withSound} onClick={() => setSound(!withSound)}>
          {t('alerts.sound', { on: withSound })}
        </button>
      </div>
      <Panel title={t('alerts.title')} aside={<Which waiting={waiting} onChange={setWaiting} />}>
        <Notice problem={alerts.problem} onRetry={alerts.again} />
        <Notice problem={contact.error} />
        <div role="status">{contact.data === null && <p>{t('floor.no-case')}</p>}</div>
        {!alerts.items && !alerts.problem && <p className="hint">{t('shell.loading')}</p>}
        {alerts.items?.length === 0 && <p>{waiting ? t('alerts.none') : t('alerts.none-ever')}</p>}
        {alerts.items && alerts.items.length > 0 && (
          <WorkTable
            label={t('alerts.title')}
            rows={alerts.items}
            keyOf={(alert) => alert.id}
            columns={columnsOf(t, openAlert)}
            open={(alert) => () => openAlert(alert)}
          />
        )}
        {alerts.more && <Push onPress={alerts.more}>{t('work.more')}</Push>}
      </Panel>
    </div>
  );
}
