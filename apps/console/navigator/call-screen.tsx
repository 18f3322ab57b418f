import { useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api';
import { useOnline } from '../shared/connection';
import { Notice } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { lazily } from '../shared/lazily';
import { usePageTitle } from '../shared/page-title';
import { useTimeToSee } from '../shared/time-to-see';
import { textIn, type CaseView } from '../shared/views';
import { AnswersPanel } from './answers-panel';
import { AskPanel } from './ask-panel';
import { CallBar } from './call-bar';
import { CallProvider, useCall } from './call-context';
import { useChangedSince, useFollow } from './call-elsewhere';
import { CallNotices, contactWithWaiting, SafetyNotices, withoutWaiting } from './call-notices';
import { useUnsent } from './call-outbox';
import { useCase, useContact, useMe, useOutbox } from './case-data';
import { ConsentPanel } from './consent-panel';
import { focusNext } from './focus-next';
import { JustAnswered } from './just-answered';
import { emergencyGoesOn } from './life-at-risk';
import { MoreActions } from './more-actions';
import { OutcomePanel, WrapUpPanel } from './outcome-panel';
import { isPlace, PlacePanel } from './place-panel';
import { isSafety, openSafety } from './safety';
import { useAnnounceCall } from './safety-open';
import { ScriptPanel } from './script-panel';
import { TransferPanel } from './transfer-panel';
import { WaitPanel } from './wait-panel';
import { rememberContact, WithoutCase } from './without-case';
import { NotePanel } from './wrap-up-note';
import './call.css';
import './call-bar.css';
import { linkable, writable } from './writable';
import './question.css';
import './side-panels.css';
import './transfer.css';

export function CallScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/cases/$id' });
  const loaded = useCase(id);
  const online = useOnline();
  const view = loaded.data?.view;
  usePageTitle(view ? textIn(view.programTitle, currentLanguage()) : t('call.title'));
  if (view) return <Call key={view.id} view={view} />;
  const problem = loaded.error instanceof ApiProblem ? loaded.error : null;
  if (!online || problem?.offline) return <WithoutCase id={id} onRetry={() => void loaded.refetch()} />;
  return (
    <div className="page">
      {problem ? <Notice problem={problem} onRetry={() => void loaded.refetch()} /> : <p>{t('shell.loading')}</p>}
    </div>
  );
}

/** Of programs that reviewers decide. */
const Duplicates = lazily(() => import('../review/duplicates'), 'Duplicates', true);
const Notes = lazily(() => import('../review/notes'), 'Notes', true);
const GiveCode = lazily(() => import('./give-code'), 'GiveCode', true);
const NextCase = lazily(() => import('./next-case'), 'NextCase', true);
/** Most calls send no team. */
const DispatchPanel = lazily(() => import('./dispatch-panel'), 'DispatchPanel');
const Dispatch = ({ view }: { view: CaseView }) => (view.dispatch === null ? null : <DispatchPanel />);

const isDispatchOffer = ({ dispatch, offers, state }: CaseView) =>
  dispatch !== null &&
  !offers.some((one) => one.state === state && one.status === 'offered' && one.handover !== 'dispatch');

/** What to do now, by the kind of state that the case is in. */
function ActionPanel({ view }: { view: CaseView }) {
  switch (view.kind) {
    case 'ask':
      return <AskPanel />;
    case 'consent':
      return <ConsentPanel key={view.state} />;
    case 'offer':
      // A team is asked by itself: there is nobody to dial.
      return isDispatchOffer(view) ? null : <TransferPanel key={view.state} />;
    case 'grant':
      // Passed through in one step: nobody finds a case here.
      return null;
    case 'wait':
      return <WaitPanel key={view.state} />;
    case 'end':
      return <OutcomePanel />;
  }
}

const VerdictPanel = lazily(() => import('./verdict-panel'), 'VerdictPanel');
const TimelinePanel = lazily(() => import('./timeline-panel'), 'TimelinePanel');
const LinksPanel = lazily(() => import('./links-panel'), 'LinksPanel');
const NewMessage = lazily(() => import('./new-message'), 'NewMessage');
const MessagesPanel = lazily(() => import('./messages-panel'), 'MessagesPanel');

/** What is to be said stands at the top of the page. */
function showFromTheTop(): void {
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  window.scrollTo({ top: 0, behavior: calm ? 'instant' : 'smooth' });
}

/**
 * When an answer makes its own button disappear, the keyboard goes on with what comes next. Focus that is somewhere on
 * purpose (a note being written) stays there.
 */
function useFocusOnNext(view: CaseView) {
  const action = useRef<HTMLDivElement>(null);
  const state = useRef<string | null>(null);
  useEffect(() => {
    const active = document.activeElement;
    const isNew = state.current !== view.state;
    state.current = view.state;
    if (!active || active === document.body) focusNext(action.current ?? document, { preventScroll: isNew });
    // Whoever writes a note meanwhile goes on with that; everybody else reads what is to be said now.
    const writes = active instanceof HTMLTextAreaElement && !action.current?.contains(active);
    if (isNew && !writes) showFromTheTop();
  }, [view.revision, view.state, view.questions.length]);
  return action;
}

/** Nobody is on our line any more: an agency has the client, or whoever is free calls the person when it is time. */
const isForLater = ({ kind, owner }: CaseView) =>
  kind === 'wait' && (owner?.kind === 'agency' || (owner?.kind === 'queue' && owner.id === 'navigators'));

function AskBeside({ questions }: Pick<CaseView, 'questions'>) {
  const call = useCall();
  if (questions.length === 0) return null;
  return (
    <CallProvider value={{ ...call, view: { ...call.view, questions } }}>
      <AskPanel beside />
    </CallProvider>
  );
}

/** What may be asked beside the action: where help must go, and whether there is danger, stands above it; the rest below. */
function Action({ view }: { view: CaseView }) {
  const call = useCall();
  const beside = view.kind !== 'ask' && view.kind !== 'end';
  // Where a team goes is known already: what it still may be told does not stand first.
  const place = beside && !isDispatchOffer(view) ? view.questions.find(isPlace) : undefined;
  // A question, or a call to be made now (911 beside the team), comes before what the team does.
  const callsHelp = (view.kind === 'offer' && !isDispatchOffer(view)) || emergencyGoesOn(view);
  const actsFirst = view.kind === 'ask' || callsHelp;
  const danger = beside && !callsHelp && openSafety(view).length > 0 ? view.questions.filter(isSafety) : [];
  const others = view.questions.filter((question) => question !== place && !danger.includes(question));
  return (
    <>
      {place && <PlacePanel question={place} />}
      <AskBeside questions={danger} />
      {!actsFirst && <Dispatch view={view} />}
      <ActionPanel view={view} />
      <SafetyNotices after />
      {actsFirst && <Dispatch view={view} />}
      {isForLater(view) && call.contact && <WrapUpPanel contact={call.contact} canWait={emergencyGoesOn(view)} />}
      {beside && <AskBeside questions={others} />}
    </>
  );
}

const hasNext = ({ renews, renewedBy, later, allowed }: CaseView) =>
  renews ?? renewedBy ?? later ?? allowed.find((one) => one.opens);

function Call({ view: newest }: { view: CaseView }) {
  const { t } = useTranslation();
  useOutbox();
  const unsent = useUnsent(newest.id);
  useFollow(
    newest,
    unsent.some((one) => one.status !== 'held'),
  );
  const view = withoutWaiting(newest, unsent);
  const contact = contactWithWaiting(useContact(view.contact).data ?? null, unsent);
  const me = useMe().data;
  useEffect(() => rememberContact(view.id, view.contact), [view.id, view.contact]);
  const action = useFocusOnNext(view);
  useAnnounceCall(view);
  const [toWriteTo, toLink] = [view.offers.filter(writable), view.offers.filter(linkable)];
  const offer = view.offers.find((one) => one.status === 'offered' && one.state === view.state);
  const unasked = useChangedSince(newest) !== null;
  useTimeToSee(`${view.id} ${view.state} ${offer?.id ?? ''}`, `${view.revision} ${view.questions.length}`, unasked);
  return (
    <CallProvider value={{ view, contact, me: me?.person.id ?? null, timeZone: me?.tenant.timeZone }}>
      <div className="call" data-state={view.state} data-kind={view.kind} data-revision={view.revision}>
        <h1 className="unseen">{t('call.heading', { title: textIn(view.programTitle, currentLanguage()) })}</h1>
        <CallBar />
        <div className="call-columns">
          <div className="call-main" ref={action} data-deafens="">
            <SafetyNotices />
            <CallNotices unsent={unsent} view={newest} />
            {toWriteTo.length > 0 && <NewMessage />}
            <ScriptPanel />
            <JustAnswered />
            <Action view={view} />
            {hasNext(view) && <NextCase />}
            {view.online && openSafety(view).length === 0 && <GiveCode />}
            <MoreActions />
          </div>
          <div className="call-side" data-deafens="pointer">
            {view.reviewed && <Duplicates />}
            <VerdictPanel />
            {view.kind !== 'end' && !isForLater(view) && <NotePanel />}
            <AnswersPanel />
            {view.reviewed && <Notes />}
            {toWriteTo.length > 0 && <MessagesPanel offers={toWriteTo} />}
            {toLink.length > 0 && <LinksPanel offers={toLink} />}
            <TimelinePanel />
          </div>
        </div>
      </div>
    </CallProvider>
  );
}
