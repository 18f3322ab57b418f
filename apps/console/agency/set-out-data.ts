import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, type ApiProblem, send } from '../shared/api';
import type { ReferralView } from '../shared/views';
import { useWish } from '../shared/wish';
import { useTellEvent } from './tell-event';

/**
 * Who goes, where another one does than was named, and that they set out. Who goes is said first: a team that somebody else sent
 * meanwhile does not set out. Pressed again after a lost connection, none of it happens twice.
 */
export function useSetOut(referral: ReferralView, event: string) {
  const client = useQueryClient();
  const wishTeam = useWish(`referral.${referral.id}.team`);
  const tell = useTellEvent(referral);
  const named = useRef<{ readonly team: string | null; readonly revision: number } | null>(null);

  async function revisionWith(team: string | null): Promise<number> {
    const { holding } = referral;
    if (named.current?.team === team) return named.current.revision;
    if (team === (referral.team?.id ?? null)) return holding?.revision ?? 0;
    const params = { path: { id: referral.id } };
    const { data } = await wishTeam({ team }, (headers) =>
      send(api.POST('/api/v1/referrals/{id}/team', { params: { ...params, header: headers }, body: { team } })),
    );
    named.current = { team, revision: data.holding?.revision ?? 0 };
    return named.current.revision;
  }

  return useMutation<unknown, ApiProblem, string | null>({
    mutationFn: async (team) => tell({ event, fields: {} }, await revisionWith(team)),
    onError: (problem) => {
      if (!problem.notReached) named.current = null;
    },
    onSettled: () =>
      Promise.all(['referrals', 'teams', 'my-agency'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}
