import { keptHere, onSession, session } from './session';

export interface Happening {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}
const listeners = new Set<(happening: Happening) => void>();
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('front-door.live') : null;
let lastId: string | null = null;
let started: string | null = null;

/** False after the server gave our turn to another window: then only a person asks for it again. */
let following = true;
const watchers = new Set<() => void>();
let resume: () => void = () => undefined;

const tell = (happening: Happening) => listeners.forEach((listener) => listener(happening));
channel?.addEventListener('message', ({ data }: MessageEvent<Happening & { whose: string; id: string | null }>) => {
  if (data.whose !== keptHere()) return;
  if (data.type === 'replaced' || data.type === 'follow-again') return setFollowing(data.type === 'follow-again');
  if (data.type === 'heard') return setHeard(data.data['heard'] === true);
  lastId = data.id ?? lastId;
  tell(data);
});
function passOn(happening: Happening): void {
  channel?.postMessage({ ...happening, id: lastId, whose: keptHere() });
}

export const isFollowing = (): boolean => following;
export function onFollowing(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
function setFollowing(next: boolean): void {
  following = next;
  if (next) resume();
  for (const watcher of watchers) watcher();
}
/** Whether this browser hears of what happens at this moment; true until it is known to be lost. */
let heard = true;
export const isHeard = (): boolean => heard;
function setHeard(next: boolean): void {
  if (heard === next) return;
  heard = next;
  for (const watcher of watchers) watcher();
}
function tellHeard(next: boolean): void {
  if (heard !== next) channel?.postMessage({ type: 'heard', data: { heard: next }, id: lastId, whose: keptHere() });
  setHeard(next);
}

// Whoever comes next begins anew.
onSession(() => resume());

/** A person wants this browser to follow again, in whichever of its windows. */
export function followAgain(): void {
  passOn({ type: 'follow-again', data: {} });
  setFollowing(true);
}

/**
 * What changes in the tenant, as it changes: ids and revisions only. One connection for all windows of a browser; the
 * window that holds it tells the others, and another one takes over when it closes.
 */
export function onLive(listener: (happening: Happening) => void): () => void {
  listeners.add(listener);
  void start();
  return () => listeners.delete(listener);
}

async function start(): Promise<void> {
  const whose = keptHere();
  if (!session() || started === whose) return;
  started = whose;
  setFollowing(true);
  const follow = () => followWhile(() => keptHere() === whose);
  if ('locks' in navigator) await navigator.locks.request(`front-door.live.${whose}`, follow);
  else await follow();
  if (started === whose) started = null;
}

const patience = [3_000, 3_000, 10_000, 30_000];
async function followWhile(wanted: () => boolean): Promise<void> {
  for (let failures = 0; wanted();) {
    const gave = await follow(wanted).catch(() => false);
    failures = gave ? 0 : failures + 1;
    if (wanted()) tellHeard(false);
    // The turn of this browser is kept, so that no other window of it takes it at once.
    while (!following && wanted()) await new Promise<void>((resolve) => (resume = resolve));
    if (wanted()) await new Promise((resolve) => setTimeout(resolve, patience[failures] ?? 30_000));
  }
}

/** The server says that it is there each fifteen seconds. A connection that broke without a word says nothing. */
const longSilence = 45_000;

/** Reads the stream to its end; true when it gave one. EventSource can't send who asks, so it is read by hand. */
async function follow(wanted: () => boolean): Promise<boolean> {
  const token = session()?.token;
  const silent = new AbortController();
  let quiet = setTimeout(() => silent.abort(), longSilence);
  const response = await fetch('/api/v1/live', {
    signal: silent.signal,
    headers: {
      Accept: 'text/event-stream',
      Authorization: `Bearer ${token}`,
      ...(lastId ? { 'Last-Event-ID': lastId } : {}),
    },
  });
  if (!response.ok || !response.body || !response.headers.get('content-type')?.startsWith('text/event-stream'))
    return (clearTimeout(quiet), false);
  tellHeard(true);
  // What happened before the first connection is not told: look once.
  if (!lastId) tell({ type: 'connected', data: {} });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    clearTimeout(quiet);
    if (done) return true;
    if (!wanted()) return (void reader.cancel(), true);
    quiet = setTimeout(() => silent.abort(), longSilence);
    const blocks = (rest + value).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? '';
    blocks.forEach(hear);
  }
}

function hear(block: string): void {
  const fields = new Map(block.split(/\r?\n/).map((line) => [line.split(':', 1)[0], line.replace(/^[^:]*: ?/, '')]));
  lastId = fields.get('id') ?? lastId;
  const data = fields.get('data');
  if (!data) return;
  const happening = { type: fields.get('event') ?? 'message', data: JSON.parse(data) as Happening['data'] };
  passOn(happening);
  if (happening.type === 'replaced') setFollowing(false);
  else tell(happening);
}
