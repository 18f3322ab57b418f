import { useTranslation } from 'react-i18next';
import { Panel } from '../shared/controls';
import { CopyNumber } from '../shared/copy-number';
import { currentLanguage } from '../shared/i18n';
import { useShortcuts } from '../shared/shortcuts';
import { textIn } from '../shared/views';
import { useCall } from './call-context';
import { useHistory } from './case-data';
import { EventForm } from './event-form';
import { emergencyGoesOn, isEmergencyUnreached } from './life-at-risk';
import { useLineBroke } from './line-broke';
import { typedForEvent, typedWith } from './typed-for-event';
import { withClient } from './with-client';

/** What it is called; while emergency help is called, as the program calls that. */
function useTitle(ours: boolean): string {
  const { t } = useTranslation();
  const { view } = useCall();
  if (emergencyGoesOn(view)) return textIn(view.stateTitle, currentLanguage());
  if (!view.dispatch) return t('wait.title');
  return t(ours && view.allowed.some(({ kind }) => kind === 'event') ? 'wait.title-choose' : 'wait.title-dispatch');
}

/** Numbers that somebody can be called at. */
function Numbers() {
  const { view } = useCall();
  // While the line is dead they stand at the top.
  const lineBroke = useLineBroke();
  const numbers = view.answers.filter((answer) => answer.type === 'phone' && typeof answer.value === 'string');
  if (lineBroke) return null;
  return numbers.map((answer) => (
    <div key={answer.question}>
      <p className="hint">{textIn(answer.short, currentLanguage())}</p>
      <CopyNumber number={String(answer.value)} />
    </div>
  ));
}

/** Someone acts; what can have happened is a button each. */
export function WaitPanel() {
  const { t } = useTranslation();
  const { view, contact } = useCall();
  // Somebody else decides, and the caller waits on the line: that is not nothing to do.
  const staysOnLine = view.owner?.kind === 'queue' && contact?.status === 'open';
  const events = view.allowed.filter((one) => one.kind === 'event' && !one.opens);
  const history = useHistory(view.id, view.revision);
  const unreached = isEmergencyUnreached(view, history.data ?? []);
  const press = (index: number) =>
    document.querySelectorAll<HTMLElement>('.wait-events > [data-event] > button')[index]?.click();
  // What an agency does is not ours to press by mistake: what is left for us is the note. But emergency help is ours to call, too.
  const ours = view.owner?.kind === 'queue' || !withClient(view) || emergencyGoesOn(view);
  const typing = ours ? typedWith(view) : undefined;
  const keyed = ours && !typedForEvent(view) && !typing;
  useShortcuts(
    !keyed ? [] : events.slice(0, 9).map((_, index) => ({ code: `Digit${index + 1}`, run: () => press(index) })),
  );
  const title = useTitle(ours);
  return (
    <Panel title={title} className={unreached ? 'panel-now panel-risk' : 'panel-now'}>
      {!unreached && <Numbers />}
      {events.length === 0 && <p>{t(staysOnLine ? 'wait.stay' : 'wait.others')}</p>}
      <div className="events wait-events">
        {events.map((allowed, index) => (
          <EventForm
            key={allowed.event}
            allowed={allowed}
            hotkey={keyed ? String(index + 1) : undefined}
            first={allowed === typing || (keyed && index === 0)}
            main={unreached && index === 0}
            typing={allowed === typing}
          />
        ))}
      </div>
      {unreached && <Numbers />}
    </Panel>
  );
}
