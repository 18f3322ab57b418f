import { useTranslation } from 'react-i18next';
import { useNow } from '../shared/clock';
import { Unfold, useFold } from '../shared/unfold';
import { duration, moment } from '../shared/format';
import { currentLanguage, wordFor } from '../shared/i18n';
import { textIn } from '../shared/views';
import { useCall } from './call-context';
import { CallerButton, CallerChoice, useCalling } from './call-inquirer';
import { Interpreting, SpeakingButton, SpeakingChoice, useSpeaking } from './call-language';
import { CallUrgent } from './call-urgent';
import { CheatSheet } from './cheat-sheet';
import { withClient } from './with-client';

/** Whose hands the case is in, in words. */
function useOwnerName(): string | null {
  const { t } = useTranslation();
  const { view, me } = useCall();
  const owner = view.owner;
  if (!owner) return null;
  const holder = withClient(view);
  const name = holder ? textIn(holder.name, currentLanguage()) : wordFor(t, 'queue', 'agency');
  if (owner.kind === 'agency') return name;
  const person = owner.id === me ? t('call.owner-you') : t('call.owner-colleague');
  const ours = owner.kind === 'person' ? person : wordFor(t, 'queue', owner.id);
  return holder ? t('call.owner-and-team', { ours, name }) : ours;
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
    <span className={left < 0 ? 'fact fact-late' : 'fact call-fold'}>
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

/** Seen at every width: which case, how long, and what is late or costs by the minute. The rest folds away on a phone. */
export function CallBar() {
  const { t } = useTranslation();
  const { view, contact } = useCall();
  const owner = useOwnerName();
  const speaking = useSpeaking(contact);
  const calling = useCalling();
  const { unfolded, toggle, bar, listens } = useFold();
  return (
    <div ref={bar} {...listens} className={unfolded ? 'call-bar' : 'call-bar call-bar-folded'}>
      <div className="call-facts">
        <strong className="call-fold">{textIn(view.programTitle, currentLanguage())}</strong>
        <span className="fact">
          <span className="fact-name">{t('call.number')}</span>{' '}
          <span className="digits" data-testid="case-number">
            {view.number}
          </span>
        </span>
        <OnTheLine />
        {owner && (
          <span className="fact call-fold">
            <span className="fact-name">{t('call.owner')}</span> {owner}
          </span>
        )}
        <Deadline />
        <Interpreting speaking={speaking} />
      </div>
      <Unfold unfolded={unfolded} onPress={toggle}>
        {t('call.details')}
      </Unfold>
      <div className="call-tools call-fold">
        <SpeakingButton speaking={speaking} />
        <CallerButton calling={calling} />
        <CheatSheet />
      </div>
      <CallUrgent />
      <SpeakingChoice speaking={speaking} />
      <CallerChoice calling={calling} />
    </div>
  );
}
