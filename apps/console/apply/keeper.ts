/** How saving goes. `gone`: this device is not with the application any more; `changed`: what was asked is not asked any more. */
export type Kept = 'saved' | 'unsaved' | 'gone' | 'changed';

const pause = 1_500;
const [soonest, latest] = [2_000, 30_000];
const patience = 15_000;

/**
 * Has the server keep what is typed, one request at a time: after a pause in the typing, at once when something was chosen, and
 * again until it is kept. It knows nothing of what is typed, and keeps nothing itself.
 */
export class Keeper {
  private isDirty = false;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wait = soonest;
  private kept: Kept = 'saved';

  /** @param send resolves to how the server took it, and never rejects */
  constructor(
    private readonly send: (signal: AbortSignal) => Promise<Kept>,
    private readonly tell: (kept: Kept | 'saving') => void,
    private readonly isOnline: () => boolean,
  ) {}

  /** Something is typed that was not when this page came, and the server has not got it. */
  get isUnsaved(): boolean {
    return (this.isDirty || this.running !== null) && this.kept !== 'changed';
  }

  changed(atOnce: boolean): void {
    this.isDirty = true;
    this.tell('saving');
    // Where there was no connection just now, each key would try again.
    if (this.kept !== 'unsaved') this.later(atOnce ? 0 : pause);
  }

  /** Tries now: the connection is back, or somebody wants to go on. */
  async now(): Promise<Kept> {
    if (this.isDirty || this.running) await this.flush();
    else if (!this.isOnline()) this.become('unsaved');
    else if (this.kept === 'unsaved') this.become('saved');
    return this.kept;
  }

  private later(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), wait);
  }

  private async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.running ??= this.sendAll().finally(() => (this.running = null));
    await this.running;
  }

  /** What is typed while a request is on its way goes with the next one. */
  private async sendAll(): Promise<void> {
    while (this.isDirty) {
      this.isDirty = false;
      const kept = await this.send(AbortSignal.timeout(patience));
      if (kept !== 'saved') this.isDirty = true;
      this.become(kept);
      if (kept === 'saved') continue;
      if (kept === 'changed') return;
      this.later(this.wait);
      this.wait = Math.min(latest, this.wait * 2);
      return;
    }
  }

  private become(kept: Kept): void {
    this.kept = kept;
    if (kept === 'saved') this.wait = soonest;
    this.tell(this.isDirty && kept === 'saved' ? 'saving' : kept);
  }
}
