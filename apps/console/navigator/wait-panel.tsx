import { useTranslation } from 'react-i18next';
import { Panel } from '../shared/controls';
import { CopyNumber } from '../shared/copy-number';
import { currentLanguage } from '../shared/i18n';
import { useShortcuts } from '../shared/shortcuts';
import { textIn } from '../shared/views';
import { useCall } from './call-context';
import { EventForm } from './event-form';
import { typedForEvent, typedWith } from './typed-for-event';
import { withClient } from './with-client';

/** Someone acts; what can have happened is a button each. */
export function WaitPanel() {
  const { t } = useTranslation();
  const { view, contact } = useCall();
  // Somebody else decides, and the caller waits on the line: that is not nothing to do.
  const staysOnLine = view.owner?.kind === 'queue' && contact?.status === 'open';
  const events = view.allowed.filter((one) => one.kind === 'event');
  const numbers = view.answers.filter((answer) => answer.type === 'phone' && typeof answer.value === 'string');
  const press = (index: number) =>
    document.querySelectorAll<HTMLElement>('.wait-events > [data-event] > button')[index]?.click();
  // What an agency does is not ours to press by mistake: what is left for us is the note.
  const ours = view.owner?.kind === 'queue' || !withClient(view);
  const typing = ours ? typedWith(view) : undefined;
  const keyed = ours && !typedForEvent(view) && !typing;
  useShortcuts(
    !keyed ? [] : events.slice(0, 9).map((_, index) => ({ code: `Digit${index + 1}`, run: () => press(index) })),
  );
  const title = !view.dispatch ? 'wait.title' : ours && events.length > 0 ? 'wait.title-choose' : 'wait.title-dispatch';
  return (
    <Panel title={t(title)} className="panel-now">
      {numbers.map((answer) => (
        <div key={answer.question}>
          <p className="hint">{textIn(answer.short, currentLanguage())}</p>
          <CopyNumber number={String(answer.value)} />
        </div>
      ))}
      {events.length === 0 && <p>{t(staysOnLine ? 'wait.stay' : 'wait.others')}</p>}
      <div className="events wait-events">
        {events.map((allowed, index) => (
          <EventForm
            key={allowed.event}
            allowed={allowed}
            hotkey={keyed ? String(index + 1) : undefined}
            first={allowed === typing || (keyed && index === 0)}
            typing={allowed === typing}
          />
        ))}
      </div>
    </Panel>
  );
}
