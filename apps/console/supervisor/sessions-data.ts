import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ApiProblem, send } from '../shared/api';
import type { components } from '../shared/api.generated';

export type OpenSession = components['schemas']['OpenSessionView'];

/** Each look is in the audit log: now and then is often enough, and nothing of it is told live. */
const everyMinute = 60_000;

/** Who is signed in to this tenant, oldest first, and more on demand. */
export function useSessions() {
  const pages = useInfiniteQuery({
    queryKey: ['sessions'],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam }) => {
      const query = { limit: 100, ...(pageParam !== null && { cursor: pageParam }) };
      return (await send(api.GET('/api/v1/sessions', { params: { query } }))).data;
    },
    getNextPageParam: (page) => page.next,
    refetchInterval: everyMinute,
    refetchOnMount: 'always',
  });
  return {
    items: pages.data?.pages.flatMap(({ items }) => items) ?? null,
    problem: pages.error instanceof ApiProblem ? pages.error : null,
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : null,
    again: () => void pages.refetch(),
  };
}

/** Names of agencies; until they are there, their ids do. */
export function useAgencyNames() {
  const agencies = useQuery({
    queryKey: ['partner-agencies'],
    queryFn: async () => (await send(api.GET('/api/v1/agencies'))).data.items,
  });
  return new Map((agencies.data ?? []).map(({ id, name }) => [id, name]));
}

export function useEndSession() {
  const client = useQueryClient();
  return useMutation<void, ApiProblem, OpenSession>({
    mutationFn: async ({ id }) => {
      const { error, response } = await api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } });
      // Somebody else was quicker, or its time has come: it has ended.
      const ended = response.ok || response.status === 404;
      await send(
        Promise.resolve({ data: ended ? true : undefined, error, response: ended ? new Response() : response }),
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  });
}
