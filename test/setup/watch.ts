export interface Told {
  readonly id: string;
  readonly event: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/** A browser that watches: reads Server-Sent Events until the server or the test ends them. */
export class Watch {
  readonly told: Told[] = [];
  comments = 0;
  lastId = '';
  hasEnded = false;
  private readonly leaving = new AbortController();
  private wake: () => void = () => undefined;

  private constructor(readonly response: Response) {}

  static async at(url: string, bearer: string, lastId?: string): Promise<Watch> {
    const leaving = new AbortController();
    const headers = { authorization: bearer, ...(lastId !== undefined && { 'last-event-id': lastId }) };
    const response = await fetch(`${url}/api/v1/live`, { headers, signal: leaving.signal });
    const watch = new Watch(response);
    watch.leaving.signal.addEventListener('abort', () => leaving.abort());
    void watch.read();
    return watch;
  }

  leave(): void {
    this.leaving.abort();
  }

  /** Waits for it; a test that waits in vain fails by its own time. */
  async until(isThere: (watch: this) => boolean): Promise<void> {
    while (!isThere(this)) await new Promise<void>((resolve) => (this.wake = resolve));
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of this.response.body as unknown as AsyncIterable<Uint8Array>) {
        text += decoder.decode(chunk, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.take(block);
        this.wake();
      }
    } catch (error) {
      if (!this.leaving.signal.aborted) throw error;
    } finally {
      this.hasEnded = true;
      this.wake();
    }
  }

  private take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => [line.split(':', 1)[0] ?? '', line.replace(/^[^:]*: ?/, '')]),
    );
    if (fields.has('')) this.comments += 1;
    this.lastId = fields.get('id') ?? this.lastId;
    const data = fields.get('data');
    if (data === undefined) return;
    this.told.push({
      id: this.lastId,
      event: fields.get('event') ?? 'message',
      data: JSON.parse(data) as Told['data'],
    });
  }
}
