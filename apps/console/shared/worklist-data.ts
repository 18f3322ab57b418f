import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, ApiProblem, send } from './api';
import type { components } from './api.generated';
import { onLive, type Happening } from './live';
import type { CaseListItem } from './views';

/** Lists are looked at for hours: they follow what others do, live; and ask now and then, for times pass without news. */
export const everyFewSeconds = 20_000;
const gathered = 1_000;

export type AlertView = components['schemas']['AlertView'];
export type OverrideView = components['schemas']['OverrideView'];
export type FloorItem = components['schemas']['FloorItemDto'];
export type ContactItem = components['schemas']['ContactListItemDto'];
export type NamedOwner = NonNullable<FloorItem['owner']>;

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

export function useTimeZone(): string | undefined {
  const me = useQuery({
    queryKey: ['me'],
    staleTime: Infinity,
    queryFn: async () => (await send(api.GET('/api/v1/me'))).data,
  });
  return me.data?.tenant.timeZone;
}

/** News are looked at at once; they come in bursts, so at most once a second. `only`: of one kind, and of what may have been missed. */
export function useFollow(key: readonly unknown[], only?: string | ((happening: Happening) => boolean)): void {
  const wanted = useRef(only);
  wanted.current = only;
  const client = useQueryClient();
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const look = () => {
      waiting = undefined;
      last = Date.now();
      void client.invalidateQueries({ queryKey: key });
    };
    const stop = onLive((happening) => {
      const { current } = wanted;
      const isIt = typeof current === 'function' ? current(happening) : !current || current === happening.type;
      if (!isIt && !['resync', 'connected'].includes(happening.type)) return;
      waiting ??= setTimeout(look, Math.max(0, last + gathered - Date.now()));
    });
    return () => {
      stop();
      clearTimeout(waiting);
    };
  }, [client, JSON.stringify(key)]);
}

/** All pages so far of a list that has more of them. What moved on while they were read may come twice: it is shown once. */
export function usePages<Item extends { readonly id: string }, P extends Page<Item> = Page<Item>>(
  key: readonly unknown[],
  read: (cursor: { cursor?: string }) => Promise<P>,
) {
  useFollow(key);
  const pages = useInfiniteQuery({
    queryKey: key,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => read(pageParam === null ? {} : { cursor: pageParam }),
    getNextPageParam: (page) => page.next,
    refetchOnMount: 'always',
    refetchInterval: everyFewSeconds,
  });
  return {
    items: pages.data ? onceEach(pages.data.pages.flatMap((page) => page.items)) : null,
    /** What is told beside the first items. */
    first: pages.data?.pages[0] ?? null,
    problem: pages.error instanceof ApiProblem ? pages.error : null,
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : null,
    again: () => void pages.refetch(),
  };
}

function onceEach<Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

export function useFloor() {
  return usePages<FloorItem>(['floor'], async (cursor) => {
    return (await send(api.GET('/api/v1/floor', { params: { query: { limit: 200, ...cursor } } }))).data;
  });
}

export type DispatchView = components['schemas']['DispatchDto'];
export type DispatchPage = components['schemas']['DispatchPage'];
export type DispatchGroup = DispatchView['group'];

/** Every live dispatch, or those of one group. Few at a time: what needs somebody first stands first. */
export function useDispatches(group: DispatchGroup | null) {
  return usePages<DispatchView, DispatchPage>(['dispatches', group], async (cursor) => {
    const query = { limit: 50, ...(group && { group }), ...cursor };
    return (await send(api.GET('/api/v1/dispatches', { params: { query } }))).data;
  });
}

/** My contacts of this status; without one, all that are not closed. */
export function useMyContacts(status?: ContactItem['status']) {
  return usePages<ContactItem>(['my-contacts', status], async (cursor) => {
    const query = { ...(status ? { status } : {}), mine: true, limit: 50, ...cursor };
    return (await send(api.GET('/api/v1/contacts', { params: { query } }))).data;
  });
}

/** Open cases of mine, and those that wait in my queues. */
export function useMyCases() {
  return usePages<CaseListItem>(['my-cases'], async (cursor) => {
    const query = { mine: true, status: 'open', limit: 50, ...cursor } as const;
    return (await send(api.GET('/api/v1/cases', { params: { query } }))).data;
  });
}

export function useAlerts(waiting: boolean) {
  return usePages<AlertView>(['alerts', waiting], async (cursor) => {
    return (await send(api.GET('/api/v1/alerts', { params: { query: { waiting, limit: 50, ...cursor } } }))).data;
  });
}

/** What waits for my queues, on whatever screen I am: told live, and asked for now and then in case that fails. */
export function useWaitingAlerts() {
  const key = ['alerts', 'menu'];
  const waiting = useRef<ReadonlySet<unknown>>(new Set());
  // The step that ends the cause of an alert is one of its case.
  useFollow(key, ({ type, data }) => type === 'alert' || (type === 'case' && waiting.current.has(data['case'])));
  const page = useQuery({
    queryKey: key,
    refetchInterval: 60_000,
    queryFn: async () =>
      (await send(api.GET('/api/v1/alerts', { params: { query: { waiting: true, limit: 100 } } }))).data,
  });
  waiting.current = new Set(page.data?.items.map((one) => one.case));
  return { items: page.data?.items ?? null, more: page.data?.next != null };
}

export function useOverrides(waiting: boolean) {
  return usePages<OverrideView>(['overrides', waiting], async (cursor) => {
    return (await send(api.GET('/api/v1/overrides', { params: { query: { waiting, limit: 50, ...cursor } } }))).data;
  });
}

/** The case that people say this number for; null when there is none. */
export async function findByNumber(number: string): Promise<CaseListItem | null> {
  const { data } = await send(api.GET('/api/v1/cases', { params: { query: { number } } }));
  return data.items[0] ?? null;
}

/** The newest case of a contact; null when no program was started. */
export async function newestCaseOf(contact: string): Promise<string | null> {
  const { data } = await send(api.GET('/api/v1/contacts/{id}', { params: { path: { id: contact } } }));
  return data.cases.at(-1) ?? null;
}

export function useSeeAlert() {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, string>({
    mutationFn: (id) => send(api.POST('/api/v1/alerts/{id}/seen', { params: { path: { id } } })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['dispatches'] });
      return client.invalidateQueries({ queryKey: ['alerts'] });
    },
  });
}

export function useReviewOverride() {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, string>({
    mutationFn: async (id) => {
      const params = { path: { id } };
      await sendEmpty(api.POST('/api/v1/overrides/{id}/review', { params }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['overrides'] }),
  });
}

/** For answers that have no body (204). */
async function sendEmpty(request: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  await send(request.then(({ error, response }) => ({ data: response.ok ? true : undefined, error, response })));
}
