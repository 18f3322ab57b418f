import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { onLive } from '../shared/live';
import type { CaseView } from '../shared/views';

/** The revision of each case that the person has seen or made in this window. */
const seen = new Map<string, number>();
const listeners = new Set<() => void>();

export function sawRevision(caseId: string, revision: number): void {
  if (revision <= (seen.get(caseId) ?? 0)) return;
  seen.set(caseId, revision);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The revision after which somebody else changed the case, or null when this window knows of every change. */
export function useChangedSince(view: CaseView): number | null {
  if (!seen.has(view.id)) seen.set(view.id, view.revision);
  const known = useSyncExternalStore(subscribe, () => seen.get(view.id) ?? view.revision);
  return view.revision > known ? known : null;
}

/**
 * Follows what others do to the case and its contact. While a change of our own is on its way the case is left alone: its
 * answer brings the newest. Where nothing live is heard, coming back to the window looks again.
 */
export function useFollow(view: CaseView, busy: boolean): void {
  const client = useQueryClient();
  const heard = useRef(0);
  const { id, contact, revision } = view;
  useEffect(() => {
    const refresh = () => {
      if (!busy) void client.invalidateQueries({ queryKey: ['case', id] });
    };
    const everything = () => {
      refresh();
      void client.invalidateQueries({ queryKey: ['contact', contact] });
    };
    if (heard.current > revision) refresh();
    const stop = onLive(({ type, data }) => {
      if (type === 'connected' || type === 'resync') return everything();
      if (type === 'referral' && data['case'] === id) return everything();
      if (type === 'contact' && data['contact'] === contact) return everything();
      if (type !== 'case' || data['case'] !== id) return;
      heard.current = Math.max(heard.current, Number(data['revision']));
      if (heard.current > revision) refresh();
    });
    const back = () => {
      if (document.visibilityState === 'visible') everything();
    };
    window.addEventListener('focus', back);
    document.addEventListener('visibilitychange', back);
    return () => {
      stop();
      window.removeEventListener('focus', back);
      document.removeEventListener('visibilitychange', back);
    };
  }, [client, id, contact, revision, busy]);
}
