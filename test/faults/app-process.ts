import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** The application as an operator starts it, in a process of its own that may be killed. */
export class AppProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** Resolves when it says that it is open. */
  static async start(folder: string): Promise<AppProcess> {
    const child = spawn(process.execPath, ['--import', './test/setup/register-ts.mjs', 'apps/api/main.ts'], {
      env: { ...process.env, FRONT_DOOR_DATA: folder, PORT: '0', DATABASE_URL: '', LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    const url = await new Promise<string>((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        said.push(chunk.toString());
        const port = /http:\/\/localhost:(\d+)/.exec(said.join(''))?.[1];
        if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => reject(new Error(`The app ended with ${String(code)}:\n${said.join('')}`)));
    });
    return new AppProcess(child, url);
  }

  /** As the kernel does it when memory is short: no handler runs, nothing is finished. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }
}
