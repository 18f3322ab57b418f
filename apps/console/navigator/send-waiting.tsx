import { useOutbox } from './case-data';

/** What waits is sent from whatever screen the person is on. */
export function SendWaiting() {
  useOutbox();
  return null;
}
