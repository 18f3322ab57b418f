import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ApiProblem, send } from '../shared/api';
import type { components } from '../shared/api.generated';
import { everyPage } from '../shared/every-page';
import { session } from '../shared/session';
import type { ServiceView, ShiftsView, TeamView } from '../shared/views';
import { everyFewSeconds, useFollow } from '../shared/worklist-data';

export type FullPreset = ServiceView['fullOptions'][number]['preset'];
type CapacityRequest = components['schemas']['CapacityRequest'];

/** My agency as it stands now: what others do comes live, and times that pass are looked at now and then. */
export function useAgencyNow() {
  useFollow(['my-agency'], 'agency');
  const agency = useQuery({
    queryKey: ['my-agency', session()?.token],
    queryFn: async () => (await send(api.GET('/api/v1/agencies'))).data.items[0] ?? null,
    refetchInterval: everyFewSeconds,
    refetchOnMount: 'always',
  });
  return { agency: agency.data ?? null, problem: problemOf(agency.error), again: () => void agency.refetch() };
}

export function useTeams(agency: string | undefined) {
  useFollow(['teams'], 'agency');
  const teams = useQuery({
    queryKey: ['teams', agency],
    enabled: agency !== undefined,
    queryFn: () =>
      everyPage(async (query) => {
        const params = { path: { id: agency ?? '' }, query };
        return (await send(api.GET('/api/v1/agencies/{id}/teams', { params }))).data;
      }),
    refetchInterval: everyFewSeconds,
    refetchOnMount: 'always',
  });
  return { teams: teams.data ?? null, problem: problemOf(teams.error), again: () => void teams.refetch() };
}

const problemOf = (error: unknown): ApiProblem | null => (error instanceof ApiProblem ? error : null);

/** What changes a team changes how full its service is, too. */
function useChange<Change>(change: (change: Change) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, Change>({
    mutationFn: change,
    onSettled: () =>
      Promise.all(['my-agency', 'teams', 'referrals'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}

export const useSetCapacity = (agency: { readonly id: string; readonly revision: number }) =>
  useChange((body: CapacityRequest) =>
    send(
      api.PUT('/api/v1/agencies/{id}/capacity', {
        params: { path: { id: agency.id }, header: { 'If-Match': `"${agency.revision}"` } },
        body,
      }),
    ),
  );

export interface TeamWords {
  readonly name: { readonly en: string; readonly fr: string };
  readonly languages: string[];
  readonly shifts: ShiftsView;
}
export type TeamChange =
  | { readonly do: 'change'; readonly words: TeamWords }
  | { readonly do: 'out'; readonly preset: FullPreset | null }
  | { readonly do: 'in' }
  | { readonly do: 'back' }
  | { readonly do: 'retire' };

export const useChangeTeam = (team: TeamView) =>
  useChange((change: TeamChange) => {
    const path = { id: team.agency, team: team.id };
    const params = { path, header: { 'If-Match': `"${team.revision}"` } };
    switch (change.do) {
      case 'change':
        return send(api.PUT('/api/v1/agencies/{id}/teams/{team}', { params, body: change.words }));
      case 'out': {
        const body = { outOfService: true, ...(change.preset && { preset: change.preset }) };
        return send(api.PUT('/api/v1/agencies/{id}/teams/{team}/service', { params, body }));
      }
      case 'in':
        return send(api.PUT('/api/v1/agencies/{id}/teams/{team}/service', { params, body: { outOfService: false } }));
      case 'back':
        return send(api.POST('/api/v1/agencies/{id}/teams/{team}/back', { params: { path } }));
      case 'retire':
        return send(api.POST('/api/v1/agencies/{id}/teams/{team}/retire', { params }));
    }
  });

export const useAddTeam = (agency: string, service: string) =>
  useChange((words: TeamWords) =>
    send(api.POST('/api/v1/agencies/{id}/teams', { params: { path: { id: agency } }, body: { ...words, service } })),
  );

/** Who goes, said or said anew after the offer was accepted. */
export const useNameTeam = (referral: string) =>
  useChange((team: string | null) =>
    send(api.POST('/api/v1/referrals/{id}/team', { params: { path: { id: referral } }, body: { team } })),
  );
