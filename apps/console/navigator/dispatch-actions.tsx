import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../shared/shortcuts';
import { currentLanguage } from '../shared/i18n';
import { textIn } from '../shared/views';
import { useAllowed, useCall } from './call-context';
import { dispatchActions } from './dispatch-interrupts';
import { EventForm } from './event-form';
import { TeamThen } from './team-then';
import '../shared/list-messages';

/** Keys that work while a note is written, too. What a program calls otherwise is reached by Tab. */
const keys: Readonly<Record<string, string>> = { 'call-off': 'KeyO', 'change-facts': 'KeyM' };

/** What can still be said while a team is sent, by one key each. */
export function DispatchActions() {
  const { t } = useTranslation();
  const { view } = useCall();
  const actions = dispatchActions(view);
  const press = (event: string) =>
    document.querySelector<HTMLElement>(`.dispatch-actions [data-event="${event}"] > button`)?.click();
  useShortcuts(
    actions.flatMap(({ event }) => (keys[event] ? [{ code: keys[event], alt: true, run: () => press(event) }] : [])),
  );
  const beside = useAllowed('emergency-requested');
  if (actions.length === 0 && !beside?.team) return null;
  return (
    <div className="events dispatch-actions" role="group" aria-label={t('dispatch.changes')}>
      {actions.map((allowed) => (
        <EventForm
          key={allowed.event}
          allowed={allowed}
          {...(allowed.event === 'call-off' && view.dispatch === 'unassigned'
            ? { label: t('dispatch.no-team-needed') }
            : {})}
          hotkey={keys[allowed.event] && t(`keys.${allowed.event}`)}
          takesFocus
        />
      ))}
      {beside?.team && (
        <div className="hint">
          <p>{t('team-then.when', { label: textIn(beside.label, currentLanguage()) })}</p>
          <TeamThen team={beside.team} />
        </div>
      )}
    </div>
  );
}
