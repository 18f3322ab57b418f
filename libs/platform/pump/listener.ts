import type { PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import type { WakeUp } from './pump-loop.js';

/**
 * Wakes up on NOTIFY of one channel, over one connection of its own. When that connection is lost the next wait makes a new
 * one; until then the wait ends by its time alone, so a lost notification costs time and never work.
 */
export class Listener implements WakeUp {
  private runner: QueryRunner | null = null;
  private awake = false;
  private end: (() => void) | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly channel: string,
  ) {}

  wake(): void {
    this.awake = true;
    this.end?.();
  }

  async wait(milliseconds: number): Promise<void> {
    await this.listen().catch(() => undefined);
    if (!this.awake) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.end = null;
    this.awake = false;
  }

  async close(): Promise<void> {
    const { runner } = this;
    this.runner = null;
    if (!runner) return;
    await runner.query(`UNLISTEN ${this.channel}`).catch(() => undefined);
    await runner.release();
  }

  private async listen(): Promise<void> {
    if (this.runner) return;
    const runner = this.dataSource.createQueryRunner();
    this.runner = runner;
    try {
      const client = (await runner.connect()) as PoolClient;
      client.on('notification', () => this.wake());
      client.on('error', () => this.lost(runner));
      client.on('end', () => this.lost(runner));
      await client.query(`LISTEN ${this.channel}`);
      // What was written while nobody listened has told nobody.
      this.wake();
    } catch (error) {
      this.lost(runner);
      throw error;
    }
  }

  private lost(runner: QueryRunner): void {
    if (this.runner !== runner) return;
    this.runner = null;
    void runner.release().catch(() => undefined);
  }
}
