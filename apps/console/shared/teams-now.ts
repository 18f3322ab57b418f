import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, send } from './api';
import { moment } from './format';
import { currentLanguage } from './i18n';
import type { AgencyView } from './views';
import { useTimeZone } from './worklist-data';
import './list-messages';

export type ServiceNow = AgencyView['services'][number];

/** Whoever chooses a team sees who is free now, not a minute ago. */
export function useAgenciesNow() {
  return useQuery({
    queryKey: ['agencies-now'],
    staleTime: 0,
    refetchInterval: 20_000,
    queryFn: async () => (await send(api.GET('/api/v1/agencies'))).data.items,
  });
}

/** Whether they can come now, in words: their people said so, or their teams do. */
export function useRoom(): (service: ServiceNow) => string {
  const { t } = useTranslation();
  const zone = useTimeZone();
  const at = (iso: string) => moment(iso, currentLanguage(), zone);
  return ({ capacity, saidFull, teams, open, opens }) => {
    if (!open) return opens ? t('team.opens', { at: at(opens) }) : t('team.closed');
    if (capacity.state === 'full' && capacity.fullUntil) return t('team.full-until', { at: at(capacity.fullUntil) });
    if (saidFull) return t('team.full');
    if (teams) return t('team.free', { free: teams.free, all: teams.onShift });
    return capacity.state === 'full' ? t('team.full') : t('team.open');
  };
}

/** Would be asked at this moment. */
export const canCome = ({ capacity, open }: ServiceNow): boolean => open && capacity.state === 'open';
