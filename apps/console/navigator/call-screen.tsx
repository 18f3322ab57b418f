import { useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../shared/announce';
import { ApiProblem } from '../shared/api';
import { Notice } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { usePageTitle } from '../shared/page-title';
import { textIn, type CaseView } from '../shared/views';
import { AnswersPanel } from './answers-panel';
import { AskPanel } from './ask-panel';
import { CallBar } from './call-bar';
import { CallProvider } from './call-context';
import { useCase, useContact, useMe } from './case-data';
import { ConsentPanel } from './consent-panel';
import { focusNext } from './focus-next';
import { MoreActions } from './more-actions';
import { OutcomePanel } from './outcome-panel';
import { ScriptPanel } from './script-panel';
import { TimelinePanel } from './timeline-panel';
import { TransferPanel } from './transfer-panel';
import { VerdictPanel } from './verdict-panel';
import { WaitPanel } from './wait-panel';
import { NotePanel } from './wrap-up-note';
import './call.css';

export function CallScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/cases/$id' });
  const loaded = useCase(id);
  const view = loaded.data?.view;
  usePageTitle(view ? textIn(view.programTitle, currentLanguage()) : t('call.title'));
  if (view) return <Call key={view.id} view={view} />;
  const problem = loaded.error instanceof ApiProblem ? loaded.error : null;
  return (
    <div className="page">
      {problem ? <Notice problem={problem} onRetry={() => void loaded.refetch()} /> : <p>{t('shell.loading')}</p>}
    </div>
  );
}

/** What to do now, by the kind of state that the case is in. */
function ActionPanel({ view }: { view: CaseView }) {
  switch (view.kind) {
    case 'ask':
      return <AskPanel />;
    case 'consent':
      return <ConsentPanel key={view.state} />;
    case 'offer':
      return <TransferPanel key={view.state} />;
    case 'wait':
      return <WaitPanel key={view.state} />;
    case 'end':
      return <OutcomePanel />;
  }
}

/**
 * When an answer makes its own button disappear, the keyboard goes on with what comes next. Focus that is somewhere on
 * purpose (a note being written) stays there.
 */
function useFocusOnNext(view: CaseView) {
  const action = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const active = document.activeElement;
    if (active && active !== document.body) return;
    focusNext(action.current ?? document);
  }, [view.revision, view.state]);
  return action;
}

function useAnnounceState(view: CaseView) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const before = useRef(view.state);
  useEffect(() => {
    if (before.current === view.state) return;
    before.current = view.state;
    announce(t(`announce.${view.kind}`));
  }, [view.state, view.kind, announce, t]);
}

function Call({ view }: { view: CaseView }) {
  const { t } = useTranslation();
  const contact = useContact(view.contact).data ?? null;
  const me = useMe().data;
  const action = useFocusOnNext(view);
  useAnnounceState(view);
  return (
    <CallProvider value={{ view, contact, me: me?.person.id ?? null, timeZone: me?.tenant.timeZone }}>
      <div className="call" data-state={view.state} data-kind={view.kind} data-revision={view.revision}>
        <h1 className="unseen">{t('call.heading', { title: textIn(view.programTitle, currentLanguage()) })}</h1>
        <CallBar />
        <div className="call-columns">
          <div className="call-main" ref={action}>
            <ScriptPanel />
            <ActionPanel view={view} />
            {view.kind !== 'ask' && view.kind !== 'end' && view.questions.length > 0 && <AskPanel beside />}
            <MoreActions />
          </div>
          <div className="call-side">
            <VerdictPanel />
            {view.kind !== 'end' && <NotePanel />}
            <AnswersPanel />
            <TimelinePanel />
          </div>
        </div>
      </div>
    </CallProvider>
  );
}
