import { useTranslation } from 'react-i18next';
import { Panel } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { textIn, type CaseView } from '../shared/views';
import { useCall } from '../navigator/call-context';
import { EventForm } from '../navigator/event-form';
import { Undecided } from './duplicates';
import { whoseIs } from './whose';
import './review-messages';

const others = ({ forOthers = [] }: CaseView) => forOthers.map(({ label }) => textIn(label, currentLanguage()));

/** Why there is nothing to press. */
function nothing({ kind, forOthers }: CaseView, whose: ReturnType<typeof whoseIs>): string | null {
  if (kind === 'end') return 'review.ended';
  if (forOthers) return null;
  return whose === 'elsewhere' ? 'review.elsewhere' : 'review.no-action';
}

/** What the program lets this person do now; what somebody else has to do is said before anything is pressed. */
export function NextStep() {
  const { t } = useTranslation();
  const { view, me } = useCall();
  const actions = view.allowed.filter(({ event }) => event !== 'take-over' && event !== 'put-back');
  const why = actions.length === 0 ? nothing(view, whoseIs(view, me)) : null;
  return (
    <Panel title={t('review.next')} className={actions.length > 0 ? 'panel-now' : ''}>
      {view.help && <p className="hint">{textIn(view.help, currentLanguage())}</p>}
      {view.forOthers && (
        <p className="notice" data-testid="for-others">
          {t('review.for-others', { list: others(view).join(' · ') })}
        </p>
      )}
      {why && <p className="hint">{t(why)}</p>}
      {actions.length > 0 && (
        <div className="events">
          {actions.map((allowed) => (
            <EventForm key={allowed.event} allowed={allowed} warning={<Undecided />} />
          ))}
        </div>
      )}
    </Panel>
  );
}
