import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api';
import { Notice, Panel } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { usePageTitle } from '../shared/page-title';
import { useTimeToSee } from '../shared/time-to-see';
import type { CaseView } from '../shared/views';
import { AskPanel } from '../navigator/ask-panel';
import { CallProvider } from '../navigator/call-context';
import { useChangedSince, useFollow } from '../navigator/call-elsewhere';
import { CallNotices } from '../navigator/call-notices';
import { useUnsent } from '../navigator/call-outbox';
// All that it shares with the call screen stays one file: cut in two it would be larger for those who take calls.
import '../navigator/call-screen';
import { useCase, useContact, useMe, useOutbox } from '../navigator/case-data';
import { Answers } from './answers';
import { Documents } from './documents';
import { Duplicates } from './duplicates';
import { Grants } from './grants';
import { Head } from './head';
import { Letters } from './letters-of-case';
import { Notes } from './notes';
import { NextStep } from './next-step';
import './review-messages';
import './review.css';

const VerdictPanel = lazy(async () => ({ default: (await import('../navigator/verdict-panel')).VerdictPanel }));
const TimelinePanel = lazy(async () => ({ default: (await import('../navigator/timeline-panel')).TimelinePanel }));

/** One application on one screen: what the rules say and why, on which answers and papers, and what may be done now. */
export function ReviewScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/reviews/$id' });
  const loaded = useCase(id);
  const view = loaded.data?.view;
  usePageTitle(view ? t('review.heading', { number: view.number }) : t('area.reviews'));
  if (view) return <Review key={view.id} newest={view} />;
  const problem = loaded.error instanceof ApiProblem ? loaded.error : null;
  return (
    <div className="page">
      {problem ? <Notice problem={problem} onRetry={() => void loaded.refetch()} /> : <p>{t('shell.loading')}</p>}
    </div>
  );
}

function Review({ newest }: { newest: CaseView }) {
  const { t } = useTranslation();
  useOutbox();
  const unsent = useUnsent(newest.id);
  useFollow(
    newest,
    unsent.some((one) => one.status !== 'held'),
  );
  const contact = useContact(newest.contact).data ?? null;
  const me = useMe().data;
  const unasked = useChangedSince(newest) !== null;
  useTimeToSee(`${newest.id} ${newest.state}`, String(newest.revision), unasked);
  // Nobody is on the line: everything is read in the language of the screens.
  const view = { ...newest, language: currentLanguage() };
  const call = { view, contact: null, me: me?.person.id ?? null, timeZone: me?.tenant.timeZone };
  return (
    <CallProvider value={call}>
      <div className="review" data-state={view.state} data-kind={view.kind} data-revision={view.revision}>
        <Head />
        <div className="call-columns">
          <div className="call-main" data-deafens="pointer">
            <CallNotices unsent={unsent} view={newest} />
            <Suspense fallback={null}>
              <VerdictPanel explained title={t('reviews.verdicts')} />
            </Suspense>
            <Answers />
            <Documents />
          </div>
          <div className="call-side" data-deafens="">
            <Duplicates />
            <NextStep />
            {contact?.note && (
              <Panel title={t('review.note')}>
                <p className="saved-note">{contact.note}</p>
              </Panel>
            )}
            {view.questions.length > 0 && <AskPanel beside />}
            <Notes />
            <Letters />
            <Grants />
            <Suspense fallback={null}>
              <TimelinePanel />
            </Suspense>
          </div>
        </div>
      </div>
    </CallProvider>
  );
}
