import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { api, ApiProblem, send } from '../shared/api';
import { useWish } from '../shared/wish';
import type { ReferralView } from '../shared/views';
import { isUrgent } from './urgent';

export interface Happens {
  readonly event: string;
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
}

/** One step after the other may be taken while they press. */
const mostTimes = 4;

/**
 * Says what happened on the case. Where it reads as it did when the press was made, a step since then (their own among them) stops
 * nobody, and danger waits for nothing: it is said again of the newest. Else what is new comes first.
 */
export function useTellEvent(referral: ReferralView) {
  const client = useQueryClient();
  const wish = useWish(`case.${referral.case}`);
  const tellOf = ({ event, fields }: Happens, revision: number) =>
    wish({ event, fields, revision }, async (headers) => {
      const params = { path: { id: referral.case } };
      const match = { ...headers, 'If-Match': `"${revision}"` };
      const body = { event, ...fields } as { event: string };
      return (await send(api.POST('/api/v1/cases/{id}/events', { params, headers: match, body }))).data;
    });
  return async (happens: Happens, revision = referral.holding?.revision ?? 0): Promise<unknown> => {
    for (let [last, times] = [revision, 1]; ; times++) {
      try {
        return await tellOf(happens, last);
      } catch (error) {
        if (!(error instanceof ApiProblem) || !error.stale || times === mostTimes) throw error;
        const now = await readAgain(client, referral.id);
        if (!now?.holding || !meansTheSame(happens.event, referral, now)) throw error;
        last = now.holding.revision;
      }
    }
  };
}

type Read = InfiniteData<{ readonly items: readonly ReferralView[] }>;

async function readAgain(client: QueryClient, id: string): Promise<ReferralView | undefined> {
  const queryKey = ['referrals', 'taken'];
  await client.refetchQueries({ queryKey });
  const pages = client.getQueryData<Read>(queryKey)?.pages ?? [];
  return pages.flatMap(({ items }) => items).find((one) => one.id === id);
}

/**
 * It is asked for in the same words and from the same place, of a client of whom nothing else is known, and nobody said it before them
 * (what is counted is due anew). Help for a life at risk is wanted from wherever it can be had.
 */
function meansTheSame(event: string, before: ReferralView, now: ReferralView): boolean {
  const [was, is] = [before, now].map(({ holding, etag }) => ({
    asked: holding?.allowed.find((one) => one.event === event),
    from: [etag, holding?.state, holding?.due, holding?.toAgree, holding?.questions],
  }));
  if (!was?.asked || !isAlike(was.asked, is?.asked)) return false;
  return isUrgent(was.asked) || isAlike(was.from, is?.from);
}
const isAlike = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
