import { useSyncExternalStore } from 'react';
import { ApiProblem, isOnline, onConnection } from '../shared/api';
import { keep, keptNames, onKept, readKept } from '../shared/kept';
import { keptHere, onSession, session } from '../shared/session';
import type { AnswerValue, ContactView, Relation } from '../shared/views';

/** A change of the contact that the case belongs to. Only the note closes it. */
export type ContactChange =
  | { readonly to: 'language'; readonly language: string }
  | { readonly to: 'interpreter'; readonly language: string | null }
  | {
      readonly to: 'inquirer';
      readonly inquirer: NonNullable<ContactView['inquirer']>;
      readonly relation: Relation | null;
    }
  | { readonly to: 'wrap-up'; readonly note: string };
export type CaseChange =
  | { readonly kind: 'answers'; readonly answers: Readonly<Record<string, AnswerValue>> }
  | { readonly kind: 'event'; readonly event: string; readonly fields?: Readonly<Record<string, unknown>> }
  | { readonly kind: 'contact'; readonly contact: string; readonly wanted: ContactChange };

/** A change of a case that was made on the screen and has not arrived yet. */
export interface Unsent {
  /** The Idempotency-Key: however often it is sent, it happens once. */
  readonly key: string;
  readonly case: string;
  readonly change: CaseChange;
  /** The version of the case that the person looked at. */
  readonly base: string | null;
  /** When it was chosen. */
  readonly at: string;
  /** `held`: somebody else changed the case meanwhile (or it was refused), so the person decides. */
  readonly status: 'sending' | 'waiting' | 'held';
  readonly problem?: string | null;
}
/** Sends one change and says under which version the case is known then. */
type Sender = (unsent: Unsent) => Promise<string | null>;
interface Waiter {
  readonly resolve: () => void;
  readonly reject: (problem: ApiProblem) => void;
}

const none: readonly Unsent[] = [];
const page = crypto.randomUUID();
const waiters = new Map<string, Waiter>();
let last: { readonly kept: unknown; readonly list: readonly Unsent[] } = { kept: '[]', list: none };
let sender: Sender | null = null;
let running = false;
let wake: () => void = () => undefined;

const startOf = () => `${keptHere()}outbox.`;
const outboxName = () => startOf() + page;

function list(): readonly Unsent[] {
  const kept = JSON.stringify(readKept(outboxName()) ?? none);
  if (last.kept !== kept) last = { kept, list: JSON.parse(kept) as readonly Unsent[] };
  return last.list;
}
function save(next: readonly Unsent[]): void {
  keep(outboxName(), next.length === 0 ? undefined : next);
}
function update(match: (one: Unsent) => boolean, by: Partial<Unsent>): void {
  if (list().some(match)) save(list().map((one) => (match(one) ? { ...one, ...by } : one)));
}
const remove = (key: string) => save(list().filter((one) => one.key !== key));

/** What of this case has not arrived, oldest first. */
export function useUnsent(caseId: string): readonly Unsent[] {
  const all = useSyncExternalStore(onKept, list);
  return all.filter((one) => one.case === caseId);
}

/** Takes a change; done when it arrived, rejected when it was refused. Lost connections only make it wait. */
export function post(caseId: string, change: CaseChange, base: string | null): Promise<void> {
  const key = crypto.randomUUID();
  const done = new Promise<void>((resolve, reject) => waiters.set(key, { resolve, reject }));
  const status = isOnline() ? 'sending' : 'waiting';
  save([...list(), { key, case: caseId, change, base, at: new Date().toISOString(), status }]);
  void run();
  return done;
}

/** The person has seen what changed, and wants theirs nevertheless: on top of the newest version, as a new wish. */
export function sendHeld(caseId: string, base: string | null): void {
  save(
    list().map((one) =>
      one.case === caseId && one.status === 'held'
        ? { ...one, key: crypto.randomUUID(), base, status: 'sending', problem: null }
        : one,
    ),
  );
  void run();
}
export function dropHeld(caseId: string): void {
  save(list().filter((one) => one.case !== caseId || one.status !== 'held'));
}

/** Begins to send, also what an earlier page of this person left (a reload, a crash). */
export async function startOutbox(send: Sender): Promise<void> {
  sender = send;
  await adopt();
  void run();
}

let leave: () => void = () => undefined;
onSession(() => {
  if (!session()) leave();
});

async function adopt(): Promise<void> {
  // A page holds the lock of its name for as long as somebody is signed in at it.
  await new Promise<void>((held) => {
    if (!('locks' in navigator)) return held();
    void navigator.locks.request(`front-door.page.${page}`, { ifAvailable: true }, (lock) => {
      held();
      return lock ? new Promise<void>((left) => (leave = left)) : undefined;
    });
  });
  const alive = 'locks' in navigator ? ((await navigator.locks.query()).held ?? []).map((lock) => lock.name) : [];
  for (const name of keptNames(startOf())) {
    const owner = name.slice(startOf().length);
    if (owner === page || alive.includes(`front-door.page.${owner}`)) continue;
    const left = (readKept(name) as readonly Unsent[] | undefined) ?? none;
    keep(name, undefined);
    save([...left, ...list()]);
  }
}

const pauses = [500, 1_000, 2_000, 5_000];
function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => wake(), pauses[attempt] ?? 5_000);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
window.addEventListener('online', () => wake());
// The first failed try is enough to know: whoever is on the line need not wait for the patience of the network.
onConnection((online) => {
  if (online) wake();
  else update((one) => one.status === 'sending', { status: 'waiting' });
});

async function run(): Promise<void> {
  if (running) return;
  running = true;
  try {
    for (let attempt = 0; ;) {
      const next = list().find((one) => one.status !== 'held');
      if (!next || !sender || !session()) return;
      if (await deliver(next, sender)) attempt = 0;
      else await pause(attempt++);
    }
  } finally {
    running = false;
  }
}

/** False: nobody answered, so it is tried again. */
async function deliver(next: Unsent, send: Sender): Promise<boolean> {
  try {
    const etag = await send(next);
    remove(next.key);
    // What follows was meant on top of this.
    if (next.change.kind !== 'contact')
      update((one) => one.case === next.case && one.base === next.base && one.status !== 'held', { base: etag });
    waiters.get(next.key)?.resolve();
  } catch (error) {
    const problem = error instanceof ApiProblem ? error : new ApiProblem(500, '', null, null, []);
    if (problem.notReached) {
      update((one) => one.case === next.case && one.status === 'sending', { status: 'waiting' });
      return false;
    }
    refuse(next, problem);
  }
  waiters.delete(next.key);
  return true;
}

/** Who is on the line, and in which language, is so whatever happened to the case. */
const isOfAnyTime = ({ change }: Unsent): boolean => change.kind === 'contact' && change.wanted.to !== 'wrap-up';

/**
 * Refused while the person looks at it: said there, and the person chooses again. After a wait the screen may be another:
 * then it is kept with the reason, and what waited behind it too.
 */
function refuse(next: Unsent, problem: ApiProblem): void {
  const waited = list().find((one) => one.key === next.key)?.status === 'waiting' || !waiters.has(next.key);
  if (!waited) remove(next.key);
  else update((one) => one.key === next.key, { status: 'held', problem: problem.stale ? null : problem.detail });
  if (problem.stale) update((one) => one.case === next.case && !isOfAnyTime(one), { status: 'held' });
  waiters.get(next.key)?.reject(problem);
}
