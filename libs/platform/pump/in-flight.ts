/** Work that was begun and is not over, counted by whom it is for. It handles its own errors. */
export class InFlight {
  private readonly works = new Set<Promise<unknown>>();
  private readonly counts = new Map<string, number>();
  /** How many have finished so far. */
  finished = 0;

  get size(): number {
    return this.works.size;
  }

  /** Of each, how many; nobody with none. */
  get busy(): ReadonlyMap<string, number> {
    return this.counts;
  }

  /** Resolves when it is over, and counted so. */
  begin<T>(whom: string, work: () => Promise<T>): Promise<T> {
    this.counts.set(whom, (this.counts.get(whom) ?? 0) + 1);
    const begun: Promise<T> = work().finally(() => {
      this.finished += 1;
      this.works.delete(begun);
      const left = (this.counts.get(whom) ?? 1) - 1;
      if (left === 0) this.counts.delete(whom);
      else this.counts.set(whom, left);
    });
    this.works.add(begun);
    return begun;
  }

  /** Resolves when the next one is over; at once when there is none. */
  async next(): Promise<void> {
    if (this.works.size > 0) await Promise.race(this.works);
  }

  async all(): Promise<void> {
    while (this.works.size > 0) await Promise.all(this.works);
  }
}
