import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type ApiProblem, send } from '../shared/api';
import type { components } from '../shared/api.generated';
import { everyFewSeconds, usePages } from '../shared/worklist-data';
import { saveFile } from './save-file';

type Schemas = components['schemas'];
export type ReviewItem = Schemas['ReviewDto'];
export type DocumentView = Schemas['DocumentDto'];
export type LetterView = Schemas['LetterView'];
export type LetterPreview = Schemas['LetterPreview'];

/** What waits for reviewers, and what this one has claimed: live, the first received first. */
export function useReviews() {
  return usePages<ReviewItem>(['reviews'], async (cursor) => {
    return (await send(api.GET('/api/v1/reviews', { params: { query: { limit: 50, ...cursor } } }))).data;
  });
}

/** A picture is drawn within seconds. */
const soon = 2_000;

/** A file may be checked for viruses without a step of its case: it is asked about now and then. */
export function useDocuments(id: string, revision: number) {
  return useQuery({
    queryKey: ['documents', id, revision],
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => (state.data?.some(({ picture }) => picture === 'waiting') ? soon : everyFewSeconds),
    queryFn: async () => (await send(api.GET('/api/v1/cases/{id}/documents', { params: { path: { id } } }))).data.items,
  });
}

/** A file may take as long as the server waits for it. */
const longest = 5 * 60_000;

/** What came by mail, scanned. It answers its question, once it was checked for viruses. */
export function useAddDocument(id: string) {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, { readonly question: string; readonly file: File }>({
    mutationFn: ({ question, file }) =>
      send(
        api.POST('/api/v1/cases/{id}/documents', {
          params: { path: { id }, query: { question, name: file.name } },
          body: file as never,
          bodySerializer: () => file,
          headers: { 'Content-Type': 'application/octet-stream' },
          fetch: (request) => fetch(request, { signal: AbortSignal.timeout(longest) }),
        }),
      ),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['case', id] });
      await client.invalidateQueries({ queryKey: ['documents', id] });
    },
  });
}

export async function saveDocument({ id, name }: DocumentView): Promise<void> {
  const params = { path: { id } };
  const { data } = await send(api.GET('/api/v1/documents/{id}/content', { params, parseAs: 'blob' }));
  saveFile(data as unknown as Blob, name ?? id);
}

/** As an address that holds all of it: our pages load nothing else. */
export async function readPicture(id: string): Promise<string> {
  const params = { path: { id } };
  const { data } = await send(api.GET('/api/v1/documents/{id}/picture', { params, parseAs: 'blob' }));
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('the picture could not be read'));
    reader.readAsDataURL(data as unknown as Blob);
  });
}

/** What was sent in this case, and what its program can send. */
export function useLettersOfCase(id: string, revision: number) {
  return useQuery({
    queryKey: ['letters', 'of-case', id, revision],
    placeholderData: (before) => before,
    refetchInterval: everyFewSeconds,
    queryFn: async () => (await send(api.GET('/api/v1/cases/{id}/letters', { params: { path: { id } } }))).data,
  });
}

export async function saveLetter({ id, number, letter }: LetterView): Promise<void> {
  const { data } = await send(api.GET('/api/v1/letters/{id}/pdf', { params: { path: { id } }, parseAs: 'blob' }));
  saveFile(data as unknown as Blob, `${number ?? id}-${letter}.pdf`);
}

/** A letter as it would be written now. Nothing is sent. */
export function usePreviewLetter(id: string) {
  return useMutation<LetterPreview, ApiProblem, { readonly letter: string; readonly language: string }>({
    mutationFn: async (body) =>
      (await send(api.POST('/api/v1/cases/{id}/letters/preview', { params: { path: { id } }, body }))).data,
  });
}

/** Letters that stand so, newest first. */
export function useLetters(status: LetterView['status']) {
  return usePages<LetterView>(['letters', status], async (cursor) => {
    return (await send(api.GET('/api/v1/letters', { params: { query: { status, limit: 200, ...cursor } } }))).data;
  });
}

export type LetterStep = 'printed' | 'posted' | 'again-by-mail' | 'again-on-paper';

/** It was printed, it is in the post, or it is sent once more: to the address that is known now. */
export function useMarkLetter() {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, { readonly id: string; readonly step: LetterStep }>({
    mutationFn: ({ id, step }) => {
      const params = { path: { id } };
      if (step === 'printed') return send(api.POST('/api/v1/letters/{id}/printed', { params }));
      if (step === 'posted') return send(api.POST('/api/v1/letters/{id}/posted', { params }));
      const body = { way: step === 'again-by-mail' ? ('email' as const) : ('print' as const) };
      return send(api.POST('/api/v1/letters/{id}/send-again', { params, body }));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['letters'] }),
  });
}

/** The places that an application has, waits for, or would be given now: how many are left, how many people wait. */
export function useGrants(id: string, revision: number) {
  return useQuery({
    queryKey: ['grants', id, revision],
    placeholderData: (before) => before,
    queryFn: async () => (await send(api.GET('/api/v1/grants', { params: { query: { case: id } } }))).data.items,
  });
}
