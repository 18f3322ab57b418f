import type { TFunction } from 'i18next';
import { currentLanguage, wordFor } from '../shared/i18n';
import '../shared/list-messages';
import { textIn } from '../shared/views';
import type { AlertView } from '../shared/worklist-data';

/** What an alert tells, and why a team went back where it tells of that: who is sent next depends on it. */
export function whatAndWhy(t: TFunction, { what, reason }: Pick<AlertView, 'what' | 'reason'>): string {
  const said = textIn(what, currentLanguage());
  return reason === null ? said : t('alerts.why', { what: said, why: wordFor(t, 'dispatch-try', reason) });
}
