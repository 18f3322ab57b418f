import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { audit } from '../../../libs/access/index.js';
import {
  beginPicture,
  ContentIsGone,
  keepPicture,
  leavePicture,
  pictureTopic,
  readContent,
  type Store,
} from '../../../libs/documents/index.js';
import { OutboxPump, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { appOptions, type AppOptions } from '../shell/options.js';

/**
 * Draws what a HEIC shows, once it may be opened: one at a time in a process, for each takes much memory and a core. Whatever
 * fails, the file stays as it came, and can be saved.
 */
@Injectable()
export class DrawPictures implements OnModuleInit, OnModuleDestroy {
  private readonly store: Store;
  private readonly stopping = new AbortController();
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly outbox: OutboxPump,
    private readonly work: UnitOfWork,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {
    this.store = { work, keyring: options.keyring };
  }

  onModuleInit(): void {
    this.outbox.onDelivery(pictureTopic, (who, { stream }) => {
      const turn = this.last.then(() => this.draw(who, stream));
      this.last = turn.catch(() => undefined);
      return turn;
    });
  }

  /** Before the outbox waits for what it has in hand: what was not drawn comes again. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }

  private async draw(who: Who, id: string): Promise<void> {
    this.stopping.signal.throwIfAborted();
    const { drawPicture = null } = this.options;
    if (drawPicture === null) {
      // Switched off since it came.
      await this.leave(who, id, null);
      return;
    }
    const content = await this.contentOf(who, id);
    if (content === null || !(await this.work.run(who, (tx) => beginPicture(tx, id)))) return;
    const picture = await this.drawn(who, id, () => drawPicture(content, this.stopping.signal));
    if (picture === null) await this.leave(who, id, 'failed');
    else await this.keep(who, id, picture);
  }

  private async drawn(who: Who, id: string, draw: () => Promise<Buffer>): Promise<Buffer | null> {
    try {
      return await draw();
    } catch (error) {
      if (!this.stopping.signal.aborted) return null;
      await this.leave(who, id, 'waiting');
      throw error;
    }
  }

  /** Null: it was erased meanwhile. */
  private async contentOf(who: Who, id: string): Promise<Buffer | null> {
    const parts: Buffer[] = [];
    try {
      for await (const part of readContent(this.store, who, id)) parts.push(part);
      return Buffer.concat(parts);
    } catch (error) {
      if (error instanceof ContentIsGone) return null;
      throw error;
    }
  }

  private async keep(who: Who, id: string, picture: Buffer): Promise<void> {
    await this.work.run(who, async (tx) => {
      await keepPicture(tx, this.options.keyring, id, picture);
      await audit(tx, 'draw-picture', { document: id });
    });
  }

  private async leave(who: Who, id: string, status: 'failed' | 'waiting' | null): Promise<void> {
    await this.work.run(who, async (tx) => {
      leavePicture(tx, id, status);
      return Promise.resolve();
    });
  }
}
