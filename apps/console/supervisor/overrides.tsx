import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice, Panel, Push } from '../shared/controls';
import { currentLanguage, wordFor } from '../shared/i18n';
import { mayUse } from '../shared/areas';
import '../shared/list-messages';
import { usePageTitle } from '../shared/page-title';
import { useSession } from '../shared/session';
import { textIn } from '../shared/views';
import { CaseLink, Moment, useOpenCase, WorkTable, type Column } from '../shared/worklist';
import { useOverrides, useReviewOverride, type OverrideView } from '../shared/worklist-data';
import { Which } from './which';
import { Word } from './word';
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
        {override.reviewedBy === me ? t('overrides.you') : (override.reviewedByName ?? t('overrides.colleague'))}{' '}
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

/** The case by its number; its program below. */
function Case({ override, open }: { override: OverrideView; open: Viewer['open'] }) {
  const number = <span className="work-number">{override.number ?? override.case.slice(0, 8)}</span>;
  const program = override.programTitle && textIn(override.programTitle, currentLanguage());
  return (
    <>
      {open ? <CaseLink id={override.case}>{number}</CaseLink> : <span className="work-what">{number}</span>}{' '}
      {program && <span className="work-more">{program}</span>}
    </>
  );
}

/** What it was told for, and behind one key the questions whose answers it covers. Never the answers. */
function Told({ override }: { override: OverrideView }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { purpose, covers } = override;
  return (
    <>
      {purpose ? textIn(purpose, language) : override.disclosure}
      {covers.length > 0 && (
        <details className="later">
          <summary>{t('overrides.covers', { count: covers.length })}</summary>
          <ul>
            {covers.map((ask) => (
              <li key={ask.en}>{textIn(ask, language)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function columnsOf(t: TFunction, { me, open }: Viewer): Column<OverrideView>[] {
  return [
    { id: 'case', name: t('alerts.case'), cell: (override) => <Case override={override} open={open} /> },
    { id: 'why', name: t('overrides.why'), cell: (override) => <Word>{wordFor(t, 'override', override.reason)}</Word> },
    { id: 'what', name: t('overrides.what'), cell: (override) => <Told override={override} /> },
    {
      id: 'by',
      name: t('overrides.by'),
      cell: (override) => (override.by === me ? t('overrides.you') : (override.byName ?? t('overrides.colleague'))),
    },
    { id: 'at', name: t('alerts.at'), cell: (override) => <Moment at={override.at} /> },
    { id: 'review', name: t('overrides.reviewed'), cell: (override) => <Review override={override} me={me} /> },
  ];
}

/** What was shared without a yes because of a risk of harm: somebody else looks at each one. Oldest first. */
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
