import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useSecondPress } from '../navigator/second-press';
import { Notice, Panel, Push } from '../shared/controls';
import { currentLanguage, wordFor } from '../shared/i18n';
import '../shared/list-messages';
import { usePageTitle } from '../shared/page-title';
import { useSession } from '../shared/session';
import { textIn } from '../shared/views';
import { Lines, Moment, WorkTable, type Column } from '../shared/worklist';
import { type OpenSession, useAgencyNames, useEndSession, useSessions } from './sessions-data';
import { Word } from './word';
import './supervisor.css';

type End = ReturnType<typeof useEndSession>;

/** Two presses: what somebody has not saved by then is lost. */
function SignOut({ of, end }: { of: OpenSession; end: End }) {
  const { t } = useTranslation();
  const second = useSecondPress();
  if (of.mine) return <span className="hint">{t('sessions.this-one')}</span>;
  const label = t('sessions.end', { name: of.person.name });
  return (
    <div className="work-act">
      <Push
        pending={end.isPending && end.variables.id === of.id}
        {...second.looks('end', label)}
        onPress={() => second.press('end', label, () => end.mutate(of))}
      />
    </div>
  );
}

interface Viewer {
  readonly me: string | undefined;
  readonly end: End;
  readonly agencies: ReturnType<typeof useAgencyNames>;
}

function columnsOf(t: TFunction, { me, end, agencies }: Viewer): Column<OpenSession>[] {
  const agencyOf = ({ agency }: OpenSession) => {
    const name = agency === null ? undefined : agencies.get(agency);
    return name ? textIn(name, currentLanguage()) : agency;
  };
  return [
    {
      id: 'who',
      name: t('sessions.who'),
      cell: ({ person }) => (
        <span className="work-what">
          {person.name} {person.id === me && <span className="chip">{t('sessions.you')}</span>}
        </span>
      ),
    },
    {
      id: 'as',
      name: t('sessions.as'),
      cell: (one) => (
        <Word>
          <Lines parts={[wordFor(t, 'role', one.role), agencyOf(one)]} />
        </Word>
      ),
    },
    {
      id: 'region',
      name: t('sessions.region'),
      cell: ({ regionName }) => (regionName ? textIn(regionName, currentLanguage()) : t('sessions.everywhere')),
    },
    { id: 'since', name: t('sessions.since'), cell: ({ since }) => <Moment at={since} /> },
    {
      id: 'seen',
      name: t('sessions.seen'),
      cell: ({ lastSeen }) => (lastSeen === null ? t('sessions.not-noted') : <Moment at={lastSeen} />),
    },
    { id: 'until', name: t('sessions.until'), cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
    { id: 'end', name: t('sessions.act'), cell: (one) => <SignOut of={one} end={end} /> },
  ];
}

/** Who is signed in, and the hand that ends it: a lost phone, somebody who left today. Oldest first. */
export function Sessions() {
  const { t } = useTranslation();
  const title = t('area.sessions');
  usePageTitle(title);
  const me = useSession()?.person.id;
  const sessions = useSessions();
  const agencies = useAgencyNames();
  const end = useEndSession();
  return (
    <div className="page page-wide">
      <h1>{title}</h1>
      <p className="hint">{t('sessions.hint')}</p>
      <Panel title={t('sessions.title')}>
        <Notice problem={sessions.problem} onRetry={sessions.again} />
        {!sessions.items && !sessions.problem && <p className="hint">{t('shell.loading')}</p>}
        <div role="status">{end.isSuccess && <p>{t('sessions.ended', { name: end.variables.person.name })}</p>}</div>
        <Notice problem={end.error} />
        {sessions.items && sessions.items.length > 0 && (
          <WorkTable
            label={t('sessions.title')}
            rows={sessions.items}
            keyOf={({ id }) => id}
            columns={columnsOf(t, { me, end, agencies })}
          />
        )}
        {sessions.more && <Push onPress={sessions.more}>{t('work.more')}</Push>}
      </Panel>
    </div>
  );
}
