import { describe, expect, it } from '@jest/globals';
import type { UnitOfWork } from '../../../libs/platform/index.js';
import { Audience, type Watcher } from './audience.js';
import type { Changes } from './read-changes.js';

const who = { tenant: 'ontario-211', person: null, role: 'navigator', agency: null };

/** A watcher of this session, and what was done with its stream. */
function watcherOf(id: string): Watcher & { readonly done: string[] } {
  const done: string[] = [];
  const stream = { resync: () => done.push('resync'), send: () => done.push('send'), end: () => done.push('end') };
  return { session: { id }, stream, done } as unknown as Watcher & { readonly done: string[] };
}

describe('an audience', () => {
  it('does not send away who comes in while it reads about the others', async () => {
    const reads: ((changes: Changes) => void)[] = [];
    const work = { run: () => new Promise<Changes>((resolve) => reads.push(resolve)) } as unknown as UnitOfWork;
    const audience = new Audience(work, who);
    const [first, second] = [watcherOf('first'), watcherOf('second')];
    const readBegins = () => new Promise((resolve) => setImmediate(resolve));
    const answerWith = async (sessions: string[]) => {
      await readBegins();
      reads.shift()?.({ horizon: 1, events: [], tooMany: false, sessions: new Set(sessions) });
    };
    const arrivals = [audience.join(first, null)];
    await readBegins();
    arrivals.push(audience.join(second, null));
    await answerWith(['first']);
    await answerWith(['first', 'second']);
    await Promise.all(arrivals);
    expect([first.done, second.done]).toEqual([['resync'], ['resync']]);
    // Whose session is over is sent away.
    const look = audience.tellChanges();
    await answerWith(['second']);
    await look;
    expect([first.done, second.done]).toEqual([['resync', 'end'], ['resync']]);
  });
});
