import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ApiProblem, send } from '../shared/api';
import type { components } from '../shared/api.generated';
import { everyFewSeconds } from '../shared/worklist-data';

export type WebhookView = components['schemas']['WebhookDto'];
export type DeliveryView = components['schemas']['DeliveryDto'];
export type KeyView = components['schemas']['KeyDto'];
export type KeyRequest = components['schemas']['KeyRequest'];
export type WebhookRequest = components['schemas']['WebhookRequest'];
export type DeliveryStatus = DeliveryView['status'];
type WebhookChange = components['schemas']['WebhookChangeRequest'];

/** More than an agency has of webhooks, or of keys in many years. */
const everyOne = { limit: 200 };

const problemOf = (error: unknown): ApiProblem | null => (error instanceof ApiProblem ? error : null);

/** The agencies that there are; whoever works for one sees it alone. */
export function useAgencies() {
  const agencies = useQuery({
    queryKey: ['partner-agencies'],
    queryFn: async () => (await send(api.GET('/api/v1/agencies'))).data.items,
    refetchOnMount: 'always',
  });
  return { agencies: agencies.data ?? null, problem: problemOf(agencies.error), again: () => void agencies.refetch() };
}

/** Attempts are made at any time: the lists are looked at now and then, for they are not told live. */
export function useWebhooks(agency: string) {
  const webhooks = useQuery({
    queryKey: ['webhooks', agency],
    queryFn: async () =>
      (await send(api.GET('/api/v1/agencies/{id}/webhooks', { params: { path: { id: agency }, query: everyOne } })))
        .data.items,
    refetchInterval: everyFewSeconds,
    refetchOnMount: 'always',
  });
  return { webhooks: webhooks.data ?? null, problem: problemOf(webhooks.error), again: () => void webhooks.refetch() };
}

/** What one was told, newest first, and more on demand. */
export function useDeliveries(webhook: string, status: DeliveryStatus | null) {
  const pages = useInfiniteQuery({
    queryKey: ['deliveries', webhook, status],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam }) => {
      const query = { limit: 20, ...(status && { status }), ...(pageParam !== null && { cursor: pageParam }) };
      return (await send(api.GET('/api/v1/webhooks/{id}/deliveries', { params: { path: { id: webhook }, query } })))
        .data;
    },
    getNextPageParam: (page) => page.next,
    refetchInterval: everyFewSeconds,
    refetchOnMount: 'always',
  });
  return {
    items: pages.data?.pages.flatMap(({ items }) => items) ?? null,
    problem: problemOf(pages.error),
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : null,
    again: () => void pages.refetch(),
  };
}

export function useKeys(agency: string) {
  const keys = useQuery({
    queryKey: ['keys', agency],
    queryFn: async () =>
      (await send(api.GET('/api/v1/agencies/{id}/keys', { params: { path: { id: agency }, query: everyOne } }))).data
        .items,
    refetchOnMount: 'always',
  });
  return { keys: keys.data ?? null, problem: problemOf(keys.error), again: () => void keys.refetch() };
}

function useDo<Given, Done>(run: (given: Given) => Promise<Done>, lists: readonly string[]) {
  const client = useQueryClient();
  return useMutation<Done, ApiProblem, Given>({
    mutationFn: run,
    // A secret is told once: it is in the screen that asked for it, and kept nowhere else.
    gcTime: 0,
    onSettled: () => Promise.all(lists.map((list) => client.invalidateQueries({ queryKey: [list] }))),
  });
}

export const useAddWebhook = (agency: string) =>
  useDo(
    async (body: WebhookRequest) =>
      (await send(api.POST('/api/v1/agencies/{id}/webhooks', { params: { path: { id: agency } }, body }))).data,
    ['webhooks'],
  );

export const useChangeWebhook = ({ id, revision }: WebhookView) =>
  useDo(
    async (body: WebhookChange) => {
      const params = { path: { id }, header: { 'If-Match': `"${revision}"` } };
      return (await send(api.PATCH('/api/v1/webhooks/{id}', { params, body }))).data;
    },
    ['webhooks'],
  );

export const useRemoveWebhook = ({ id, revision }: WebhookView) =>
  useDo(async () => {
    const params = { path: { id }, header: { 'If-Match': `"${revision}"` } };
    const { error, response } = await api.DELETE('/api/v1/webhooks/{id}', { params });
    await send(Promise.resolve({ data: response.ok ? true : undefined, error, response }));
  }, ['webhooks']);

export const useRotateSecrets = ({ id }: WebhookView) =>
  useDo(
    async (overlapHours: number) =>
      (await send(api.POST('/api/v1/webhooks/{id}/rotate', { params: { path: { id } }, body: { overlapHours } }))).data,
    ['webhooks'],
  );

export const useTestWebhook = ({ id }: WebhookView) =>
  useDo(
    async () => (await send(api.POST('/api/v1/webhooks/{id}/test', { params: { path: { id } } }))).data,
    ['deliveries', 'webhooks'],
  );

export const useReplay = (id: string) =>
  useDo(
    async (body: { readonly ids: string[] } | { readonly since: string }) =>
      (await send(api.POST('/api/v1/webhooks/{id}/replays', { params: { path: { id } }, body }))).data,
    ['deliveries', 'webhooks'],
  );

export const useAddKey = (agency: string) =>
  useDo(
    async (body: KeyRequest) =>
      (await send(api.POST('/api/v1/agencies/{id}/keys', { params: { path: { id: agency } }, body }))).data,
    ['keys'],
  );

export const useRotateKey = ({ id }: KeyView) =>
  useDo(
    async (overlapHours: number) =>
      (
        await send(
          api.POST('/api/v1/keys/{id}/rotate', { params: { path: { id } }, body: { overlapHours, days: 365 } }),
        )
      ).data,
    ['keys'],
  );

export const useRevokeKey = ({ id }: KeyView) =>
  useDo(async () => (await send(api.POST('/api/v1/keys/{id}/revoke', { params: { path: { id } } }))).data, ['keys']);
