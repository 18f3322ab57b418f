import { type Channel, enteredLater } from '../../../libs/contacts/index.js';
import { fieldFault } from '../shell/index.js';
import type { OpenCaseRequest } from './requests.dto.js';

/** Nobody enters today what came in longer ago: more likely the year is wrong. */
const longestAgo = 400 * 86_400_000;

/**
 * When what opens a case came in; undefined: now. Only what people enter afterwards can have come in before. Throws 422 for a moment
 * that is still to come, or long ago, or of a call that is under way.
 */
export function readReceived({ received, channel }: OpenCaseRequest, now: Date): Date | undefined {
  if (received === undefined) return undefined;
  if (!enteredLater.includes(channel as Channel)) throw fieldFault('/received', 'onlyEnteredLater');
  const at = new Date(received);
  if (!(at <= now && now.getTime() - at.getTime() <= longestAgo)) throw fieldFault('/received', 'isPast');
  return at;
}
