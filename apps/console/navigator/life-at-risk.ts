import { urgentEvents } from './bar-interrupt.js';

interface Offered {
  readonly state: string;
  readonly handover: string;
  readonly override: string | null;
}
interface Shown {
  readonly state: string;
  readonly kind: string;
  readonly allowed: readonly { readonly event: string }[];
  readonly offers: readonly Offered[];
}
interface Step {
  readonly trace: readonly { readonly from: string; readonly exit: string; readonly to: string }[];
}

/** Help that is told without a yes, and sends no team of ours: that for a life at risk. */
const isEmergency = ({ handover, override }: Offered): boolean => override !== null && handover !== 'dispatch';

/** Emergency help was called last, and "risk now" is nothing to press any more: the call goes on from there. */
export const emergencyGoesOn = ({ kind, allowed, offers }: Omit<Shown, 'state'>): boolean =>
  kind === 'wait' &&
  offers[0] !== undefined &&
  isEmergency(offers[0]) &&
  !allowed.some(({ event }) => urgentEvents.includes(event));

/** It is to be called now, or again. `history`: oldest first. */
export const callsEmergency = (view: Shown, history: readonly Step[]): boolean =>
  isEmergencyUnreached(view, history) ||
  (view.kind === 'offer' && view.offers.some((one) => one.state === view.state && isEmergency(one)));

/** Nobody there has answered: it is called again before all else. `history`: oldest first. */
export function isEmergencyUnreached(view: Shown, history: readonly Step[]): boolean {
  if (!emergencyGoesOn(view)) return false;
  const last = history.findLast(({ trace }) => trace.length > 0)?.trace.at(-1);
  if (last?.to !== view.state || last.exit !== 'exhausted') return false;
  return view.offers.some((offer) => offer.state === last.from && isEmergency(offer));
}
