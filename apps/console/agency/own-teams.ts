import type { ReferralView, TeamView } from '../shared/views';
import { useTeams } from './capacity-data';

type Named = Pick<ReferralView, 'agency' | 'service' | 'team'>;

/** The teams of the service that was asked; nothing while they are not known. */
export function useOwnTeams({ agency, service }: Named): readonly TeamView[] {
  const { teams } = useTeams(agency ?? undefined);
  return teams?.filter((team) => team.service === service) ?? [];
}

/** Those that could go at once: free, or named for this client already. */
export const readyTeams = (teams: readonly TeamView[], { team }: Named): readonly TeamView[] =>
  teams.filter((one) => one.condition === 'free' || one.id === team?.id);
