import type { AllowedView, CaseView } from '../shared/views';
import { barInterrupt, urgentEvents } from './bar-interrupt';

/** That they are on the line again is for when it broke. */
export const isNoUse = ({ kind, line }: AllowedView, lineBroke: boolean): boolean =>
  kind === 'interrupt' && line === 'back' && !lineBroke;

/** While a team is sent: that the person moved, or needs nobody any more. What stands in the bar stands there alone. */
export function dispatchActions(view: CaseView, lineBroke: boolean): readonly AllowedView[] {
  if (view.dispatch === null) return [];
  const elsewhere = [...urgentEvents, barInterrupt(view.allowed)?.event];
  return view.allowed.filter(
    (one) => one.kind === 'interrupt' && !isNoUse(one, lineBroke) && !elsewhere.includes(one.event),
  );
}
