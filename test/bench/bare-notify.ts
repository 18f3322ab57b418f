import { Client } from 'pg';

/** What the machine itself needs from a commit to whoever listens: one row, one NOTIFY, one listener, nothing else. */
export class BareNotify {
  private readonly heard = new Map<string, number>();
  private sending: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly owner: Client,
    private readonly sender: Client,
    private readonly listener: Client,
  ) {}

  static async open(owner: Client, url: string): Promise<BareNotify> {
    const [sender, listener] = [url, url].map((connectionString) => new Client({ connectionString }));
    await owner.query('CREATE TABLE IF NOT EXISTS bench_notified (n text)');
    await owner.query('TRUNCATE bench_notified');
    await owner.query('GRANT INSERT ON bench_notified TO PUBLIC');
    const bare = new BareNotify(owner, sender!, listener!);
    await Promise.all([sender!.connect(), listener!.connect()]);
    listener!.on('notification', ({ payload }) => {
      bare.heard.set(payload ?? '', performance.timeOrigin + performance.now());
    });
    await listener!.query('LISTEN bench');
    return bare;
  }

  notify(word: string): void {
    this.sending = this.sending.then(() =>
      this.sender.query(
        `BEGIN; INSERT INTO bench_notified VALUES ('${word}'); SELECT pg_notify('bench', '${word}'); COMMIT`,
      ),
    );
  }

  /** Milliseconds from commit to arrival, of each. */
  async close(): Promise<readonly number[]> {
    await this.sending;
    await Promise.all([this.sender.end(), this.listener.end()]);
    const { rows } = await this.owner.query<{ n: string; at: string }>(
      'SELECT n, extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000 AS at FROM bench_notified',
    );
    return rows.map(({ n, at }) => (this.heard.get(n) ?? NaN) - Number(at));
  }
}
