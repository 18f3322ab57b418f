import type { AllowedView, CaseView } from '../shared/views';
import { barInterrupt, urgentEvents } from './bar-interrupt';

/** While a team is sent: that the person moved, or needs nobody any more. What stands in the bar stands there alone. */
export function dispatchActions(view: CaseView): readonly AllowedView[] {
  if (view.dispatch === null) return [];
  const elsewhere = [...urgentEvents, barInterrupt(view.allowed)?.event];
  return view.allowed.filter(({ event, kind }) => kind === 'interrupt' && !elsewhere.includes(event));
}
