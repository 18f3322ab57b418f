import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const idBytes = 4;

/**
 * Seals secrets that we must be able to use again (AES-256-GCM). The first key seals; the others only open what was sealed
 * before the key was changed. A sealed secret names its key, and opens only for what it was sealed for (`about`): moved to
 * another row it is worth nothing.
 */
export class Keyring {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly first: Buffer;
  private readonly marking: Buffer;

  constructor(keys: readonly Buffer[]) {
    const [first] = keys;
    if (!first || keys.some((key) => key.length !== 32)) throw new Error('A keyring needs keys of 32 bytes.');
    this.first = first;
    this.marking = Buffer.from(hkdfSync('sha256', first, '', 'marks', 32));
    this.keys = new Map(keys.map((key) => [idOf(key).toString('hex'), key]));
  }

  /** How the key that seals is named in what it sealed: the first four bytes. */
  get id(): Buffer {
    return idOf(this.first);
  }

  seal(secret: string, about: string): Buffer {
    const nonce = randomBytes(nonceBytes);
    const sealing = createCipheriv(cipher, this.first, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(about));
    const sealed = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()]);
    return Buffer.concat([idOf(this.first), nonce, sealing.getAuthTag(), sealed]);
  }

  /**
   * The same 16 bytes for the same secret and purpose, by which it is found again without being kept. Only the first key makes
   * them: once that is changed, those made before are found no more, and `id` tells which they are.
   */
  mark(secret: string, about: string): Buffer {
    return createHmac('sha256', this.marking).update(`${about}\0${secret}`, 'utf8').digest().subarray(0, 16);
  }

  /** Throws when it was sealed for something else, by a key that is gone, or was changed. */
  open(sealed: Buffer, about: string): string {
    const id = sealed.subarray(0, idBytes).toString('hex');
    const key = this.keys.get(id);
    if (!key)
      throw new Error(`A secret was sealed by the key ${id}, which is not in ENCRYPTION_KEY or ENCRYPTION_KEY_OLD.`);
    const [from, body] = [idBytes + nonceBytes, idBytes + nonceBytes + tagBytes];
    const opening = createDecipheriv(cipher, key, sealed.subarray(idBytes, from), { authTagLength: tagBytes });
    opening.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(from, body));
    return Buffer.concat([opening.update(sealed.subarray(body)), opening.final()]).toString('utf8');
  }
}

const idOf = (key: Buffer): Buffer => createHash('sha256').update(key).digest().subarray(0, idBytes);
