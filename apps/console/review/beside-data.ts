import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type ApiProblem, send } from '../shared/api';
import type { components } from '../shared/api.generated';
import { usePages } from '../shared/worklist-data';

export type NoteView = components['schemas']['NoteDto'];
export type DuplicateView = components['schemas']['DuplicateDto'];

/** Applications that may be of the same household, asked for once more with each step and when the window is looked at again. */
export function useDuplicates(id: string, revision: number) {
  return useQuery({
    queryKey: ['duplicates', id, revision],
    placeholderData: (before) => before,
    queryFn: async () =>
      (await send(api.GET('/api/v1/cases/{id}/duplicates', { params: { path: { id } } }))).data.items,
  });
}

export interface WordOfTwo {
  readonly case: string;
  readonly same: boolean;
  readonly note: string;
}

/** Whether another application is of the same household: shown on both. */
export function useSayDuplicate(id: string) {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, WordOfTwo>({
    mutationFn: ({ note, ...word }) => {
      const params = { path: { id }, header: { 'Idempotency-Key': crypto.randomUUID() } };
      const body = { ...word, ...(note.trim() !== '' && { note: note.trim() }) };
      return send(api.POST('/api/v1/cases/{id}/duplicates', { params, body }));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['duplicates'] }),
  });
}

/** What was noted on a case, newest first; that of others comes by itself. */
export function useNotes(id: string) {
  return usePages<NoteView>(['notes', id], async (cursor) => {
    const params = { path: { id }, query: { limit: 20, ...cursor } };
    return (await send(api.GET('/api/v1/cases/{id}/notes', { params }))).data;
  });
}

export function useWriteNote(id: string) {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, string>({
    mutationFn: (text) => {
      const params = { path: { id }, header: { 'Idempotency-Key': crypto.randomUUID() } };
      return send(api.POST('/api/v1/cases/{id}/notes', { params, body: { text } }));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['notes', id] }),
  });
}
