import { Logger } from '@nestjs/common';

/** Waits for a sign of new work, at most so long. Returns early when `stop` is called. */
export interface WakeUp {
  wait(milliseconds: number): Promise<void>;
  wake(): void;
}

/**
 * Drains, waits for a wake-up or the next look, and again. An error (the database is away) is logged and the next look
 * tries again: nothing is lost by it. `stop()` resolves when the work in hand is finished.
 */
export class PumpLoop {
  private readonly logger: Logger;
  private running: Promise<void> | null = null;
  private stopping = false;

  constructor(
    name: string,
    private readonly drain: (stopping: () => boolean) => Promise<number>,
    private readonly wakeUp: WakeUp,
    private readonly lookEvery: number,
  ) {
    this.logger = new Logger(name);
  }

  start(): void {
    this.stopping = false;
    this.running ??= this.loop();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.wakeUp.wake();
    await this.running;
    this.running = null;
  }

  private async loop(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.drain(() => this.stopping);
      } catch (error) {
        this.logger.error(`Could not look for work, trying again: ${error instanceof Error ? error.message : error}`);
      }
      if (!this.stopping) await this.wakeUp.wait(this.lookEvery);
    }
  }
}
