import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../shared/shortcuts';
import type { AllowedView, CaseView } from '../shared/views';
import { barInterrupt } from './bar-interrupt';
import { useCall } from './call-context';
import { EventForm } from './event-form';
import { urgentEvents } from './urgent-events';
import { keyedEvents } from './wait-panel';

/** While a team is sent: that the person moved, or needs nobody any more. What stands in the bar stands there alone. */
export function dispatchActions(view: CaseView): readonly AllowedView[] {
  if (view.dispatch === null) return [];
  const elsewhere = [...urgentEvents, barInterrupt(view.allowed)?.event];
  return view.allowed.filter(({ event, kind }) => kind === 'interrupt' && !elsewhere.includes(event));
}

/** By one key each. The digits go on after those of what can happen here, where it has any. */
export function DispatchActions() {
  const { t } = useTranslation();
  const { view } = useCall();
  const actions = dispatchActions(view);
  const before = keyedEvents(view);
  const keys = view.kind === 'wait' || view.kind === 'offer' ? actions.slice(0, 9 - before) : [];
  const press = (event: string) =>
    document.querySelector<HTMLElement>(`.dispatch-actions [data-event="${event}"] > button`)?.click();
  useShortcuts(keys.map(({ event }, index) => ({ code: `Digit${before + index + 1}`, run: () => press(event) })));
  if (actions.length === 0) return null;
  return (
    <div className="events dispatch-actions" role="group" aria-label={t('dispatch.changes')}>
      {actions.map((allowed, index) => (
        <EventForm
          key={allowed.event}
          allowed={allowed}
          hotkey={keys.includes(allowed) ? String(before + index + 1) : undefined}
        />
      ))}
    </div>
  );
}
