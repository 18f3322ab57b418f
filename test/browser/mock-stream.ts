import type { ServerResponse } from 'node:http';

/** What happens, as it is told live: kept, so that who comes back hears what they missed. */
export class MockStream {
  readonly followed: (string | null)[] = [];
  on = false;
  private happened: string[] = [];
  private heard = true;
  private readonly followers = new Set<ServerResponse>();

  become(how: 'on' | 'off' | 'break' | 'quiet'): void {
    if (how !== 'quiet') this.followers.forEach((each) => each.destroy());
    this.on = how === 'on' || how === 'quiet';
    this.heard = how !== 'quiet';
    if (how !== 'off') return;
    this.followed.length = 0;
    this.happened = [];
  }

  follow(after: string | string[] | undefined, response: ServerResponse): void {
    this.heard = true;
    this.followed.push(typeof after === 'string' ? after : null);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': hello\n\n');
    if (typeof after === 'string') this.happened.slice(Number(after)).forEach((block) => response.write(block));
    this.followers.add(response);
    response.on('close', () => this.followers.delete(response));
  }

  say(data: object, event = 'referral'): void {
    const block = `id: ${this.happened.length + 1}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    this.happened.push(block);
    if (this.heard) this.followers.forEach((each) => each.write(block));
  }
}
