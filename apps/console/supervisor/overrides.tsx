import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice, Panel, Push } from '../shared/controls';
import { wordFor } from '../shared/i18n';
import { mayUse } from '../shared/areas';
import { usePageTitle } from '../shared/page-title';
import { useSession } from '../shared/session';
import { CaseLink, Moment, useOpenCase, WorkTable, type Column } from '../shared/worklist';
import { useOverrides, useReviewOverride, type OverrideView } from '../shared/worklist-data';
import { Which } from './which';
import './supervisor.css';

interface Viewer {
  readonly me: string | undefined;
  /** Reviewers judge from the list; only those who work on cases open them. */
  readonly open: ((id: string) => void) | null;
}

function Review({ override, me }: { override: OverrideView; me: string | undefined }) {
  const { t } = useTranslation();
  const review = useReviewOverride();
  if (override.reviewedAt) {
    return (
      <>
        {override.reviewedBy === me ? t('overrides.by-you') : t('overrides.by-colleague')}{' '}
        <span className="work-more">
          <Moment at={override.reviewedAt} />
        </span>
      </>
    );
  }
  if (override.by === me) return <span>{t('overrides.not-your-own')}</span>;
  return (
    <div className="work-act">
      <Push pending={review.isPending} onPress={() => review.mutate(override.id)}>
        {t('overrides.review')}
      </Push>
      <Notice problem={review.error} />
    </div>
  );
}

function columnsOf(t: TFunction, { me, open }: Viewer): Column<OverrideView>[] {
  return [
    {
      id: 'why',
      name: t('overrides.why'),
      cell: (override) => {
        const reason = wordFor(t, 'override', override.reason);
        if (!open) return <span className="work-what">{reason}</span>;
        return <CaseLink id={override.case}>{reason}</CaseLink>;
      },
    },
    { id: 'what', name: t('overrides.what'), cell: (override) => wordFor(t, 'disclosure', override.disclosure) },
    {
      id: 'by',
      name: t('overrides.by'),
      cell: (override) => (override.by === me ? t('overrides.you') : t('overrides.colleague')),
    },
    { id: 'at', name: t('alerts.at'), cell: (override) => <Moment at={override.at} /> },
    { id: 'review', name: t('overrides.reviewed'), cell: (override) => <Review override={override} me={me} /> },
  ];
}

/** What was told without permission because of a risk of harm: somebody else looks at each one. Oldest first. */
export function Overrides() {
  const { t } = useTranslation();
  usePageTitle(t('area.overrides'));
  const session = useSession();
  const openCase = useOpenCase();
  const [waiting, setWaiting] = useState(true);
  const overrides = useOverrides(waiting);
  const open = mayUse('calls', session?.person.role) ? openCase : null;
  return (
    <div className="page page-wide">
      <h1>{t('area.overrides')}</h1>
      <p className="hint">{t('overrides.hint')}</p>
      <Panel title={t('overrides.title')} aside={<Which waiting={waiting} onChange={setWaiting} />}>
        <Notice problem={overrides.problem} onRetry={overrides.again} />
        {!overrides.items && !overrides.problem && <p className="hint">{t('shell.loading')}</p>}
        {overrides.items?.length === 0 && <p>{waiting ? t('overrides.none') : t('overrides.none-ever')}</p>}
        {overrides.items && overrides.items.length > 0 && (
          <WorkTable
            label={t('overrides.title')}
            rows={overrides.items}
            keyOf={(override) => override.id}
            columns={columnsOf(t, { me: session?.person.id, open })}
            {...(open ? { open: (override: OverrideView) => () => open(override.case) } : {})}
          />
        )}
        {overrides.more && <Push onPress={overrides.more}>{t('work.more')}</Push>}
      </Panel>
    </div>
  );
}
