import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, ApiProblem, send } from '../shared/api';
import type { AnswerValue, CaseView, ContactView, Preview } from '../shared/views';
import { post as postChange, startOutbox, type CaseChange, type ContactChange, type Unsent } from './call-outbox';
import { draftKey, dropDraft } from './drafts';
import { sawRevision } from './call-elsewhere';
import type { Caller } from './who-calls';

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
  const client = useQueryClient();
  return useQuery({
    queryKey: caseKey(id),
    queryFn: async () => {
      const fresh = await loadCase(id);
      // An answer that was under way longer than a change of our own.
      const known = client.getQueryData<Loaded>(caseKey(id));
      return known && known.view.revision > fresh.view.revision ? known : fresh;
    },
  });
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

/** Only once it was asked for; what was found stays in sight while it is worked out anew. */
export function useWhyNot(caseId: string, revision: number, decision: string, asked: boolean) {
  return useQuery({
    queryKey: ['why-not', caseId, decision, revision],
    enabled: asked,
    placeholderData: (before) => before,
    queryFn: async () => {
      const params = { path: { id: caseId, decision } };
      return (await send(api.GET('/api/v1/cases/{id}/verdicts/{decision}/why-not', { params }))).data;
    },
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

type CasePart = Exclude<CaseChange, { kind: 'contact' }>;
type ContactPart = Extract<CaseChange, { kind: 'contact' }>;

async function post(id: string, change: CasePart, base: string | null, key: string) {
  const params = { path: { id }, header: { ...(base ? { 'If-Match': base } : {}), 'Idempotency-Key': key } };
  return change.kind === 'answers'
    ? send(api.POST('/api/v1/cases/{id}/answers', { params, body: { answers: change.answers } }))
    : send(api.POST('/api/v1/cases/{id}/events', { params, body: { event: change.event, ...change.fields } }));
}

type ContactParams = { path: { id: string }; header: { 'Idempotency-Key': string } };
function contactRequest(params: ContactParams, wanted: ContactChange) {
  switch (wanted.to) {
    case 'wrap-up':
      return api.POST('/api/v1/contacts/{id}/wrap-up', { params, body: { note: wanted.note } });
    case 'language':
      return api.POST('/api/v1/contacts/{id}/language', { params, body: { language: wanted.language } });
    case 'interpreter':
      return api.POST('/api/v1/contacts/{id}/interpreter', { params, body: { language: wanted.language } });
    case 'inquirer': {
      const { inquirer, relation } = wanted;
      return api.POST('/api/v1/contacts/{id}/inquirer', { params, body: { inquirer, ...(relation && { relation }) } });
    }
  }
}

async function postContact({ contact: id, wanted }: ContactPart, key: string): Promise<ContactView> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  return (await send<ContactView>(contactRequest(params, wanted))).data;
}

/** Sends one change; the screen then shows the case as it is, whether it was taken or somebody else was first. */
async function deliver(client: QueryClient, unsent: Unsent): Promise<string | null> {
  const { case: id, change, base, key } = unsent;
  if (change.kind === 'contact') {
    client.setQueryData(contactKey(change.contact), await postContact(change, key));
    if (change.wanted.to === 'wrap-up') dropDraft(draftKey(change.contact, 'note'));
    if (change.wanted.to === 'inquirer') void client.invalidateQueries({ queryKey: caseKey(id) });
    return base;
  }
  try {
    const { data, etag } = await post(id, change, base, key);
    client.setQueryData<Loaded>(caseKey(id), { view: data, etag });
    sawRevision(id, data.revision);
    if (change.kind === 'answers') for (const name of Object.keys(change.answers)) dropDraft(draftKey(id, name));
    else dropDraft(draftKey(id, `event-${change.event}`));
    // An answer may say whom the caller speaks for.
    const contact = client.getQueryData<ContactView>(contactKey(data.contact));
    if (data.kind === 'end' || (contact && data.inquirer && contact.inquirer !== data.inquirer))
      void client.invalidateQueries({ queryKey: contactKey(data.contact) });
    return etag;
  } catch (error) {
    // What somebody else did shows before the notice does.
    if (error instanceof ApiProblem && error.stale)
      await client.fetchQuery({ queryKey: caseKey(id), queryFn: () => loadCase(id), staleTime: 0 });
    throw error;
  }
}

/** What waits is sent as long as a call screen is open. */
export function useOutbox(): void {
  const client = useQueryClient();
  useEffect(() => void startOutbox((unsent) => deliver(client, unsent)), [client]);
}

export function useEtag(id: string): string | null {
  return useQueryClient().getQueryData<Loaded>(caseKey(id))?.etag ?? null;
}

/**
 * One place on the screen that changes the case: it has its own waiting and its own refusal, which it shows where the
 * person is looking. Changes of one case are sent in order.
 */
export function useCaseChange(id: string) {
  const client = useQueryClient();
  const busy = useRef(false);
  const mutation = useMutation<void, ApiProblem, CaseChange>({
    mutationFn: (wanted) => postChange(id, wanted, client.getQueryData<Loaded>(caseKey(id))?.etag ?? null),
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

/** A change of the contact, in order with those of its case: made without a connection, it is sent when there is one. */
export function useContactChange(caseId: string, contact: string) {
  return useMutation<void, ApiProblem, ContactChange>({
    mutationFn: (wanted) => postChange(caseId, { kind: 'contact', contact, wanted }, null),
  });
}

export interface NewCall extends Partial<Caller> {
  readonly line: string;
  readonly program: string;
  readonly language: string;
  readonly interpreter?: string;
}

/** Opens the contact and its first case. A second try after a failure doesn't open the contact again. */
export function useStartCall() {
  const client = useQueryClient();
  return useMutation<string, ApiProblem, NewCall & { readonly opened: { contact?: string } }>({
    mutationFn: async ({ opened, program, ...call }) => {
      if (!opened.contact) {
        const body = { ...call, channel: 'phone' as const };
        const { data } = await send(api.POST('/api/v1/contacts', { body }));
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

/** What answers would change, worked out without changing anything. */
export function usePreview(id: string) {
  return useMutation<Preview, ApiProblem, Readonly<Record<string, AnswerValue>>>({
    mutationFn: async (answers) => {
      const params = { path: { id } };
      return (await send(api.POST('/api/v1/cases/{id}/preview', { params, body: { answers } }))).data.changes;
    },
  });
}
