import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AppConfig } from '../../config/app.config.js';
import { Keyring } from '../../libs/platform/index.js';

/**
 * What secrets are sealed with: the operator's key, and those before it. The demo makes one for itself, beside its database, so
 * that what it sealed opens again after the next start.
 */
export async function openKeyring({ encryptionKey, oldEncryptionKeys, demoKeyFile }: AppConfig): Promise<Keyring> {
  return new Keyring([encryptionKey ?? (await demoKey(demoKeyFile)), ...oldEncryptionKeys]);
}

async function demoKey(file: string): Promise<Buffer> {
  await mkdir(dirname(file), { recursive: true });
  // Several processes may share the folder: whoever is first makes it.
  await writeFile(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    },
  );
  return Buffer.from(await readFile(file, 'utf8'), 'base64');
}
