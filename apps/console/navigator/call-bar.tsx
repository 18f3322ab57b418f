import { useTranslation } from 'react-i18next';
import { useNow } from '../shared/clock';
import { duration, moment } from '../shared/format';
import { currentLanguage, wordFor } from '../shared/i18n';
import { textIn } from '../shared/views';
import { useCall } from './call-context';
import { Interpreting, SpeakingButton, SpeakingChoice, useSpeaking } from './call-language';
import { CallUrgent } from './call-urgent';
import { CheatSheet } from './cheat-sheet';

/** Whose hands the case is in, in words. */
function useOwnerName(): string | null {
  const { t } = useTranslation();
  const { view, me } = useCall();
  const owner = view.owner;
  if (!owner) return null;
  if (owner.kind === 'person') return owner.id === me ? t('call.owner-you') : t('call.owner-colleague');
  if (owner.kind === 'queue') return wordFor(t, 'queue', owner.id);
  const offer = view.offers.find((one) => one.service === owner.id || one.status === 'accepted');
  return offer ? textIn(offer.name, currentLanguage()) : wordFor(t, 'queue', 'agency');
}

const day = 24 * 60 * 60_000;

/** Time left, without alarm: it turns into a plain word when it has passed, since somebody else is told by then. */
function Deadline() {
  const { t } = useTranslation();
  const { view, timeZone } = useCall();
  const now = useNow();
  if (!view.due) return null;
  const left = Date.parse(view.due) - now;
  const at = moment(view.due, currentLanguage(), timeZone, now);
  return (
    <span className={left < 0 ? 'fact fact-late' : 'fact'}>
      <span className="fact-name">{t('call.deadline')}</span>{' '}
      <span role="timer" className="digits">
        {left < 0
          ? t('call.overdue-since', { at })
          : left > day
            ? at
            : t('call.time-left', { at, left: duration(left) })}
      </span>
    </span>
  );
}

function OnTheLine() {
  const { t } = useTranslation();
  const { contact } = useCall();
  const now = useNow();
  if (!contact || contact.status !== 'open') return null;
  return (
    <span className="fact">
      <span className="fact-name">{t('call.on-the-line')}</span>{' '}
      <span role="timer" className="digits">
        {duration(now - Date.parse(contact.startedAt))}
      </span>
    </span>
  );
}

/** Who speaks to us, and for whom. */
function Inquirer() {
  const { t } = useTranslation();
  const { view } = useCall();
  const relation = view.relation ?? 'none';
  return (
    <span className="fact" data-testid="inquirer" data-inquirer={view.inquirer}>
      <span className="fact-name">{t('call.inquirer')}</span>{' '}
      {view.inquirer === 'self' ? t('call.inquirer-self') : t('call.inquirer-third-party', { relation })}
    </span>
  );
}

export function CallBar() {
  const { t } = useTranslation();
  const { view, contact } = useCall();
  const owner = useOwnerName();
  const speaking = useSpeaking(contact);
  return (
    <div className="call-bar">
      <div className="call-facts">
        <strong>{textIn(view.programTitle, currentLanguage())}</strong>
        <span className="fact">
          <span className="fact-name">{t('call.number')}</span>{' '}
          <span className="digits" data-testid="case-number">
            {view.number}
          </span>
        </span>
        <OnTheLine />
        <Inquirer />
        {owner && (
          <span className="fact fact-owner">
            <span className="fact-name">{t('call.owner')}</span> {owner}
          </span>
        )}
        <Deadline />
        <Interpreting speaking={speaking} />
      </div>
      <div className="call-tools">
        <SpeakingButton speaking={speaking} />
        <CheatSheet />
      </div>
      <CallUrgent />
      <SpeakingChoice speaking={speaking} />
    </div>
  );
}
