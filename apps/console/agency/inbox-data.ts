import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, type ApiProblem, send } from '../shared/api';
import { useNow } from '../shared/clock';
import { session } from '../shared/session';
import type { ReferralView } from '../shared/views';
import { usePages } from '../shared/worklist-data';
import { useWish } from '../shared/wish';
import { type Happens, useTellEvent } from './tell-event';

export type Box = NonNullable<ReferralView['box']>;
export type DeclineReason = (typeof declineReasons)[number];
/** As DESIGN.md has them, in the order of their digits. */
export const declineReasons = [
  'full',
  'waitlist',
  'outside-area',
  'ineligible',
  'unsafe',
  'language',
  'other',
] as const;
/** Nobody waits in line for a team that drives out at once, and who may have one was decided before it was asked. */
const notOfTeams: ReadonlySet<DeclineReason> = new Set(['waitlist', 'ineligible']);
export const declineReasonsOf = ({ handover }: ReferralView): readonly DeclineReason[] =>
  declineReasons.filter((reason) => handover !== 'dispatch' || !notOfTeams.has(reason));

/** How far the server's clock is ahead of this device's: the time that is left is reckoned by the server's. */
let ahead = 0;
export const useServerNow = (): number => useNow() + ahead;

/** All of them, or the newest first and more on demand. */
export function useReferrals(box: Box, limit: number) {
  return usePages<ReferralView>(['referrals', box], async (cursor) => {
    const asked = Date.now();
    const { data } = await send(api.GET('/api/v1/referrals', { params: { query: { box, limit, ...cursor } } }));
    // Half of the way there and back.
    ahead = Date.parse(data.at) - (asked + Date.now()) / 2;
    return data;
  });
}

/** The agency that I work for, as the directory has it. */
export function useMyAgency() {
  return useQuery({
    queryKey: ['my-agency', session()?.token],
    queryFn: async () => (await send(api.GET('/api/v1/agencies'))).data.items[0] ?? null,
  });
}

export type Action =
  | { readonly do: 'accept' | 'start' }
  | { readonly do: 'decline'; readonly reason: DeclineReason }
  | { readonly do: 'complete'; readonly outcome?: string };

/** What the agency says about a referral. `onDone` is called also when the card is gone by then. Pressed again after a lost connection it is the same wish, and happens once. */
export function useAct(referral: ReferralView, onDone: (action: Action) => void = () => undefined) {
  const client = useQueryClient();
  const wish = useWish(`referral.${referral.id}`);
  return useMutation<ReferralView, ApiProblem, Action>({
    mutationFn: (action) =>
      wish(action, async (headers) => {
        const params = { path: { id: referral.id } };
        // Of what is on the card. A no waits for nothing: somebody else is asked next.
        const read = { ...headers, 'If-Match': referral.etag };
        switch (action.do) {
          case 'accept':
          case 'start':
            return (await send(api.POST(`/api/v1/referrals/{id}/${action.do}`, { params, headers: read }))).data;
          case 'decline': {
            const body = { reason: action.reason };
            return (await send(api.POST('/api/v1/referrals/{id}/decline', { params, headers, body }))).data;
          }
          case 'complete': {
            const body = action.outcome ? { outcome: action.outcome } : {};
            return (await send(api.POST('/api/v1/referrals/{id}/complete', { params, headers: read, body }))).data;
          }
        }
      }),
    onSuccess: (_, action) => onDone(action),
    onSettled: () => client.invalidateQueries({ queryKey: ['referrals'] }),
  });
}

/** An event of the case that the agency has. */
export function useHappen(referral: ReferralView, onDone: () => void) {
  const client = useQueryClient();
  const tell = useTellEvent(referral);
  const happen = useMutation<unknown, ApiProblem, Happens>({
    mutationFn: (happens) => tell(happens),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ['referrals'] }),
  });
  // What was refused elsewhere says nothing of here; that somebody else brought it here is said still.
  const state = referral.holding?.state;
  useEffect(() => {
    if (happen.error && !happen.error.stale) happen.reset();
  }, [state]);
  return happen;
}
