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

function entryAt(name: string): Entry | null {
  try {
    const entry = JSON.parse(localStorage.getItem(name) ?? 'null') as Entry | null;
    return entry && Date.now() - entry.at < day ? entry : null;
  } catch {
    return null;
  }
}
function told(): void {
  for (const listener of listeners) listener();
}

/** Names begin with the person's id. */
export function readKept(name: string): unknown {
  return (inMemory.get(prefix + name) ?? entryAt(prefix + name))?.value;
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
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(prefix + start))
    .map((name) => name.slice(prefix.length));
}

export function forgetKept(person: string): void {
  for (const name of keptNames(`${person}.`)) localStorage.removeItem(prefix + name);
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

/** What is left of people who closed the window without signing out, once a day has passed. */
for (const name of keptNames('')) if (!entryAt(prefix + name)) localStorage.removeItem(prefix + name);
