import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** Spread into spawn options: empty = as whom we are. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root; everybody else runs it as themselves. */
export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Users that root may hand the server to, best first: whoever owns the cluster already, `postgres`, `nobody`.
 * Some containers map none but a few of them, so each is tried before it is used.
 */
export function serverUsers(owner: ServerUser | null): readonly ServerUser[] {
  if (!isRoot()) return [{}];
  const named = [findUser('postgres'), findUser('nobody'), { uid: 65534, gid: 65534 }];
  return [owner, ...named].filter((user): user is ServerUser => user !== null && user.uid !== 0);
}

/** The owner of a cluster that an earlier start made, or null. */
export function ownerOf(folder: string): ServerUser | null {
  const found = fs.statSync(folder, { throwIfNoEntry: false });
  return found ? { uid: found.uid, gid: found.gid } : null;
}

/** True when this user can enter the folder and write there: file modes alone don't tell (ACLs, mounts). */
export function canWrite(folder: string, user: ServerUser): boolean {
  const script = 'cd "$1" && test -w .';
  return spawnSync('/bin/sh', ['-c', script, 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

function findUser(name: string): ServerUser | null {
  const accounts = fs.existsSync('/etc/passwd') ? fs.readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  const account = accounts.find((line) => line.startsWith(`${name}:`))?.split(':');
  return account ? { uid: Number(account[2]), gid: Number(account[3]) } : null;
}
