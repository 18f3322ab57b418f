import type { AllowedView, CaseView } from '../shared/views';
import { barInterrupt, urgentEvents } from './bar-interrupt';
import { linesBack } from './who-is-there';

/** While a team is sent: that the person moved, or needs nobody any more. What stands in the bar stands there alone. */
export function dispatchActions(view: CaseView): readonly AllowedView[] {
  if (view.dispatch === null) return [];
  const elsewhere = [
    ...urgentEvents,
    barInterrupt(view.allowed)?.event,
    ...linesBack(view.allowed).map(({ event }) => event),
  ];
  return view.allowed.filter((one) => one.kind === 'interrupt' && !elsewhere.includes(one.event));
}
