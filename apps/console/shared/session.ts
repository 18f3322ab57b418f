import { useSyncExternalStore } from 'react';
import { forgetKept, keptOf } from './kept';
import { rememberPage, takePage } from './return-to';

export interface Session {
  readonly token: string;
  readonly person: { readonly id: string; readonly name: string; readonly role: string };
  readonly tenant: string;
  /** Live: where one signs out at the provider, too; null where it has no such place. */
  readonly signOutAt?: string | null;
}
/** `after`: how many times the person had signed out in this browser when this window signed in. */
type Opened = Session & { readonly after?: number };

const key = 'front-door.session';
/** How many times people signed out in this browser: every window of theirs ends, also one that was asleep just then. */
const endedKey = 'front-door.signed-out.';
/** Also where the storage is full: whoever is awake hears of it at once. */
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('front-door.signed-out') : null;
const listeners = new Set<() => void>();
let current: Opened | null = read();

/** Kept for this browser tab only: closing it signs out. */
function read(): Opened | null {
  try {
    const stored = sessionStorage.getItem(key);
    return stored ? (JSON.parse(stored) as Opened) : null;
  } catch {
    return null;
  }
}

export function session(): Session | null {
  return current;
}

/** Whose things are kept in this window: the same id may be of other people in another tenant. */
export function keptHere(): string {
  return current ? keptOf(current.tenant, current.person.id) : keptOf('', 'nobody');
}

export function openSession(next: Session): void {
  const whose = keptOf(next.tenant, next.person.id);
  const after = timesEnded(whose);
  // The storage gives it a place now, so that signing out needs no more.
  if (after === 0) countEnded(whose, 0);
  become({ ...next, after });
}

/** Who signs out leaves nothing behind in any window of this browser, except what they asked to keep for their return. */
export function closeSession({ keepUnsent = false } = {}): void {
  if (!current) return;
  const whose = keptHere();
  const { token, signOutAt } = current;
  if (!keepUnsent) forgetKept(whose);
  become(null);
  endAtServer(token);
  countEnded(whose, timesEnded(whose) + 1);
  channel?.postMessage(whose);
  takePage();
  if (signOutAt) window.location.assign(signOutAt);
}

/** Without a connection it ends there by itself, by its time. */
function endAtServer(token: string): void {
  const headers = { Authorization: `Bearer ${token}` };
  fetch('/api/v1/sign-out', { method: 'POST', headers, keepalive: true }).catch(() => undefined);
}

/** A session that ran out keeps what was typed for the person's return. */
export function dropSession(): void {
  if (current?.signOutAt !== undefined) rememberPage(window.location.pathname);
  become(null);
}

const timesEnded = (whose: string) => Number(localStorage.getItem(endedKey + whose) ?? 0);
/** Always as long, so that a full storage takes the next number in the place of the last one. */
function countEnded(whose: string, times: number): void {
  orNot(() => localStorage.setItem(endedKey + whose, String(times).padStart(8, '0')));
}
/** Signing in or out never fails because the storage is full. */
function orNot(store: () => void): void {
  try {
    store();
  } catch {
    // The window remembers it as long as it is open.
  }
}

function become(next: Opened | null): void {
  current = next;
  if (next) orNot(() => sessionStorage.setItem(key, JSON.stringify(next)));
  else sessionStorage.removeItem(key);
  for (const listener of listeners) listener();
}

/** Hears of signing in and out. */
export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The same person signed out in another window since this one signed in. Each window has a session of its own. */
function endWithOthers(): void {
  if (current && timesEnded(keptHere()) > (current.after ?? 0)) endHere();
}
function endHere(): void {
  const token = current?.token;
  become(null);
  if (token) endAtServer(token);
}
channel?.addEventListener('message', ({ data }: MessageEvent<string>) => {
  if (current && data === keptHere()) endHere();
});
window.addEventListener('storage', endWithOthers);
window.addEventListener('pageshow', endWithOthers);
document.addEventListener('visibilitychange', endWithOthers);
endWithOthers();

export function useSession(): Session | null {
  return useSyncExternalStore(onSession, () => current);
}
