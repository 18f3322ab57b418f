import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { isPostgres } from './postmaster.js';
import { startEmbedded } from './start-embedded.js';

interface Holder {
  readonly joined: boolean;
  readonly pid: number;
  readonly url: string;
  readonly notes: readonly string[];
  readonly socketFolder: string;
  readonly process: ChildProcess;
  nextLine(): Promise<string>;
}

/** Another process on the same folder, as when somebody starts the app twice. */
async function hold(folder: string): Promise<Holder> {
  const root = path.resolve(import.meta.dirname, '../../..');
  const child = spawn(
    process.execPath,
    ['--import', path.join(root, 'test/setup/register-ts.mjs'), path.join(root, 'test/setup/hold-open.ts'), folder],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => String((await lines.next()).value);
  let facts = await nextLine();
  while (!facts.startsWith('{')) facts = await nextLine();
  return { ...(JSON.parse(facts) as Holder), process: child, nextLine };
}

async function letGo(holder: Holder): Promise<void> {
  holder.process.stdin?.write('\n');
  if (holder.process.exitCode === null) await once(holder.process, 'exit');
}

async function kill(holder: Holder): Promise<void> {
  holder.process.kill('SIGKILL');
  await once(holder.process, 'exit');
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(10);
}

// Servers start and stop here; a busy machine takes its time.
jest.setTimeout(60_000);

describe('the embedded database', () => {
  // One after the other on the same data, as it would be on a machine that has a bad week.
  let folder: string;
  const made: string[] = [];
  const makeFolder = (): string => {
    const name = fs.mkdtempSync(path.join(os.tmpdir(), 'front-door-launcher-'));
    made.push(name);
    return name;
  };
  beforeAll(() => {
    folder = makeFolder();
  });
  afterAll(() => {
    for (const each of made) fs.rmSync(each, { recursive: true, force: true });
  });

  it('is shared by two starts at once, and the last one who leaves stops it, whoever started it', async () => {
    const both = await Promise.all([hold(folder), hold(folder)]);
    const [starter, second] = both[0].joined ? [both[1], both[0]] : both;
    expect([starter.joined, second.joined, second.pid]).toEqual([false, true, starter.pid]);
    expect(second.notes).toEqual([expect.stringContaining('joined it')]);
    await letGo(starter);
    expect(await ask(second.url, 'SELECT 1 AS alive')).toEqual({ alive: 1 });
    await letGo(second);
    expect(isPostgres(starter.pid)).toBe(false);
  });

  it('is adopted after the app was killed, with everything in it, and stopped by whoever adopted it', async () => {
    const first = await hold(folder);
    await ask(first.url, 'CREATE TABLE adopted AS SELECT 211 AS n');
    await kill(first);
    expect(isPostgres(first.pid)).toBe(true);
    const next = await startEmbedded({ folder, fast: true });
    expect([next.joined, next.pid]).toEqual([true, first.pid]);
    expect(await ask(next.url('postgres'), 'SELECT n FROM adopted')).toEqual({ n: 211 });
    await next.stop();
    expect(isPostgres(first.pid)).toBe(false);
  });

  it('starts again after app and database were killed, with what was committed', async () => {
    const first = await hold(folder);
    await ask(first.url, 'CREATE TABLE kept AS SELECT 211 AS n');
    process.kill(first.pid, 'SIGKILL');
    await kill(first);
    const next = await startEmbedded({ folder, fast: true });
    expect(next.joined).toBe(false);
    expect(await ask(next.url('postgres'), 'SELECT n FROM kept')).toEqual({ n: 211 });
    await next.stop();
  });

  it('comes back by itself when it is killed under a running app', async () => {
    const app = await hold(folder);
    // A process group of its own: Ctrl-C in the terminal does not reach it, so the app drains first.
    expect(() => process.kill(-app.pid, 0)).not.toThrow();
    process.kill(app.pid, 'SIGKILL');
    expect(await app.nextLine()).toMatch(/runs again/);
    expect(await ask(app.url, 'SELECT 1 AS alive')).toEqual({ alive: 1 });
    await letGo(app);
    expect(fs.existsSync(path.join(folder, 'pg18', 'postmaster.pid'))).toBe(false);
  });

  it('starts in a folder that others cannot enter, on a socket that others cannot reach', async () => {
    const parent = makeFolder();
    const closed = path.join(parent, 'closed');
    fs.chmodSync(parent, 0o700);
    const database = await startEmbedded({ folder: closed, fast: true });
    expect(fs.statSync(database.socketFolder).mode & 0o777).toBe(0o700);
    const tcp = await ask(database.url('postgres'), `SELECT current_setting('listen_addresses') AS tcp`);
    expect(tcp).toEqual({ tcp: '' });
    await database.stop();
    // Root had to put it elsewhere, and says so.
    const elsewhere = !database.folder.startsWith(parent);
    expect(database.notes).toEqual(elsewhere ? [expect.stringContaining(path.dirname(database.folder))] : []);
    if (elsewhere) fs.rmSync(path.dirname(database.folder), { recursive: true });
  });

  it('writes nothing of what clients said into its log', async () => {
    const database = await startEmbedded({ folder, fast: true });
    const url = database.url('postgres');
    await ask(url, 'CREATE TABLE told (note text PRIMARY KEY CHECK (length(note) < 30))');
    const wrong = [
      `INSERT INTO told VALUES ('Amina is afraid'), ('Amina is afraid')`,
      `INSERT INTO told VALUES ('Amina is afraid of somebody at home')`,
      `SELECT 'Amina'::uuid`,
      `DO $$ BEGIN RAISE WARNING 'Amina'; RAISE EXCEPTION 'Amina' USING DETAIL = 'Amina'; END $$`,
      `SELECT set_config('log_min_messages', 'Amina', false)`,
    ];
    for (const sql of wrong) await expect(ask(url, sql)).rejects.toThrow();
    // A server process that is killed in the middle of a statement is reported with that statement.
    const killed = ask(url, `SELECT 'Amina', pg_sleep(600)`).catch(() => null);
    const asleep = `SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'`;
    await until(async () => (await ask(url, asleep)) !== undefined);
    process.kill(((await ask(url, asleep)) as { pid: number }).pid, 'SIGKILL');
    await killed;
    await until(() => ask(url, 'SELECT 1').then(Boolean, () => false));
    await database.stop();
    const log = fs.readFileSync(path.join(folder, 'postgres.log'), 'utf8');
    expect(log).toContain('terminated by signal 9');
    expect(log).not.toContain('Amina');
  });

  it.each([
    ['a file where the folder should be', (at: string) => fs.writeFileSync(at, ''), '', /there is a file of this name/],
    ['a file above it', (at: string) => fs.writeFileSync(at, ''), 'data', /a file, not a folder/],
  ])('is refused with %s, saying where and what to do', async (_, prepare, below, told) => {
    const place = path.join(makeFolder(), 'taken');
    prepare(place);
    const refused = startEmbedded({ folder: path.join(place, below), fast: true });
    await expect(refused).rejects.toThrow(told);
    await expect(refused).rejects.toThrow(place);
    await expect(refused).rejects.toThrow(/FRONT_DOOR_DATA=.*\n.*FRONT_DOOR_DATA=/);
  });

  it('throws away what a killed start had begun to make, and sets aside what is no cluster', async () => {
    const fresh = makeFolder();
    fs.mkdirSync(path.join(fresh, 'pg18', 'base'), { recursive: true });
    fs.mkdirSync(path.join(fresh, 'pg18.new-999999999'));
    await (await startEmbedded({ folder: fresh, fast: true })).stop();
    const names = fs.readdirSync(fresh).sort();
    expect(names).toEqual(['pg18', expect.stringMatching(/^pg18\.incomplete-/), 'postgres.log']);
  });

  it('starts although a lock names a process that has nothing to do with it', async () => {
    const first = await startEmbedded({ folder, fast: true });
    await first.stop();
    const lock = path.join(folder, 'pg18', 'postmaster.pid');
    fs.writeFileSync(lock, `${process.pid}\n${first.folder}\n`);
    const { uid, gid } = fs.statSync(first.folder);
    fs.chownSync(lock, uid, gid);
    const next = await startEmbedded({ folder, fast: true });
    expect(next.joined).toBe(false);
    await next.stop();
    await until(() => !fs.existsSync(lock));
  });
});
