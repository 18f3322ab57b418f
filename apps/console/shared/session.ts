import { useSyncExternalStore } from 'react';
import { forgetKept } from './kept';

export interface Session {
  readonly token: string;
  readonly person: { readonly id: string; readonly name: string; readonly role: string };
  readonly tenant: string;
}

const key = 'front-door.session';
const listeners = new Set<() => void>();
let current: Session | null = read();

/** Kept for this browser tab only: closing it signs out. */
function read(): Session | null {
  try {
    const stored = sessionStorage.getItem(key);
    return stored ? (JSON.parse(stored) as Session) : null;
  } catch {
    return null;
  }
}

export function session(): Session | null {
  return current;
}

/** Who signs out leaves nothing behind. */
export function setSession(next: Session | null): void {
  if (!next && current) forgetKept(current.person.id);
  become(next);
}

/** A session that ran out keeps what was typed for the person's return. */
export function dropSession(): void {
  become(null);
}

function become(next: Session | null): void {
  current = next;
  if (next) sessionStorage.setItem(key, JSON.stringify(next));
  else sessionStorage.removeItem(key);
  for (const listener of listeners) listener();
}

export function useSession(): Session | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
