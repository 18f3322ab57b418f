import type { TFunction } from 'i18next';
import { moment } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import type { ServiceView } from '../shared/views';
import './agency-messages';

/** How it stands, as somebody would say it on the phone. */
export function inWords(t: TFunction, service: ServiceView, timeZone: string): string {
  const { capacity, saidFull, open, opens } = service;
  const at = (iso: string) => moment(iso, currentLanguage(), timeZone);
  if (saidFull)
    return capacity.fullUntil ? t('capacity.full-until', { at: at(capacity.fullUntil) }) : t('capacity.full');
  if (capacity.state === 'full') return t('capacity.no-team-free');
  if (!open) return opens ? t('capacity.closed-until', { at: at(opens) }) : t('capacity.closed');
  return t('capacity.open');
}
