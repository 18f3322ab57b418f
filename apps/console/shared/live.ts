import { session } from './session';

export interface Happening {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}
const listeners = new Set<(happening: Happening) => void>();
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('front-door.live') : null;
let lastId: string | null = null;
let started: string | null = null;

const tell = (happening: Happening) => listeners.forEach((listener) => listener(happening));
channel?.addEventListener('message', ({ data }: MessageEvent<Happening & { person: string; id: string | null }>) => {
  if (data.person !== session()?.person.id) return;
  lastId = data.id ?? lastId;
  tell(data);
});

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
  const person = session()?.person.id;
  if (!person || started === person) return;
  started = person;
  const follow = () => followWhile(() => session()?.person.id === person);
  if ('locks' in navigator) await navigator.locks.request(`front-door.live.${person}`, follow);
  else await follow();
  if (started === person) started = null;
}

const patience = [3_000, 3_000, 10_000, 30_000];
async function followWhile(wanted: () => boolean): Promise<void> {
  for (let failures = 0; wanted();) {
    const heard = await follow(wanted).catch(() => false);
    failures = heard ? 0 : failures + 1;
    if (wanted()) await new Promise((resolve) => setTimeout(resolve, patience[failures] ?? 30_000));
  }
}

/** Reads the stream to its end; true when it gave one. EventSource can't send who asks, so it is read by hand. */
async function follow(wanted: () => boolean): Promise<boolean> {
  const token = session()?.token;
  const response = await fetch('/api/v1/live', {
    headers: {
      Accept: 'text/event-stream',
      Authorization: `Bearer ${token}`,
      ...(lastId ? { 'Last-Event-ID': lastId } : {}),
    },
  });
  if (!response.ok || !response.body || !response.headers.get('content-type')?.startsWith('text/event-stream'))
    return false;
  // What happened before the first connection is not told: look once.
  if (!lastId) tell({ type: 'connected', data: {} });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return true;
    if (!wanted()) return (void reader.cancel(), true);
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
  channel?.postMessage({ ...happening, id: lastId, person: session()?.person.id });
  tell(happening);
}
