import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Push } from '../shared/controls';
import { currentLanguage, languageName, wordFor } from '../shared/i18n';
import { lazily } from '../shared/lazily';
import { textIn, type AnswerValue, type CaseView, type ContactView } from '../shared/views';
import { useCall } from './call-context';
import { sawRevision, useChangedSince } from './call-elsewhere';
import { dropHeld, sendHeld, type ContactChange, type Unsent } from './call-outbox';
import { useEtag, useHistory } from './case-data';
import { SafetyInDoubt } from './in-doubt';
import { callsEmergency } from './life-at-risk';
import { useLineDeadSince } from './line-broke';
import { valueInWords } from './value-in-words';
import { relationWord } from './who-calls';

/** What somebody else did since this window looked, until the person has seen it or goes on. */
function ChangedElsewhere() {
  const { t } = useTranslation();
  const { view, me } = useCall();
  const since = useChangedSince(view);
  const history = useHistory(view.id, view.revision);
  if (since === null) return null;
  const rows = (history.data ?? []).filter((row) => row.seq > since);
  return (
    <div className="notice call-notice" role="status" data-testid="elsewhere">
      <p className="notice-title">{t('elsewhere.title')}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.seq}>
            {t('elsewhere.done', {
              who: row.by.id === me ? t('elsewhere.you') : (row.by.name ?? wordFor(t, 'role', row.by.role)),
              what: textIn(row.sentence, currentLanguage()),
            })}
          </li>
        ))}
      </ul>
      <Push look="quiet" onPress={() => sawRevision(view.id, view.revision)}>
        {t('elsewhere.seen')}
      </Push>
    </div>
  );
}

function contactInWords(wanted: ContactChange, language: string, t: TFunction): string {
  if (wanted.to === 'wrap-up') return t('wrap-up.finish');
  if (wanted.to === 'inquirer')
    return wanted.inquirer === 'self'
      ? t('greeting.self')
      : t('call.inquirer-third-party', { relation: relationWord(wanted.relation) });
  if (wanted.language === null) return t('call.interpreter-end');
  const name = languageName(wanted.language, language);
  return t(wanted.to === 'language' ? 'call.speaks' : 'unsent.interpreter', { language: name });
}

function Item({ one, view }: { one: Unsent; view: CaseView }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { change } = one;
  if (change.kind === 'contact') return <li>{contactInWords(change.wanted, language, t)}</li>;
  if (change.kind === 'event') {
    const label = view.allowed.find((allowed) => allowed.event === change.event)?.label;
    return <li>{label ? textIn(label, language) : change.event.replaceAll('-', ' ')}</li>;
  }
  const row = ([name, value]: [string, AnswerValue]) => {
    const asked = view.questions.find((each) => each.id === name);
    const known = view.answers.find((each) => each.question === name);
    const ask = asked?.short ?? known?.short;
    const words = value === null ? t('known.take-back') : valueInWords(asked ?? known, value, language, t);
    return (
      <li key={name} data-unsent={name}>
        {ask && textIn(ask, language)} <b>{words}</b>
      </li>
    );
  };
  return Object.entries(change.answers).map(row);
}

const waitsFor = (unsent: readonly Unsent[], event?: string) =>
  unsent.some(({ change }) => change.kind === 'event' && (event === undefined || change.event === event));

/** What was chosen without a connection and is not sent yet; what nobody may send without looking first. */
function NotSent({ unsent, view }: { unsent: readonly Unsent[]; view: CaseView }) {
  const { t } = useTranslation();
  const etag = useEtag(view.id);
  const held = unsent.filter((one) => one.status === 'held');
  const shown = held.length > 0 ? held : unsent.filter((one) => one.status === 'waiting');
  if (shown.length === 0) return null;
  const problem = held.find((one) => one.problem)?.problem;
  return (
    <div className="notice call-notice" data-testid={held.length > 0 ? 'held' : 'waiting'}>
      <p className="notice-title">{t(held.length > 0 ? 'unsent.held' : 'unsent.waiting', { count: shown.length })}</p>
      {problem && <p>{problem}</p>}
      {held.length === 0 && waitsFor(shown) && <p>{t('unsent.then')}</p>}
      {waitsFor(shown, 'risk-raised') && <p className="notice-title">{t('offline.danger')}</p>}
      <ul>
        {shown.map((one) => (
          <Item key={one.key} one={one} view={view} />
        ))}
      </ul>
      {held.length > 0 && (
        <div className="choices">
          <Push onPress={() => sendHeld(view.id, etag)}>{t('unsent.send')}</Push>
          <Push look="quiet" onPress={() => dropHeld(view.id)}>
            {t('unsent.drop')}
          </Push>
        </div>
      )}
    </div>
  );
}

/** Most calls send no team. */
const TeamHasRead = lazily(() => import('./team-has-read'), 'TeamHasRead');

/** Most lines hold. */
const LineDead = lazily(() => import('./line-dead'), 'LineDead');

/**
 * That nobody is on the line, or knows what was said about safety: before all else, but for a call that may save a life. That is
 * made first, and they come after it (`after`).
 */
export function SafetyNotices({ after = false }: { after?: boolean }) {
  const { view } = useCall();
  const history = useHistory(view.id, view.revision);
  const deadSince = useLineDeadSince();
  if (callsEmergency(view, history.data ?? []) !== after) return null;
  return (
    <>
      {deadSince !== null && view.kind !== 'end' && <LineDead since={deadSince} />}
      <SafetyInDoubt />
      {view.agencyTold && <TeamHasRead />}
    </>
  );
}

/** `view`: with the questions that are answered but not sent, so that they are named. */
export function CallNotices({ unsent, view }: { unsent: readonly Unsent[]; view: CaseView }) {
  return (
    <>
      <ChangedElsewhere />
      <NotSent unsent={unsent} view={view} />
    </>
  );
}

/** Without a connection the next question comes at once: what waits to be sent is answered as far as the caller is concerned. */
export function withoutWaiting(view: CaseView, unsent: readonly Unsent[]): CaseView {
  const names = unsent.flatMap(({ status, change }) =>
    status === 'waiting' && change.kind === 'answers' ? Object.keys(change.answers) : [],
  );
  if (names.length === 0) return view;
  return { ...view, questions: view.questions.filter((question) => !names.includes(question.id)) };
}

/** The same for who is on the line: what waits to be sent is so already. */
export function contactWithWaiting(contact: ContactView | null, unsent: readonly Unsent[]): ContactView | null {
  if (!contact) return null;
  return unsent.reduce((now, { status, change, at }) => {
    if (status !== 'waiting' || change.kind !== 'contact' || change.wanted.to === 'wrap-up') return now;
    if (change.wanted.to === 'inquirer')
      return { ...now, inquirer: change.wanted.inquirer, relation: change.wanted.relation };
    const { to, language } = change.wanted;
    const interpreter = to === 'language' ? null : language;
    const legs = interpreter === null ? [] : [{ language: interpreter, startedAt: at, endedAt: null }];
    return { ...now, language: to === 'language' ? language : now.language, interpreter, interpreters: legs };
  }, contact);
}
