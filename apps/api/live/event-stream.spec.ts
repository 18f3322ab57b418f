import { EventEmitter } from 'node:events';
import { describe, expect, it, jest } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import type { DataSource } from 'typeorm';
import type { UnitOfWork } from '../../../libs/platform/index.js';
import type { AppOptions } from '../shell/options.js';
import type { Watcher } from './audience.js';
import { EventStream } from './event-stream.js';
import { LiveFeed } from './live-feed.js';

/** An answer whose receiver reads nothing: it never closes by itself. */
class Unread extends EventEmitter {
  destroyed = false;
  writableEnded = false;
  writableLength = 0;
  writeHead(): void {}
  write(): void {}
  end(): void {
    this.writableEnded = true;
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('close');
  }
}
const streamOf = (raw: Unread) =>
  new EventStream({ raw, getHeaders: () => ({}), hijack: () => undefined } as unknown as FastifyReply);

describe('a stream', () => {
  it.each(['replace', 'end'] as const)('whose receiver does not read %s is cut off after a while', (how) => {
    jest.useFakeTimers();
    try {
      const [unread, read] = [new Unread(), new Unread()];
      streamOf(unread)[how]();
      streamOf(read)[how]();
      read.emit('close');
      jest.advanceTimersByTime(4_999);
      expect(unread.destroyed).toBe(false);
      jest.advanceTimersByTime(1);
      expect([unread.destroyed, read.destroyed]).toEqual([true, false]);
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  it('that was closed before anybody listened for that is watched by nobody', async () => {
    const raw = new Unread();
    raw.destroy();
    const who = { tenant: 'ontario-211', person: 'amina-diallo', role: 'navigator', agency: null };
    const read = jest.fn(() => Promise.reject(new Error('nobody is there to be told')));
    const feed = new LiveFeed({ run: read } as unknown as UnitOfWork, {} as DataSource, {} as AppOptions);
    await feed.watch({ session: { id: 'one', who }, stream: streamOf(raw) } as unknown as Watcher, null);
    expect(read).not.toHaveBeenCalled();
    expect(raw.listenerCount('close')).toBe(0);
  });
});
