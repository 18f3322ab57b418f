import { createHash } from 'node:crypto';
import { type DocumentMark, mostBytes } from './document.js';
import { endsAsZip, headBytes, isTwoKinds, type MediaType, mediaTypeOf, tailBytes } from './media-type.js';

/** Why a file is not taken. */
export type Unfit =
  'file-is-empty' | 'file-is-too-large' | 'file-type-is-not-taken' | 'file-is-two-kinds' | 'file-is-incomplete';

export class FileIsUnfit extends Error {
  constructor(readonly reason: Unfit) {
    super(reason);
  }
}

export interface Inspected {
  readonly type: MediaType;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly marks: readonly DocumentMark[];
}

const markedBy: Readonly<Record<DocumentMark, string>> = {
  script: '/JavaScript',
  locked: '/Encrypt',
  attachments: '/EmbeddedFile',
};
const longestMark = 16;

/** Looks at a file while it comes, keeps its beginning and its end alone, and throws FileIsUnfit as soon as it is. */
export class Inspection {
  private readonly hash = createHash('sha256');
  private readonly marks = new Set<DocumentMark>();
  private head: Buffer = Buffer.alloc(0);
  private tail: Buffer = Buffer.alloc(0);
  private bytes = 0;
  private type: MediaType | null = null;

  add(piece: Buffer): void {
    this.bytes += piece.length;
    if (this.bytes > mostBytes) throw new FileIsUnfit('file-is-too-large');
    this.hash.update(piece);
    if (this.type === null) {
      this.head = Buffer.concat([this.head, piece.subarray(0, headBytes - this.head.length)]);
      if (this.head.length === headBytes) this.type = this.tell();
    }
    this.look(piece);
  }

  end(): Inspected {
    if (this.bytes === 0) throw new FileIsUnfit('file-is-empty');
    const type = this.type ?? this.tell();
    if (endsAsZip(this.tail)) throw new FileIsUnfit('file-is-two-kinds');
    if (type === 'image/png' && !this.tail.includes('IEND')) throw new FileIsUnfit('file-is-incomplete');
    if (type === 'application/pdf' && !this.tail.includes('%%EOF')) throw new FileIsUnfit('file-is-incomplete');
    const marks = type === 'application/pdf' ? [...this.marks].sort() : [];
    return { type, bytes: this.bytes, sha256: this.hash.digest(), marks };
  }

  private tell(): MediaType {
    const type = mediaTypeOf(this.head);
    if (type === null) throw new FileIsUnfit('file-type-is-not-taken');
    if (isTwoKinds(this.head, type)) throw new FileIsUnfit('file-is-two-kinds');
    return type;
  }

  private look(piece: Buffer): void {
    const seam = Buffer.concat([this.tail.subarray(-longestMark), piece.subarray(0, longestMark)]);
    for (const [mark, sign] of Object.entries(markedBy)) {
      if (piece.includes(sign) || seam.includes(sign)) this.marks.add(mark as DocumentMark);
    }
    const joined = piece.length >= tailBytes ? piece : Buffer.concat([this.tail, piece]);
    // A copy: the piece itself may be a slice of something larger.
    this.tail = Buffer.from(joined.subarray(-tailBytes));
  }
}
