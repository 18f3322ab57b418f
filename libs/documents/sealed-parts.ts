import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export const partBytes = 256 * 1024;
const cipher = 'aes-256-gcm';
const tagBytes = 16;

/** A key of one file, never used for another: so its parts may be counted instead of drawn (NIST SP 800-38D, 8.2.1). */
export const newFileKey = (): Buffer => randomBytes(32);

interface Place {
  readonly about: string;
  readonly part: number;
  readonly last: boolean;
}

export function sealPart(key: Buffer, { about, part, last }: Place, plain: Buffer): Buffer {
  const sealing = createCipheriv(cipher, key, nonceOf(part, last), { authTagLength: tagBytes });
  sealing.setAAD(Buffer.from(about));
  const sealed = [sealing.update(plain), sealing.final()];
  return Buffer.concat([sealing.getAuthTag(), ...sealed]);
}

/** Throws when it is not this part of this file, was changed, or is not the last although it is opened as such. */
export function openPart(key: Buffer, { about, part, last }: Place, sealed: Buffer): Buffer {
  const opening = createDecipheriv(cipher, key, nonceOf(part, last), { authTagLength: tagBytes });
  opening.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(0, tagBytes));
  return Buffer.concat([opening.update(sealed.subarray(tagBytes)), opening.final()]);
}

/** Order and end are sealed with it: parts cannot be swapped, nor a file be cut short unseen. */
function nonceOf(part: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(part, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

/** Cuts what comes into parts of one size; the last is told as such, and is never empty unless it is the only one. */
export class Cutter {
  private readonly buffer = Buffer.alloc(partBytes);
  private filled = 0;
  private part = 0;

  constructor(private readonly keep: (plain: Buffer, part: number, last: boolean) => Promise<void>) {}

  async add(piece: Buffer): Promise<void> {
    for (let from = 0; from < piece.length;) {
      if (this.filled === partBytes) await this.flush(false);
      const copied = piece.copy(this.buffer, this.filled, from);
      this.filled += copied;
      from += copied;
    }
  }

  end(): Promise<void> {
    return this.flush(true);
  }

  private async flush(last: boolean): Promise<void> {
    await this.keep(this.buffer.subarray(0, this.filled), this.part, last);
    this.part += 1;
    this.filled = 0;
  }
}
