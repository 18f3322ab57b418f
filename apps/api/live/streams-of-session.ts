import type { Watcher } from './audience.js';

/** A browser needs one, and one more while it does not know yet that the first was lost. */
export const mostStreams = 4;

/**
 * The streams that each session has open in this process. The newest is let in and the oldest ends: it may be a connection
 * that broke without anybody noticing, and its person must not wait for that.
 */
export class StreamsOfSession {
  private readonly open = new Map<string, readonly Watcher[]>();

  admit(watcher: Watcher): void {
    const { id } = watcher.session;
    const all = [...(this.open.get(id) ?? []), watcher];
    this.open.set(id, all.slice(-mostStreams));
    for (const { stream } of all.slice(0, -mostStreams)) stream.replace();
  }

  leave(watcher: Watcher): void {
    const { id } = watcher.session;
    const others = (this.open.get(id) ?? []).filter((one) => one !== watcher);
    if (others.length > 0) this.open.set(id, others);
    else this.open.delete(id);
  }
}
