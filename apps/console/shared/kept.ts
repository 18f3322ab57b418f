/**
 * What a person typed and has not sent, in the browser's storage: it outlives a lost connection, a reload and a crash. It
 * is about a caller, so it goes when it is sent, when the person signs out, and after a day.
 */
const prefix = 'front-door.kept.';
const day = 24 * 60 * 60_000;
interface Entry {
  readonly at: number;
  readonly value: unknown;
}
const listeners = new Set<() => void>();
/** Where the storage is full or forbidden: then it is kept as long as the page is open. */
const inMemory = new Map<string, Entry>();

const isFresh = (entry: Entry | null | undefined): entry is Entry => Boolean(entry && Date.now() - entry.at < day);
function entryAt(name: string): Entry | null {
  try {
    const entry = JSON.parse(localStorage.getItem(name) ?? 'null') as Entry | null;
    return isFresh(entry) ? entry : null;
  } catch {
    return null;
  }
}
function told(): void {
  for (const listener of listeners) listener();
}

/** What the names of a person's things begin with. No two people of no two tenants begin alike, nor one with another. */
export const keptOf = (tenant: string, person: string): string =>
  `${encodeURIComponent(tenant)}/${encodeURIComponent(person)}/`;

/** Names begin with `keptOf`. */
export function readKept(name: string): unknown {
  const held = inMemory.get(prefix + name);
  return (isFresh(held) ? held : entryAt(prefix + name))?.value;
}

/** Undefined drops it. */
export function keep(name: string, value: unknown): void {
  const entry = { at: Date.now(), value };
  inMemory.delete(prefix + name);
  try {
    if (value === undefined) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, JSON.stringify(entry));
  } catch {
    inMemory.set(prefix + name, entry);
  }
  told();
}

export function keptNames(start: string): readonly string[] {
  const names = new Set([...Object.keys(localStorage), ...inMemory.keys()]);
  return [...names].filter((name) => name.startsWith(prefix + start)).map((name) => name.slice(prefix.length));
}

export function forgetKept(start: string): void {
  for (const name of keptNames(start)) localStorage.removeItem(prefix + name);
  inMemory.clear();
  told();
}

/** Also hears what another window of the same browser keeps. */
export function onKept(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** What is older than a day: of people who closed the window without signing out, and of a window that stays open. */
function sweep(): void {
  const old = keptNames('').filter((name) => readKept(name) === undefined);
  for (const name of old) {
    localStorage.removeItem(prefix + name);
    inMemory.delete(prefix + name);
  }
  if (old.length > 0) told();
}
sweep();
setInterval(sweep, 10 * 60_000);
document.addEventListener('visibilitychange', sweep);
