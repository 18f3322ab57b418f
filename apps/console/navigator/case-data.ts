import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, ApiProblem, send } from '../shared/api';
import type { AnswerValue, CaseView, ContactView } from '../shared/views';
import { draftKey, dropDraft } from './drafts';

interface Loaded {
  readonly view: CaseView;
  readonly etag: string | null;
}
const caseKey = (id: string) => ['case', id] as const;
const contactKey = (id: string) => ['contact', id] as const;

async function loadCase(id: string): Promise<Loaded> {
  const { data, etag } = await send(api.GET('/api/v1/cases/{id}', { params: { path: { id } } }));
  return { view: data, etag };
}

export function useCase(id: string) {
  return useQuery({ queryKey: caseKey(id), queryFn: () => loadCase(id) });
}

export function useContact(id: string | null | undefined) {
  return useQuery({
    queryKey: contactKey(id ?? ''),
    enabled: Boolean(id),
    queryFn: async () => (await send(api.GET('/api/v1/contacts/{id}', { params: { path: { id: id ?? '' } } }))).data,
  });
}

export function useHistory(caseId: string, revision: number) {
  return useQuery({
    queryKey: ['history', caseId, revision],
    placeholderData: (before) => before,
    queryFn: async () =>
      (await send(api.GET('/api/v1/cases/{id}/history', { params: { path: { id: caseId } } }))).data.items,
  });
}

export function useMe() {
  return useQuery({
    queryKey: ['me'],
    staleTime: Infinity,
    queryFn: async () => (await send(api.GET('/api/v1/me'))).data,
  });
}

export function useLines() {
  return useQuery({ queryKey: ['lines'], queryFn: async () => (await send(api.GET('/api/v1/lines'))).data.items });
}

export function useAgencies(enabled: boolean) {
  return useQuery({
    queryKey: ['agencies'],
    enabled,
    staleTime: 60_000,
    queryFn: async () => (await send(api.GET('/api/v1/agencies'))).data.items,
  });
}

export type CaseChange =
  | { readonly kind: 'answers'; readonly answers: Readonly<Record<string, AnswerValue>> }
  | { readonly kind: 'event'; readonly event: string; readonly fields?: Readonly<Record<string, unknown>> };

async function post(id: string, etag: string | null, change: CaseChange) {
  const params = { path: { id }, ...(etag ? { header: { 'If-Match': etag } } : {}) };
  return change.kind === 'answers'
    ? send(api.POST('/api/v1/cases/{id}/answers', { params, body: { answers: change.answers } }))
    : send(api.POST('/api/v1/cases/{id}/events', { params, body: { event: change.event, ...change.fields } }));
}

async function change(client: QueryClient, id: string, wanted: CaseChange): Promise<void> {
  // Read here, not when the button was pressed: changes of one case go out one after the other.
  const known = client.getQueryData<Loaded>(caseKey(id));
  try {
    const { data, etag } = await post(id, known?.etag ?? null, wanted);
    client.setQueryData<Loaded>(caseKey(id), { view: data, etag });
    if (wanted.kind === 'answers') for (const name of Object.keys(wanted.answers)) dropDraft(draftKey(id, name));
    if (known && data.kind === 'end') void client.invalidateQueries({ queryKey: contactKey(data.contact) });
  } catch (error) {
    // What somebody else did shows before the notice does.
    if (error instanceof ApiProblem && error.stale)
      await client.fetchQuery({ queryKey: caseKey(id), queryFn: () => loadCase(id), staleTime: 0 });
    throw error;
  }
}

/**
 * One place on the screen that changes the case: it has its own waiting and its own refusal, which it shows where the
 * person is looking. Changes of one case are sent in order.
 */
export function useCaseChange(id: string) {
  const client = useQueryClient();
  const busy = useRef(false);
  const mutation = useMutation<void, ApiProblem, CaseChange>({
    mutationFn: (wanted) => change(client, id, wanted),
    scope: { id },
    onSettled: () => {
      busy.current = false;
    },
  });
  // A key pressed twice is one wish.
  const mutate: typeof mutation.mutate = (wanted, options) => {
    if (busy.current) return;
    busy.current = true;
    mutation.mutate(wanted, options);
  };
  return { ...mutation, mutate };
}

export function useContactChange(id: string) {
  const client = useQueryClient();
  type Change = { readonly language: string; readonly interpreter?: string } | { readonly note: string };
  return useMutation<ContactView, ApiProblem, Change>({
    mutationFn: async (wanted) => {
      const params = { path: { id } };
      const request =
        'note' in wanted
          ? api.POST('/api/v1/contacts/{id}/wrap-up', { params, body: wanted })
          : api.POST('/api/v1/contacts/{id}/language', { params, body: wanted });
      const { data } = await send<ContactView>(request);
      client.setQueryData(contactKey(id), data);
      return data;
    },
  });
}

export interface NewCall {
  readonly line: string;
  readonly program: string;
  readonly language: string;
  readonly interpreter?: string;
  readonly inquirer: 'self' | 'third-party';
}

/** Opens the contact and its first case. A second try after a failure doesn't open the contact again. */
export function useStartCall() {
  const client = useQueryClient();
  return useMutation<string, ApiProblem, NewCall & { readonly opened: { contact?: string } }>({
    mutationFn: async ({ opened, program, ...call }) => {
      if (!opened.contact) {
        const { data } = await send(api.POST('/api/v1/contacts', { body: { ...call, channel: 'phone' } }));
        client.setQueryData(contactKey(data.id), data);
        opened.contact = data.id;
      }
      const channel = 'phone' as const;
      const body = { program, contact: opened.contact, channel, language: call.language, line: call.line };
      const { data, etag } = await send(api.POST('/api/v1/cases', { body }));
      client.setQueryData<Loaded>(caseKey(data.id), { view: data, etag });
      return data.id;
    },
  });
}
