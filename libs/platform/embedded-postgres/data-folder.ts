import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { canRun, findBinaries, shareBinaries } from './binaries.js';
import { FolderError, withFolder } from './folder-error.js';
import { canWrite, isRoot, ownerOf, type ServerUser, serverUsers } from './server-user.js';

/** Where everything of one embedded database lies, and as whom it runs. */
export interface Place {
  readonly native: string;
  readonly user: ServerUser;
  /** The cluster. */
  readonly data: string;
  readonly log: string;
  /** Holds the socket; nobody but the server's user (and root) can enter. */
  readonly socketFolder: string;
  /** Something that the operator should know, or null. */
  readonly note: string | null;
}

const cluster = 'pg18';

/**
 * Finds or makes the folders. `folder` is where the data should be; root may have to put it elsewhere, and says so.
 * @throws FolderError when the data cannot be kept there
 */
export function choosePlace(folder: string): Place {
  const wanted = withFolder(folder, () => {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    return fs.realpathSync(folder);
  });
  const installed = findBinaries();
  if (isRoot()) return withFolder(wanted, () => placeForRoot(wanted, installed));
  refuseForeign(wanted);
  return placeIn(wanted, installed, {}, null);
}

function placeForRoot(wanted: string, installed: string): Place {
  const outside = path.join('/var/tmp', `front-door-data-${shortHash(wanted)}`);
  const owner = ownerOf(path.join(wanted, cluster)) ?? ownerOf(path.join(outside, cluster));
  for (const user of serverUsers(owner)) {
    const native = canRun(installed, user) ? installed : shareBinaries(installed);
    if (!canRun(native, user)) continue;
    if (give(wanted, user)) return placeIn(wanted, native, user, null);
    fs.mkdirSync(outside, { recursive: true, mode: 0o700 });
    if (give(outside, user)) return placeIn(outside, native, user, elsewhere(wanted, outside));
  }
  throw new Error(
    'PostgreSQL does not run as root, and no other user of this machine can run it (postgres and nobody were tried). ' +
      'Start Front Door as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.',
  );
}

function refuseForeign(folder: string): void {
  try {
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    throw new FolderError(
      `This account may not write in ${folder}: perhaps it belongs to somebody else, or Front Door was started as root ` +
        'before. Start it as its owner, or set FRONT_DOOR_DATA to a folder of your own.\n' +
        `Ce compte ne peut pas écrire dans ${folder} : ce dossier est peut-être à quelqu’un d’autre, ou Front Door a été ` +
        'démarré en tant que root. Démarrez-le en tant que son propriétaire, ou indiquez dans FRONT_DOOR_DATA un dossier à vous.',
      { cause: error },
    );
  }
}

const elsewhere = (wanted: string, outside: string): string =>
  `The database cannot run as root and its own user cannot enter ${wanted}, so its data is in ${outside}.`;

/** Hands an empty folder, or one that is this user's already, to the server's user. */
function give(folder: string, user: ServerUser): boolean {
  const { uid = 0, gid = 0 } = user;
  const before = fs.lstatSync(folder);
  if (!before.isDirectory() || (before.uid !== 0 && before.uid !== uid)) return false;
  fs.chownSync(folder, uid, gid);
  if (canWrite(folder, user)) return true;
  fs.chownSync(folder, before.uid, before.gid);
  return false;
}

function placeIn(base: string, native: string, user: ServerUser, note: string | null): Place {
  const data = path.join(base, cluster);
  return { native, user, data, log: path.join(base, 'postgres.log'), socketFolder: socketFolderOf(data, user), note };
}

/** In the folder for temporary files, because the path of a socket may not be longer than about 100 bytes. */
function socketFolderOf(data: string, user: ServerUser): string {
  return path.join(os.tmpdir(), `front-door-${user.uid ?? process.getuid?.() ?? 0}-${shortHash(data)}`);
}

/** Before each launch: whoever stopped the server last has removed it. */
export function makeSocketFolder({ socketFolder, user }: Place): void {
  if (!fs.existsSync(socketFolder)) {
    withFolder(socketFolder, () => {
      fs.mkdirSync(socketFolder, { recursive: true, mode: 0o700 });
      if (user.uid !== undefined && user.gid !== undefined) fs.chownSync(socketFolder, user.uid, user.gid);
    });
  }
  const found = fs.lstatSync(socketFolder);
  const mine = found.uid === (user.uid ?? process.getuid?.() ?? found.uid);
  if (!found.isDirectory() || !mine || (process.platform !== 'win32' && (found.mode & 0o077) !== 0)) {
    throw new Error(`${socketFolder} belongs to somebody else or is open to others: remove it, then start again.`);
  }
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
